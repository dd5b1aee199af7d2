"""Years in a text, however they are written: 2021年, 2021 年, 二〇二一年, 2O21年."""

from __future__ import annotations

import re

from xlcheck.reading.folding import INVISIBLE
from xlcheck.reading.numerals import year_in_digits

_SIGN = r"[\d０-９OoＯｏ〇○零一二三四五六七八九lI]"
_GAP = rf"[\s{''.join(map(chr, INVISIBLE))}]*"
_YEAR = re.compile(rf"(?<!{_SIGN})((?:{_SIGN}{_GAP}){{4}})年")
_MEANT = str.maketrans("OoＯｏlI", "000011")


def years_in(text: str) -> list[int]:
    """Return the years that a text names, in their order."""
    return [year for match in _YEAR.finditer(text) if (year := _value(match)) is not None]


def with_year(text: str, year: int) -> str:
    """Return a text with each year in it put right."""
    return _YEAR.sub(lambda match: match[0] if _value(match) in (None, year) else f"{year}年", text)


def _value(match: re.Match[str]) -> int | None:
    """Return the year of a match; ``None`` for four signs that are none, as 一一一一."""
    signs = re.sub(_GAP, "", match[1]).translate(_MEANT)
    digits = year_in_digits(signs)
    year = int(digits) if digits.isdecimal() else 0
    return year if 1900 <= year <= 2199 else None
