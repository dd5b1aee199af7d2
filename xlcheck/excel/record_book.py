"""抽取记录.xlsx: the page that is printed and signed, and the sheets from which anybody recomputes the draw.

The tool lays the record out itself, not by a form that can be restyled: a verification compares
every cell, and what a stranger verifies must not depend on somebody's template.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from xlcheck.excel.layout import BODY_FONT, HEAD_FILL, HEAD_FONT, TITLE_FONT, Workbook, write_text, write_value
from xlcheck.excel.measure import row_points
from xlcheck.model import PAGE_COLUMNS, PrintCell, Role
from xlcheck.schema.outputs import OUTPUT_TABLES

Grid = Sequence[Sequence[str | int]]

_COLUMN = 7.6
_PLAIN_WIDTHS = (26.0, 100.0)
"""Widths of a sheet that is no table of the schema: item and content."""

_ROLES: dict[Role, dict[str, object]] = {
    Role.TITLE: {"font_name": TITLE_FONT, "font_size": 18, "align": "center"},
    Role.HEADING: {"font_name": HEAD_FONT, "font_size": 12},
    Role.LABEL: {"font_name": HEAD_FONT, "border": 1, "align": "center"},
    Role.TEXT: {"font_name": BODY_FONT, "border": 1},
    Role.HEADER: {"font_name": HEAD_FONT, "border": 1, "align": "center", "bg_color": HEAD_FILL},
    Role.CELL: {"font_name": BODY_FONT, "border": 1},
    Role.BLANK: {"border": 1},
}
_LEAST = {Role.TITLE: 40, Role.HEADING: 26, Role.BLANK: 34}


def write_record(
    path: Path, name: str, page: Sequence[PrintCell], grids: Mapping[str, Grid], *, practice: bool = False
) -> None:
    """Write the record's workbook: the sheet ``name`` from ``page``, then a sheet for each of ``grids``.

    A grid has a title row, a header row and data rows. Raises :class:`XlcheckError` ``output.locked``.
    """
    widths = {table.sheet: tuple(c.width for c in table.columns) for table in OUTPUT_TABLES}
    with Workbook(path, practice=practice) as out:
        _write_page(out, name, page)
        for sheet, grid in grids.items():
            _write_grid(out, sheet, grid, widths.get(sheet, _PLAIN_WIDTHS))


def _write_page(out: Workbook, name: str, page: Sequence[PrintCell]) -> None:
    """The printed page: merged cells by span, heights by what they must hold."""
    sheet = out.sheet(name, landscape=False)
    sheet.set_column(0, PAGE_COLUMNS - 1, _COLUMN)
    rows: dict[int, list[PrintCell]] = {}
    for cell in page:
        rows.setdefault(cell.row, []).append(cell)
        _write_part(out, sheet, cell)
    for number, cells in rows.items():
        least = max(_LEAST.get(cell.role, 20) for cell in cells)
        sheet.set_row(number - 1, row_points(((c.text, c.span * _COLUMN) for c in cells), least))


def _write_part(out: Workbook, sheet: Any, cell: PrintCell) -> None:
    style = out.style(**_ROLES[cell.role])
    row, column = cell.row - 1, cell.col - 1
    if cell.span > 1:
        sheet.merge_range(row, column, row, column + cell.span - 1, "", style)
    write_text(sheet, row, column, cell.text, style)


def _write_grid(out: Workbook, name: str, grid: Grid, widths: Sequence[float]) -> None:
    """A data sheet: title, header, rows; numbers as numbers, everything else as text."""
    sheet = out.sheet(name)
    for index, width in enumerate(widths):
        sheet.set_column(index, index, width)
    title, *rows = grid
    write_text(sheet, 0, 0, str(title[0]), out.style(font_name=TITLE_FONT, font_size=16, text_wrap=False))
    sheet.set_row(0, 34)
    for number, row in enumerate(rows, start=1):
        style = out.style(**_ROLES[Role.HEADER if number == 1 else Role.CELL])
        for index, cell in enumerate(row):
            write_value(sheet, number, index, cell, style)
        sheet.set_row(number, row_points(zip(map(str, row), widths, strict=False)))
    sheet.freeze_panes(2, 0)
    sheet.repeat_rows(0, 1)
