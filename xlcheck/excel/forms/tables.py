"""The forms that are tables across: what is published, and the frame of 检查台账."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from xlcheck.excel.forms.styles import TABLE_SIZE, FormBook
from xlcheck.excel.untyped import XlsxSheet
from xlcheck.excel.write.measure import row_points
from xlcheck.excel.write.table import PIXELS, centred, frozen_columns
from xlcheck.schema.table import DATE_KINDS, Column, Kind, Table

HEAD_ROW = 2
"""Row (from 0) of the column titles, below the title and a line of notes."""

FOOT = "填报单位：{{单位名称}}　　　　填报人：　　　　　　审核人：　　　　　　填报日期：{{制表日期}}"
PUBLIC_FOOT = "检查机关：{{单位名称}}　　　　公示日期：{{制表日期}}"
"""Below a table that the public reads."""
PAGES = {"A4": 1065.0, "A3": 1530.0}
"""Pixels across the paper in landscape between the margins, at full size."""
_SMALLEST = 0.65
"""Tables are squeezed until they print at this scale: 10-point text is then 小六 (6.5 points)."""
_NARROWEST = 7.6
"""Column width for four Chinese characters of the table's size."""
_RIGID = DATE_KINDS | {Kind.CODE, Kind.SERIAL, Kind.INTEGER}
"""Kinds whose text must not wrap."""
_ONE_LINE = {"text_wrap": False, "shrink": True}


def fitted_widths(table: Table) -> tuple[float, ...]:
    """Return the schema's column widths, text columns narrowed where the table would print too small."""
    widths = [c.width * TABLE_SIZE / 11 for c in table.columns]  # the schema counts in the default size
    excess = sum(width * PIXELS + 5 for width in widths) - PAGES[table.paper] / _SMALLEST
    pliant = [c.kind not in _RIGID and width > _NARROWEST for c, width in zip(table.columns, widths, strict=True)]
    factor = 1 - max(0.0, excess) / PIXELS / sum(w for w, yields in zip(widths, pliant, strict=True) if yields)
    return tuple(
        round(max(_NARROWEST, width * factor) if yields else width, 1)
        for width, yields in zip(widths, pliant, strict=True)
    )


def write_table_form(path: Path, table: Table, foot: str = FOOT) -> None:
    """Write a table that the tool fills: title, year, column titles, the repeated row, bureau and date."""
    form = FormBook(path, table.sheet)
    sheet = table_sheet(form, table, "{{年度}}年度", "")
    for position, column in enumerate(table.columns):
        sheet.write_string(HEAD_ROW + 1, position, f"{{{{{column.title}}}}}", form.style("cell", **cell_format(column)))
    sheet.set_row(HEAD_ROW + 1, table.row_height)
    last = len(table.columns) - 1
    form.line(sheet, HEAD_ROW + 2, 26, (0, last, foot, "above"))
    form.close()


def table_sheet(form: FormBook, table: Table, left: str, right: str, aside: Sequence[Column] = ()) -> XlsxSheet:
    """Add the sheet with all above the rows, frozen and repeated on each page; ``left``, ``right`` are the notes.

    Columns ``aside`` stand at the right of the table and are not printed: they make the others no narrower.
    """
    own = (column.width * TABLE_SIZE / 11 for column in aside)
    widths = (*fitted_widths(table), *(round(max(_NARROWEST, width), 1) for width in own))
    sheet = form.sheet(table.sheet, widths, landscape=True, paper=table.paper)
    last = len(table.columns) - 1
    if aside:
        sheet.print_area(0, 0, HEAD_ROW + 1, last)
    title = table.title.format(short="{{单位简称}}", bureau="{{单位名称}}", year="{{年度}}", platform="{{平台名称}}")
    form.line(sheet, 0, 36, (0, last, title, "title"))
    half = last // 2
    form.line(sheet, 1, 20, (0, half, left, "above"), (half + 1, last, right, "above_right"))
    titles = (*table.titles, *(column.title for column in aside))
    form.line(sheet, HEAD_ROW, _head_height(titles, widths), *((i, i, t, "head") for i, t in enumerate(titles)))
    sheet.freeze_panes(HEAD_ROW + 1, frozen_columns(table))
    sheet.repeat_rows(0, HEAD_ROW)
    return sheet


def _head_height(titles: Sequence[str], widths: Sequence[float]) -> float:
    return row_points(zip(titles, widths, strict=True), size=TABLE_SIZE)


def cell_format(column: Column) -> dict[str, object]:
    """Return the properties of a column's cells: codes as text, dates as dates, short values centred.

    Codes and dates are squeezed rather than broken over two lines.
    """
    if column.kind in DATE_KINDS:
        return {"num_format": "yyyy-mm-dd", "align": "center", **_ONE_LINE}
    if column.kind in (Kind.CODE, Kind.SERIAL, Kind.CERT):
        return {"num_format": "@", "align": "center", **_ONE_LINE}
    return {"align": "center"} if centred(column) else {}
