"""Winning numbers as the bureaus state them, side by side."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from xlcheck.model import Finding, Place, finding
from xlcheck.model.held import BureauVerdict


def as_read(numbers: str) -> str:
    """Return numbers as people write them: ``1 2 3 4 5 6＋7`` for ``1.2.3.4.5.6./7./``."""
    groups = (group.strip(".").replace(".", " ") for group in numbers.split("/"))
    return "＋".join(filter(None, groups))


def disputed_numbers(verdicts: Iterable[BureauVerdict], numbers: Mapping[str, str]) -> Iterator[Finding]:
    """Say of which issue bureaus have other numbers or another day, as long as nobody has typed the published ones.

    A day that differs is told even then: the published numbers do not say on which day they were drawn.
    """
    told: dict[str, dict[tuple[str, str], list[str]]] = {}
    names: dict[str, str] = {}
    for witnessed in (draw for verdict in verdicts for draw in verdict.draws):
        fixed = witnessed.draw.fixed
        if witnessed.draw.numbers and fixed.day:
            names[fixed.source] = fixed.source_name
            values = told.setdefault(fixed.source, {})
            bureaus = values.setdefault((witnessed.draw.numbers, fixed.day), [])
            bureaus += [] if witnessed.bureau in bureaus else [witnessed.bureau]
    for source, values in told.items():
        days = {day for _, day in values}
        if len(days if source in numbers else values) > 1:
            said = "；".join(f"{'、'.join(who)}：{day}开奖，{as_read(found)}" for (found, day), who in values.items())
            yield finding("held.numbers-differ", Place(names[source]), source=names[source], said=said)
