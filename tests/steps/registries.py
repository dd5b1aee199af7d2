"""The same registries in another shape: other rows and columns, other letters, dates as texts; and what is drawn."""

from __future__ import annotations

import unicodedata
from datetime import datetime
from pathlib import Path
from random import Random

import openpyxl

from tests.builders import write_sheet
from tests.conftest import DECLARED, NUMBERS
from tests.draws.cases import drawn
from xlcheck.draws.formats.two.seed import reveal
from xlcheck.draws.freeze import FreezeContext, freeze
from xlcheck.model import DrawRecord
from xlcheck.schema.inputs import ENTITY_BOOK, INSPECTOR_BOOK
from xlcheck.steps.desk.desk import Run
from xlcheck.steps.draw.tasks import ready_books, tasks_of

BOOKS = (ENTITY_BOOK, INSPECTOR_BOOK)
CODES = ("统一社会信用代码", "执法证号")

Rows = list[list[object]]
"""A sheet: a title, the header, then the data."""


def record_of(run: Run, task: str = "04号") -> DrawRecord:
    """What a desk's books and the usual numbers give, whatever was drawn before; nothing is written."""
    books = ready_books(run)
    (row,) = tasks_of(books, [task])
    return drawn(freeze(books, row, reveal(DECLARED.source, NUMBERS["dice"]), FreezeContext()))


def shuffle_rows(rows: Rows) -> Rows:
    title, header, *data = rows
    return [title, header, *Random(7).sample(data, len(data))]


def turn_columns(rows: Rows) -> Rows:
    title, *table = rows
    return [title, *(row[::-1] for row in table)]


def in_lower_case(rows: Rows) -> Rows:
    return _with_codes(rows, str.lower)


def in_full_width(rows: Rows) -> Rows:
    """Codes as an input method set to full width types them, with a blank behind."""
    wide = {n: n + 0xFEE0 for n in range(0x21, 0x7F)}
    return _with_codes(rows, lambda code: code.translate(wide) + "\u3000")


def dates_as_text(rows: Rows) -> Rows:
    return [[f"{c.year}年{c.month}月{c.day}日" if isinstance(c, datetime) else c for c in row] for row in rows]


def names_decomposed(rows: Rows) -> Rows:
    """Every text as some programs save it: compatible characters, nothing composed."""
    return [[unicodedata.normalize("NFD", c) if isinstance(c, str) else c for c in row] for row in rows]


def rewrite(run: Run, *changes) -> None:
    """Write the registries of a desk anew, without any format, each data sheet changed."""
    for book in BOOKS:
        path = run.desk.book(book)
        sheets = {sheet.title: [list(row) for row in sheet.values] for sheet in openpyxl.load_workbook(path)}
        for table in book.tables:
            rows = sheets[table.sheet]
            for change in changes:
                rows = change(rows)
            sheets[table.sheet] = rows
        write_sheet(Path(path), sheets)


def _with_codes(rows: Rows, spell) -> Rows:
    title, header, *data = rows
    at = {n for n, cell in enumerate(header) if cell in CODES}
    return [title, header, *([spell(c) if n in at and c else c for n, c in enumerate(row)] for row in data)]
