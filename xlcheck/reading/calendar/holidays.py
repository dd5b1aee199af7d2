"""The sheet 节假日 of 单位设置: days typed in rows, and the State Council's notice pasted as text, as one calendar."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from xlcheck.model import Finding
from xlcheck.reading.calendar.deadlines import official_workday
from xlcheck.reading.calendar.holiday_notice import Notice, read_notice
from xlcheck.reading.tables import TypedTable, day
from xlcheck.schema.inputs import HOLIDAYS

OFF, ON = "休", "班"
_SATURDAY = 5
_WEEKDAYS = "一二三四五六日"

Calendar = tuple[frozenset[date], frozenset[date]]
"""The days off, and the weekend days on which offices work."""


def calendar_of(table: TypedTable | None, year: int) -> tuple[Calendar, tuple[Finding, ...]]:
    """Return the calendar of the sheet and the findings about its notice; a row goes before the notice.

    ``year`` is the desk's, used where the notice names none.
    """
    if table is None:
        return (frozenset(), frozenset()), ()
    paragraphs = notice_rows(table)
    notice = read_notice(tuple(paragraphs.values()), year)
    rows = list(paragraphs)
    findings = [
        replace(
            table.finding(t.trouble.code, rows[t.paragraph], HOLIDAYS.notice, **dict(t.trouble.params)),
            value=t.sentence,
        )
        for t in notice.remarks
    ]
    days = _typed_days(table)
    findings += _contradictions(table, days, notice)
    findings += _without_effect(table, days, notice)
    return _calendar({d: kind for d, (kind, _) in days.items()}, notice), tuple(findings)


def notice_rows(table: TypedTable) -> dict[int, str]:
    """Return the texts of the column 通知原文, with their line breaks, by row."""
    texts = {row: table.shown(row, HOLIDAYS.notice) for row in table.where(table[HOLIDAYS.notice] != "")}
    return dict(sorted(texts.items()))


def _typed_days(table: TypedTable) -> dict[date, tuple[str, int]]:
    """Return 休 or 班 by day, with the row in which it was typed."""
    days = ((day(d), kind, row) for row, d, kind in table.rows(HOLIDAYS.day, HOLIDAYS.kind))
    return {d: (kind, int(row)) for d, kind, row in days if d and kind}


def _contradictions(table: TypedTable, days: dict[date, tuple[str, int]], notice: Notice) -> Iterator[Finding]:
    """Point out the rows that say 休 where the notice says 班, or the other way round."""
    for d, (kind, row) in days.items():
        mark = OFF if d in notice.off else ON if d in notice.on else kind
        if mark != kind:
            yield table.finding("calendar.row-differs", row, HOLIDAYS.kind, day=d, said=mark)


def _without_effect(table: TypedTable, days: dict[date, tuple[str, int]], notice: Notice) -> Iterator[Finding]:
    """Point out a 班 on a day that is worked anyway, a 休 on one that is off, and what the official calendar denies."""
    for d, (kind, row) in days.items():
        if d not in notice.off and d not in notice.on and (code := _code_of(d, kind, days)):
            yield table.finding(code, row, HOLIDAYS.day, day=d, weekday=_WEEKDAYS[d.weekday()])


def _code_of(d: date, kind: str, days: dict[date, tuple[str, int]]) -> str:
    """Return what is to be said of a day that is typed as 休 or 班; empty where it makes sense."""
    is_weekday, works = d.weekday() < _SATURDAY, official_workday(d)
    if kind == ON and is_weekday:
        return "calendar.row-on-holiday" if works is False else "calendar.row-on-workday"
    if kind == OFF and not is_weekday:
        if works:
            return "calendar.row-off-worked"
        beside = (d + timedelta(days=step) for step in (-2, -1, 1, 2))  # a weekend within a holiday is typed with it
        return "" if any(days.get(other, ("", 0))[0] == OFF for other in beside) else "calendar.row-off-weekend"
    return ""


def _calendar(days: dict[date, str], notice: Notice) -> Calendar:
    both = notice.off.keys() & notice.on.keys()
    off = {d for d in notice.off if d not in both} | {d for d, kind in days.items() if kind == OFF}
    on = {d for d in notice.on if d not in both} | {d for d, kind in days.items() if kind == ON}
    return (
        frozenset(d for d in off if days.get(d) != ON),
        frozenset(d for d in on if days.get(d) != OFF),
    )
