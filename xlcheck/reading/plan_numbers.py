"""What of a task follows from year, bureau and place in the plan: its numbers, and the names that have them."""

from __future__ import annotations

from xlcheck.model import Settings
from xlcheck.schema.inputs import PLAN
from xlcheck.schema.table import Column, Content

_TWO_DIGITS = 99
"""Tasks that two digits number."""


def number_width(tasks: int) -> int:
    """Return how many digits number that many tasks."""
    return 3 if tasks > _TWO_DIGITS else 2


def numbered(settings: Settings, number: int, width: int) -> dict[Column, Content]:
    """Return 抽查计划编号, 抽查计划名称 and 抽查任务编号 of a task; tasks count from 1."""
    return {
        PLAN.plan_no: f"{settings.year}{number:0{width}d}",
        PLAN.plan_name: f"{settings.year}年{settings.bureau}抽查工作计划{number:0{width}d}",
        PLAN.task_no: f"{number:0{width}d}号",
    }
