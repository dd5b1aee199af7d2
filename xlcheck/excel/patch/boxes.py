"""Where the box of a note hangs, and how large it must be for its text."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from xlcheck.excel.patch.layout import SheetSections
from xlcheck.excel.places import LAST_COLUMN, LAST_ROW, Cell
from xlcheck.excel.write.measure import line_count

NEAR = 30
"""Rows below a cell that its note may reach over."""
WIDTH = 320
_LINE, _MARGIN, _HIGHEST = 17, 14, 480
_SIGNS = WIDTH / 12 - 2
"""Chinese characters of 9 points in a line."""
_GAP = 12
_STEPS = 200

Corner = tuple[int, float]
"""A column or row, counted from 0, and the pixels into it."""


def height_of(text: str) -> int:
    """Return the pixels that a text needs."""
    return min(_HIGHEST, line_count(text, _SIGNS) * _LINE + _MARGIN)


def anchor(layout: SheetSections, pixels: Mapping[int, float], cell: Cell, height: int) -> str:
    """Return the corners of a note right of its cell, as VML writes them: left, top, right, bottom."""
    row, column = cell
    first = min(column, LAST_COLUMN - 4)
    right = _walk(first, _GAP + WIDTH, LAST_COLUMN, lambda at: layout.column_pixels(at + 1))
    bottom = _walk(row - 1, 2 + height, LAST_ROW, lambda at: pixels.get(at + 1, layout.row_pixels))
    return f"{first}, {_GAP}, {row - 1}, 2, {right[0]}, {right[1]:.0f}, {bottom[0]}, {bottom[1]:.0f}"


def _walk(start: int, length: float, last: int, size: Callable[[int], float]) -> Corner:
    """Return where a length ends that begins at ``start``; hidden columns and rows take no room."""
    at, rest = start, length
    for _ in range(_STEPS):
        room = size(at)
        if rest < room or at + 1 >= last:
            return at, min(rest, room)
        rest -= room
        at += 1
    return at, 0
