"""Dates as people type them: read where there is one reading, proposed where it is likely, else asked about."""

from __future__ import annotations

import re
from datetime import date, timedelta

from xlcheck.schema.folding import fold_title

Read = tuple[date | None, str, date | None]
"""The date, or the code of what is wrong and the date that is probably meant."""

_EXCEL_EPOCH = date(1899, 12, 30)
_DIGITS = {**{c: n for n, c in enumerate("〇一二三四五六七八九")}, "零": 0, "○": 0, "Ｏ": 0}
_CLOCK = r"(?:[T ]?\d{1,2}[:：]\d{2}(?:[:：]\d{2})?(?:\.\d+)?)?"
_FULL = re.compile(r"(\d{4})[-./年](\d{1,2})[-./月](\d{1,2})[日号]?" + _CLOCK)
_COMPACT = re.compile(r"((?:19|20)\d{2})(\d{2})(\d{2})")
_SHORT_YEAR = re.compile(r"'?(\d{2})[-./年](\d{1,2})[-./月](\d{1,2})[日号]?")
_MONTH_ONLY = re.compile(r"(\d{4})(?:年(\d{1,2})月(?:份)?|[-./](\d{1,2}))")
_FOREIGN = re.compile(r"(\d{1,2})[-./](\d{1,2})[-./](\d{4})")
_SERIAL = re.compile(r"[2-7]\d{4}(?:\.\d+)?")
_CHINESE = re.compile(
    r"([〇○零一二三四五六七八九]{4})年([一二三四五六七八九十]{1,3})月([一二三四五六七八九十]{1,3})[日号]?"
)


def read_date(text: str) -> Read:
    """Read a date typed as text or as a bare number.

    ``2021年4月30日``, ``2021.4.30``, ``20210430``, ``2021-04-30 00:00:00`` and ``二〇二一年四月三十日``
    are read. A two-digit year, an Excel serial and a bare month have a likely meaning that is proposed;
    ``4/5/2021`` has two, and none is.
    """
    folded = fold_title(text)
    for pattern in (_FULL, _COMPACT):
        if match := pattern.fullmatch(folded):
            return _made(match[1], match[2], match[3])
    if match := _CHINESE.fullmatch(folded):
        return _made("".join(str(_DIGITS[c]) for c in match[1]), counted(match[2]), counted(match[3]))
    if match := _SHORT_YEAR.fullmatch(folded):
        likely = _made(f"20{match[1]}", match[2], match[3])[0]
        return None, "date.short-year" if likely else "date.impossible", likely
    if _SERIAL.fullmatch(folded):
        return None, "date.serial", _EXCEL_EPOCH + timedelta(days=int(float(folded)))
    if _MONTH_ONLY.fullmatch(folded):
        return None, "date.no-day", None
    return None, "date.two-readings" if _FOREIGN.fullmatch(folded) else "date.unreadable", None


def _made(year: str, month: str, day: str) -> Read:
    try:
        return date(int(year), int(month), int(day)), "", None
    except ValueError:
        return None, "date.impossible", None


def counted(text: str) -> str:
    """A Chinese number below 100 in digits: 三十 -> 30, 十二 -> 12, 二 -> 2."""
    tens, ten, ones = text.rpartition("十")
    return str((_DIGITS.get(tens, 1) * 10 if ten else 0) + _DIGITS.get(ones, 0))
