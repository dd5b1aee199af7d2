"""Dates as people type them: read where there is one reading, proposed where it is likely, else asked about."""

from __future__ import annotations

import re
from datetime import date, timedelta

from xlcheck.model import Trouble
from xlcheck.reading.folding import fold_title
from xlcheck.reading.numerals import SIGNS, counted, is_split

_EXCEL_EPOCH = date(1899, 12, 30)
_DIGITS = {**{c: n for n, c in enumerate("〇一二三四五六七八九")}, "零": 0, "○": 0, "Ｏ": 0}
_CLOCK = re.compile(r"(?<=[\d日号])(?:T|\s+)\d{1,2}[:：]\d{2}(?:[:：]\d{2}(?:\.\d+)?)?\s*$")
"""A time of day behind a date, as other programs export it; told from the day by what stands between."""

_YEAR, _NUMBER = r"(\d{4}|[〇○零一二三四五六七八九]{4})", r"(\d{1,2}|[一二三四五六七八九十]{1,3})"
_FULL = re.compile(rf"(?:公元)?{_YEAR}[-./、,年]{_NUMBER}[-./、,月]{_NUMBER}[日号]?")
_YEAR_DIGITS = 4
_CHINESE_NUMBER = re.compile(r"[一二三四五六七八九十]{1,3}(?=[月日])")
_COMPACT = re.compile(r"((?:19|20)\d{2})(\d{2})(\d{2})")
_SHORT_YEAR = re.compile(r"'?(\d{2})[-./年](\d{1,2})[-./月](\d{1,2})[日号]?")
_MONTH_ONLY = re.compile(r"(\d{4})(?:年(\d{1,2})月(?:份)?|[-./](\d{1,2}))")
_FOREIGN = re.compile(r"(\d{1,2})[-./](\d{1,2})[-./](\d{4})")
_SERIAL = re.compile(r"[2-7]\d{4}(?:\.\d+)?")
_PART_OF_DAY = re.compile(
    r"(?:\((?:星期|周)[一二三四五六日天]\))?(?:上午|下午|中午|早上|晚上?|全天)?(?:(?<!\d)\d{1,2}[时点](?:\d{1,2}分?|半|整)?)?$"
)
_DAY_ONLY = re.compile(r"(\d{1,2}|[一二三四五六七八九十]{1,3}|元)月(\d{1,2}|[一二三四五六七八九十]{1,3})[日号]")
_AT_ONCE = re.compile("(?:立即|当场|当日|即时|立行立改)(?:整改|改正)?(?:完成|完毕|到位|办结)?")
_TERM = re.compile(
    rf"(?:限期?|自?[^\d{SIGNS}]*起)?(?P<days>\d{{1,3}}|[{SIGNS}]{{1,3}})"
    "(?:(?:(?P<work>个?工作日)|(?P<week>周)|(?P<hours>小时)|个?自然日|[日天])(?:之?内|以内)|个?工作日|天)(?:完成)?(?:整改|改正)?(?:完成|完毕|到位)?"
)
_UNTIL = re.compile(r"(?:有效期?)?至?(.*?)止?")
_SPAN = re.compile(r"(.*\d日?)(?:至|到|[-—–~～])(\d{4}.*)")


def in_words(day: date) -> str:
    """Return a day as an official text writes it: 2021年4月30日."""
    return f"{day.year}年{day.month}月{day.day}日"


def read_date(text: str) -> date | Trouble:
    """Read a date typed as text or as a bare number.

    ``2021年4月30日``, ``2021.4.30``, ``20210430``, ``2021-4-30 0:00:00`` and ``二〇二一年四月30日``
    are read. A two-digit year, an Excel serial and a bare month have a likely meaning that is proposed;
    ``4/5/2021`` has two, and none is.
    """
    if is_split(timeless := _CLOCK.sub("", text)):
        return Trouble("cell.split-number")
    folded = fold_title(timeless)
    for pattern in (_FULL, _COMPACT):
        if match := pattern.fullmatch(folded):
            return _day_of(*map(_arabic, match.groups()))
    if match := _SHORT_YEAR.fullmatch(folded):
        likely = _day_of(f"20{match[1]}", match[2], match[3])
        return likely if isinstance(likely, Trouble) else Trouble("date.short-year", proposal=likely.isoformat())
    if _SERIAL.fullmatch(folded):
        likely = _EXCEL_EPOCH + timedelta(days=int(float(folded)))
        return Trouble("date.serial", proposal=likely.isoformat())
    if _MONTH_ONLY.fullmatch(folded):
        return Trouble("date.no-day")
    return Trouble("date.two-readings" if _FOREIGN.fullmatch(folded) else "date.unreadable")


def read_last_day(text: str) -> date | Trouble:
    """Read the day on which something lapses: also ``至2025年3月5日``, ``2025年3月5日止``.

    Of two days, as in ``2021.3.5-2025.3.4``, the second is proposed.
    """
    folded = fold_title(text)
    until = _UNTIL.fullmatch(folded)
    result = read_date(until[1] if until and until[1] != folded else text)
    span = _SPAN.fullmatch(folded) if result == Trouble("date.unreadable") else None
    first, last = map(read_date, span.groups()) if span else (result, result)
    if span and isinstance(first, date) and isinstance(last, date):
        return Trouble("date.span", proposal=last.isoformat())
    return result


def read_day_of_year(text: str, year: int) -> date | Trouble:
    """Read a day of a year that goes without saying: ``1月5日``, ``1月5日上午``; with its year, that one counts.

    A term such as ``15日内`` or ``立即`` is a :class:`Trouble` of its own, which counts from another day.
    """
    if is_split(timeless := _CLOCK.sub("", text)):
        return Trouble("cell.split-number")
    folded = _PART_OF_DAY.sub("", fold_title(timeless))
    if match := _DAY_ONLY.fullmatch(folded):
        return _day_of(str(year), number_in_digits(match[1].replace("元", "1")), number_in_digits(match[2]))
    if days_of_term(folded) is not None:
        return Trouble("date.term")
    return read_date(folded if folded != fold_title(text) else text)


def days_of_term(text: str) -> tuple[int, bool] | None:
    """Return the days of a term, and whether working days are meant; ``None`` for what is no term.

    ``15日内`` is 15 days, ``10个工作日内`` ten working days, ``立即`` none.
    """
    folded = "" if is_split(text) else fold_title(text)
    if _AT_ONCE.fullmatch(folded):
        return 0, False
    match = _TERM.fullmatch(folded)
    number = counted(match["days"]) if match else None
    if match is None or not number or (match["hours"] and number % 24):
        return None
    days = number * 7 if match["week"] else number // 24 if match["hours"] else number
    return days, "工作日" in match[0]


def _arabic(text: str) -> str:
    """Return a year's digits one by one, another number as it is counted."""
    chinese_year = len(text) == _YEAR_DIGITS and not text.isascii()
    return "".join(str(_DIGITS[c]) for c in text) if chinese_year else number_in_digits(text)


def _day_of(year: str, month: str, day: str) -> date | Trouble:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return Trouble("date.impossible")


def in_digits(text: str) -> str:
    """Return a text with its months and days in digits: ``四月五日`` -> ``4月5日``."""
    return _CHINESE_NUMBER.sub(lambda match: number_in_digits(match[0]), text)


def number_in_digits(text: str) -> str:
    """Return a Chinese number in digits: 三十 -> 30, 十二 -> 12, 二 -> 2; digits stay, and what is no number is 0."""
    return text if text.isascii() else str(counted(text) or 0)
