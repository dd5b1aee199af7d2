"""References from one table to another, as the schema declares them."""

from __future__ import annotations

from collections.abc import Iterator

from xlcheck.checks.context import Context
from xlcheck.model import Finding, Trouble
from xlcheck.reading.tables import TypedTable


def references_exist(context: Context) -> Iterator[Finding]:
    """A value that refers to a registry stands in it; not held against a column that could not be read itself."""
    tables = context.books.tables
    for table in tables.values():
        for column in table.table.columns:
            target_key, _, target_column = column.reference.partition(".")
            if target_key in tables and _is_read(tables[target_key], target_column):
                yield from _dangling(table, column.key, tables[target_key], target_column)


def _is_read(target: TypedTable, key: str) -> bool:
    return target.has(key) and bool(2 * (target.frame[key] != "").sum() > len(target))


def _dangling(table: TypedTable, key: str, target: TypedTable, target_key: str) -> Iterator[Finding]:
    values = table.frame[key]
    unknown = (values != "") & ~values.isin(set(target.frame[target_key]))
    trouble = Trouble("cell.dangling", (("target", target.table.sheet),))
    yield from table.each(key, ((row, trouble) for row in table.where(unknown)))
