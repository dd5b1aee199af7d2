"""The plan row of a draw, with every part that a draw needs."""

from __future__ import annotations

from dataclasses import dataclass

from xlcheck.model import PlanRow, Ratio, Scope, Window, XlcheckError

DRAWN_ALREADY, INSPECTED_ALREADY = "本年度已抽中", "本年度已检查"
"""How the reason begins where an entity was drawn often enough, by records or an entry, or inspected often enough."""


@dataclass(frozen=True, slots=True)
class PlannedTask:
    """A plan row whose ratio, scope and window could all be read."""

    plan: PlanRow
    ratio: Ratio
    scope: Scope
    window: Window


def task_of(plan: PlanRow) -> PlannedTask:
    """Return the plan row as :class:`PlannedTask`.

    Raises :class:`XlcheckError` ``draw.plan-unreadable``, naming the parts.
    """
    parts = (("抽查比例", plan.ratio), ("抽查对象范围", plan.scope), ("抽查日期", plan.window))
    if plan.ratio is None or plan.scope is None or plan.window is None:
        missing = "、".join(title for title, part in parts if part is None)
        raise XlcheckError("draw.plan-unreadable", task=plan.task_no or plan.plan_no, parts=missing)
    return PlannedTask(plan, plan.ratio, plan.scope, plan.window)
