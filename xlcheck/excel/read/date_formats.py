"""What a number format shows of a date: all of it, its month without the day, its day without the year, or less.

Excel makes a date of what looks like one, and a format that shows what was typed: 2021年5月 becomes the first of May,
4月30日 a day of the year in which it was typed. Of formats that show neither month nor day (a year, a weekday, a time)
what they show is the text of the cell.
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from xlcheck.excel.read.chinese_digits import spelled
from xlcheck.model import CellValue, Formatted, Month, Number, YearlessDay

DATE, MONTH, DAY = "date", "month", "day"
PARTLY = "1:"
"""How a meaning begins that shows neither month nor day of a date; the format's code follows."""

_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|_.|\*.|\[DBNum(?P<numerals>[123])\]|\[(?P<elapsed>h+|m+|s+)\]|\[[^\]]*\]|'
    r"(?P<noon>AM/PM|A/P|上午/下午)|(?P<fraction>\.0+)|(?P<field>y+|e+|g+|b+|m+|d+|h+|s+|a{3,})|(?P<other>.)",
    re.IGNORECASE | re.DOTALL,
)
_YEARS = "yegb年"
_SIMPLE = {"年": "y", "月": "m", "日": "d"}
_WEEKDAYS = "一二三四五六日"
_CLOCK_IDS = {
    18: "h:mm AM/PM",
    19: "h:mm:ss AM/PM",
    20: "h:mm",
    21: "h:mm:ss",
    45: "mm:ss",
    46: "[h]:mm:ss",
    47: "mm:ss.0",
}
_CHINESE_CLOCK_IDS = {32: "h时mm分", 33: "h时mm分ss秒", 34: "上午/下午h时mm分", 35: "上午/下午h时mm分ss秒"}
_BUILT_IN = {
    **dict.fromkeys((14, 15, 22, 30, 31), DATE),
    **dict.fromkeys((17, 27, 36, 50, 52, 57), MONTH),
    **dict.fromkeys((16, 28, 29, 51, 53, 54, 58), DAY),
    **{number: PARTLY + code for number, code in (_CLOCK_IDS | _CHINESE_CLOCK_IDS).items()},
    55: PARTLY + _CHINESE_CLOCK_IDS[34],
    56: PARTLY + _CHINESE_CLOCK_IDS[35],
}
"""Formats that a workbook names by number only, as Excel shows them where it speaks Chinese."""
_NOT_SHOWN = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]|general|g/通用格式', re.IGNORECASE)
_DATE_SIGN = re.compile("[ymdhsegb年月日]|a{3,}", re.IGNORECASE)

_Fields = list[tuple[str, str]]
"""Kind and text of each token of a format; a minute is ``i``."""


def built_in(number: int) -> str:
    """Return what a format of Excel's own shows of a date, as :func:`date_meaning`."""
    return _BUILT_IN.get(number, "")


def date_meaning(code: str) -> str:
    """Return what a format shows of a date: ``date``, ``month``, ``day``, or ``1:`` and its code; ``""`` of none."""
    first = code.split(";", maxsplit=1)[0]
    bare = _NOT_SHOWN.sub("", first).lower()
    # a 0 is a digit of a number, but behind the seconds (ss.000) their fraction
    if not _DATE_SIGN.search(bare) or re.search("[0#?@]", bare.split("s")[0]):
        return ""
    parts = {part for kind, text in _fields(first) if (part := _part(kind, text))}
    if "d" in parts:
        return DATE if "y" in parts else DAY if "m" in parts else PARTLY + first
    if "m" in parts:
        return MONTH if "y" in parts else PARTLY + first
    return DATE if "g" in bare else PARTLY + first  # an era's name is not worked out


def date_of(text: str, epoch: datetime, shows: str = DATE) -> CellValue:
    """Return a stored number of days as the date it is, a number where it cannot be one."""
    try:
        moment = epoch + timedelta(seconds=round(float(text) * 86_400))
    except (OverflowError, ValueError):
        return Number(text)
    if shows.startswith(PARTLY):
        return Formatted(text, _shown(shows.removeprefix(PARTLY), moment, float(text)))
    if moment.year < 1900:
        return Number(text)  # Excel has no earlier dates
    return as_dated(moment, shows)


def as_dated(moment: datetime, shows: str) -> datetime:
    """Return a date as its cell shows it."""
    kind = {MONTH: Month, DAY: YearlessDay}.get(shows)
    return kind(*moment.timetuple()[:6]) if kind else moment


def _part(kind: str, text: str) -> str:
    """Return which part of a date a token shows: ``y``, ``m`` or ``d``."""
    if kind == "other":
        return _SIMPLE.get(text, "")
    if kind != "field" or (text[0] == "d" and len(text) > 2):  # a weekday
        return ""
    return "y" if text[0] in _YEARS else text[0] if text[0] in "md" else ""


def _fields(code: str) -> _Fields:
    """Split a format; an ``m`` behind hours or before seconds is a minute."""
    tokens = [
        (match.lastgroup or "", match[match.lastgroup] if match.lastgroup else "") for match in _TOKEN.finditer(code)
    ]
    fields = [(kind, text.lower() if kind in ("field", "elapsed") else text) for kind, text in tokens if kind]
    clock = [at for at, (kind, _) in enumerate(fields) if kind in ("field", "elapsed")]
    signs = [fields[at][1][0] for at in clock]
    for at, before, sign, behind in zip(clock, ["", *signs], signs, [*signs[1:], ""], strict=False):
        if sign == "m" and (before == "h" or behind == "s"):
            fields[at] = (fields[at][0], "i" * len(fields[at][1]))
    return fields


def _shown(code: str, moment: datetime, days: float) -> str:
    fields = _fields(code)
    has_noon = any(kind == "noon" for kind, _ in fields)
    numerals = next((text for kind, text in fields if kind == "numerals"), "")
    shown = "".join(_field(kind, text, moment, days, has_noon) for kind, text in fields if kind != "numerals").strip()
    return spelled(shown, numerals) if numerals else shown


def _field(kind: str, text: str, moment: datetime, days: float, has_noon: bool) -> str:
    if kind == "elapsed":
        seconds = round(days * 86_400)
        return str(seconds // {"h": 3600, "m": 60, "i": 60, "s": 1}[text[0]]).zfill(len(text))
    if kind == "noon":
        return text.split("/")[moment.hour >= 12]
    if kind == "fraction":
        return "." + "0" * (len(text) - 1)
    return _of_moment(text, moment, has_noon) if kind == "field" else text


def _of_moment(text: str, moment: datetime, has_noon: bool) -> str:
    sign, width = text[0], len(text)
    if sign in "ad" and width > 2:
        weekday = _WEEKDAYS[moment.weekday()]
        return f"星期{weekday}" if width > 3 else weekday if sign == "a" else f"周{weekday}"
    hour = (moment.hour + 11) % 12 + 1 if has_noon else moment.hour
    year = moment.year % 100 if sign == "y" and width < 3 else moment.year
    numbers = {"y": year, "e": moment.year, "b": moment.year + 543, "m": moment.month, "d": moment.day}
    numbers |= {"h": hour, "i": moment.minute, "s": moment.second}
    return str(numbers[sign]).zfill(min(width, 2)) if sign in numbers else ""
