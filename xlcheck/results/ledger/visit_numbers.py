"""本年度第 n 次，上限 m 次: which inspection of the year a visit is for its company, and how many there may be."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from xlcheck.model import YearVisit
from xlcheck.reading.tables import YearBooks
from xlcheck.reading.visits import Visits, item_caps

UNCAPPED = "未规定"


def inspections_before(visits: Visits, code: str, plan_no: str) -> tuple[YearVisit, ...]:
    """Return the inspections of an entity that come before that of a task.

    They are those that were made, and those still to be made for tasks that are earlier in the plan. Where the task's
    own inspection was made already they are those of earlier days, so a paper made anew says what the first one did.
    """
    all_visits = visits.get(code, ())
    own = [visit for visit in all_visits if any(entry.source == plan_no for entry in visit.entries)]
    day = min((visit.day for visit in own if visit.day), default=date.max)
    others = (visit for visit in all_visits if visit not in own)
    return tuple(visit for visit in others if (visit.day < day if visit.day else _is_before(visit, plan_no)))


def _is_before(visit: YearVisit, plan_no: str) -> bool:
    """Say whether an inspection that is still to be made belongs to an earlier task."""
    return any((len(entry.source), entry.source) < (len(plan_no), plan_no) for entry in visit.entries)


def yearly_cap(books: YearBooks, items: Collection[str]) -> str:
    """Return how often an entity may be inspected in the year: 每户年度检查上限, else the least cap of the items."""
    caps = [cap for _, cap in item_caps(books.items, items).values()]
    cap = books.settings.policy.inspection_cap or min(caps, default=None)
    return UNCAPPED if cap is None else f"{cap} 次"
