"""Visits as the rules see them: a plain one is free of findings, and each test says what it is about."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from tests.builders import SETTINGS
from xlcheck.checks.visits import VisitYear, check_visits
from xlcheck.model import CompanyVisit, Place, VisitLimits, Window

SPRING = Window("2021年1月至4月", date(2021, 1, 1), date(2021, 4, 30))
MONDAY = date(2021, 3, 1)
JUNE = date(2021, 6, 1)
PEOPLE = ("SL-01", "SL-02")
LIMITS = VisitLimits(
    day_visits=2,
    day_towns=1,
    quiet_days=((1, 5),),
    same_words=50,
    window_end=50,
    clean_year=5,
    clean_pair=3,
    near_days=7,
    recheck_days=10,
)
"""Every limit set; a test that is about one sets it alone."""


def visit(number=1, day=MONDAY, **facts):
    """A visit at the ``number``-th company, by a pair of its own."""
    people = facts.get("people", (f"SL-{number}1", f"SL-{number}2"))
    plain = CompanyVisit(
        Place("检查台账-01号.xlsx", "检查台账", 3 + number + 100 * int(facts.get("group", "1")[-2:]), 11, "检查日期"),
        key=f"C{number}",
        code=f"C{number}",
        name=f"示例{number}公司",
        day=day,
        task="01号",
        group="202101",
        people=people,
        people_named=tuple(f"示例员（{person}）" for person in people),
        problem=False,
        situation=f"核对了第 {number} 本台账。",
        known_on=date(2021, 1, 7),
        window=SPRING,
    )
    return replace(plain, **facts)


def visits(count, **facts):
    """So many visits at as many companies, on as many workdays of March."""
    days = [day for day in (MONDAY + timedelta(days=n) for n in range(31)) if day.weekday() < 5]
    return [visit(n, days[n - 1], **facts) for n in range(1, count + 1)]


def findings(made, today=JUNE, limits=None, **known):
    """What the rules say of visits."""
    within = replace(SETTINGS, visit_limits=limits or VisitLimits())
    return check_visits(VisitYear(tuple(made), within, today, **known))


def codes(made, **known):
    return [found.code for found in findings(made, **known)]
