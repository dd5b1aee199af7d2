"""Chinese numerals as values; one that is not well formed has none."""

from __future__ import annotations

import re

from xlcheck.reading.folding import INVISIBLE

ONES = {c: n for n, c in enumerate("〇一二三四五六七八九")} | {"零": 0, "○": 0, "两": 2}
SIGNS = "〇○零一二三四五六七八九十百千两"
"""The signs of Chinese numerals, to stand in a character class."""
_NUMERAL = rf"[\d{SIGNS}]"
_SPLIT = re.compile(rf"{_NUMERAL}(?:\s+[.．]?|[.．]\s+){_NUMERAL}")
_ONE = "[一二两三四五六七八九]"
_FORM = re.compile(
    f"(?:(?P<k>{_ONE})千)?(?:(?P<h>{_ONE})百)?(?P<zero>零)?(?:(?P<t>[一二三四五六七八九])?(?P<ten>十))?(?P<o>{_ONE})?"
)


def is_split(text: str) -> bool:
    """Say whether a blank or a line break stands within a number of a text: there may be one number or two."""
    return len(text.split(maxsplit=1)) > 1 and _SPLIT.search(text.translate(INVISIBLE)) is not None


def counted(text: str) -> int | None:
    """Return a number as it is counted: 十二 is 12, 一百零五 is 105, digits are themselves; ``None`` for no number.

    ``三五`` and ``十十`` are none: the one may be three or five, the other nothing. Nor is ``一千二``, by which people
    mean 1,200 as they speak.
    """
    if text.isascii():
        return int(text) if text.isdigit() else None
    if text in ("零", "〇", "○"):
        return 0
    match = _FORM.fullmatch(text)
    if match is None or bool(match["zero"]) != _needs_zero(match):
        return None
    tens = ONES[match["t"]] if match["t"] else int(bool(match["ten"]))
    return 1000 * _one(match["k"]) + 100 * _one(match["h"]) + 10 * tens + _one(match["o"])


def _needs_zero(match: re.Match[str]) -> bool:
    """Say whether a place between two others is empty: 一百零五, 一千零五十."""
    if match["ten"]:
        return bool(match["k"] and not match["h"])
    return bool(match["o"] and (match["k"] or match["h"]))


def _one(sign: str | None) -> int:
    return ONES[sign] if sign else 0


def year_in_digits(text: str) -> str:
    """Return a year's signs one by one: 二〇二一 is 2021; other signs stay as they are."""
    return "".join(str(ONES[c]) if c in ONES and c != "两" else c for c in text)
