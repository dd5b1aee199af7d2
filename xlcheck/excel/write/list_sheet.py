"""A sheet that lists rows: a table with a filter, and what is to be said below it."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import TypeVar

from xlcheck.excel.places import require_rows
from xlcheck.excel.untyped import XlsxSheet
from xlcheck.excel.write.measure import row_points
from xlcheck.excel.write.table import HEAD_FILL, HEAD_FONT, OutputBook, ShownRow, put_row, put_table, put_text
from xlcheck.schema.table import Table

Look = dict[str, object]
Row = TypeVar("Row", bound=ShownRow)
SUM_LOOK: Look = {"font_name": HEAD_FONT, "bg_color": HEAD_FILL}
"""How a line of sums is set apart."""
_LINE_POINTS, _SPARE_POINTS = 18, 2
"""Height of a line of a note; what a line by itself may be measured to need beyond it."""


def _plain(_: ShownRow) -> Look:
    return {}


def add_list(
    out: OutputBook,
    table: Table,
    rows: Sequence[Row],
    title: str,
    notes: Sequence[str] = (),
    look: Callable[[Row], Look] = _plain,
    total: ShownRow | None = None,
) -> None:
    """Add a sheet with a table, a filter on its titles, and sentences below; ``look`` sets rows apart.

    ``total`` is the line of sums, which the filter leaves where it is.
    """
    sheet: XlsxSheet = out.sheet(table.sheet, landscape=table.landscape, paper=table.paper)
    place = put_table(out, sheet, table, (), title)
    require_rows(table.sheet, place.first + len(rows) + (total is not None) + 1 + len(notes))
    for number, row in enumerate(rows, start=place.first):
        put_row(out, sheet, table, row, number, **look(row))
    last = place.last + len(rows)
    if rows:
        sheet.autofilter(place.header, 0, last, len(table.columns) - 1)
    if total is not None:
        last += 1
        put_row(out, sheet, table, total, last, **SUM_LOOK)
    put_notes(out, sheet, notes, last + 2, [column.width for column in table.columns])


def put_notes(
    out: OutputBook, sheet: XlsxSheet, notes: Sequence[str], at: int, widths: Sequence[float] = (math.inf,)
) -> None:
    """Write sentences from a 0-based row on, each on a line of its own over the columns to the right.

    One that is longer than columns of these ``widths`` together takes as many lines as it needs.
    """
    room = sum(widths)
    for number, note in enumerate(notes, start=at):
        height = row_points([(note, room)], _LINE_POINTS)
        is_long = height > _LINE_POINTS + _SPARE_POINTS
        style = out.style(text_wrap=is_long)
        if is_long:
            sheet.merge_range(number, 0, number, len(widths) - 1, "", style)
        put_text(sheet, number, 0, note, style)
        sheet.set_row(number, height if is_long else _LINE_POINTS)
