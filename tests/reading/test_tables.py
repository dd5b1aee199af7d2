"""Typed tables: a row keeps its cells as they stand, whatever rows are left out."""

from tests.builders import SETTINGS, typed
from tests.reading.tables import LOT, LOTS

NAMES = [f"示例{n}公司" for n in range(4)]


def test_cells_as_they_stand_go_with_their_rows():
    table, _ = typed(LOTS, [LOT | {"name": f" {name}"} for name in NAMES], SETTINGS)
    some = table.only(table[LOTS.name].isin(NAMES[1:3]))
    assert [(name, some.shown(row, LOTS.name)) for row, name in some.rows(LOTS.name)] == [
        (name, f" {name}") for name in NAMES[1:3]
    ]
    assert some.finding("cell.required", some.data.index[1], LOTS.name).value == f" {NAMES[2]}"
