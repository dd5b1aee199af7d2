"""列对应 of 单位设置: the layouts of others that were brought in before."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from xlcheck.model import Layout, Settings
from xlcheck.reading.folding import fold_title
from xlcheck.reading.tables import TypedTable
from xlcheck.schema.inputs import ENTITY_BOOK, INSPECTOR_BOOK, ITEM_BOOK, LAYOUTS, OTHER_BOOK, PLAN_BOOK
from xlcheck.schema.table import Book, Column, Table

_BOOKS: Mapping[str, Book] = {
    fold_title(book.title): book for book in (PLAN_BOOK, ENTITY_BOOK, INSPECTOR_BOOK, ITEM_BOOK, OTHER_BOOK)
}
_LEAST = 2
"""Columns that a layout must name before a file is known by it."""


def kept_layouts(table: TypedTable | None) -> tuple[Layout, ...]:
    """Return the layouts that 列对应 has; rows of no workbook or column of ours are passed over."""
    if table is None or not all(map(table.has, LAYOUTS)):
        return ()
    found: dict[tuple[str, str], list[tuple[str, str, str]]] = {}
    for _, name, of, theirs, ours, fixed in table.rows(
        LAYOUTS.name, LAYOUTS.book, LAYOUTS.theirs, LAYOUTS.ours, LAYOUTS.fixed
    ):
        book = _BOOKS.get(fold_title(of).strip("《》").removesuffix(".xlsx"))
        column = column_of(book.tables[0], ours) if book else None
        if book and column:
            found.setdefault((name, book.tables[0].key), []).append((theirs, column.key, fixed))
    return tuple(
        Layout(
            name,
            key,
            tuple((theirs, ours) for theirs, ours, _ in rows if theirs),
            tuple((ours, fixed) for theirs, ours, fixed in rows if not theirs),
        )
        for (name, key), rows in found.items()
    )


def column_of(table: Table, title: str) -> Column | None:
    """Return the column of a table that has this title."""
    folded = fold_title(title)
    return next((c for c in table if folded in map(fold_title, c.titles)), None)


def title_shown(forms: tuple[str, ...]) -> str:
    """Return the title by which a column of another layout is kept: with that of its group, where it stands in one."""
    return max(forms, key=len)


def layout_for(settings: Settings, table: Table, titles: Iterable[str]) -> Layout | None:
    """Return the kept layout of which all titles are among these; of several the one with the most."""
    there = set(titles)
    fitting = [
        one
        for one in settings.layouts
        if one.table == table.key and len(one.columns) >= _LEAST and all(fold_title(t) in there for t, _ in one.columns)
    ]
    return max(fitting, key=lambda one: len(one.columns), default=None)
