"""Our workbook that follows from a file of another layout, written into the folder 导入 beside it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from xlcheck.excel.write.desk_books import CellNote, write_desk_book
from xlcheck.model import XlcheckError
from xlcheck.reading.tables import TypedTable
from xlcheck.results.adopt.numbers import numbered
from xlcheck.results.adopt.rows import AdoptedTable, adopted
from xlcheck.schema.table import Book, Column, Content, Table
from xlcheck.steps.adopt.source import ForeignFile, read_other_layout
from xlcheck.steps.desk.desk import Run
from xlcheck.steps.desk.files import digest, set_aside
from xlcheck.steps.desk.load import load_settings, read_tables
from xlcheck.steps.desk.lock import exclusive

FOLDER = "导入"
_MOST_NOTES = 2000
"""More notes than this make a workbook slow; the rest is said by the notes of the titles."""


@dataclass(frozen=True, slots=True)
class WrittenAdoption:
    """Our workbook as it was written, with its SHA-256; it counts only once it is put in place."""

    file: ForeignFile
    book: Path
    digest: str
    table: AdoptedTable


def rows_of(file: ForeignFile) -> AdoptedTable:
    """Return the rows that a file gives, numbered; raises :class:`XlcheckError` ``adopt.empty``."""
    table = adopted(file.mappings, file.path.name, file.settings)
    if not table.rows:
        raise XlcheckError("adopt.empty", file=file.path.name)
    return numbered(table, file.foreign, file.settings)


@exclusive("导入")
def write_adoption(run: Run, file: ForeignFile, table: AdoptedTable, place: Path | None = None) -> WrittenAdoption:
    """Write our workbook into 导入 beside the file, or to another place; one that stands there goes to 旧版.

    What the desk's workbook has on its other sheets, as 回避关系, goes along. Raises :class:`XlcheckError` as
    :func:`~xlcheck.steps.desk.load.read_tables` of that workbook, and as :func:`write_desk_book`.
    """
    book = place or file.path.absolute().parent / FOLDER / file.foreign.book.filename
    set_aside(book, run.now)
    own = replace(file.foreign.book, tables=_with(file.foreign.book, table))
    key = table.table.key
    write_desk_book(
        book,
        own,
        {**_other_rows(run, file.foreign.book), key: [row.cells for row in table.rows]},
        file.settings,
        notes={key: list(_notes(table))[:_MOST_NOTES]},
    )
    return WrittenAdoption(file, book, digest(book), table)


def _other_rows(run: Run, book: Book) -> dict[str, list[dict[Column, Content]]]:
    """Return the rows of the further tables that the desk's workbook has now, by the keys of the tables."""
    if len(book.tables) == 1 or not run.desk.book(book).is_file():
        return {}
    further = {key: table for key, table in read_tables(run.desk, book)[0].items() if table.table in book.tables[1:]}
    return {key: _as_written(table) for key, table in further.items()}


def _as_written(table: TypedTable) -> list[dict[Column, Content]]:
    columns = [table.written(column) for column in table.table]
    return [dict(zip(table.table, cells, strict=True)) for cells in zip(*columns, strict=True)]


def _with(book: Book, table: AdoptedTable) -> tuple[Table, ...]:
    return tuple(table.table if one.key == table.table.key else one for one in book.tables)


def _notes(table: AdoptedTable) -> Iterator[CellNote]:
    for column, text in table.sources.items():
        if column in table.table.columns:
            yield CellNote(0, column, text)
    for number, row in enumerate(table.rows, start=1):
        for column, text in row.notes.items():
            if column in table.table.columns:
                yield CellNote(number, column, text)


def by_kept_layout(run: Run, path: Path, place: Path) -> Path | None:
    """Write a file whose layout was brought in before as our workbook; ``None`` where its layout is not known.

    Raises :class:`XlcheckError` as :func:`rows_of` and :func:`write_adoption`.
    """
    if not load_settings(run.desk)[0].layouts:
        return None
    try:
        file = read_other_layout(run, path)
    except XlcheckError:
        return None  # what is wrong with it, its check will tell
    return write_adoption(run, file, rows_of(file), place).book if file.mapping.kept else None
