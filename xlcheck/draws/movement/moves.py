"""What moved between two states: rows that came and went, fields that changed, relations entered and taken back."""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain

from xlcheck.draws.movement.facts import BETWEEN, Fact
from xlcheck.draws.movement.kinds import ADDED, KINDS, PLANNED, REMOVED, FactKind
from xlcheck.draws.movement.state import RegistryState

_LISTED, _OF = "；", "："
"""Between the fields of a whole row, and a field and its value; no folded value has a full-width sign."""


@dataclasses.dataclass(frozen=True, slots=True)
class Move:
    """One thing that moved: a field with its values before and after, or a whole row or relation.

    Of a row that came (``added``, ``planned``) or went (``removed``) ``after`` or ``before`` lists all fields but the
    name. ``name`` says who it is, ``concerns`` whose draws it may touch: categories, of today and of before, none where
    it may touch all. Moves are the same whatever these two are.
    """

    kind: str
    id: str
    name: str = dataclasses.field(compare=False)
    field: str
    before: str
    after: str
    concerns: tuple[str, ...] = dataclasses.field(default=(), compare=False)

    @property
    def of_row(self) -> bool:
        """Whether a whole row came or went."""
        return self.field in (ADDED, REMOVED, PLANNED) and not KINDS[self.kind].relation

    @property
    def content(self) -> dict[str, str]:
        """The fields of the row that came or went, but its name; nothing for any other move."""
        return content_of(KINDS[self.kind], self.after or self.before) if self.of_row else {}


def moves(before: RegistryState, after: RegistryState) -> tuple[Move, ...]:
    """Return what moved, in the order of the kinds, then of ids and fields."""
    removals, additions = before.beside(after), after.beside(before)
    changes = chain(_relations(removals, REMOVED), _relations(additions, ADDED), _rows(removals, additions))
    return tuple(sorted((_told(move, before, after) for move in changes), key=place))


def place(move: Move) -> tuple[int, str, int, str, str]:
    """Return where a move stands in a list of moves."""
    fields = (ADDED, REMOVED, PLANNED, *KINDS[move.kind].fields)
    return _ORDER[move.kind], move.id, fields.index(move.field), move.before, move.after


_ORDER = {kind: number for number, kind in enumerate(KINDS)}


def _relations(facts: Iterable[Fact], happened: str) -> Iterator[Move]:
    for kind, id_, _, value in facts:
        if KINDS[kind].relation:
            yield Move(kind, id_, "", happened, *((value, "") if happened == REMOVED else ("", value)))


def _rows(removals: Iterable[Fact], additions: Iterable[Fact]) -> Iterator[Move]:
    old, new = _by_row(removals), _by_row(additions)
    for kind, id_ in {**old, **new}:
        yield from _row(kind, id_, old.get((kind, id_), {}), new.get((kind, id_), {}))


def _by_row(facts: Iterable[Fact]) -> Mapping[tuple[str, str], dict[str, str]]:
    rows: defaultdict[tuple[str, str], dict[str, str]] = defaultdict(dict)
    for kind, id_, field, value in facts:
        if not KINDS[kind].relation:
            rows[kind, id_][field] = value
    return rows


def _row(kind: str, id_: str, old: dict[str, str], new: dict[str, str]) -> Iterator[Move]:
    """Iterate over the moves of a row by the fields that differ; every row has its first field, blank or not."""
    first = KINDS[kind].first
    if (first in old) != (first in new):
        before, after = (content_text(KINDS[kind], fields) for fields in (old, new))
        yield Move(kind, id_, "", ADDED if first in new else REMOVED, before, after)
        return
    for field in {**old, **new}:
        yield Move(kind, id_, "", field, old.get(field, ""), new.get(field, ""))


def content_text(kind: FactKind, values: Mapping[str, str]) -> str:
    """List the fields of a row that are not blank, but its name: ``对象类别：道路货物运输；经营状态：营业``."""
    return _LISTED.join(f"{title}{_OF}{values[key]}" for key, title in kind.content.items() if values.get(key))


def content_of(kind: FactKind, text: str) -> dict[str, str]:
    """Read what :func:`content_text` wrote; raises ValueError or KeyError for anything else."""
    keys = {title: key for key, title in kind.content.items()}
    pairs = (part.split(_OF) for part in text.split(_LISTED) if text)
    return {keys[title]: value for title, value in pairs}


def _told(move: Move, before: RegistryState, after: RegistryState) -> Move:
    """Return the move with the name it has now, else had, and the categories it concerns."""
    parties = list(_parties(move))
    names = [after.name(*party) or before.name(*party) for party in parties]
    whose = parties[1:] if move.kind == "recusal" else parties  # a recusal touches the draws of its entity alone
    concerns = {category for party in whose for state in (before, after) for category in _categories(state, *party)}
    return dataclasses.replace(
        move, name="、".join(filter(None, names)), concerns=tuple(sorted(filter(None, concerns)))
    )


def _parties(move: Move) -> Iterator[tuple[str, str]]:
    """Iterate over those of whom a move is: a row itself, or the two of a relation."""
    first, second = _BETWEEN_WHOM.get(move.kind, (move.kind, ""))
    yield first, move.id
    if second:
        yield second, move.after or move.before


_BETWEEN_WHOM = {
    "leave": ("inspector", ""),
    "recusal": ("inspector", "entity"),
    "apart": ("inspector", "inspector"),
    "visit": ("entity", ""),
}


def _categories(state: RegistryState, kind: str, id_: str) -> tuple[str, ...]:
    """Return the categories to which a row belongs: an entity's own, those that an inspector may inspect."""
    field = {"entity": "category", "item": "category", "inspector": "scope"}.get(kind, "")
    value = state.value(kind, id_, field) if field else ""
    return tuple(value.split(BETWEEN)) if value else ()
