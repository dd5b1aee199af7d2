"""What may be done at which hour."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xlcheck.draws.randomness.hours import BEIJING, Phase, last_day, phase

DRAWN_ON = date(2026, 4, 30)
"""A Thursday; offices are closed from 1 to 5 May, and work on Saturday, 9 May."""


def is_workday(day: date) -> bool:
    if day == date(2026, 5, 9):
        return True
    return day.weekday() < 5 and not date(2026, 5, 1) <= day <= date(2026, 5, 5)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=BEIJING)


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        ("2026-01-01 00:00:00", Phase.OPEN),
        ("2026-04-29 23:59:59", Phase.OPEN),
        ("2026-04-30 17:59:59", Phase.OPEN),
        ("2026-04-30 18:00:00", Phase.CLOSED),
        ("2026-04-30 21:59:59", Phase.CLOSED),
        ("2026-04-30 22:00:00", Phase.REVEALABLE),
        ("2026-05-01 00:00:00", Phase.REVEALABLE),
        ("2026-05-11 23:59:59", Phase.REVEALABLE),
        ("2026-05-12 00:00:00", Phase.OVERDUE),
        ("2036-05-12 00:00:00", Phase.OVERDUE),
    ],
)
def test_phase_follows_from_the_hour_in_beijing(now, expected):
    assert phase(at(now), DRAWN_ON, is_workday) is expected


def test_last_day_to_reveal_is_the_fifth_working_day():
    assert last_day(DRAWN_ON, is_workday) == date(2026, 5, 11)
    assert last_day(date(2026, 5, 11), is_workday) == date(2026, 5, 18)


def test_hour_of_another_zone_is_that_of_beijing():
    assert phase(datetime(2026, 4, 30, 9, 59, tzinfo=UTC), DRAWN_ON, is_workday) is Phase.OPEN
    assert phase(datetime(2026, 4, 30, 10, 0, tzinfo=UTC), DRAWN_ON, is_workday) is Phase.CLOSED
    west = timezone(timedelta(hours=-8))
    assert phase(datetime(2026, 4, 30, 5, 59, tzinfo=west), DRAWN_ON, is_workday) is Phase.CLOSED
    assert phase(datetime(2026, 4, 30, 6, 0, tzinfo=west), DRAWN_ON, is_workday) is Phase.REVEALABLE


def test_time_without_its_offset_is_refused():
    with pytest.raises(ValueError, match="offset"):
        phase(datetime(2026, 4, 30, 12, 0), DRAWN_ON, is_workday)


def test_calendar_without_working_days_is_no_endless_search():
    assert last_day(DRAWN_ON, set().__contains__) == date(2026, 6, 29)


@given(st.datetimes(datetime(2026, 4, 1), datetime(2026, 6, 1)), st.timedeltas(timedelta(0), timedelta(days=20)))
def test_phase_never_goes_back(now, later):
    order = list(Phase)
    first, second = (phase(when.replace(tzinfo=BEIJING), DRAWN_ON, is_workday) for when in (now, now + later))
    assert order.index(first) <= order.index(second)
