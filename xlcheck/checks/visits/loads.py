"""Rules about visits beside each other: of one person on one day, and of several tasks at one company."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise

from xlcheck.checks.visits.year import VisitYear, name_of, names_of, tell
from xlcheck.model import CompanyVisit, Finding


def nobody_visits_too_many_a_day(year: VisitYear) -> Iterator[Finding]:
    """Ask about a person who was at more companies on one day than one person can look at."""
    most = year.limits.day_visits
    for (person, _), visits in year.by_person_and_day().items() if most is not None else ():
        count = len({visit.code or visit.name for visit in visits})
        if most is not None and count > most:
            who, names = name_of(person, visits[0]), names_of(visits)
            yield tell("visit.many-a-day", visits[0], who=who, count=count, most=most, names=names)


def nobody_is_in_many_towns_a_day(year: VisitYear) -> Iterator[Finding]:
    """Ask about a person who was in more towns on one day than one person gets to."""
    most = year.limits.day_towns
    for (person, _), visits in year.by_person_and_day().items() if most is not None else ():
        towns = dict.fromkeys(filter(None, (year.towns.get(visit.code) for visit in visits)))
        if most is not None and len(towns) > most:
            who, names = name_of(person, visits[0]), "、".join(towns)
            yield tell("visit.many-towns", visits[0], who=who, count=len(towns), most=most, names=names)


def nobody_is_at_two_places_at_once(year: VisitYear) -> Iterator[Finding]:
    """Ask about a person whose visits at two companies overlap by their hours."""
    for (person, _), visits in year.by_person_and_day().items():
        for visit, other in combinations(visits, 2):
            if visit.code != other.code and _overlap(visit, other):
                hours = f"{other.started:%H:%M}至{other.ended:%H:%M}"
                yield tell("visit.overlap", visit, who=name_of(person, visit), name=other.name, hours=hours)


def _overlap(visit: CompanyVisit, other: CompanyVisit) -> bool:
    """Say whether the hours of two visits of one day overlap; where one hour is not known, they do not."""
    if visit.started is None or visit.ended is None or other.started is None or other.ended is None:
        return False
    return visit.started < other.ended and other.started < visit.ended


def tasks_visit_a_company_together(year: VisitYear) -> Iterator[Finding]:
    """Ask about a company that two tasks visited on two days close to each other: one visit would have done."""
    least = year.limits.near_days
    for visits in year.by_company().values() if least is not None else ():
        for earlier, later in _of_two_tasks(visits):
            apart = (later.day - earlier.day).days
            if least is not None and 0 < apart < least:
                yield tell(
                    "visit.same-week", later, name=earlier.name, task=earlier.task, second=earlier.day, days=apart
                )


def _of_two_tasks(visits: Sequence[CompanyVisit]) -> Iterator[tuple[CompanyVisit, CompanyVisit]]:
    """Yield each visit with the one before it, where they are not of one task; visits of no task are each their own."""
    for earlier, later in pairwise(visits):
        if earlier.group != later.group or not later.group:
            yield earlier, later
