"""An adopted workbook takes the place of the desk's, which goes to 旧版; the mapping is kept in 单位设置."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from xlcheck.excel.patch import CellKey, patch_copy
from xlcheck.excel.read.workbook import check_not_open
from xlcheck.model import Layout, XlcheckError
from xlcheck.schema.inputs import LAYOUTS, SETTINGS_BOOK
from xlcheck.schema.table import Book, Column
from xlcheck.steps.adopt.write import WrittenAdoption
from xlcheck.steps.desk.desk import Run
from xlcheck.steps.desk.files import digest, put_in_place, set_aside
from xlcheck.steps.desk.load import load_settings, read_tables
from xlcheck.steps.desk.lock import exclusive


@dataclass(frozen=True, slots=True)
class PutAdoption:
    """Where the desk's workbooks are kept as they were; ``layout_kept`` is whether the mapping is in 单位设置 now."""

    backups: tuple[Path, ...]
    layout_kept: bool


def rows_there(run: Run, book: Book) -> int:
    """Count the rows that the desk's workbook has now, which the adopted one takes the place of."""
    try:
        tables, _ = read_tables(run.desk, book)
    except XlcheckError:
        return 0
    table = tables.get(book.tables[0].key)
    return 0 if table is None else len(table)


@exclusive("采用导入")
def put_adoption(run: Run, written: WrittenAdoption) -> PutAdoption:
    """Put our workbook in the place of the desk's and keep the mapping.

    Raises :class:`XlcheckError` ``adopt.changed`` where it is not as it was written, ``book.open``, ``output.locked``
    and ``book.several``.
    """
    place = run.desk.root / written.file.foreign.book.filename
    if not written.book.is_file() or digest(written.book) != written.digest:
        raise XlcheckError("adopt.changed", book=written.book.name)
    run.desk.answering(written.file.foreign.book).require_one()
    check_not_open(place)
    backups = []
    before = run.desk.book(written.file.foreign.book)
    if before != place and (aside := set_aside(before, run.now)):  # of an old format: two would answer for the book
        backups.append(aside)
    draft = place.with_name(f".{place.name}.adopted")
    shutil.copy2(written.book, draft)
    if place.exists():
        backups.append(put_in_place(draft, place, run.now))
    else:
        draft.replace(place)
    mapping = written.file.mapping
    kept = [] if mapping.is_ours else _keep(run, mapping.layout(written.file.path.name), written.file.foreign.book)
    return PutAdoption((*backups, *kept), bool(kept) or mapping.kept or mapping.is_ours)


def _keep(run: Run, layout: Layout, book: Book) -> list[Path]:
    """Enter a mapping in 列对应; returns 单位设置 as it was before, nothing where it was there or has no such sheet."""
    path = run.desk.book(SETTINGS_BOOK)
    settings, tables, _ = load_settings(run.desk)
    table = tables.get(LAYOUTS.key)
    same = any(
        (one.table, one.columns, one.fixed) == (layout.table, layout.columns, layout.fixed) for one in settings.layouts
    )
    if table is None or same or path.suffix.lower() not in (".xlsx", ".xlsm") or not all(map(table.has, LAYOUTS)):
        return []
    check_not_open(path)
    values: dict[CellKey, str] = {}
    for row, cells in enumerate(_rows(layout, book), start=table.free_row):
        values |= {(table.sheet, table.place(row, column).cell): text for column, text in cells.items() if text}
    draft = path.with_name(f".{path.name}.adopted")
    patch_copy(path, draft, values=values)
    return [put_in_place(draft, path, run.now)]


def _rows(layout: Layout, book: Book) -> Iterator[dict[Column, str]]:
    table = book.tables[0]
    for theirs, key in layout.columns:
        yield _row(layout, book, {LAYOUTS.theirs: theirs, LAYOUTS.ours: table.column(key).title})
    for key, text in layout.fixed:
        yield _row(layout, book, {LAYOUTS.ours: table.column(key).title, LAYOUTS.fixed: text})


def _row(layout: Layout, book: Book, cells: dict[Column, str]) -> dict[Column, str]:
    return {LAYOUTS.name: layout.name, LAYOUTS.book: book.title, **cells}
