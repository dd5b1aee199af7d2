"""How much room a text takes: row heights are set, since not every office program fits them itself."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

LINE_POINTS = 14.5
"""Height of a line of 10-11 point type."""


def text_width(text: str) -> int:
    """Width in half-width characters: a Chinese character takes two."""
    return sum(2 if unicodedata.east_asian_width(c) in "WFA" else 1 for c in text)


def lines_needed(text: str, width: float) -> int:
    """Lines of a wrapped text in a column of this width (Excel's unit, about one half-width character)."""
    room = max(width - 1, 2)
    return sum(max(1, -(-text_width(line) // int(room))) for line in text.split("\n"))


def row_points(cells: Iterable[tuple[str, float]], least: float = 18) -> float:
    """Height in points of a row of (text, column width) cells."""
    return min(409, max([least, *(lines_needed(text, width) * LINE_POINTS + 4 for text, width in cells)]))
