"""公示期限: counted in working days, with the official swaps of rest days and working weekends.

Source: 平交字〔2020〕94号, 三(三)3: within 7 working days of the end of the inspection. The bureau's own
节假日 sheet goes before the library; a year that neither knows counts plain weekdays and says so.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from functools import cache

import chinese_calendar

from xlcheck.model import Deadline, Settings

_FAR = timedelta(days=366)


def is_workday(day: date, settings: Settings) -> bool:
    """Say whether offices work on a day."""
    if day in settings.days_on:
        return True
    if day in settings.days_off:
        return False
    if _has_notice(day.year):
        return _is_official_workday(day)
    return day.weekday() < 5


def quiet_span(day: date, settings: Settings) -> tuple[int, int] | None:
    """Return the days of a month, the first and the last, on which companies are left in peace (企业安静期).

    It is the span in which a day lies; ``None`` where it lies in none.
    """
    spans = settings.visit_limits.quiet_days
    return next(((first, last) for first, last in spans if first <= day.day <= last), None)


def official_workday(day: date) -> bool | None:
    """Say whether offices work on a day by the State Council's notice; ``None`` where that of its year is not known."""
    return _is_official_workday(day) if _has_notice(day.year) else None


def is_known(year: int, settings: Settings) -> bool:
    """Say whether the official arrangement of a year is known, from the bureau's sheet or the library.

    The last days of December alone say nothing: they may be off by the notice of the next year.
    """
    return _has_notice(year) or any(d.year == year and d.month < 12 for d in settings.days_off)


def deadline(inspected: date, settings: Settings) -> Deadline:
    """Return the last day to publish: the n-th working day after the inspection, n from 抽查策略."""
    day, days_left = inspected, settings.policy.deadline_days
    if inspected.year == date.max.year:  # a slip of the keyboard; the calendar ends there
        return Deadline(inspected, date.max, False)
    while days_left:
        day += timedelta(days=1)
        days_left -= is_workday(day, settings)
    return Deadline(inspected, day, is_known(inspected.year, settings) and is_known(day.year, settings))


def workdays_after(first: date, last: date, settings: Settings) -> int | None:
    """Count the working days after ``first`` up to ``last``; ``None`` where they are more than a year apart."""
    if last - first > _FAR:
        return None
    days = (first + timedelta(days=n) for n in range(1, (last - first).days + 1))
    return sum(is_workday(day, settings) for day in days)


def unknown_years(deadlines: Iterable[Deadline], settings: Settings) -> tuple[int, ...]:
    """Return the years on whose unknown holidays any of these deadlines hangs."""
    years = {year for due in deadlines if not due.certain for year in (due.inspected.year, due.last_day.year)}
    return tuple(sorted(year for year in years if not is_known(year, settings)))


@cache
def _is_official_workday(day: date) -> bool:
    """Say whether offices work by the library, which is slow to answer."""
    return bool(chinese_calendar.is_workday(day))


@cache
def _has_notice(year: int) -> bool:
    """Say whether the library has the State Council's notice for a year."""
    try:
        chinese_calendar.is_workday(date(year, 1, 2))
    except NotImplementedError:
        return False
    return True
