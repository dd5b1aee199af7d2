"""The lines that a draw gives a ledger, before anybody has inspected."""

from __future__ import annotations

from collections.abc import Mapping

from xlcheck.model import DrawnTask, Inspection, Visit


def given_lines(task: DrawnTask, number: int = 0) -> list[Inspection]:
    """Return a line an entity with everything that is known before the inspection.

    The entities are those of the draw, or those that its ``number``-th replacement brought in; they are numbered
    through all of them.
    """
    record, plan = task.record, task.record.request.plan
    predecessors = {visit.left: visit.drawn.name for visit in task.visits}
    return [
        Inspection(
            row=0,
            no=position,
            plan_no=plan.plan_no,
            task_no=plan.task_no,
            task_name=plan.task_name,
            kind=record.request.kind,
            name=visit.drawn.name,
            code=visit.drawn.code,
            category=plan.scope.category if plan.scope else "",
            items=plan.items,
            inspectors=record.request.named(visit.team.certs),
            remark=_replacement_remark(predecessors, visit),
        )
        for position, visit in enumerate(task.visits, start=1)
        if visit.entered == number
    ]


def _replacement_remark(predecessors: Mapping[int, str], visit: Visit) -> str:
    """Say in 备注 that an entity came in or dropped out; both stay visible, also where the row is published.

    ``predecessors`` names the entity that dropped out with each replacement.
    """
    remarks = [f"第 {visit.entered} 次补抽，替换{predecessors[visit.entered]}"] if visit.entered else []
    remarks += [f"已由第 {visit.left} 次补抽替换"] if visit.left else []
    return "；".join(remarks)
