"""The blank workbooks of a year."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from xlcheck.excel.write.desk_books import write_desk_book
from xlcheck.model import BureauNames
from xlcheck.samples.blank import UNNAMED, blank_settings, blank_sheets
from xlcheck.samples.categories import category_note, trades, usual_categories
from xlcheck.samples.own_words import in_own_words
from xlcheck.samples.usual_items import usual_items
from xlcheck.schema.inputs import CATEGORIES, ENTITIES, ENTITY_BOOK, INPUT_BOOKS, ITEMS, SETTINGS_BOOK
from xlcheck.schema.table import Book
from xlcheck.schema.trades import COMMON_WORDS, OPERATING_STATUSES, trade_data
from xlcheck.steps.desk.desk import shipped

_BLANK = Path("templates", "空白表")
"""Where the blank workbooks stand beside the folder of the years."""
_FEW = 4
"""So many words of a trade's registers a hint names."""


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
        laid = _with_status_words(book, trade) if book is ENTITY_BOOK and names.bureau else laid
        write_desk_book(folder / book.filename, in_own_words(laid, settings) if year else laid, rows, settings)


def write_own_templates(desk_root: Path, year: int, trade: str, names: BureauNames) -> None:
    """Write the blank workbooks that stand beside the years for this bureau, where they are as they were shipped."""
    ours, theirs = desk_root.resolve().parent.parent / _BLANK, shipped("templates") / _BLANK.name
    if not ours.is_dir() or ours == theirs.resolve():
        return
    with TemporaryDirectory(prefix=".", dir=ours) as draft:
        write_blank_books(Path(draft), year, trade, names)
        for path in map(Path(draft).joinpath, (book.filename for book in INPUT_BOOKS)):
            if _content(ours / path.name) == _content(theirs / path.name) != b"":
                path.replace(ours / path.name)


def _with_status_words(book: Book, trade: str) -> Book:
    """Return 检查对象名录库 with a hint that says which words of the trade's registers count as operating."""
    data, code = trade_data(trade), OPERATING_STATUSES[0]
    words = (data.statuses if data else {}).get(code) or COMMON_WORDS[code]
    hint = f"从下拉列表中选择；成批粘贴的，{''.join(f'“{word}”' for word in words[:_FEW])}等读作“{code}”。"
    columns = [replace(column, hint=hint) if column == ENTITIES.status else column for column in ENTITIES]
    return replace(book, tables=(ENTITIES.with_columns(columns),))


def _content(path: Path) -> bytes:
    return path.read_bytes() if path.is_file() else b""


def _with_remarks(book: Book) -> Book:
    """Return 单位设置 with the column that says which categories are to be looked at."""
    columns = [replace(column, offered=True) for column in CATEGORIES]
    tables = (CATEGORIES.with_columns(columns) if table is CATEGORIES else table for table in book.tables)
    return replace(book, tables=tuple(tables))
