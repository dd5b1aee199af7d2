"""Texts of a plan as version 0.1.0 folded them before it read them; kept as they were for what it wrote."""

from __future__ import annotations

import re
import unicodedata

_INVISIBLE = dict.fromkeys([*range(0x200B, 0x200E), 0x2060, 0xFEFF])
_DIGITS = {**{c: n for n, c in enumerate("〇一二三四五六七八九")}, "零": 0, "○": 0, "Ｏ": 0}
_CHINESE_NUMBER = re.compile(r"[一二三四五六七八九十]{1,3}(?=[月日])")


def folded_expression(text: str) -> str:
    """Return a text half-width, without blanks, with dashes alike."""
    compatible = unicodedata.normalize("NFKC", text.translate(_INVISIBLE))
    without_blanks = unicodedata.normalize("NFKC", re.sub(r"\s+", "", compatible))
    return re.sub(r"[—–―─~〜～至到]+", "-", without_blanks)


def number_of(text: str) -> int:
    """Return a number below 100 in digits or Chinese numerals: 三十 is 30, 12 is 12."""
    if text.isascii():
        return int(text)
    tens, ten, ones = text.rpartition("十")
    return (_DIGITS.get(tens, 1) * 10 if ten else 0) + _DIGITS.get(ones, 0)


def months_in_digits(text: str) -> str:
    """Return a text with its months and days in digits: ``四月五日`` -> ``4月5日``."""
    return _CHINESE_NUMBER.sub(lambda match: str(number_of(match[0])), text)
