"""抽取记录.xlsx: the page that is printed and signed, and the sheets from which anybody recomputes the draw.

The tool lays the record out itself, not by a form that can be restyled: a verification compares
every cell, and what a stranger verifies must not depend on somebody's template.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from math import ceil
from pathlib import Path

from xlcheck.excel.untyped import XlsxSheet
from xlcheck.excel.write.measure import row_points
from xlcheck.excel.write.qr_code import put_symbol, symbol_pixels
from xlcheck.excel.write.table import (
    BODY_FONT,
    HEAD_FILL,
    HEAD_FONT,
    PIXELS,
    TITLE_FONT,
    OutputBook,
    centred,
    put_head,
    put_text,
    put_title,
    put_value,
)
from xlcheck.excel.write.ticket_formulas import DIGITS, ticket_formulas
from xlcheck.model import PAGE_COLUMNS, PrintCell, Role
from xlcheck.schema.outputs import OUTPUT_TABLES
from xlcheck.schema.outputs.draw import TICKETS
from xlcheck.schema.table import Column

Grid = Sequence[Sequence[str | int]]

_COLUMN = 7.6
_PAGES = (830.0, 840.0, 850.0, 860.0, 870.0)
"""Heights of a page between its margins, at the scale at which its columns fit: from Excel's to LibreOffice's."""
_PIXEL = 0.75
_INDENT = 1.6  # units of column width
_MARGIN = 8  # pixels between a symbol and the border of its cell
_PLAIN_COLUMNS = (Column("", width=26, key="item"), Column("", width=62, key="value"))
"""Columns of a sheet that is no table of the schema: item and content."""
_LONG = frozenset({TICKETS.digest, TICKETS.ticket})
"""Columns of 64 and more digits: one line in small type, squeezed rather than cut."""
_CODE = re.compile(r"[!-~]{1,20}")

_ROLES: dict[Role, dict[str, object]] = {
    Role.TITLE: {"font_name": TITLE_FONT, "font_size": 18, "align": "center"},
    Role.HEADING: {"font_name": HEAD_FONT, "font_size": 12},
    Role.LABEL: {"font_name": HEAD_FONT, "border": 1, "align": "center"},
    Role.TEXT: {"font_name": BODY_FONT, "border": 1, "align": "left", "indent": 1},
    Role.HEADER: {"font_name": HEAD_FONT, "border": 1, "align": "center", "bg_color": HEAD_FILL},
    Role.CELL: {"font_name": BODY_FONT, "border": 1},
    Role.BLANK: {"border": 1},
    Role.SYMBOL: {"border": 1},
}
_LEAST = {Role.TITLE: 40, Role.HEADING: 26, Role.BLANK: 34}


def write_record(
    path: Path, name: str, page: Sequence[PrintCell], grids: Mapping[str, Grid], *, practice: bool = False
) -> None:
    """Write the record's workbook: the sheet ``name`` from ``page``, then a sheet for each of ``grids``.

    A grid has a title row, a header row and data rows. Raises :class:`XlcheckError` ``output.locked``.
    """
    columns = {table.sheet: table.columns for table in OUTPUT_TABLES}
    with OutputBook(path, practice=practice) as out:
        _add_page(out, name, page)
        for sheet, grid in grids.items():
            _add_grid(out, sheet, grid, columns.get(sheet, _PLAIN_COLUMNS))


def _add_page(out: OutputBook, name: str, page: Sequence[PrintCell]) -> None:
    """Add the printed page: merged cells by span, heights by what they must hold, the title on each sheet of paper."""
    sheet = out.sheet(name, landscape=False)
    sheet.set_column(0, PAGE_COLUMNS - 1, _COLUMN)
    rows: dict[int, list[PrintCell]] = {}
    for cell in page:
        rows.setdefault(cell.row, []).append(cell)
        _put_cell(out, sheet, cell)
    heights = {number: _height(cells) for number, cells in rows.items()}
    for number, height in heights.items():
        sheet.set_row(number - 1, height)
    sheet.set_h_pagebreaks([number - 1 for number in _breaks(heights, _together(rows))])
    sheet.repeat_rows(0)


def _height(cells: Sequence[PrintCell]) -> float:
    """Return the height in points, in whole pixels as they will be stored."""
    least = max(_symbol_height(c.symbol) if c.symbol else _LEAST.get(c.role, 20) for c in cells)
    points = row_points(((c.text, c.span * _COLUMN - _INDENT) for c in cells), least)
    return ceil(points / _PIXEL) * _PIXEL


def _symbol_height(symbol: str) -> float:
    return (symbol_pixels(symbol) + 2 * _MARGIN) * _PIXEL


def _together(rows: Mapping[int, Sequence[PrintCell]]) -> dict[int, int]:
    """Return rows that stay on one page, first -> last: a heading with the rows it announces, and the last ones.

    Nobody signs a page that holds nothing else: the fields above the signatures, with the content digest, go along.
    """
    last = max(rows)
    kept = {number: min(number + 2, last) for number, cells in rows.items() if cells[0].role is Role.HEADING}
    above = max(kept)
    while rows[above - 1][0].role is Role.LABEL:
        above -= 1
    return kept | {above: last}


def _breaks(heights: Mapping[int, float], together: Mapping[int, int]) -> Iterator[int]:
    """Yield rows that begin a new page, since in one of the page heights their group would not stand whole on this."""
    heights_so_far = dict.fromkeys(_PAGES, 0.0)
    for number, height in heights.items():
        whole = sum(heights[n] for n in range(number, together.get(number, number) + 1))
        if any(rows + height <= page < rows + whole for page, rows in heights_so_far.items()):
            yield number
            heights_so_far = dict.fromkeys(_PAGES, heights[1])
        for page, rows in heights_so_far.items():
            heights_so_far[page] = height + (rows if rows + height <= page else heights[1])


def _put_cell(out: OutputBook, sheet: XlsxSheet, cell: PrintCell) -> None:
    style = out.style(**_ROLES[cell.role], **_middle(cell))
    row, column = cell.row - 1, cell.col - 1
    if cell.span > 1:
        sheet.merge_range(row, column, row, column + cell.span - 1, "", style)
    put_text(sheet, row, column, cell.text, style)
    if cell.symbol:
        box = (round(cell.span * _COLUMN * PIXELS), round(_symbol_height(cell.symbol) / _PIXEL))
        put_symbol(sheet, row, column, cell.symbol, box)


def _middle(cell: PrintCell) -> dict[str, object]:
    """Centre ranks and codes in their columns."""
    return {"align": "center"} if cell.role is Role.CELL and _CODE.fullmatch(cell.text) else {}


def _add_grid(out: OutputBook, name: str, grid: Grid, columns: Sequence[Column]) -> None:
    """Add a data sheet: title, header, rows; numbers as numbers, everything else as text; formulas on the right."""
    sheet = out.sheet(name, landscape=columns is not _PLAIN_COLUMNS)
    for index, column in enumerate(columns):
        sheet.set_column(index, index, column.width)
    title, titles, *rows = grid
    put_title(out, sheet, str(title[0]), len(columns))
    put_head(out, sheet, 1, (*map(str, titles), *(c.title for c in columns[len(titles) :])))
    sheet.set_row(1, 24)
    formats = [out.style(border=1, **_look(column)) for column in columns]
    for number, row in enumerate(rows, start=2):
        for index, cell in enumerate(row):
            put_value(sheet, number, index, cell, formats[index])
        texts = ((str(t), c.width) for t, c in zip(row, columns, strict=False) if c not in _LONG)
        sheet.set_row(number, row_points(texts))
    if columns is TICKETS.columns:
        _put_formulas(out, sheet, grid)
    sheet.freeze_panes(2, 0)
    sheet.repeat_rows(0, 1)


def _put_formulas(out: OutputBook, sheet: XlsxSheet, grid: Grid) -> None:
    """Put the formulas beside the tickets with their values; the nine digits show as a ticket begins."""
    sheet._prepare_formula = lambda formula, *_: formula  # else each is searched for thirty newer functions, at length
    for (row, column), formula in ticket_formulas(grid).items():
        shows = f'"0."{"0" * DIGITS}' if TICKETS.columns[column - 1] == TICKETS.leading else "0"
        look = out.style(border=1, align="center", num_format=shows)
        sheet.write_formula(row - 1, column - 1, formula.text, look, formula.value)


def _look(column: Column) -> dict[str, object]:
    if column in _LONG:
        return {"font_name": "Times New Roman", "font_size": 9, "text_wrap": False, "shrink": True}
    return {"align": "center" if centred(column) else "left"}
