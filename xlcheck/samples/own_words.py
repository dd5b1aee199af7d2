"""The examples in hints and rules of a workbook, in the words of the desk that it is made for."""

from __future__ import annotations

from dataclasses import replace

from xlcheck.model import Settings
from xlcheck.reading.bureaus import whole_area
from xlcheck.schema.table import Book, Column, Table

_YEAR = 2021
"""The year of the examples in the schema; some speak of the one before."""
_EXAMPLE, _SPOKEN_OF = "全区××企业", "××企业写"


def in_own_words(book: Book, settings: Settings) -> Book:
    """Return a workbook whose examples are of the year of the ``settings``, of its first category and its district.

    Where no year or no category is set, they stay as they are.
    """
    tables = tuple(_table(table, settings) for table in book.tables)
    return replace(book, tables=tables, guide=tuple(_own(line, settings) for line in book.guide))


def _table(table: Table, settings: Settings) -> Table:
    return table.with_columns([_column(column, settings) for column in table])


def _column(column: Column, settings: Settings) -> Column:
    return replace(column, hint=_own(column.hint, settings))


def _own(text: str, settings: Settings) -> str:
    if settings.categories:
        first = settings.categories[0]
        wording = next(iter(first.wordings), first.name)
        text = text.replace(_EXAMPLE, f"{whole_area(settings)}{wording}").replace(_SPOKEN_OF, f"“{wording}”处写")
    if settings.year:
        text = text.replace(f"{_YEAR - 1}年", f"{settings.year - 1}年").replace(str(_YEAR), str(settings.year))
    return text
