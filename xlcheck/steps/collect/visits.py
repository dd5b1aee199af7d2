"""Whether the visits of every district can have been: what its own rules hold back, held against its pack once more."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from xlcheck.checks.visits import check_visits
from xlcheck.checks.visits.of_packs import visits_of_pack
from xlcheck.checks.visits.reasons import is_explicable
from xlcheck.checks.visits.year import VisitYear
from xlcheck.messages import problem
from xlcheck.model import CityTotals, Finding, Pack, Place, VisitLimits, finding
from xlcheck.model.held import BureauVerdict
from xlcheck.reading.stamps import stamped_time
from xlcheck.results.collect.judging import is_problem
from xlcheck.samples.blank import blank_settings

_LIMITS = VisitLimits(clean_year=30, near_days=7, recheck_days=10)
"""What a bureau is asked about, whatever it has set for itself: the usual numbers, of what an extract can show."""


def with_visits(totals: CityTotals, verdicts: Sequence[BureauVerdict], today: date) -> CityTotals:
    """Add a note for each kind of thing that cannot be, or is odd, about the visits of a pack that counts."""
    drawn = {v.counting.digest: _days_of_draws(v) for v in verdicts if v.counting}
    packs = [report.pack for report in totals.units if report.pack is not None]
    told = (found for pack in packs for found in _told(pack, drawn.get(pack.digest, {}), today))
    return replace(totals, notes=(*totals.notes, *told))


def _days_of_draws(verdict: BureauVerdict) -> Mapping[str, date]:
    """Return the day of the draw that counts of each task, by plan number."""
    draws = [one.draw for one in verdict.draws if one.draw.drawn_at and not one.draw.given_up_at]
    times = {draw.fixed.mark.partition("#")[0]: stamped_time(draw.drawn_at[:16]) for draw in draws}
    return {plan_no: at.date() for plan_no, at in times.items() if at is not None}


def _told(pack: Pack, drawn: Mapping[str, date], today: date) -> Iterator[Finding]:
    """Yield one finding for each rule that is broken, with the first visit and how many there are."""
    visits = tuple(visits_of_pack(pack, drawn, is_problem))
    names = {visit.place: visit.name for visit in visits}
    settings = replace(blank_settings(pack.year), visit_limits=_LIMITS)
    by_rule: dict[str, list[Finding]] = {}
    for found in check_visits(VisitYear(visits, settings, today)):
        by_rule.setdefault(found.code, []).append(found)
    for first, *more in by_rule.values():
        place, name, count = Place(pack.source), names[first.place], 1 + len(more)
        if is_explicable(first):  # a reason stands in 备注, which is not sent
            yield finding("pack.visits-odd", place, name=name, count=count, text=problem(first))
        else:
            yield finding("pack.visits-impossible", place, name=name, count=count, text=problem(first))
