"""What staff type into 其他检查, and the caps that they set."""

from __future__ import annotations

from tests.cells import FIRST, cell
from tests.steps.helpers import put
from xlcheck.schema.inputs import OTHER_BOOK, OTHERS, POLICY, SETTINGS_BOOK
from xlcheck.schema.setting_items import POLICY_ITEMS


def policy(run, **values):
    """Type into 抽查策略, by the keys of the settings."""
    keys = [key for key, *_ in POLICY_ITEMS]
    cells = {cell(POLICY, POLICY.value, FIRST + keys.index(key)): value for key, value in values.items()}
    put(run.desk.book(SETTINGS_BOOK), cells, "抽查策略")


def enter(run, *rows):
    """Type rows into 其他检查, from the first one on."""
    cells = {
        cell(OTHERS, OTHERS.column(key), FIRST + n): value for n, row in enumerate(rows) for key, value in row.items()
    }
    put(run.desk.book(OTHER_BOOK), cells)


def visit(code, day="2021-01-04", **cells):
    """A row of 其他检查."""
    return {"code": code, "inspected": day, "inspection_type": "日常"} | cells
