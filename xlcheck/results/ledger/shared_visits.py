"""合并检查: one visit for an entity that several tasks of a 批次 have drawn, where staff so decide."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from xlcheck.model import DrawnTask, DrawRecord, PlanRow, Settings, Visit
from xlcheck.reading.plan import visit_of


@dataclass(frozen=True, slots=True)
class VisitShare:
    """What one task has in a visit: the entity as it was drawn, and the team that it drew."""

    record: DrawRecord
    visit: Visit

    @property
    def plan(self) -> PlanRow:
        """The task."""
        return self.record.request.plan

    @property
    def people(self) -> str:
        """The team, as forms and ledgers name it."""
        return self.record.request.named(self.visit.team.certs)


@dataclass(frozen=True, slots=True)
class SharedVisit:
    """An entity that several tasks of the 批次 ``round`` drew; the shares by plan number."""

    round: str
    shares: tuple[VisitShare, ...]

    @property
    def code(self) -> str:
        """统一社会信用代码 of the entity."""
        return self.shares[0].visit.drawn.code

    def is_of(self, plan_no: str) -> bool:
        """Say whether a task is among those that share it."""
        return any(share.plan.plan_no == plan_no for share in self.shares)

    def beside(self, plan_no: str) -> tuple[VisitShare, ...]:
        """Return the shares of the other tasks."""
        return tuple(share for share in self.shares if share.plan.plan_no != plan_no)


def shared_visits(drawn_tasks: Iterable[DrawnTask], settings: Settings) -> tuple[SharedVisit, ...]:
    """Return the visits that several tasks share, by 批次 and code; none where 同批次合并检查 is not set.

    Each draw stands as it is: every task keeps its record, its team and its row in the ledger; the teams go together.
    """
    shares = sorted(_shares(drawn_tasks, settings), key=lambda one: one[0])
    groups = ((mark, [share for _, share in group]) for mark, group in groupby(shares, key=lambda one: one[0][:2]))
    return tuple(SharedVisit(visit, tuple(group)) for (visit, _), group in groups if len(group) > 1)


def _shares(drawn_tasks: Iterable[DrawnTask], settings: Settings) -> Iterator[tuple[tuple[str, str, str], VisitShare]]:
    for drawn_task in drawn_tasks:
        plan = drawn_task.record.request.plan
        for visit in drawn_task.current:
            mark = (visit_of(plan, settings), visit.drawn.code, plan.plan_no)
            yield mark, VisitShare(drawn_task.record, visit)
