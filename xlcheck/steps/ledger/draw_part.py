"""A drawn task in parts: its draw and each replacement get forms and ledgers of their own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from xlcheck.model import DrawnTask, PlanRow, Visit
from xlcheck.results.ledger.shared_visits import SharedVisit
from xlcheck.steps.draw.archive import name_of


@dataclass(frozen=True, slots=True)
class DrawPart:
    """The draw of a task (number 0), or one of its replacements: what it decided gets files of its own.

    ``shared`` are the visits, by code, that the task shares with others.
    """

    task: DrawnTask
    number: int
    shared: Mapping[str, SharedVisit] = field(default_factory=dict)

    @property
    def plan(self) -> PlanRow:
        """The task's row of the plan, as it was frozen."""
        return self.task.record.request.plan

    @property
    def name(self) -> str:
        """The part of every file name."""
        request = self.task.record.request
        return name_of(request.plan.task_no, request.attempt) + (f"-补抽{self.number}" if self.number else "")

    @property
    def visits(self) -> list[tuple[int, Visit]]:
        """The entities to visit on which no later replacement decided, by their number in the task."""
        numbered = enumerate(self.task.visits, start=1)
        return [(n, visit) for n, visit in numbered if visit.decided == self.number and not visit.left]

    def together(self, code: str) -> str:
        """Say who else comes where a visit is shared; empty where it is not."""
        if code not in self.shared:
            return ""
        others = self.shared[code].beside(self.task.record.request.plan.plan_no)
        return "；".join(f"与{share.plan.task_no}合并检查，同行：{share.people}" for share in others)
