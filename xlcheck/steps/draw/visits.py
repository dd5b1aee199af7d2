"""What of the year's inspections counts against caps when tasks are frozen, and the file that keeps it."""

from __future__ import annotations

from functools import cached_property

from xlcheck.draws.frame.caps import caps_of
from xlcheck.draws.plan import task_of
from xlcheck.model import DrawnVisit, PlanRow
from xlcheck.reading.plan import visit_of
from xlcheck.reading.tables import YearBooks
from xlcheck.reading.visits import Visits, year_visits
from xlcheck.steps.desk.desk import Run
from xlcheck.steps.desk.visits import drawn_visits


class CountedYear:
    """The inspections of a year for the tasks that a run freezes; ledgers are read once, and where a task has a cap."""

    def __init__(self, run: Run, books: YearBooks) -> None:
        self._run, self._books = run, books
        self._counted: dict[str, Visits | None] = {}

    @cached_property
    def _drawn(self) -> tuple[DrawnVisit, ...]:
        return drawn_visits(self._run.desk, self._books)

    def before(self, plan: PlanRow) -> Visits | None:
        """Return the inspections that a freeze of a task counts; ``None`` where nothing has a cap.

        Raises :class:`XlcheckError` where the plan row cannot be read, ``draw.ledger-unread`` where a ledger cannot.
        """
        if plan.plan_no not in self._counted:
            self._counted[plan.plan_no] = self._count(plan)
        return self._counted[plan.plan_no]

    def _count(self, plan: PlanRow) -> Visits | None:
        if not caps_of(self._books, plan, task_of(plan).window, None).are_set:
            return None
        mark = visit_of(plan, self._books.settings)
        return year_visits(self._books, self._drawn, plan.plan_no, mark)


def visits_name(plan_no: str) -> str:
    """Return the name of the file of a freeze that lists the inspections that it counts."""
    return f"本年度检查-{plan_no}.txt"
