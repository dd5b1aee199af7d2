"""The blank workbooks of a year."""

from __future__ import annotations

from pathlib import Path

from xlcheck.excel.write.desk_books import write_desk_book
from xlcheck.samples.blank import blank_settings, blank_sheets
from xlcheck.samples.categories import usual_categories
from xlcheck.schema.inputs import INPUT_BOOKS, SETTINGS_BOOK


def write_blank_books(folder: Path, year: int = 0, trade: str = "") -> None:
    """Write the workbooks that staff keep, 单位设置 with what is usual in the trade, the others blank."""
    categories = usual_categories(trade)
    settings, rows = blank_settings(year, categories), blank_sheets(year, categories)
    for book in INPUT_BOOKS:
        write_desk_book(folder / book.filename, book, rows if book is SETTINGS_BOOK else {}, settings)
