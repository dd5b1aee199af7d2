"""How high a row must be so that no wrapped text is cut.

Neither Excel nor LibreOffice fits the height of a row to its merged cells, and LibreOffice does not fit
rows that have a height of their own, so the number of lines is estimated: on the generous side.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

from openpyxl.cell.cell import MergedCell
from openpyxl.utils import column_index_from_string
from openpyxl.worksheet.worksheet import Worksheet

from xlcheck.excel.write.measure import HIGHEST, LINE, PADDING, line_count

_NARROW, _WIDE = 5.25, 6.0
"""Points in a unit of column width, the digit of the default font: 7 pixels at 96 dpi, in 宋体 8."""
_WIDE_FONTS = frozenset({"宋体", "SimSun", "新宋体", "NSimSun"})
_INDENT = 9.0
"""Points that a step of indent takes."""
_DEFAULT_SIZE = 11.0
_DEFAULT_WIDTH = 8.43


@dataclass(frozen=True, slots=True)
class Wrap:
    """A wrapped cell of a template row: its column, its font size and its room, both in points."""

    column: int
    size: float
    room: float


def column_widths(sheet: Worksheet) -> dict[int, float]:
    """Return column -> width in units, neighbours that share one entry told apart."""
    widths: dict[int, float] = {}
    for letter, dimension in sheet.column_dimensions.items():
        first = dimension.min or column_index_from_string(letter)
        last = min(dimension.max or first, 16384)
        widths.update(dict.fromkeys(range(first, last + 1), dimension.width))
    return widths


def unit_points(sheet: Worksheet) -> float:
    """Return the points in a unit of column width of the sheet's workbook; rather too few than too many."""
    book: Any = sheet.parent  # openpyxl has no public name for the default font
    font = book._named_styles["Normal"].font
    unit = _WIDE if font.name in _WIDE_FONTS else _NARROW
    return unit * float(font.sz or _DEFAULT_SIZE) / _DEFAULT_SIZE


def wraps(sheet: Worksheet, rows: Collection[int]) -> dict[int, tuple[Wrap, ...]]:
    """Return the wrapped cells of each of ``rows``; cells merged over several rows have ample room and are left out."""
    widths, unit = column_widths(sheet), unit_points(sheet)
    areas = {(area.min_row, area.min_col): area for area in sheet.merged_cells.ranges}
    by_row: dict[int, tuple[Wrap, ...]] = dict.fromkeys(rows, ())
    for (row, column), cell in sheet._cells.items():
        area = areas.get((row, column))
        if row not in by_row or isinstance(cell, MergedCell) or (area is not None and area.max_row > row):
            continue
        if cell.alignment.wrap_text:
            last = area.max_col if area is not None else column
            units = sum(widths.get(c, _DEFAULT_WIDTH) for c in range(column, last + 1))
            size = float(cell.font.sz or _DEFAULT_SIZE)
            indent = cell.alignment.indent * _INDENT
            by_row[row] += (Wrap(column, size, units * unit - indent - size / 3),)
    return by_row


def fit(sheet: Worksheet, row: int, cells: tuple[Wrap, ...]) -> None:
    """Raise the height of ``row`` to what the text in ``cells`` needs; never lower it."""
    needed = max(_heights_of(sheet, row, cells), default=0.0)
    now = sheet.row_dimensions[row].height or 0.0
    if needed > now:
        sheet.row_dimensions[row].height = min(HIGHEST, round(needed, 1))


def _heights_of(sheet: Worksheet, row: int, cells: tuple[Wrap, ...]) -> Iterator[float]:
    for wrap in cells:
        cell = sheet._cells.get((row, wrap.column))
        if cell is not None and cell.data_type == "s" and cell.value:
            yield line_count(str(cell.value), wrap.room / wrap.size) * wrap.size * LINE + PADDING
