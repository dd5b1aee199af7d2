"""Typing into a copy of a workbook as a person would; used by practice runs and tests, never on staff's files."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import openpyxl
from openpyxl import Workbook

from xlcheck.excel.read.workbook import read_sheets
from xlcheck.reading.folding import fold_id
from xlcheck.reading.header import find_header
from xlcheck.schema.table import RowCells, Table


def type_in(path: Path, table: Table, by_code: Mapping[str, RowCells]) -> int:
    """Type values into the rows of a table that carry these codes.

    ``by_code`` holds, by folded code, the values of a row by their columns. Returns how many rows were typed in.
    """
    sheet = next(s for s in read_sheets(path) if s.name == table.sheet)
    header = find_header(table, sheet)
    assert header is not None
    at = header.columns[table.row_name] - 1
    rows = {fold_id(str(cells[at])): n for n, cells in sheet.rows if n > header.row and len(cells) > at}
    book = openpyxl.load_workbook(path)
    matches = [(rows[code], values) for code, values in by_code.items() if code in rows]
    for row, values in matches:
        for column, value in values.items():
            book[table.sheet].cell(row, header.columns[column], value)
    _save(book, path)
    return len(matches)


def add_row(path: Path, table: Table, values: RowCells) -> None:
    """Type a row below the last one of a table in which anything stands."""
    sheet = next(s for s in read_sheets(path) if s.name == table.sheet)
    header = find_header(table, sheet)
    assert header is not None
    last = max((n for n, cells in sheet.rows if any(str(cell).strip() for cell in cells)), default=header.row)
    book = openpyxl.load_workbook(path)
    for column, value in values.items():
        book[table.sheet].cell(max(last, header.row) + 1, header.columns[column], value)
    _save(book, path)


def _save(book: Workbook, path: Path) -> None:
    """Save a workbook whole or not at all: who is interrupted finds it as it was."""
    draft = path.with_name(f".{path.name}.tmp")
    try:
        book.save(draft)
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
