"""The 随机抽查事项清单: twenty items under random inspection, twelve that are inspected in other ways."""

from __future__ import annotations

from xlcheck.samples.plan_2021 import corrected
from xlcheck.samples.rows import Row, read_rows
from xlcheck.samples.settings_2021 import BUREAU
from xlcheck.schema.inputs import ITEMS

_YEARLY_CAP = 2


def items() -> list[Row]:
    """All rows of the list, each item under random inspection with the ratio that the plan gives its category."""
    return [_item(n, row) for n, row in enumerate(read_rows("items.csv", ITEMS), start=1)]


def _item(n: int, row: dict[str, str]) -> Row:
    drawn = row["random"] == "是"
    return {
        "no": n,
        "name": row["name"],
        "basis": row["basis"],
        "body": BUREAU,
        "category": row["category"],
        "item_class": row["item_class"],
        "ratio": _ratio(row["category"]) if drawn else "",
        "frequency": "每年3次" if drawn else "按需",
        "method": row["method"],
        "content": row["content"],
        "staffing": row["staffing"],
        "supervised": "是",
        "random": row["random"],
        "yearly_cap": _YEARLY_CAP if drawn else None,
        "remark": "" if drawn else "日常监管或专项检查",
    }


def _ratio(category: str) -> str:
    return next(row["ratio"] for row in corrected() if category in row["task_name"])
