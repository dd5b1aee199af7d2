"""开办表: one page in three parts, with what is usual filled in and room for what a bureau adds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from xlcheck.excel.untyped import XlsxSheet
from xlcheck.excel.write.desk_books import add_guide
from xlcheck.excel.write.table import (
    HEAD_FONT,
    OutputBook,
    cell_range,
    put_head,
    put_row,
    put_text,
    put_title,
)
from xlcheck.model import Settings
from xlcheck.schema.inputs import SETUP_BOOK, SETUP_CATEGORIES, SETUP_POLICY, SETUP_ROUNDS
from xlcheck.schema.inputs.setup import SETUP_HEADINGS
from xlcheck.schema.table import Column, Kind, RowCells, Table

_TITLE = "{year}年度{short}双随机抽查开办表"
_SPARE = {SETUP_POLICY.key: 0, SETUP_ROUNDS.key: 3, SETUP_CATEGORIES.key: 15}
"""Blank rows of each part, for what a bureau adds."""


def write_setup_form(path: Path, rows: Mapping[str, Sequence[RowCells]], settings: Settings) -> None:
    """Write the form for the year of the ``settings``; ``rows`` by table key."""
    with OutputBook(path) as out:
        sheet = out.sheet(SETUP_CATEGORIES.sheet)
        for index, column in enumerate(SETUP_CATEGORIES):
            sheet.set_column(index, index, column.width)
        title = _TITLE.format(year=settings.year, short=settings.short_name)
        put_title(out, sheet, title, len(SETUP_CATEGORIES.columns))
        at, names = 1, ""
        for table, heading in zip(SETUP_BOOK.tables, SETUP_HEADINGS, strict=True):
            put_text(sheet, at, 0, heading, out.style(font_name=HEAD_FONT, text_wrap=False))
            first, last = _put_part(out, sheet, table, rows.get(table.key, ()), at + 1)
            _prepare_typing(sheet, table, first, last, names)
            names = cell_range(0, first, last) if table is SETUP_ROUNDS else names
            at = last + 2
        add_guide(out, SETUP_BOOK, settings.year)


def _put_part(out: OutputBook, sheet: XlsxSheet, table: Table, rows: Sequence[RowCells], at: int) -> tuple[int, int]:
    """Write titles and rows from the 0-based row ``at``, and blank ones; returns the first and the last row below."""
    put_head(out, sheet, at, table.titles)
    blank: list[RowCells] = [{}] * _SPARE[table.key]
    widths = [column.width for column in SETUP_CATEGORIES]
    laid = table.with_columns([_as_wide(column, width) for column, width in zip(table, widths, strict=False)])
    for number, row in enumerate((*rows, *blank), start=at + 1):
        put_row(out, sheet, laid, row, number)
    return at + 1, at + len(rows) + len(blank)


def _as_wide(column: Column, width: float) -> Column:
    return replace(column, width=width)


def _prepare_typing(sheet: XlsxSheet, table: Table, first: int, last: int, rounds: str) -> None:
    """Say at each cell how it is filled; months are whole numbers, the 批次 are offered."""
    for index, column in enumerate(table):
        validation: dict[str, object] = {"ignore_blank": True, "validate": "any"}
        if column.kind is Kind.INTEGER:
            validation |= {"validate": "integer", "criteria": "between", "minimum": 1, "maximum": 12}
        elif column == SETUP_CATEGORIES.rounds:
            validation |= {"validate": "list", "source": f"={rounds}", "error_type": "information"}
        hint = column.hint or (f"1 至 12 的{column.title}。" if column.kind is Kind.INTEGER else "")
        validation |= {"input_title": column.title, "input_message": hint} if hint else {}
        sheet.data_validation(first, index, last, index, validation)
