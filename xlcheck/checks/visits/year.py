"""What every rule about visits is given: those of the year, what the registries say of who went where, and the day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TypeVar

from xlcheck.model import CompanyVisit, Finding, Settings, VisitLimits, finding

K = TypeVar("K")

Spans = tuple[tuple[date, date], ...]
"""First and last days."""


@dataclass(frozen=True, slots=True)
class VisitYear:
    """The visits of a year, and what they are held against.

    ``leaves`` and ``valid_to`` are by certificate number, ``towns`` (所属乡镇) by 统一社会信用代码; what is not known
    is not there.
    """

    visits: tuple[CompanyVisit, ...]
    settings: Settings
    today: date
    leaves: Mapping[str, Spans] = field(default_factory=dict)
    valid_to: Mapping[str, date] = field(default_factory=dict)
    towns: Mapping[str, str] = field(default_factory=dict)

    @property
    def limits(self) -> VisitLimits:
        """From which number on something is asked about."""
        return self.settings.visit_limits

    def by_task(self) -> Mapping[str, list[CompanyVisit]]:
        """Return the visits of each task; those that belong to none are left out."""
        return grouped((visit.group, visit) for visit in self.visits if visit.group)

    def by_company(self) -> Mapping[str, list[CompanyVisit]]:
        """Return the visits at each company, the earliest first."""
        return grouped((visit.code, visit) for visit in sorted(self.visits, key=lambda visit: visit.day) if visit.code)

    def by_person_and_day(self) -> Mapping[tuple[str, date], list[CompanyVisit]]:
        """Return the visits of each person on each day."""
        return grouped(((person, visit.day), visit) for visit in self.visits for person in dict.fromkeys(visit.people))


def grouped(pairs: Iterable[tuple[K, CompanyVisit]]) -> dict[K, list[CompanyVisit]]:
    """Return visits by what they share, in the order of the first of each."""
    groups: dict[K, list[CompanyVisit]] = {}
    for key, visit in pairs:
        groups.setdefault(key, []).append(visit)
    return groups


def tell(code: str, visit: CompanyVisit, **params: object) -> Finding:
    """Make a finding about the day of a visit."""
    return replace(finding(code, visit.place, visit.day, "", **params), key=visit.key)


def names_of(visits: Iterable[CompanyVisit]) -> str:
    """Name the companies of visits, each once."""
    return "、".join(dict.fromkeys(visit.name for visit in visits))


def name_of(person: str, visit: CompanyVisit) -> str:
    """Return how a visit writes one of its people."""
    return dict(zip(visit.people, visit.people_named, strict=True)).get(person, person)
