"""How much room a text takes: row heights are set, since not every office program fits them itself."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

UNIT_POINTS = 6.0
"""Points in a unit of column width where the default font is 宋体 11, as in every workbook of the tool."""
LINE = 1.4
"""Height of a line in font sizes, for the fonts that offices print with."""
PADDING = 5.0
HIGHEST = 409.0
_SIZE = 10.0
_HALF_WIDTH = 0.55
"""Half-width signs are half as wide as a Chinese character, capitals and other fonts a little more."""

_PIECE = re.compile(r"[!-~]+|.", re.DOTALL)
_PIECE_AT_SIGNS = re.compile(r"[!-~]*?[-/|]|[!-~]+|.", re.DOTALL)
"""Excel keeps half-width signs together up to a blank, LibreOffice breaks after ``-``, ``/`` and ``|`` as well."""


@lru_cache(maxsize=4096)  # most columns of a long table say the same again and again
def line_count(text: str, room: float) -> int:
    """Count the lines that ``text`` takes in a cell ``room`` full-width characters wide."""
    return sum(_lines(paragraph, max(1.0, room)) for paragraph in text.split("\n"))


def _lines(paragraph: str, room: float) -> int:
    """Return the greater of the lines that the two ways to break need."""
    if len(paragraph) <= room or text_width(paragraph) <= room:  # no sign is wider than a Chinese character
        return 1
    return max(_count_lines(pieces.findall(paragraph), room) for pieces in (_PIECE, _PIECE_AT_SIGNS))


def _count_lines(pieces: Iterable[str], room: float) -> int:
    lines, width_so_far = 1, 0.0
    for piece in pieces:
        width = text_width(piece)
        if width_so_far and width_so_far + width > room:
            lines, width_so_far = lines + 1, 0.0
        if width > room:
            lines += math.ceil(width / room) - 1
            width %= room
        width_so_far += width
    return lines


def text_width(text: str) -> float:
    """Return the width of ``text`` in full-width characters; ambiguous signs such as “ are wide in Chinese fonts."""
    if text.isascii():
        return len(text) * _HALF_WIDTH
    return sum(1.0 if unicodedata.east_asian_width(c) in "WFA" else _HALF_WIDTH for c in text)


def row_points(cells: Iterable[tuple[str, float]], least: float = 18, size: float = _SIZE) -> float:
    """Return the height in points of a row of (text, column width) cells in type of ``size`` points."""
    rooms = ((text, width * UNIT_POINTS / size - 0.4) for text, width in cells)
    height = max((line_count(text, room) * size * LINE + PADDING for text, room in rooms), default=0.0)
    return min(HIGHEST, max(least, height))
