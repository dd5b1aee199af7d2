"""Whether the visits of every district can have been: what its own rules hold back, held against its pack once more."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from xlcheck.checks.visits import check_visits
from xlcheck.checks.visits.of_packs import explained_by_pack, visits_of_pack
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

_SHOWN, _LONGEST = 3, 60
"""So many reasons are shown of a rule, and so many signs of each: anybody may have written them."""


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
    """Yield one finding for each rule that is broken, with the first visit and how many there are.

    Those that the bureau has explained are told apart.
    """
    visits = tuple(visits_of_pack(pack, drawn, is_problem))
    at = {visit.place: visit for visit in visits}
    settings = replace(blank_settings(pack.year), visit_limits=_LIMITS)
    by_rule: dict[tuple[str, bool], list[Finding]] = {}
    for found in explained_by_pack(check_visits(VisitYear(visits, settings, today)), at, pack):
        by_rule.setdefault((found.code, bool(found.waiver)), []).append(found)
    for of_rule in by_rule.values():
        yield _of_rule(pack, of_rule, at[of_rule[0].place].name)


def _of_rule(pack: Pack, of_rule: Sequence[Finding], name: str) -> Finding:
    first, count, place = of_rule[0], len(of_rule), Place(pack.source)
    if first.waiver:
        reasons = [*dict.fromkeys(_beginning(found.waiver) for found in of_rule)]
        shown = "；".join(reasons[:_SHOWN]) + ("……" if len(reasons) > _SHOWN else "")
        return finding(
            "pack.visits-explained",
            place,
            name=name,
            count=count,
            text=problem(replace(first, waiver="")),
            reasons=shown,
        )
    code = "pack.visits-odd" if is_explicable(first) else "pack.visits-impossible"
    return finding(code, place, name=name, count=count, text=problem(first))


def _beginning(reason: str) -> str:
    return reason if len(reason) <= _LONGEST else f"{reason[:_LONGEST]}……"
