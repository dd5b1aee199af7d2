"""Frames: a row keeps its cells as they stand, whatever rows are left out."""

from tests.builders import ENTITY, SETTINGS, typed
from xlcheck.schema.inputs import ENTITIES

NAMES = [f"示例{n}公司" for n in range(4)]


def test_cells_as_they_stand_go_with_their_rows():
    table, _ = typed(ENTITIES, [ENTITY | {"name": f" {name}"} for name in NAMES], SETTINGS)
    some = table.only(table.frame["name"].isin(NAMES[1:3]))
    assert [(some.frame.at[row, "name"], some.shown(row, "name")) for row in some.frame.index] == [
        (name, f" {name}") for name in NAMES[1:3]
    ]
    assert some.finding("cell.required", some.frame.index[1], "name").value == f" {NAMES[2]}"
