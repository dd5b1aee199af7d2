"""What the drop-downs of a column offer, and what must change for them to offer other values."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from xlcheck.excel.patch import CellKey
from xlcheck.excel.patch.places import Area, area_of, cell_name
from xlcheck.model import DropDown, Place, RawSheet, column_letters
from xlcheck.reading.tables import TypedTable, shown
from xlcheck.schema.vocabularies import CATEGORY

_RANGE = re.compile(r"(?:'((?:[^']|'')+)'!|([^'!:\"(,]+)!)?(\$?[A-Z]{1,3}\$?[0-9]+(?::\$?[A-Z]{1,3}\$?[0-9]+)?)")
_LITERAL = re.compile(r'"([^"]*)"')
_LONGEST_LITERAL = 255
"""Characters of a list that stands in the rule itself; Excel repairs a workbook with a longer one."""


def with_offers(table: TypedTable, own: Sequence[RawSheet], sheets: Sequence[RawSheet]) -> TypedTable:
    """The table with what the drop-downs of its categories offer; ``own`` are the sheets on which it stands.

    A drop-down whose values cannot be told (a name, a formula) counts as none.
    """
    columns = [column for column in table.table if column.vocabulary == CATEGORY]
    named = {sheet.name: sheet for sheet in own}
    parts = []
    for part in table.parts:
        places = {column: part.columns[column] for column in columns if part.columns.get(column)}
        offers = {c: _offered(named[part.sheet], at, part.header_row, sheets) for c, at in places.items()}
        parts.append(replace(part, offers={column: offer for column, offer in offers.items() if offer}))
    return replace(table, parts=tuple(parts))


def _offered(sheet: RawSheet, column: int, header: int, sheets: Sequence[RawSheet]) -> tuple[str, ...]:
    """The values that each drop-down of a column offers; where there are several, only what all of them do."""
    lists = [values for rule in _rules(sheet, column, header) if (values := _values(rule, sheet, sheets))]
    return tuple(value for value in lists[0] if all(value in other for other in lists)) if lists else ()


def _rules(sheet: RawSheet, column: int, header: int) -> Iterator[DropDown]:
    """The drop-downs of a column's cells below the header."""
    for rule in sheet.drop_downs:
        areas = (area_of(text) for text in rule.cells.split())
        if any(a and a.left <= column <= a.right and a.bottom > header for a in areas):
            yield rule


def _values(rule: DropDown, sheet: RawSheet, sheets: Sequence[RawSheet]) -> tuple[str, ...]:
    """What a drop-down offers; nothing where its values cannot be told."""
    if literal := _LITERAL.fullmatch(rule.source):
        return tuple(filter(None, (value.strip() for value in literal[1].split(","))))
    found = _range_of(rule, sheet, sheets)
    if found is None:
        return ()
    source, area = found
    return tuple(text for row, text in _cells(source, area.left) if area.top <= row <= area.bottom)


def _range_of(rule: DropDown, sheet: RawSheet, sheets: Sequence[RawSheet]) -> tuple[RawSheet, Area] | None:
    """The sheet and the one column of cells in which the values of a drop-down stand."""
    match = _RANGE.fullmatch(rule.source)
    if match is None:
        return None
    name = (match[1] or "").replace("''", "'") or match[2] or sheet.name
    source = next((s for s in sheets if s.name == name), None)
    area = area_of(match[3])
    return (source, area) if source and area and area.left == area.right else None


def _cells(sheet: RawSheet, column: int) -> list[tuple[int, str]]:
    """Row and text of a column's cells that hold anything."""
    cells = sheet.columns[column - 1] if column <= len(sheet.columns) else ()
    texts = ((row, shown(cell)) for row, cell in zip(sheet.numbers, cells, strict=False))  # a column may end early
    return [(row, text) for row, text in texts if text]


@dataclass(slots=True)
class Renewal:
    """Cells to write so that drop-downs offer other values, and formulas of drop-downs that give way to others.

    ``sources`` holds, by sheet, the new formula for each old one; ``done`` are the titles of the renewed columns.
    """

    values: dict[CellKey, str] = field(default_factory=dict)
    sources: dict[str, dict[str, str]] = field(default_factory=dict)
    done: list[Place] = field(default_factory=list)


def renewal(sheets: Sequence[RawSheet], wanted: Mapping[Place, Sequence[str]]) -> Renewal:
    """What makes the drop-downs below each header cell offer the wanted values, in their order.

    Values in cells are written where they stand, and further down where nothing stands in the way. What cannot
    be renewed (values given by a name or a formula) stays, and its column is not among those ``done``.
    """
    made = Renewal()
    for place, values in wanted.items():
        sheet = next(s for s in sheets if s.name == place.sheet)
        rules = list(_rules(sheet, place.column or 0, place.row or 0))
        renewed = [_renew(made, rule, values, sheet, sheets) for rule in rules if _values(rule, sheet, sheets)]
        made.done += [place] if renewed and all(renewed) else []
    return made


def _renew(made: Renewal, rule: DropDown, values: Sequence[str], sheet: RawSheet, sheets: Sequence[RawSheet]) -> bool:
    """Have one drop-down offer the values; whether it can be done."""
    found = _range_of(rule, sheet, sheets)
    cells = _in_cells(made, *found, values) if found else ""
    if cells:
        source = "".join(rule.source.rpartition("!")[:2]) + cells
    else:
        source = f'"{",".join(values)}"'
        if len(source) - 2 > _LONGEST_LITERAL or source.count('"') > 2 or source.count(",") >= len(values):
            return False
    made.sources.setdefault(sheet.name, {})[rule.source] = source
    return True


def _in_cells(made: Renewal, sheet: RawSheet, area: Area, values: Sequence[str]) -> str:
    """Write the values into the cells from which they are taken; returns the new range, none where there is no room."""
    drawn_task = dict(_cells(sheet, area.left))
    bottom = area.top + len(values) - 1
    if any(area.bottom < row <= bottom for row in drawn_task):
        return ""
    full = all(row in drawn_task for row in range(area.top, area.bottom + 1))  # else staff left room for more
    new = replace(area, bottom=bottom if full else max(bottom, area.bottom))
    for row in range(area.top, max(new.bottom, area.bottom) + 1):
        text = values[row - area.top] if row <= bottom else ""
        if text != drawn_task.get(row, ""):
            made.values[sheet.name, cell_name(row, area.left)] = text
    letters = column_letters(area.left)
    return f"${letters}${new.top}:${letters}${new.bottom}"
