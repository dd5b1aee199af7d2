"""What the drop-downs of a column offer."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from xlcheck.excel.places import Area, area_of
from xlcheck.model import DropDown, RawSheet
from xlcheck.reading.tables import TypedTable, cell_text
from xlcheck.schema.vocabularies import CATEGORY

_RANGE = re.compile(r"(?:'((?:[^']|'')+)'!|([^'!:\"(,]+)!)?(\$?[A-Z]{1,3}\$?[0-9]+(?::\$?[A-Z]{1,3}\$?[0-9]+)?)")
_LITERAL = re.compile(r'"([^"]*)"')


def with_offers(table: TypedTable, table_sheets: Sequence[RawSheet], sheets: Sequence[RawSheet]) -> TypedTable:
    """Return the table with what the drop-downs of its categories offer; it stands on ``table_sheets``.

    A drop-down whose values cannot be told (a name, a formula) counts as none.
    """
    columns = [column for column in table.table if column.vocabulary == CATEGORY]
    by_name = {sheet.name: sheet for sheet in table_sheets}
    parts = []
    for part in table.parts:
        places = {column: part.columns[column] for column in columns if part.columns.get(column)}
        offers = {c: _offer_of(by_name[part.sheet], at, part.header_row, sheets) for c, at in places.items()}
        parts.append(replace(part, offers={column: offer for column, offer in offers.items() if offer is not None}))
    return replace(table, parts=tuple(parts))


def _offer_of(sheet: RawSheet, column: int, header: int, sheets: Sequence[RawSheet]) -> tuple[str, ...] | None:
    """Return the values that each drop-down of a column offers; where there are several, only what all of them do."""
    all_values = (values_of(rule, sheet, sheets) for rule in rules_of(sheet, column, header))
    lists = [values for values in all_values if values is not None]
    return tuple(value for value in lists[0] if all(value in other for other in lists)) if lists else None


def rules_of(sheet: RawSheet, column: int, header: int) -> Iterator[DropDown]:
    """Yield the drop-downs of a column's cells below the header."""
    for rule in sheet.drop_downs:
        areas = (area_of(text) for text in rule.cells.split())
        if any(a and a.left <= column <= a.right and a.bottom > header for a in areas):
            yield rule


def values_of(rule: DropDown, sheet: RawSheet, sheets: Sequence[RawSheet]) -> tuple[str, ...] | None:
    """Return what a drop-down offers, nothing where its cells are empty; ``None`` where its values are unknown."""
    if literal := _LITERAL.fullmatch(rule.source):
        return tuple(filter(None, (value.strip() for value in literal[1].split(","))))
    cells = range_of(rule, sheet, sheets)
    if cells is None:
        return None
    source, area = cells
    return tuple(text for row, text in cells_of(source, area.left) if area.top <= row <= area.bottom)


def range_of(rule: DropDown, sheet: RawSheet, sheets: Sequence[RawSheet]) -> tuple[RawSheet, Area] | None:
    """Return the sheet and the one column of cells in which the values of a drop-down stand."""
    match = _RANGE.fullmatch(rule.source)
    if match is None:
        return None
    name = (match[1] or "").replace("''", "'") or match[2] or sheet.name
    source = next((s for s in sheets if s.name == name), None)
    area = area_of(match[3])
    return (source, area) if source and area and area.left == area.right else None


def cells_of(sheet: RawSheet, column: int) -> list[tuple[int, str]]:
    """Return row and text of a column's cells that hold anything."""
    cells = sheet.columns[column - 1] if column <= len(sheet.columns) else ()
    texts = ((row, cell_text(cell)) for row, cell in zip(sheet.numbers, cells, strict=False))  # a column may end early
    return [(row, text) for row, text in texts if text]
