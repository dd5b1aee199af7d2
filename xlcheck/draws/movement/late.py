"""Exclusions that rest on an entry of the last days before the freeze: counted in red."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date, timedelta

from xlcheck.draws.movement.history import SeenMove
from xlcheck.draws.movement.kinds import ADDED, ENTITY, KINDS
from xlcheck.draws.plan import DRAWN_ALREADY, INSPECTED_ALREADY
from xlcheck.model import Exclusion

LATE = timedelta(days=30)
"""An entry that was first seen so long before the freeze, or later, is late."""


def late_exclusions(
    excluded: Iterable[Exclusion], seen: Iterable[SeenMove], frozen_on: date, drawn: Collection[str] = ()
) -> tuple[str, ...]:
    """Return the codes of those whom an entry left out that was first seen within 30 days of the freeze.

    The entry is that of the column which the reason names. ``drawn`` are the codes that this desk itself has drawn
    this year: they are left out by its records, whatever was typed. An entity that came with the entry could never
    be drawn, so that nothing was taken from the frame; one that came earlier is held against what it was then.
    """
    late = _late_entries(seen, frozen_on)
    return tuple(e.code for e in excluded if late.get(e.code, frozenset()) & set(_entries(e, drawn)))


def late_text(codes: Collection[str]) -> str:
    """Put the number of late exclusions into words; empty where there are none."""
    return f"冻结前 {LATE.days} 日内首次见到的登记使 {len(codes)} 户未列入" if codes else ""


def _late_entries(seen: Iterable[SeenMove], frozen_on: date) -> Mapping[str, set[str]]:
    """Return by code the fields with an entry that holds and was seen late; ``visit`` for 其他检查."""
    late: defaultdict[str, set[str]] = defaultdict(set)
    for one in seen:
        if one.gone or frozen_on - one.first.on > LATE:
            continue
        move = one.move
        if move.kind == "entity" and move.field in ENTITY.fields:
            late[move.id].add(move.field)
        elif move.kind == "visit" and move.field == ADDED:
            late[move.id].add("visit")
    return late


def _entries(exclusion: Exclusion, drawn: Collection[str]) -> Iterator[str]:
    """Iterate over the fields that may have left an entity out, as its reason tells."""
    of_rows = {key: field.title for key, field in ENTITY.fields.items()}
    if exclusion.reason.startswith(INSPECTED_ALREADY):
        of_rows = {}  # it names items, whose names may have anything in them
    titles = of_rows | {"visit": KINDS["visit"].title}
    yield from (key for key, title in titles.items() if title in exclusion.reason)
    if exclusion.reason.startswith(DRAWN_ALREADY) and exclusion.code not in drawn:
        yield from ("last_drawn", "visit")
