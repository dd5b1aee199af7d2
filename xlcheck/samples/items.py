"""The 随机抽查事项清单: twenty items under random inspection, twelve that are inspected in other ways."""

from __future__ import annotations

from xlcheck.samples.plan_2021 import corrected_rows
from xlcheck.samples.rows import read_rows
from xlcheck.samples.settings_2021 import BUREAU
from xlcheck.schema.inputs import ITEMS, PLAN
from xlcheck.schema.table import RowCells

_YEARLY_CAP = 2


def items() -> list[RowCells]:
    """Return all rows of the list, each item under random inspection with the ratio of its category in the plan."""
    return [_item(n, row) for n, row in enumerate(read_rows("items.csv", ITEMS), start=1)]


def _item(n: int, row: RowCells) -> RowCells:
    drawn = row[ITEMS.random] == "是"
    return {
        ITEMS.no: n,
        ITEMS.code: "",
        ITEMS.name: row[ITEMS.name],
        ITEMS.aliases: row[ITEMS.aliases],
        ITEMS.basis: row[ITEMS.basis],
        ITEMS.body: BUREAU,
        ITEMS.category: row[ITEMS.category],
        ITEMS.item_class: row[ITEMS.item_class],
        ITEMS.ratio: _ratio(str(row[ITEMS.category])) if drawn else "",
        ITEMS.frequency: "每年3次" if drawn else "按需",
        ITEMS.method: row[ITEMS.method],
        ITEMS.content: row[ITEMS.content],
        ITEMS.staffing: row[ITEMS.staffing],
        ITEMS.supervised: "是",
        ITEMS.random: row[ITEMS.random],
        ITEMS.yearly_cap: _YEARLY_CAP if drawn else None,
        ITEMS.remark: "" if drawn else "日常监管或专项检查",
        ITEMS.materials: row[ITEMS.materials],
    }


def _ratio(category: str) -> str:
    return next(str(row[PLAN.ratio]) for row in corrected_rows() if category in str(row[PLAN.task_name]))
