"""What of the year's inspections counts against caps when a task is frozen, and the file that keeps it."""

from __future__ import annotations

from xlcheck.draws.frame.caps import caps_of
from xlcheck.draws.plan import task_of
from xlcheck.model import PlanRow
from xlcheck.reading.plan import visit_of
from xlcheck.reading.tables import YearBooks
from xlcheck.reading.visits import Visits, year_visits
from xlcheck.steps.desk.desk import Run
from xlcheck.steps.desk.visits import drawn_visits


def visits_before(run: Run, books: YearBooks, plan: PlanRow) -> Visits | None:
    """Return the inspections that a freeze of a task counts; ``None`` where nothing has a cap.

    Raises :class:`XlcheckError` where the plan row or a ledger cannot be read.
    """
    if not caps_of(books, plan, task_of(plan).window, None).are_set:
        return None
    return year_visits(books, drawn_visits(run.desk, books), plan.plan_no, visit_of(plan, books.settings))


def visits_name(plan_no: str) -> str:
    """Return the name of the file of a freeze that lists the inspections that it counts."""
    return f"本年度检查-{plan_no}.txt"
