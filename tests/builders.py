"""Workbooks and frames for tests, built from the schema; each test names only what it is about."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

import xlsxwriter

from xlcheck.excel.write.table import put_value
from xlcheck.model import Category, Policy, RawSheet, Round, Settings
from xlcheck.reading.header import find_header
from xlcheck.reading.reading import type_table
from xlcheck.reading.tables import TypedTable, YearBooks
from xlcheck.schema.inputs import APART, ENTITIES, INSPECTORS, ITEMS, LEAVES, OTHERS, PLAN, RECUSALS
from xlcheck.schema.table import Column, Table

SETTINGS = Settings(
    bureau="示例市示例区交通运输局",
    short_name="示例区交通运输局",
    region="140603",
    superior="示例市交通运输局",
    superior_mail="",
    year=2021,
    document_no="示交字〔2020〕1号",
    document_date=None,
    categories=(
        Category("道路旅客运输", wordings=("道路旅客运输企业",)),
        Category("道路货物运输", ("货运",)),
        Category("机动车维修", wordings=("维修经营业户",)),
    ),
    rounds=(Round("第一批", 1, 4), Round("第二批", 5, 8), Round("第三批", 9, 12)),
    policy=Policy(),
)


def settings(**policy: object) -> Settings:
    """The settings of the example bureau with another policy."""
    return replace(SETTINGS, policy=replace(SETTINGS.policy, **policy))


def plan_cells(number: int, **cells: object) -> dict[str, object]:
    """A row of the plan without a fault, its number given."""
    return {
        "plan_no": f"2021{number:02d}",
        "plan_name": f"2021年示例市示例区交通运输局抽查工作计划{number:02d}",
        "task_no": f"{number:02d}号",
        "task_name": "2021年示例区交通运输局道路货物运输市场主体随机抽查方案",
        "kind": "不定向抽查",
        "ratio": "50%",
        "items": "货运企业监督检查",
        "scope": "2021年1月前成立的运营的全区道路货物运输企业",
        "window": "2021年1月至4月",
    } | cells


ENTITY = {
    "name": "示例货运有限公司",
    "code": "91140603MA0K00001K",
    "category": "道路货物运输",
    "founded": "2015-03-01",
    "status": "营业",
}
INSPECTOR = {
    "name": "示例员",
    "employer": "示例区交通运输局",
    "cert": "SL140603-0001",
    "cert_to": "2025-12-31",
    "scope": "道路货物运输、道路旅客运输",
    "status": "有效",
}
ITEM = {
    "name": "示例事项",
    "basis": "《示例条例》",
    "body": "示例区交通运输局",
    "category": "道路货物运输",
    "supervised": "是",
    "random": "是",
}


def typed_table(table: Table, rows: Iterable[Mapping[str, object]], within: Settings = SETTINGS) -> TypedTable:
    """A table as reading gives it, its rows by key; the first one stands in Excel row 3."""
    return typed(table, rows, within)[0]


def typed(table: Table, rows: Iterable[Mapping[str, object]], within: Settings = SETTINGS):
    """The table and the findings of its cells."""
    lines = [(2, list(table.titles))]
    lines += [(n, [_cell(row.get(key, "")) for key in table.keys]) for n, row in enumerate(rows, start=3)]
    sheet = RawSheet.of_rows(table.sheet, tuple(lines))
    return type_table(table, f"{table.sheet}.xlsx", [(sheet, find_header(table, sheet))], within)


def by_column(table: Table, row: Mapping[str, object]) -> dict[Column, object]:
    """A row by key as a row by column."""
    return {table.column(key): value for key, value in row.items()}


def by_key(row: Mapping[Column, object]) -> dict[str, object]:
    """A row by column as a row by key."""
    return {column.key: value for column, value in row.items()}


def _cell(value: object) -> object:
    return "" if value is None else value if isinstance(value, str) else str(value)


def year(within: Settings = SETTINGS, **rows: Iterable[Mapping[str, object]]) -> YearBooks:
    """The books of a year; a table that is not named is missing."""
    tables = {t.key: t for t in (PLAN, ENTITIES, INSPECTORS, RECUSALS, LEAVES, APART, ITEMS, OTHERS)}
    return YearBooks(within, **{key: typed_table(tables[key], cells, within) for key, cells in rows.items()})


def write_sheet(path: Path, sheets: Mapping[str, Iterable[Iterable[object]]]) -> Path:
    """A plain workbook: sheet name -> rows of values, written from A1."""
    with xlsxwriter.Workbook(str(path), {"strings_to_formulas": False, "strings_to_numbers": False}) as book:
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for r, row in enumerate(rows):
                for c, value in enumerate(row):
                    put_value(sheet, r, c, value, day if not isinstance(value, str | int) else None)
    return path
