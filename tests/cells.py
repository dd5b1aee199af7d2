"""Where a cell stands: tests name cells by table, column and row, so that a new column moves none of them."""

from __future__ import annotations

from collections.abc import Iterable

from openpyxl.worksheet.worksheet import Worksheet

from xlcheck.model import Finding, column_letters
from xlcheck.schema.table import Column, Table

HEADER, FIRST = 2, 3
"""The rows of the header and of the first record, in the workbooks that the tool lays out and in those of the tests."""


def number(table: Table, column: Column) -> int:
    """The number of a column, from 1, in a workbook that has the columns that the table offers."""
    return 1 + table.as_offered.columns.index(column)


def letters(table: Table, column: Column) -> str:
    """The letters of a column in such a workbook."""
    return column_letters(number(table, column))


def cell(table: Table, column: Column, row: int = FIRST) -> str:
    """The name of a cell: ``K3``."""
    return f"{letters(table, column)}{row}"


def labelled(sheet: Worksheet, label: str) -> str:
    """The name of the cell to the right of the first one that holds a label, and of those that it is merged with."""
    held = next(cell for row in sheet.iter_rows() for cell in row if cell.value == label)
    last = next((area.max_col for area in sheet.merged_cells.ranges if held.coordinate in area), held.column)
    return f"{column_letters(last + 1)}{held.row}"


def found_at(findings: Iterable[Finding]) -> list[tuple[str, str, int | None]]:
    """Code, title of the column and row of each finding: what is wrong, and where a person finds it."""
    return [(f.code, f.place.title, f.place.row) for f in findings]
