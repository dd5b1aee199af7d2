"""A ledger as it was read: the table with its places, and its lines as :class:`~xlcheck.model.Inspection`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from typing import Any

from xlcheck.model import Finding, Inspection
from xlcheck.reading.tables import TypedTable, day
from xlcheck.schema.outputs.ledger import LEDGER
from xlcheck.schema.table import DATE_KINDS, Column, Kind

_FIELDS = tuple(LEDGER.column(f.name) for f in fields(Inspection) if f.name not in ("row", "cells"))
"""The ledger's columns in the order of the fields that hold them."""


@dataclass(frozen=True, slots=True)
class LedgerSheet:
    """A ledger, or some of its lines; findings about a line name its cells in the table."""

    table: TypedTable
    lines: tuple[Inspection, ...]

    def finding(self, code: str, line: Inspection, column: Column, **params: object) -> Finding:
        """Make a finding about one cell of a line."""
        return self.table.finding(code, line.row, column, proposal="", **params)

    def only(self, is_wanted: Callable[[Inspection], bool]) -> LedgerSheet:
        """Return the ledger with some of its lines."""
        return replace(self, lines=tuple(line for line in self.lines if is_wanted(line)))


def ledger_sheet(table: TypedTable) -> LedgerSheet:
    """Make the lines of a ledger, or of a table with some of its columns; a column that is not there is blank."""
    columns = [column for column in _FIELDS if column in table.table.columns]
    names = [column.key for column in columns]
    values = zip(*(_values(table, column) for column in columns), strict=True)
    texts = zip(*(table.written(column) for column in table.table), strict=True)
    lines = tuple(
        Inspection(
            int(row),
            cells={key: cell for key, cell in zip(table.table.keys, cells, strict=True) if cell != ""},
            **dict(zip(names, entries, strict=True)),
        )
        for row, entries, cells in zip(table.data.index, values, texts, strict=True)
    )
    return LedgerSheet(table, lines)


def _values(table: TypedTable, column: Column) -> list[Any]:  # of the type that the column's field has
    if column.kind in DATE_KINDS:
        return [day(value) for value in table[column]]
    return [int(n) for n in table[column].fillna(0)] if column.kind is Kind.INTEGER else table[column].tolist()
