"""What must change for drop-downs to offer other values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from xlcheck.excel.drop_downs import cells_of, range_of, rules_of, values_of
from xlcheck.excel.patch import CellKey
from xlcheck.excel.places import Area, cell_name
from xlcheck.model import DropDown, Place, RawSheet, column_letters

_LONGEST_LITERAL = 255
"""Characters of a list that stands in the rule itself; Excel repairs a workbook with a longer one."""


@dataclass(slots=True)
class Renewal:
    """Cells to write so that drop-downs offer other values, and formulas of drop-downs that give way to others.

    ``sources`` holds, by sheet, the new formula for each old one; ``done`` are the titles of the renewed columns.
    """

    values: dict[CellKey, str] = field(default_factory=dict)
    sources: dict[str, dict[str, str]] = field(default_factory=dict)
    done: list[Place] = field(default_factory=list)


def renewal(sheets: Sequence[RawSheet], wanted: Mapping[Place, Sequence[str]]) -> Renewal:
    """Find what makes the drop-downs below each header cell offer the wanted values, in their order.

    Values in cells are written where they stand, and further down where nothing stands in the way. What cannot
    be renewed (values given by a name or a formula) stays, and its column is not among those ``done``.
    """
    result = Renewal()
    for place, values in wanted.items():
        sheet = next(s for s in sheets if s.name == place.sheet)
        rules = list(rules_of(sheet, place.column or 0, place.row or 0))
        rules_with_values = [rule for rule in rules if values_of(rule, sheet, sheets) is not None]
        outcomes = [_renew(result, rule, values, sheet, sheets) for rule in rules_with_values]
        result.done += [place] if outcomes and all(outcomes) else []
    return result


def _renew(result: Renewal, rule: DropDown, values: Sequence[str], sheet: RawSheet, sheets: Sequence[RawSheet]) -> bool:
    """Have one drop-down offer the values; returns whether it can be done."""
    values_at = range_of(rule, sheet, sheets)
    cells = _in_cells(result, *values_at, values) if values_at else ""
    if cells:
        source = "".join(rule.source.rpartition("!")[:2]) + cells
    else:
        source = f'"{",".join(values)}"'
        if len(source) - 2 > _LONGEST_LITERAL or source.count('"') > 2 or source.count(",") >= len(values):
            return False
    result.sources.setdefault(sheet.name, {})[rule.source] = source
    return True


def _in_cells(result: Renewal, sheet: RawSheet, area: Area, values: Sequence[str]) -> str:
    """Write the values into the cells from which they are taken; returns the new range, none where there is no room."""
    texts = dict(cells_of(sheet, area.left))
    bottom = area.top + len(values) - 1
    if any(area.bottom < row <= bottom for row in texts):
        return ""
    full = all(row in texts for row in range(area.top, area.bottom + 1))  # else staff left room for more
    new = replace(area, bottom=bottom if full else max(bottom, area.bottom))
    for row in range(area.top, max(new.bottom, area.bottom) + 1):
        text = values[row - area.top] if row <= bottom else ""
        if text != texts.get(row, ""):
            result.values[sheet.name, cell_name(row, area.left)] = text
    letters = column_letters(area.left)
    return f"${letters}${new.top}:${letters}${new.bottom}"
