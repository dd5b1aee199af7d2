"""The rows of a worksheet part in plain form, many at a time, by one pattern for a whole row.

Excel, WPS, LibreOffice and the usual libraries write cells as ``<c r="A1" s="2" t="s"><v>7</v></c>``, in the
order of their columns. The pattern gives a tuple a row, so that what is done to cells is done to columns.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from xlcheck.excel.read.cell_types import CellTypes
from xlcheck.excel.read.pieces import every_match
from xlcheck.excel.read.plain_cells import NotPlain, PlainCells
from xlcheck.excel.read.plain_text import is_plain
from xlcheck.excel.read.sheet_columns import SheetColumns
from xlcheck.excel.read.sheet_events import Positions
from xlcheck.model import column_letters

ROWS = re.compile(rb"<(\w+:)?sheetData>")
"""The tag in which the rows stand."""

_MOST_COLUMNS = 256
"""Columns of the widest row that is read by pattern."""

# characters are possessive (*+), which spares going back; groups are not: Python before 3.11.5 matches these wrongly
_ROW = r'(\s*<{p}row r="([1-9]\d{0,6})"([^<>/]*+)(?:/>|>{cells}</{p}row>))'
_CELL = (
    r'(?:<{p}c r="{letters}\d++"([^<>/]*+)(?:/>|>(?:'
    r'(?:<{p}f(?: [\w:]++="[^"<>&]*+")*(?:/>|>[^<]*+</{p}f>))?<{p}v>([^<]++)</{p}v>|'
    r'<{p}is><{p}t(?: xml:space="preserve")?>([^<]*+)</{p}t></{p}is>)</{p}c>))?'
)
"""A cell, if it is there: its further attributes, its value, or a text of its own."""

_PICTURE = re.compile(rb"f>(?:_xlfn\.)?DISPIMG\(")
"""A formula that shows a picture of WPS, whatever its value is: the parser knows it."""
_PREFIX = re.compile(rb"\s*<(\w+:)?row ")
_CELL_LETTERS = re.compile(rb'c r="([A-Z]{1,3})\d')


@cache
def _pattern(prefix: bytes | None, width: int) -> re.Pattern[bytes]:
    """Return the pattern of a row of up to ``width`` columns: whole, number, attributes, then three groups a cell."""
    cells = "".join(_CELL.replace("{letters}", column_letters(at)) for at in range(1, width + 1))
    return re.compile(_ROW.replace("{cells}", cells).replace("{p}", (prefix or b"").decode()).encode())


class PlainRows:
    """Reads stretches of plain rows into ``columns``."""

    def __init__(self, columns: SheetColumns, types: CellTypes) -> None:
        self._columns, self._cells = columns, PlainCells(columns.package, types)
        self._width, self._has_struck = 1, types.has_struck

    def take(self, xml: bytes) -> bool:
        """Read a stretch of rows; false where one of them is not plain, or no XML at all."""
        if not is_plain(xml) or _PICTURE.search(xml):
            return False
        try:
            rows = self._matches(xml)
            return bool(rows) and self._add(*zip(*rows, strict=True))
        except (NotPlain, UnicodeDecodeError):
            return False

    def _matches(self, xml: bytes) -> list[tuple[bytes, ...]]:
        """Return the groups of each row; none where some of the stretch is no plain row."""
        prefix = _PREFIX.match(xml)
        if prefix is None:
            return []
        rows = every_match(_pattern(prefix[1], self._width), xml)
        if not rows and self._width < (widest := _widest(xml)) <= _MOST_COLUMNS:
            self._width = widest
            rows = every_match(_pattern(prefix[1], widest), xml)
        return rows

    def _add(self, _: object, numbers: Sequence[bytes], marks: Sequence[bytes], *cells: Sequence[bytes]) -> bool:
        rows = list(map(int, numbers))
        hiding = {mark for mark in set(marks) if self._cells.is_hidden(mark)}
        columns = {at + 1: self._cells.values(*cells[3 * at : 3 * at + 3]) for at in range(len(cells) // 3)}
        columns = {at: values for at, values in columns.items() if values}  # those that hold anything
        if self._has_struck:
            self._columns.add_struck(self._struck_rows(rows, cells))
        if hiding:
            self._columns.add_hidden(row for row, mark in zip(rows, marks, strict=True) if mark in hiding)
        self._columns.add_rows(rows, columns)
        return True

    def _struck_rows(self, rows: Sequence[int], cells: Sequence[Sequence[bytes]]) -> dict[int, int]:
        """Return the rows of which something is struck out, each with the first such column."""
        struck: dict[int, int] = {}
        for at in range(len(cells) // 3):
            for place in self._cells.struck(*cells[3 * at : 3 * at + 3]):
                struck.setdefault(rows[place], at + 1)
        return struck


def _widest(xml: bytes) -> int:
    """Return the last column of which a cell is there."""
    positions = Positions()
    return max((positions[letters.decode()] for letters in _CELL_LETTERS.findall(xml)), default=0)
