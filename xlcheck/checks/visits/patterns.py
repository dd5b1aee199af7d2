"""Rules about what many visits have in common: words, results and days that are too much alike to be true."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import combinations, groupby

from xlcheck.checks.visits.year import VisitYear, grouped, name_of, tell
from xlcheck.model import CompanyVisit, Finding
from xlcheck.reading.calendar.deadlines import workdays_after
from xlcheck.reading.folding import fold_title

_LEAST = 4
"""Visits of a task from which on most of them say something."""
_LAST_DAYS = timedelta(days=9)
"""Before the last day of a window: ten days with it."""
_PAIR = 2


def words_differ(year: VisitYear) -> Iterator[Finding]:
    """Ask about a task in which most visits are described by the same words."""
    for visits in year.by_task().values() if year.limits.same_words is not None else ():
        described = [visit for visit in visits if visit.situation]
        for alike in grouped((_words(visit), visit) for visit in described).values():
            if _are_most(alike, described, year.limits.same_words):
                text, count, total = alike[0].situation, len(alike), len(described)
                yield tell("visit.same-words", alike[0], task=alike[0].task, text=text, count=count, total=total)


def visits_are_spread_over_the_window(year: VisitYear) -> Iterator[Finding]:
    """Ask about a task most of whose visits were made in the last ten days of its window."""
    for visits in year.by_task().values() if year.limits.window_end is not None else ():
        window = visits[0].window
        if window is None or window.end - window.start <= 2 * _LAST_DAYS:
            continue
        first = window.end - _LAST_DAYS
        late = [visit for visit in visits if first <= visit.day <= window.end]
        if _are_most(late, visits, year.limits.window_end):
            days, count, total = f"{first}至{window.end}", len(late), len(visits)
            yield tell("visit.window-end", late[0], task=late[0].task, days=days, count=count, total=total)


def somebody_finds_a_problem(year: VisitYear) -> Iterator[Finding]:
    """Ask about a year of many visits in which nobody found a problem."""
    answered = [visit for visit in year.visits if visit.problem is not None]
    least, count = year.limits.clean_year, len({(visit.code or visit.name, visit.day) for visit in answered})
    if least is not None and count >= least and not any(visit.problem for visit in answered):
        last = max(answered, key=lambda visit: visit.day)
        yield tell("visit.never-a-problem", last, count=count)


def pairs_change_at_a_clean_company(year: VisitYear) -> Iterator[Finding]:
    """Ask about a company that the same two people found clean again and again, with nobody else between."""
    least = year.limits.clean_pair
    for visits in year.by_company().values() if least is not None else ():
        pairs = {pair for visit in visits for pair in combinations(sorted(set(visit.people)), _PAIR)}
        for pair in sorted(pairs):
            clean = _running(visits, pair)
            if least is not None and len(clean) >= least:
                who = "、".join(name_of(person, clean[-1]) for person in pair)
                days = "、".join(f"{visit.day}" for visit in clean)
                yield tell("visit.clean-pair", clean[-1], who=who, count=len(clean), days=days)


def _running(visits: Sequence[CompanyVisit], pair: tuple[str, ...]) -> list[CompanyVisit]:
    """Return the longest run of visits that found nothing and had both people, the latest where several are as long.

    What several lines tell of one day is one visit.
    """
    runs = groupby(visits, key=lambda visit: visit.problem is False and set(pair) <= set(visit.people))
    days = [[*{visit.day: visit for visit in run}.values()] for is_clean, run in runs if is_clean]
    return max(reversed(days), key=len, default=[])


def what_was_to_be_rectified_is_looked_at_again(year: VisitYear) -> Iterator[Finding]:
    """Ask about an order to rectify whose term is long over and that nobody has looked at since."""
    within = year.limits.recheck_days
    for visit in year.visits:
        is_open = visit.to_rectify and not visit.rechecked
        if within is not None and is_open and _is_long_over(visit.rectify_by, within, year):
            yield tell("visit.not-rechecked", visit, name=visit.name, due=visit.rectify_by)


def _is_long_over(due: date | None, within: int, year: VisitYear) -> bool:
    if due is None or year.today <= due:
        return False
    days = workdays_after(due, year.today, year.settings)
    return days is None or days > within


def _words(visit: CompanyVisit) -> str:
    """Return a description as it is compared: without blanks and the stops at its end."""
    return fold_title(visit.situation).rstrip("。.!！;；")


def _are_most(some: Sequence[CompanyVisit], every: Sequence[CompanyVisit], percent: int | None) -> bool:
    """Say whether some of the visits of a task are more than a share of them, where there are enough to tell."""
    return percent is not None and len(every) >= _LEAST and len(some) * 100 > len(every) * percent
