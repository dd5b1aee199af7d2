"""The moves of a year, carried from freeze to freeze: when each was seen first, and by when it held no more.

Everything is held against the opening state of the year, never against the last freeze: a freeze that is given up
hides nothing, and what a freeze has seen stays listed, whether it was changed back or once more.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from xlcheck.draws.movement.facts import Fact
from xlcheck.draws.movement.kinds import ADDED, KINDS, PLANNED, REMOVED
from xlcheck.draws.movement.moves import Move, moves, place
from xlcheck.draws.movement.state import RegistryState


@dataclass(frozen=True, slots=True)
class Sighting:
    """A freeze at which a move was seen: how staff call it, and its day."""

    label: str
    on: date


@dataclass(frozen=True, slots=True)
class SeenMove:
    """A move, the freeze that saw it first, and the one at which it was gone: changed back, or into something else.

    A move that was gone and was made again is listed twice.
    """

    move: Move
    first: Sighting
    gone: Sighting | None = None


def seen_moves(
    opening: RegistryState,
    state: RegistryState,
    now: Sighting,
    earlier: Iterable[Iterable[SeenMove]] = (),
    follows: bool = False,
) -> tuple[SeenMove, ...]:
    """Return all that was seen to move since the opening of the year, by this freeze or an earlier one.

    ``earlier`` are the lists of all earlier freezes of the year, of every task and those given up too, the oldest
    first. A row that came this year is held against what it was when it was seen first.
    ``follows`` says that the opening state is the last one of the year before, whose plan is none of this year: the
    rows of the plan that the first freeze sees are planned, what comes later is added.
    """
    known = [seen for spells in _spells(earlier).values() for seen in spells]
    base = _with_what_came(_next_year(opening) if follows else opening, known)
    current = {move: move for move in moves(base, state)}
    listed = [_continued(seen, current.get(seen.move), now) for seen in known]
    holding = {seen.move for seen in listed if seen.gone is None}
    new = (move for move in current if move not in holding)
    listed += [SeenMove(_planned(move) if follows and not known else move, now) for move in new]
    return in_order(listed)


def in_order(seen: Iterable[SeenMove]) -> tuple[SeenMove, ...]:
    """Return moves as they are listed: by kind, id and field, of one thing the earlier first."""
    return tuple(sorted(seen, key=lambda one: (place(one.move), one.first.on, one.first.label)))


def _spells(earlier: Iterable[Iterable[SeenMove]]) -> Mapping[Move, list[SeenMove]]:
    """Put the lists of several freezes together: by move, each time that it was seen to hold."""
    spells: defaultdict[Move, list[SeenMove]] = defaultdict(list)
    for each in earlier:
        for seen in sorted(each, key=lambda one: one.gone is None):  # what is gone makes room for what came again
            _enter(spells[seen.move], seen)
    return spells


def _enter(spells: list[SeenMove], seen: SeenMove) -> None:
    """Enter what a freeze lists: known from its first sighting, or still holding since one of the same run, or new."""
    same = [n for n, one in enumerate(spells) if one.first == seen.first]
    holding = [n for n, one in enumerate(spells) if one.gone is None]
    if places := same or holding:
        known = spells[places[0]]
        spells[places[0]] = replace(_widened(known, seen.move), gone=known.gone or seen.gone)
    else:
        spells.append(seen)


def _widened(seen: SeenMove, move: Move) -> SeenMove:
    """Return what was seen, concerning too what the same move concerns now."""
    concerns = tuple(sorted({*seen.move.concerns, *move.concerns}))
    return replace(seen, move=replace(seen.move, concerns=concerns))


def _continued(seen: SeenMove, current: Move | None, now: Sighting) -> SeenMove:
    """Return what was seen as this freeze finds it: it holds, or is gone."""
    if seen.gone or _came(seen.move):
        return seen
    return _widened(seen, current) if current else replace(seen, gone=now)


def _came(move: Move) -> bool:
    """Say whether a move is a row that came, against which its later moves are held."""
    return move.of_row and move.field != REMOVED


def _planned(move: Move) -> Move:
    return replace(move, field=PLANNED) if move.kind == "plan" and move.field == ADDED else move


def _next_year(last: RegistryState) -> RegistryState:
    """Return the last state of a year as the next one begins: no plan yet, nothing that can touch no draw of it."""
    year = int(last.value("unit", "", "year") or 0) + 1
    left = last.without("plan", "unit", "visit").lines
    lines = tuple(line for line in left if not (line.startswith("leave|") and line[-10:] < str(year)))
    return RegistryState(lines).with_facts([Fact("unit", "", "year", str(year))])


def _with_what_came(opening: RegistryState, known: Iterable[SeenMove]) -> RegistryState:
    """Return the opening state with the rows that came since, each as it was seen first."""
    rows: dict[tuple[str, str], Move] = {}
    for seen in known:
        if _came(seen.move):
            rows.setdefault((seen.move.kind, seen.move.id), seen.move)
    return opening.with_facts(fact for move in rows.values() for fact in _facts(move))


def _facts(move: Move) -> Iterator[Fact]:
    """Iterate over the facts of a row that came."""
    kind = KINDS[move.kind]
    values = {kind.first: move.name if kind.named else ""} | move.content
    return (Fact(move.kind, move.id, field, value) for field, value in values.items())
