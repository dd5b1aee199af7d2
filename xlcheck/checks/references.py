"""References from one table to another, as the schema declares them."""

from __future__ import annotations

from collections.abc import Iterator

from xlcheck.checks.context import Context
from xlcheck.model import Finding, Trouble
from xlcheck.reading.tables import TypedTable
from xlcheck.schema.table import Column


def references_exist(context: Context) -> Iterator[Finding]:
    """Require a value that refers to a registry to stand in it.

    Nothing is held against a column that could not be read itself.
    """
    tables = context.books.tables.values()
    owners = {id(column): table for table in tables for column in table.table}
    for table in tables:
        for column in table.table:
            target = owners.get(id(column.reference)) if column.reference else None
            if target is not None and column.reference is not None and _is_read(target, column.reference):
                yield from _dangling(table, column, target, column.reference)


def _is_read(target: TypedTable, column: Column) -> bool:
    return target.has(column) and bool(2 * (target[column] != "").sum() > len(target))


def _dangling(table: TypedTable, column: Column, target: TypedTable, referred: Column) -> Iterator[Finding]:
    values = table[column]
    unknown = (values != "") & ~values.isin(set(target[referred]))
    trouble = Trouble("cell.dangling", (("target", target.table.sheet),))
    yield from table.each(column, ((row, trouble) for row in table.where(unknown)))
