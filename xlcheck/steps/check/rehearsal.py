"""全年预演 of a desk: what is drawn already comes out of the log, the rest is rehearsed."""

from __future__ import annotations

from collections.abc import Sequence

from xlcheck.draws.rehearsal.rehearsal import YearSoFar, rehearse
from xlcheck.model import DrawnVisit, PlanRow, Rehearsal
from xlcheck.reading.tables import YearBooks
from xlcheck.steps.desk.desk import Run

MOST_ENTITIES, MOST_TASKS = 200_000, 300
"""With more of them the rehearsal would take longer than all of the check."""


def rehearsed_year(
    run: Run, books: YearBooks, rows: Sequence[PlanRow], drawn: tuple[DrawnVisit, ...] | None
) -> Rehearsal | None:
    """Rehearse the ``rows`` of a desk's plan, of which ``drawn`` is drawn already.

    ``None`` where the books do not suffice, or the log does not tell what is drawn.
    """
    if not rows or books.entities is None or drawn is None:
        return None
    if len(books.entities) > MOST_ENTITIES:
        run.say(f"检查对象名录库有 {len(books.entities)} 户，多于 {MOST_ENTITIES} 户，没有作全年预演")
        return None
    if len(rows) > MOST_TASKS:
        run.say(f"抽查工作计划有 {len(rows)} 个任务，多于 {MOST_TASKS} 个，没有作全年预演")
        return None
    run.progress("预演全年的抽取")
    draws = run.desk.journal.draws()
    frozen = frozenset(row.plan_no for row in rows if draws.is_waiting(row.plan_no))
    return rehearse(books, rows, YearSoFar(drawn, draws.visits_by_task(), frozen), run.now.date())
