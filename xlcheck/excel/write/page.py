"""A printed page laid out by the tool from its cells; what belongs together stays on one sheet of paper."""

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
    PAGE_NUMBERS,
    PIXELS,
    TITLE_FONT,
    OutputBook,
    put_text,
)
from xlcheck.model import PAGE_COLUMNS, PrintCell, PrintedPage, Role

_COLUMN = 7.6
_PAGES = (830.0, 840.0, 850.0, 860.0, 870.0)
"""Heights of a page between its margins, at the scale at which its columns fit: from Excel's to LibreOffice's."""
_PIXEL = 0.75
_INDENT = 1.6  # units of column width
_MARGIN = 8  # pixels between a symbol and the border of its cell
_RED = "#C00000"
_CODE = re.compile(r"[!-~]{1,20}")

_LISTED = Role.CELL
"""Role of the first cell of a row in a table; a row of fingerprints is known by its last."""

DIGIT_FONT = "Courier New"
"""All signs of one width, so that groups of them stand below each other."""

_ROLES: dict[Role, dict[str, object]] = {
    Role.TITLE: {"font_name": TITLE_FONT, "font_size": 18, "align": "center"},
    Role.HEADING: {"font_name": HEAD_FONT, "font_size": 12},
    Role.LABEL: {"font_name": HEAD_FONT, "border": 1, "align": "center"},
    Role.TEXT: {"font_name": BODY_FONT, "border": 1, "align": "left", "indent": 1},
    Role.HEADER: {"font_name": HEAD_FONT, "border": 1, "align": "center", "bg_color": HEAD_FILL},
    Role.CELL: {"font_name": BODY_FONT, "border": 1},
    Role.BLANK: {"border": 1},
    Role.SYMBOL: {"border": 1},
    Role.SEAL: {"font_name": BODY_FONT, "align": "center"},
    Role.DATE: {"font_name": BODY_FONT, "align": "center"},
    Role.WARNING: {"font_name": HEAD_FONT, "border": 1, "align": "left", "indent": 1, "font_color": _RED},
    Role.SUBTITLE: {"font_name": TITLE_FONT, "font_size": 13, "align": "center"},
    Role.NOTE: {"font_name": BODY_FONT, "font_size": 8, "border": 1, "align": "left", "indent": 1},
    Role.DIGEST: {"font_name": DIGIT_FONT, "font_size": 9, "border": 1, "align": "left", "indent": 1},
    Role.CODE: {"font_name": DIGIT_FONT, "font_size": 24, "bold": True, "border": 1, "indent": 3},
    Role.BOX: {"font_name": BODY_FONT, "font_size": 8, "border": 2, "align": "left", "valign": "top"},
    Role.CUT: {"font_size": 9, "align": "center", "bottom": 3},
}
_LEAST = {
    Role.TITLE: 40,
    Role.HEADING: 26,
    Role.BLANK: 34,
    Role.SEAL: 48,
    Role.DATE: 28,
    Role.SUBTITLE: 24,
    Role.BOX: 48,
    Role.CUT: 16,
}
_SIZES = {Role.NOTE: 8.0, Role.DIGEST: 9.0, Role.CODE: 24.0, Role.CUT: 9.0}
"""Type of another size than most, where a row must be as high as it."""


def write_page(path: Path, page: PrintedPage, *, practice: bool = False) -> None:
    """Write a workbook of one printed page; raises :class:`XlcheckError` ``output.locked``."""
    with OutputBook(path, practice=practice) as out:
        add_page(out, page)


def add_page(out: OutputBook, page: PrintedPage) -> None:
    """Add the printed page: merged cells by span, heights by what they must hold, the title on each sheet of paper."""
    sheet = out.sheet(page.sheet, landscape=False)
    if page.foot:
        sheet.set_footer(f"{PAGE_NUMBERS}&R&8 {page.foot.replace('&', '&&')}")
    sheet.set_column(0, PAGE_COLUMNS - 1, _COLUMN)
    rows: dict[int, list[PrintCell]] = {}
    for cell in page.cells:
        rows.setdefault(cell.row, []).append(cell)
        _put_cell(out, sheet, cell)
    heights = {number: _height(cells) for number, cells in rows.items()}
    for number, height in heights.items():
        sheet.set_row(number - 1, height)
    sheet.set_h_pagebreaks([number - 1 for number in _breaks(heights, _together(rows))])
    sheet.repeat_rows(0)


def _height(cells: Sequence[PrintCell]) -> float:
    """Return the height in points, in whole pixels as they will be stored."""
    return ceil(max(map(_cell_height, cells)) / _PIXEL) * _PIXEL


def _cell_height(cell: PrintCell) -> float:
    least = _symbol_height(cell.symbol) if cell.symbol else _LEAST.get(cell.role, 20)
    return row_points([(cell.text, cell.span * _COLUMN - _INDENT)], least, _SIZES.get(cell.role, 10.0))


def _symbol_height(symbol: str) -> float:
    return (symbol_pixels(symbol) + 2 * _MARGIN) * _PIXEL


def _together(rows: Mapping[int, Sequence[PrintCell]]) -> dict[int, int]:
    """Return rows that stay on one page, first -> last: tables, a heading with what it announces, and the last ones.

    Nobody signs a page that holds nothing else: the fields above the signatures, with the content digest, go along.
    """
    last, kept = max(rows), _tables(rows)
    headings = [number for number, cells in rows.items() if cells[0].role is Role.HEADING]
    kept |= {number: max(min(number + 2, last), kept.pop(number + 1, 0)) for number in headings}
    above = max(headings, default=last)
    while above > 1 and rows[above - 1][0].role is Role.LABEL:
        above -= 1
    return kept | {above: last} | _signed(rows)


def _tables(rows: Mapping[int, Sequence[PrintCell]]) -> dict[int, int]:
    """Return the rows of each table, header -> last, so that no page of a list begins without its header."""
    tables: dict[int, int] = {}
    header = 0
    for number, cells in rows.items():
        header = number if cells[0].role is Role.HEADER else header
        if header and (cells[0].role is _LISTED or cells[-1].role is Role.DIGEST):
            tables[header] = number
        elif number != header:
            header = 0
    return tables


def _signed(rows: Mapping[int, Sequence[PrintCell]]) -> dict[int, int]:
    """Return the rows from the table that is signed, first -> last: nobody signs what is on another page."""
    sealed = max((number for number, cells in rows.items() if any(c.role is Role.SEAL for c in cells)), default=0)
    above = max((n for n, cells in rows.items() if n < sealed and cells[0].role is Role.HEADING), default=0)
    while above > 1 and rows[above - 1][0].role in (Role.CELL, Role.LABEL):
        above -= 1
    if above <= 1 or rows[above - 1][0].role is not Role.HEADER:
        return {}
    is_headed = above > 2 and rows[above - 2][0].role is Role.HEADING
    return {above - 1 - is_headed: sealed + 1}


def _breaks(heights: Mapping[int, float], together: Mapping[int, int]) -> Iterator[int]:
    """Yield rows that begin a new page, since in one of the page heights their group would not stand whole on this."""
    heights_so_far = dict.fromkeys(_PAGES, 0.0)
    for number, height in heights.items():
        whole = sum(heights[n] for n in range(number, together.get(number, number) + 1))
        if heights[1] + whole > _PAGES[0]:  # it stands on no page; what announces it does not stand alone
            whole = sum(heights.get(n, 0.0) for n in range(number, number + 3)) if number in together else height
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
