"""Years in a text, however they are written: 2021年, 2021 年, 二〇二一年, 2O21年."""

from __future__ import annotations

import re

from xlcheck.reading.folding import INVISIBLE
from xlcheck.reading.numerals import year_in_digits

_SIGN = r"[\d０-９OoＯｏ〇○零一二三四五六七八九lI]"
_GAP = rf"[\s{''.join(map(chr, INVISIBLE))}]*"
_FOUR = f"(?:{_SIGN}{_GAP}){{4}}"
_YEAR = re.compile(
    rf"(?<!{_SIGN})(?:(?P<first>{_FOUR})(?:年度?)?[-—–─~～至/]{_GAP}(?P<last>(?:{_SIGN}{_GAP}){{2,4}})年|(?P<year>{_FOUR})年)"
)
"""A year, or the first and the last one of a span: 2022—2023年, 2022/23年."""
_MEANT = str.maketrans("OoＯｏlI", "000011")
_FULL = 4


def years_in(text: str) -> list[int]:
    """Return the years that a text names, in their order."""
    named = (match[part] for match in _YEAR.finditer(text) for part in ("first", "last", "year"))
    return [year for signs in named if signs and (year := _value(signs)) is not None]


def with_year(text: str, year: int) -> str:
    """Return a text with each year in it put right; a span of years stays, since either may be meant."""
    return _YEAR.sub(
        lambda match: match[0] if not match["year"] or _value(match["year"]) in (None, year) else f"{year}年", text
    )


def _value(text: str) -> int | None:
    """Return the year that signs are; ``None`` for four that are none, as 一一一一, and for fewer."""
    signs = re.sub(_GAP, "", text).translate(_MEANT)
    digits = year_in_digits(signs)
    year = int(digits) if digits.isdecimal() and len(digits) == _FULL else 0
    return year if 1900 <= year <= 2199 else None
