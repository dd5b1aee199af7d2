"""Days as the State Council's notice on holidays writes them: ``2月15日（农历腊月二十八、周日）至23日（周一）``."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

from xlcheck.model import Trouble

DAY = r"(?:\d{4}年)?(?:\d{1,2}月)?\d{1,2}日(?:\([^()]*\))?"
SPAN = rf"{DAY}(?:[至到—–~-]+{DAY})?"
"""Forms of a folded text; 至 may be any dash."""

_WEEKDAYS = "一二三四五六日"
_PARTS = re.compile(r"(?:(\d{4})年)?(?:(\d{1,2})月)?(\d{1,2})日(?:\(([^()]*)\))?")
_WEEKDAY = re.compile(rf"(?:周|星期|礼拜)([{_WEEKDAYS}天])")
_AS_PRINTED = str.maketrans("():,", "（）：，")
_YEARS = range(2000, 2100)
_LONGEST = 31
"""Days of the longest span that is believed."""

_Parts = Sequence[tuple[str, ...]]
"""Year, month, day and what stands in brackets, of each date of a span; empty where not said."""


def as_printed(folded: str) -> str:
    """Return a folded text with full-width punctuation, as the notice has it."""
    return folded.translate(_AS_PRINTED)


def span_days(text: str, year: int, before: Sequence[date], *, new_year: bool) -> list[date] | Trouble:
    """List every day of ``1月28日（周二）至2月4日（周二）``, in the one year in which it can be.

    A trouble where no year fits, two do, or a weekday is wrong.
    """
    parts = [match.groups() for match in _PARTS.finditer(text)]
    weekdays, notice_text = _said_weekdays(parts), as_printed(text)
    readings = [days for start in _years(parts, year, new_year=new_year) if (days := _dates(parts, start, before))]
    if not readings:
        return Trouble("calendar.notice-impossible", (("days", notice_text),))
    fitting = [days for days in readings if all(map(_falls, days, weekdays))]
    if len(readings) > 1 and len(fitting) != 1:
        first, second = (str(days[0]) for days in readings)
        params = (("days", notice_text), ("first", first), ("second", second))
        return Trouble("calendar.notice-two-years", params)
    for day, weekday in zip(readings[0], weekdays, strict=True) if not fitting else ():
        if not _falls(day, weekday):
            real = _WEEKDAYS[day.weekday()]
            params = (("day", str(day)), ("said", weekday), ("real", real))
            return Trouble("calendar.notice-weekday", params)
    begin, end = fitting[0][0], fitting[0][-1]
    return [begin + timedelta(days=n) for n in range((end - begin).days + 1)]


def _years(parts: _Parts, year: int, *, new_year: bool) -> tuple[int, ...]:
    """Return the years in which a span may begin.

    December of 元旦, or a span into January, may be of the year before.
    """
    year_text, month, _, _ = parts[0]
    if year_text:
        return (int(year_text),)
    turns = len(parts) > 1 and int(parts[1][1] or month or 0) < int(month or 0)
    ambiguous = month == "12" and (turns or new_year)
    return (year - 1, year) if ambiguous else (year,)


def _dates(parts: _Parts, year: int, before: Sequence[date]) -> list[date]:
    """Return first and last day of a span that begins in a year, or its one day; none where that cannot be."""
    days: list[date] = []
    for year_text, month_text, number, _ in parts:
        dates = days or (before if not month_text else ())
        if not dates and not month_text:
            return []
        month = int(month_text or dates[-1].month)
        in_year = int(year_text or (dates[-1].year if dates else year))
        if days and month < days[0].month and not year_text:
            in_year += 1
        try:
            days.append(date(in_year, month, int(number)))
        except ValueError:
            return []
    plausible = days[0].year in _YEARS and 0 <= (days[-1] - days[0]).days < _LONGEST
    return days if plausible else []


def _said_weekdays(parts: _Parts) -> list[str]:
    """Return the weekday in each date's brackets, or ``""``; ``（周四至周六）`` after the last is of both."""
    weekdays = [_WEEKDAY.findall(note or "") for *_, note in parts]
    if len(weekdays) == 2 and len(weekdays[1]) == 2 and not weekdays[0]:
        weekdays = [[weekdays[1][0]], [weekdays[1][1]]]
    return [names[0].replace("天", "日") if names else "" for names in weekdays]


def _falls(day: date, weekday: str) -> bool:
    """Say whether a day falls on the weekday that is given for it, if any."""
    return not weekday or _WEEKDAYS[day.weekday()] == weekday


def weekend_beside(days: Sequence[date]) -> list[date]:
    """Return the days of a weekend that go before or after days off without a gap."""
    weekend: list[date] = []
    for start, step in ((min(days), -1), (max(days), 1)):
        beside = start + timedelta(days=step)
        while beside.weekday() >= 5:
            weekend.append(beside)
            beside += timedelta(days=step)
    return weekend
