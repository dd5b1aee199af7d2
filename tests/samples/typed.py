"""Sample rows read as the workbooks would be read."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from xlcheck.model import FOREVER, CellValue, Finding, Number, RawSheet, Settings
from xlcheck.reading.header import find_header
from xlcheck.reading.reading import type_table
from xlcheck.reading.settings import settings_from
from xlcheck.reading.tables import TypedTable
from xlcheck.samples.settings_2021 import sheets
from xlcheck.schema.inputs import SETTINGS_BOOK
from xlcheck.schema.table import Content, RowCells, Table


def cell(value: Content) -> CellValue:
    if value is None:
        return ""
    if isinstance(value, date):
        return "长期" if value == FOREVER else datetime(value.year, value.month, value.day)
    return Number(value) if isinstance(value, int) else value


def typed(
    table: Table, rows: Iterable[RowCells], settings: Settings | None = None
) -> tuple[TypedTable, tuple[Finding, ...]]:
    cells = [[cell(row[column]) for column in table.as_offered] for row in rows]
    sheet: list[list[CellValue]] = [list(table.as_offered.titles), *cells]
    numbered = RawSheet.of_rows(table.sheet, tuple(enumerate(sheet, start=1)))
    header = find_header(table, numbered)
    assert header is not None
    return type_table(table, "样例.xlsx", [(numbered, header)], settings)


def settings() -> tuple[Settings, tuple[Finding, ...]]:
    read = {key: typed(SETTINGS_BOOK.table(key), rows) for key, rows in sheets().items()}
    made, findings = settings_from({key: table for key, (table, _) in read.items()})
    return made, (*findings, *(f for _, found in read.values() for f in found))
