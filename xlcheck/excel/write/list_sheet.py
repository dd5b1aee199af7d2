"""A sheet that lists rows: a table with a filter, and what is to be said below it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from xlcheck.excel.untyped import XlsxSheet
from xlcheck.excel.write.table import HEAD_FILL, HEAD_FONT, OutputBook, put_row, put_table, put_text
from xlcheck.schema.table import RowCells, Table

Look = dict[str, object]
SUM_LOOK: Look = {"font_name": HEAD_FONT, "bg_color": HEAD_FILL}
"""How a line of sums is set apart."""
_LINE_POINTS = 18


def _plain(_: RowCells) -> Look:
    return {}


def add_list(
    out: OutputBook,
    table: Table,
    rows: Sequence[RowCells],
    title: str,
    notes: Sequence[str] = (),
    look: Callable[[RowCells], Look] = _plain,
    total: RowCells | None = None,
) -> None:
    """Add a sheet with a table, a filter on its titles, and sentences below; ``look`` sets rows apart.

    ``total`` is the line of sums, which the filter leaves where it is.
    """
    sheet: XlsxSheet = out.sheet(table.sheet, landscape=table.landscape, paper=table.paper)
    place = put_table(out, sheet, table, (), title)
    for number, row in enumerate(rows, start=place.first):
        put_row(out, sheet, table, row, number, **look(row))
    last = place.last + len(rows)
    if rows:
        sheet.autofilter(place.header, 0, last, len(table.columns) - 1)
    if total is not None:
        last += 1
        put_row(out, sheet, table, total, last, **SUM_LOOK)
    put_notes(out, sheet, notes, last + 2)


def put_notes(out: OutputBook, sheet: XlsxSheet, notes: Sequence[str], at: int) -> None:
    """Write sentences from a 0-based row on, each on a line of its own over the columns to the right."""
    for number, note in enumerate(notes, start=at):
        put_text(sheet, number, 0, note, out.style(text_wrap=False))
        sheet.set_row(number, _LINE_POINTS)
