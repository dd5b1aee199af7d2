"""Rules of plausibility over the visits of a year, wherever they are entered: each is asked about or cannot be true.

A rule is a small function named as the assertion it makes; :data:`VISIT_RULES` is the whole list, of which
:data:`CERTAIN_RULES` find what cannot be. It yields findings about the days of visits. An error is what cannot be;
everything else may have been so, and a reason settles it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from xlcheck.checks.visits import days, loads, patterns
from xlcheck.checks.visits.reasons import explained
from xlcheck.checks.visits.year import VisitYear
from xlcheck.model import Finding

VisitRule = Callable[[VisitYear], Iterable[Finding]]

CERTAIN_RULES: tuple[VisitRule, ...] = (
    days.visits_follow_the_draw,
    days.visits_follow_the_replacement,
    days.visits_are_approved_before,
    days.notices_are_served_before,
    days.nobody_on_leave_visits,
    days.certificates_are_valid,
)

VISIT_RULES: tuple[VisitRule, ...] = (
    *CERTAIN_RULES,
    days.visits_are_on_workdays,
    days.visits_are_not_on_quiet_days,
    loads.nobody_visits_too_many_a_day,
    loads.nobody_is_in_many_towns_a_day,
    loads.nobody_is_at_two_places_at_once,
    loads.tasks_visit_a_company_together,
    patterns.words_differ,
    patterns.visits_are_spread_over_the_window,
    patterns.somebody_finds_a_problem,
    patterns.pairs_change_at_a_clean_company,
    patterns.what_was_to_be_rectified_is_looked_at_again,
)


def check_visits(year: VisitYear, rules: Iterable[VisitRule] = VISIT_RULES) -> tuple[Finding, ...]:
    """Return what the rules find, each with the reason that 备注 of its line gives."""
    at = {visit.place: visit for visit in year.visits}
    return tuple(explained(found, at[found.place]) for rule in rules for found in rule(year))
