"""抽查日期: the forms in which plans write a period, read as first and last day."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

from xlcheck.model import Trouble, Window
from xlcheck.reading.dates import in_digits, number_in_digits
from xlcheck.reading.folding import fold_expression

_NAMED = {
    "全年": (1, 12),
    "本年度": (1, 12),
    "上半年": (1, 6),
    "下半年": (7, 12),
}
_QUARTERS = re.compile(r"第?([一二三四1-4])(?:季度)?(?:[-、和]第?([一二三四1-4]))?季度")
_YEAR = re.compile(r"(\d{4})年(?:度)?")
_POINT = r"(?:(?P<{0}y>\d{{4}})年|(?P<{0}n>次年|当年|同年))?(?P<{0}m>\d{{1,2}})月?(?:份)?(?:(?P<{0}d>\d{{1,2}})日?)?"
"""One end of a span, its groups named by a prefix: year or 次年, month, day."""
_SPAN = re.compile(_POINT.format("a") + "-" + _POINT.format("b"))
_MONTH = re.compile(r"(?:(\d{4})年)?(\d{1,2})月(?:份)?")
_VAGUE = re.compile(r".*(底|前|后|左右|初|中旬|上旬|下旬|以前|起)$")


def parse_window(cell: str, year: int) -> Window | Trouble:
    """Return a :class:`Window`, or the :class:`Trouble` that says why it could not be read.

    ``year`` is the plan's year, used where the text names none. ``10月底`` and the like have
    two readings (until then, or just then) and are asked about.
    """
    text = _with_year_signs(fold_expression(cell))
    if match := _MONTH.fullmatch(text):
        return _window(cell, (int(match[1] or year), int(match[2]), None), (int(match[1] or year), int(match[2]), None))
    if match := _SPAN.fullmatch(text):
        return _span(cell, match, year)
    prefix = _YEAR.match(text)
    rest = text[prefix.end() :] if prefix else text
    if months := _NAMED.get(rest or "全年" if prefix else rest) or _quarters(rest):
        first, last = months
        in_year = int(prefix[1]) if prefix else year
        return _window(cell, (in_year, first, None), (in_year, last, None))
    return Trouble("window.vague") if _VAGUE.fullmatch(text) else Trouble("window.unreadable")


def _quarters(text: str) -> tuple[int, int] | None:
    """Return first and last month of quarters; ``None`` where they are none, or make no period.

    Of those joined by 、 or 和 only such as follow each other make one.
    """
    match = _QUARTERS.fullmatch(text)
    if match is None:
        return None
    first = int(number_in_digits(match[1]))
    last = int(number_in_digits(match[2])) if match[2] else first
    apart = last != first + 1 and "-" not in text and match[2]
    return None if last < first or apart else (3 * first - 2, 3 * last)


def _with_year_signs(text: str) -> str:
    """Write ``2020.4-2020.12``, ``2021/1/1`` and ``四月`` with digits, 年, 月 and 日."""
    text = re.sub(r"(\d{4})[./](\d{1,2})[./](\d{1,2})日?", r"\1年\2月\3日", in_digits(text))
    return re.sub(r"(\d{4})[./](\d{1,2})(?![\d月])", r"\1年\2月", text)


def _span(cell: str, match: re.Match[str], year: int) -> Window | Trouble:
    first_year = int(match["ay"] or year)
    if match["an"] == "次年":
        first_year += 1
    last_year = int(match["by"] or first_year)
    if match["bn"] == "次年":
        last_year += 1
    if (match["ad"] is None) != (match["bd"] is None):
        return Trouble("window.unreadable")
    first = (first_year, int(match["am"]), int(match["ad"]) if match["ad"] else None)
    last = (last_year, int(match["bm"]), int(match["bd"]) if match["bd"] else None)
    return _window(cell, first, last)


def _window(cell: str, first: tuple[int, int, int | None], last: tuple[int, int, int | None]) -> Window | Trouble:
    try:
        start = date(first[0], first[1], first[2] or 1)
        end = date(last[0], last[1], last[2] or monthrange(last[0], last[1])[1])
    except ValueError:
        return Trouble("window.unreadable")
    return Window(cell, start, end) if start <= end else Trouble("window.reversed")
