"""Twelve throws of a ten-sided die, or twelve drawings of one of ten numbered balls that is put back."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from xlcheck.draws.randomness.encoding import read_numbers, write_numbers
from xlcheck.model import Trouble, XlcheckError, trouble

THROWS = 12
"""So many throws make a million million equally likely results."""

_KEY = "dice="
_BETWEEN = re.compile(r"[\s,、;:.+|/_-]+")
_DIGITS = re.compile(r"[0-9 ]+")


def parse_dice(text: str) -> tuple[int, ...] | Trouble:
    """Return the throws in the order typed; what stands between them does not matter.

    A :class:`Trouble` has the code ``draw.dice-unreadable``, ``draw.dice-range`` or ``draw.dice-count``.
    """
    folded = _BETWEEN.sub(" ", unicodedata.normalize("NFKC", text)).strip()
    if not _DIGITS.fullmatch(folded):
        return trouble("draw.dice-unreadable", text=text.strip(), count=THROWS)
    words, digits = folded.split(" "), folded.replace(" ", "")
    if len(digits) != THROWS:
        return _miscounted(words, digits)
    return tuple(int(digit) for digit in digits)


def dice_part(throws: Sequence[int]) -> str:
    """Write throws as the seed line has them: ``dice=3.0.7.1.9.4.2.8.6.5.0.3./``."""
    return _KEY + write_numbers(throws)


def read_dice_part(text: str) -> tuple[int, ...]:
    """Read exactly what :func:`dice_part` writes, else raise :class:`XlcheckError` ``draw.source-damaged``."""
    groups = read_numbers(text.removeprefix(_KEY)) if text.startswith(_KEY) else None
    if groups and len(groups) == 1 and len(groups[0]) == THROWS and max(groups[0]) <= 9:
        return groups[0]
    raise XlcheckError("draw.source-damaged", text=text)


def _miscounted(words: list[str], digits: str) -> Trouble:
    """Name the throw that is no digit, where each throw stands by itself; else how many there are."""
    if len(words) == THROWS:
        place, number = next((n, word) for n, word in enumerate(words, start=1) if len(word) > 1)
        return trouble("draw.dice-range", place=place, number=number)
    return trouble("draw.dice-count", count=THROWS, typed=len(digits))
