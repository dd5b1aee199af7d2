"""Rules about the day of a visit: whether it could be on that day, and whether it should have been."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from xlcheck.checks.visits.year import VisitYear, name_of, tell
from xlcheck.model import CompanyVisit, Finding
from xlcheck.reading.calendar.deadlines import is_workday, quiet_span

_WEEKEND = {5: "周六", 6: "周日"}


def visits_follow_the_draw(year: VisitYear) -> Iterator[Finding]:
    """Require a visit not to be before the draw that chose company and team."""
    for visit in year.visits:
        if visit.replacement == 0 and _is_before(visit.day, visit.known_on):
            yield tell("visit.before-draw", visit, drawn=visit.known_on)


def visits_follow_the_replacement(year: VisitYear) -> Iterator[Finding]:
    """Require a visit not to be before the replacement that brought in the company or one of the team."""
    for visit in year.visits:
        if visit.replacement and _is_before(visit.day, visit.known_on):
            yield tell("visit.before-replacement", visit, drawn=visit.known_on, number=visit.replacement)


def visits_are_approved_before(year: VisitYear) -> Iterator[Finding]:
    """Require a visit to be approved on its day at the latest."""
    for visit in year.visits:
        if _is_before(visit.day, visit.approved_on):
            yield tell("visit.before-approval", visit, other=visit.approved_on)


def notices_are_served_before(year: VisitYear) -> Iterator[Finding]:
    """Require the notice to be served on the day of the visit at the latest."""
    for visit in year.visits:
        if _is_before(visit.day, visit.served_on):
            yield tell("visit.before-notice", visit, other=visit.served_on)


def visits_are_on_workdays(year: VisitYear) -> Iterator[Finding]:
    """Ask about a visit on a day on which offices do not work."""
    for visit in year.visits:
        if not is_workday(visit.day, year.settings):
            yield tell("visit.on-day-off", visit, what=_WEEKEND.get(visit.day.weekday(), "节假日"))


def visits_are_not_on_quiet_days(year: VisitYear) -> Iterator[Finding]:
    """Ask about a visit on a day of the month on which companies are left in peace."""
    for visit in year.visits:
        if span := quiet_span(visit.day, year.settings):
            yield tell("visit.on-quiet-day", visit, days=f"每月{span[0]}日至{span[1]}日")


def nobody_on_leave_visits(year: VisitYear) -> Iterator[Finding]:
    """Require nobody to inspect on a day on which he is registered as on leave."""
    for visit, person in _people(year):
        for first, last in year.leaves.get(person, ()):
            if first <= visit.day <= last:
                yield tell("visit.on-leave", visit, who=name_of(person, visit), days=f"{first}至{last}")
                break


def certificates_are_valid(year: VisitYear) -> Iterator[Finding]:
    """Require nobody to inspect after his certificate has lapsed."""
    for visit, person in _people(year):
        valid = year.valid_to.get(person)
        if _is_before(valid, visit.day):
            yield tell("visit.cert-lapsed", visit, who=name_of(person, visit), valid=valid)


def _people(year: VisitYear) -> Iterator[tuple[CompanyVisit, str]]:
    return ((visit, person) for visit in year.visits for person in dict.fromkeys(visit.people))


def _is_before(day: date | None, other: date | None) -> bool:
    """Say whether a day is before another; where one is not known, it is not."""
    return day is not None and other is not None and day < other
