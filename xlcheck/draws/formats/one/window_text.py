"""抽查日期 as version 0.1.0 read it: where a page of its format has no rules, its text alone says the days.

A window of 2021年1月4日至15日 was drawn by 4 and 5 January then, and such a page is recomputed so for ever; what is
frozen now is read by :mod:`xlcheck.reading.expressions.window`.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

from xlcheck.draws.formats.one.folded_text import folded_expression, months_in_digits, number_of
from xlcheck.model import Trouble, Window

_NAMED = {"全年": (1, 12), "本年度": (1, 12), "上半年": (1, 6), "下半年": (7, 12)}
_QUARTERS = re.compile(r"第?([一二三四1-4])(?:季度)?(?:[-、和]第?([一二三四1-4]))?季度")
_YEAR = re.compile(r"(\d{4})年(?:度)?")
_POINT = r"(?:(?P<{0}y>\d{{4}})年|(?P<{0}n>次年|当年|同年))?(?P<{0}m>\d{{1,2}})月?(?:份)?(?:(?P<{0}d>\d{{1,2}})日?)?"
_SPAN = re.compile(_POINT.format("a") + "-" + _POINT.format("b"))
_MONTH = re.compile(r"(?:(\d{4})年)?(\d{1,2})月(?:份)?")
_UNREADABLE = Trouble("window.unreadable")

_Day = tuple[int, int, int | None]
"""Year, month, and the day where one is named."""


def window_said(cell: str, year: int) -> Window | Trouble:
    """Return the window that 0.1.0 read in a text, or a :class:`Trouble` where it read none.

    ``year`` is used where the text names none.
    """
    text = _with_year_signs(folded_expression(cell))
    if match := _MONTH.fullmatch(text):
        month = (int(match[1] or year), int(match[2]), None)
        return _window(cell, month, month)
    if match := _SPAN.fullmatch(text):
        return _span(cell, match, year)
    prefix = _YEAR.match(text)
    rest = text[prefix.end() :] if prefix else text
    if months := _NAMED.get(rest or "全年" if prefix else rest) or _quarters(rest):
        in_year = int(prefix[1]) if prefix else year
        return _window(cell, (in_year, months[0], None), (in_year, months[1], None))
    return _UNREADABLE


def _quarters(text: str) -> tuple[int, int] | None:
    match = _QUARTERS.fullmatch(text)
    if match is None:
        return None
    first = number_of(match[1])
    last = number_of(match[2]) if match[2] else first
    apart = last != first + 1 and "-" not in text and match[2]
    return None if last < first or apart else (3 * first - 2, 3 * last)


def _with_year_signs(text: str) -> str:
    text = re.sub(r"(\d{4})[./](\d{1,2})[./](\d{1,2})日?", r"\1年\2月\3日", months_in_digits(text))
    return re.sub(r"(\d{4})[./](\d{1,2})(?![\d月])", r"\1年\2月", text)


def _span(cell: str, match: re.Match[str], year: int) -> Window | Trouble:
    first_year = int(match["ay"] or year) + (match["an"] == "次年")
    last_year = int(match["by"] or first_year) + (match["bn"] == "次年")
    if (match["ad"] is None) != (match["bd"] is None):
        return _UNREADABLE
    first = (first_year, int(match["am"]), int(match["ad"]) if match["ad"] else None)
    last = (last_year, int(match["bm"]), int(match["bd"]) if match["bd"] else None)
    return _window(cell, first, last)


def _window(cell: str, first: _Day, last: _Day) -> Window | Trouble:
    try:
        start = date(first[0], first[1], first[2] or 1)
        end = date(last[0], last[1], last[2] or monthrange(last[0], last[1])[1])
    except ValueError:
        return _UNREADABLE
    return Window(cell, start, end) if start <= end else _UNREADABLE
