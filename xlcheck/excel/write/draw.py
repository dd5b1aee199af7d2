"""抽取记录.xlsx: the page that is printed and signed, and the sheets from which anybody recomputes the draw.

The tool lays the record out itself, not by a form that can be restyled: a verification compares
every cell, and what a stranger verifies must not depend on somebody's template.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Protocol

from xlcheck.excel.untyped import XlsxSheet
from xlcheck.excel.write.measure import row_points
from xlcheck.excel.write.page import add_page
from xlcheck.excel.write.table import (
    OutputBook,
    centred,
    put_head,
    put_title,
    put_value,
)
from xlcheck.excel.write.ticket_formulas import DIGITS, ticket_formulas
from xlcheck.model import PrintCell, PrintedPage
from xlcheck.schema.outputs.draw import TICKETS
from xlcheck.schema.table import Column, Table

Grid = Sequence[Sequence[str | int]]

_PLAIN_COLUMNS = (Column("", width=26, key="item"), Column("", width=62, key="value"))
"""Columns of a sheet that is no table of the schema: item and content."""
_LONG = frozenset({TICKETS.digest, TICKETS.ticket})
"""Columns of 64 and more digits: one line in small type, squeezed rather than cut."""


class WrittenBook(Protocol):
    """A record laid out: the printed sheet ``page``, the data sheets by name, and the tables that some of them are."""

    @property
    def page(self) -> str:
        """Name of the printed sheet."""

    @property
    def printed(self) -> Sequence[PrintCell]:
        """Its cells."""

    @property
    def grids(self) -> Mapping[str, Grid]:
        """The data sheets: title, header, rows."""

    @property
    def tables(self) -> Sequence[Table]:
        """Those of them that have columns of their own."""


def write_record(path: Path, book: WrittenBook, *, practice: bool = False) -> None:
    """Write the workbook of a record: its page, then its data sheets.

    A grid has a title row, a header row and data rows. Raises :class:`XlcheckError` ``output.locked``.
    """
    columns = {table.sheet: table.columns for table in book.tables}
    with OutputBook(path, practice=practice) as out:
        add_page(out, PrintedPage(book.page, tuple(book.printed)))
        for sheet, grid in book.grids.items():
            _add_grid(out, sheet, grid, columns.get(sheet, _PLAIN_COLUMNS))


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
