"""Small tables with their sums, several on a sheet."""

from __future__ import annotations

from collections.abc import Sequence

from xlcheck.excel.untyped import XlsxSheet
from xlcheck.excel.write.measure import row_points
from xlcheck.excel.write.table import HEAD_FILL, HEAD_FONT, OutputBook, put_head, put_text, put_title, put_value

LINE_POINTS = 18

Lines = Sequence[Sequence[object]]


def add_titled_sheet(out: OutputBook, name: str, title: str, widths: Sequence[int]) -> XlsxSheet:
    """Add a sheet, upright, with a title over columns of these widths."""
    sheet = out.sheet(name, landscape=False)
    for index, width in enumerate(widths):
        sheet.set_column(index, index, width)
    put_title(out, sheet, title, len(widths))
    return sheet


def put_block(
    out: OutputBook, sheet: XlsxSheet, row: int, titles: Sequence[str], lines: Lines, sums: Lines = ()
) -> int:
    """Put a header row, its lines and their sums, words in the first column; returns the row below."""
    put_head(out, sheet, row, titles)
    sheet.set_row(row, LINE_POINTS)
    for number, cells in enumerate((*lines, *sums), start=row + 1):
        look = {"font_name": HEAD_FONT, "bg_color": HEAD_FILL} if number > row + len(lines) else {}
        for index, cell in enumerate(cells):
            put_value(sheet, number, index, cell, out.style(border=1, align="center" if index else "left", **look))
        sheet.set_row(number, LINE_POINTS)
    return row + 1 + len(lines) + len(sums)


def put_note(out: OutputBook, sheet: XlsxSheet, row: int, text: str, widths: Sequence[int]) -> int:
    """Put a sentence over columns of these widths, on as many lines as it needs; returns the row below."""
    sheet.merge_range(row, 0, row, len(widths) - 1, "", out.style())
    put_text(sheet, row, 0, text, out.style())
    sheet.set_row(row, row_points([(text, sum(widths))], LINE_POINTS))
    return row + 1
