"""The blank workbooks of a year."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from xlcheck.excel.write.desk_books import write_desk_book
from xlcheck.model import BureauNames
from xlcheck.samples.blank import UNNAMED, blank_settings, blank_sheets
from xlcheck.samples.categories import category_note, trades, usual_categories
from xlcheck.samples.usual_items import usual_items
from xlcheck.schema.inputs import CATEGORIES, INPUT_BOOKS, ITEMS, SETTINGS_BOOK
from xlcheck.schema.table import Book


def write_blank_books(folder: Path, year: int = 0, trade: str = "", names: BureauNames = UNNAMED) -> None:
    """Write the workbooks that staff keep, 单位设置 with what is usual in the trade, the others blank.

    With a bureau's ``names`` it is named in titles, and 随机抽查事项清单 has the usual items where the trade has some.
    """
    categories, note = usual_categories(trade), category_note(trade)
    settings, rows = blank_settings(year, categories, names), blank_sheets(year, categories, names, note)
    if names.bureau:
        rows[ITEMS.key] = usual_items(trade or trades()[0], names.bureau)
    for book in INPUT_BOOKS:
        laid = _with_remarks(book) if book is SETTINGS_BOOK and note else book
        write_desk_book(folder / book.filename, laid, rows, settings)


def _with_remarks(book: Book) -> Book:
    """Return 单位设置 with the column that says which categories are to be looked at."""
    columns = [replace(column, offered=True) for column in CATEGORIES]
    tables = (CATEGORIES.with_columns(columns) if table is CATEGORIES else table for table in book.tables)
    return replace(book, tables=tuple(tables))
