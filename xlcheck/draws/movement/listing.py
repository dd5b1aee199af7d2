"""名录变动: the file of a freeze that lists what moved, a line each, and its reading back."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from xlcheck.draws.movement.facts import BETWEEN, quoted, unquoted
from xlcheck.draws.movement.history import SeenMove, Sighting, in_order, seen_moves
from xlcheck.draws.movement.kinds import ADDED, KINDS, PLANNED, PLANNED_TITLE, REMOVED, FactKind
from xlcheck.draws.movement.moves import Move, content_text
from xlcheck.draws.movement.state import RegistryState, state_digest
from xlcheck.model import XlcheckError

FOLLOWS, NO_BASELINE = "上年基线", "无上年基线"

_TITLES = "类型|编号|名称|项目|原为|现为|涉及类别|首次见于|日期|再次变动见于|日期"
_OPENING = re.compile(f"({FOLLOWS}|{NO_BASELINE})\\|([0-9a-f]{{64}})")


@dataclass(frozen=True, slots=True)
class Baseline:
    """The fingerprint of the opening state, and whether it is the last state of the year before."""

    digest: str
    follows: bool


@dataclass(frozen=True, slots=True)
class Listing:
    """A file of what moved: the opening state against which everything is held, and the moves."""

    opening: Baseline
    seen: tuple[SeenMove, ...]


def next_listing(
    opening: RegistryState, follows: bool, state: RegistryState, now: Sighting, earlier: Iterable[str] = ()
) -> Listing:
    """Return what a freeze lists, by the files of all earlier freezes of the year, the oldest first.

    See :func:`~xlcheck.draws.movement.history.seen_moves`. Raises :class:`XlcheckError`: ``draw.moves-damaged``, or
    ``draw.moves-other-year`` where an earlier file is held against another opening state.
    """
    against = Baseline(state_digest(opening), follows)
    listings = [read_moves(text) for text in earlier]
    if any(listing.opening != against for listing in listings):
        raise XlcheckError("draw.moves-other-year")
    return Listing(against, seen_moves(opening, state, now, (listing.seen for listing in listings), follows))


def moves_text(listing: Listing) -> str:
    """Return the file: the opening state, the titles, a line each move; each closed by LF."""
    opening = f"{FOLLOWS if listing.opening.follows else NO_BASELINE}|{listing.opening.digest}"
    lines = (opening, _TITLES, *map(_line, in_order(listing.seen)))
    return "".join(f"{line}\n" for line in lines)


def read_moves(text: str) -> Listing:
    """Read exactly what :func:`moves_text` writes.

    Raises :class:`XlcheckError` ``draw.moves-damaged`` with the first line that is anything else.
    """
    lines = text.split("\n")
    opening = _OPENING.fullmatch(lines[0])
    if opening is None:
        raise _damaged(1)
    seen = tuple(_read(number, line) for number, line in enumerate(lines[2:-1], start=3))
    listing = Listing(Baseline(opening[2], opening[1] == FOLLOWS), seen)
    if (written := moves_text(listing)) != text:
        pairs = zip(written.split("\n"), lines, strict=False)
        raise _damaged(next((n for n, (one, other) in enumerate(pairs, start=1) if one != other), len(lines)))
    return listing


def title_of(move: Move) -> str:
    """Return what happened to a row or a relation, or the title of the field that changed."""
    return next(title for title, field in _happenings(KINDS[move.kind]).items() if field == move.field)


def _happenings(kind: FactKind) -> dict[str, str]:
    """Return what a line may say, and the ``field`` of the move that it tells."""
    whole = {kind.added: ADDED, kind.removed: REMOVED} | ({} if kind.relation else {PLANNED_TITLE: PLANNED})
    return whole | ({} if kind.relation else {field.title: key for key, field in kind.fields.items()})


_KIND_OF = {kind.title: key for key, kind in KINDS.items()}


def _line(seen: SeenMove) -> str:
    move = seen.move
    texts = (KINDS[move.kind].title, move.id, move.name, title_of(move), move.before, move.after)
    sightings = (*_sighting(seen.first), *_sighting(seen.gone))
    return "|".join(map(quoted, (*texts, BETWEEN.join(move.concerns), *sightings)))


def _sighting(sighting: Sighting | None) -> tuple[str, str]:
    return (sighting.label, sighting.on.isoformat()) if sighting else ("", "")


def _read(number: int, line: str) -> SeenMove:
    try:
        kind, id_, name, title, before, after, concerns, *sightings = map(unquoted, line.split("|"))
        label, on, gone, gone_on = sightings
        key = _KIND_OF[kind]
        field = _happenings(KINDS[key])[title]
        move = Move(key, id_, name, field, before, after, tuple(concerns.split(BETWEEN)) if concerns else ())
        _require_sound(move)
        until = Sighting(gone, date.fromisoformat(gone_on)) if gone or gone_on else None
        return SeenMove(move, Sighting(label, date.fromisoformat(on)), until)
    except (ValueError, KeyError) as error:
        raise _damaged(number) from error


def _require_sound(move: Move) -> None:
    """Raise ValueError or KeyError where nothing moves so: to what it was, or a row that is listed in another way."""
    kind = KINDS[move.kind]
    removal = move.field == REMOVED
    if move.of_row or kind.relation:
        listed = content_text(kind, move.content) if move.of_row else move.before or move.after
        if (move.before, move.after) != ((listed, "") if removal else ("", listed)):
            raise ValueError(listed)
    elif move.before == move.after:
        raise ValueError(move.before)


def _damaged(line: int) -> XlcheckError:
    return XlcheckError("draw.moves-damaged", line=line)
