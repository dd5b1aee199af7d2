"""The figures of a year, counted from its plan, draws and ledgers; nothing is written."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from xlcheck.draws.frame.frame import FrameTerms, entities_of
from xlcheck.draws.plan import task_of
from xlcheck.draws.quota.quota import expected_quota
from xlcheck.messages import Level, level
from xlcheck.model import (
    DrawRequest,
    Finding,
    InspectionTotals,
    PlanRow,
    TaskProgress,
    XlcheckError,
    YearProgress,
)
from xlcheck.reading.calendar.deadlines import is_known
from xlcheck.reading.calendar.notes import calendar_notes
from xlcheck.reading.items import item_share
from xlcheck.reading.others import other_inspections
from xlcheck.reading.plan import plan_rows
from xlcheck.reading.tables import YearBooks
from xlcheck.results.report.all_inspections import inspection_totals
from xlcheck.results.report.reach import reach, workload
from xlcheck.results.report.statistics import (
    TaskInspections,
    add_up,
    task_progress,
    totals_by_category,
    totals_by_round,
)
from xlcheck.schema.inputs import ENTITIES, PLAN_BOOK
from xlcheck.steps.desk.desk import Run
from xlcheck.steps.ledger.read import TaskLedger


def count_year(run: Run, books: YearBooks, ledgers: Sequence[TaskLedger]) -> YearProgress:
    """Count a year as it stands on the day of the run.

    Raises :class:`XlcheckError` ``report.no-plan`` where the plan has no task.
    """
    rows, _ = plan_rows(books.plan, books.settings) if books.plan is not None else ((), ())
    if not rows:
        raise XlcheckError("report.no-plan", book=PLAN_BOOK.filename)
    first = {ledger.plan_no: ledger for ledger in reversed(ledgers)}
    plan_numbers = {row.plan_no for row in rows}
    rows += tuple(ledger.record.request.plan for no, ledger in sorted(first.items()) if no not in plan_numbers)
    inspections = {no: _inspections(first[no], ledgers) for no in sorted(first)}
    tasks: list[TaskProgress] = []
    for row in rows:
        ledger = first.get(row.plan_no)
        days = {code: publication.first for code, publication in ledger.publications.items()} if ledger else {}
        due = 0 if ledger else _expected_count(row, books)
        tasks.append(task_progress(row, inspections.get(row.plan_no), days, books.settings, run.now.date(), due))
    unknown = () if is_known(books.settings.year, books.settings) else (books.settings.year,)
    every = tuple(inspections.values())
    return YearProgress(
        tuple(tasks),
        add_up(tasks),
        totals_by_round(tasks),
        totals_by_category(tasks),
        workload(every),
        item_share(books.items) if books.items is not None else (0, 0),
        reach(books.entities, ENTITIES.town, every, books.settings) if books.entities is not None else (),
        reach(books.entities, ENTITIES.grade, every, books.settings) if books.entities is not None else (),
        notes=calendar_notes(unknown),
        inspections=_totals(books, ledgers),
    )


def _totals(books: YearBooks, ledgers: Sequence[TaskLedger]) -> InspectionTotals | None:
    """Count all inspections; ``None`` where there is no 其他检查."""
    if books.others is None:
        return None
    year = books.settings.year
    rows = (row for row in other_inspections(books) if row.inspected and row.inspected.year == year)
    return inspection_totals((line for one in ledgers for line in one.lines), rows, books.settings.policy)


def doubts(findings: Iterable[Finding]) -> list[Finding]:
    """Return what makes figures incomplete: errors in ledgers, and ledgers that are not there."""
    return [f for f in findings if level(f) is Level.ERROR or f.code == "ledger.missing-book"]


def _inspections(one: TaskLedger, ledgers: Sequence[TaskLedger]) -> TaskInspections:
    """Return the lines of all ledgers of the task to which one belongs."""
    sheets = [ledger.sheet for ledger in ledgers if ledger.plan_no == one.plan_no and ledger.sheet is not None]
    return TaskInspections(one.task, tuple(line for sheet in sheets for line in sheet.lines) if sheets else None)


def _expected_count(plan: PlanRow, books: YearBooks) -> int:
    """Return 应查 of a task not drawn yet, by its ratio and the registry as it stands; 0 where it is unknown."""
    if books.entities is None or plan.scope is None or plan.window is None or plan.ratio is None:
        return 0
    try:
        entities, excluded = entities_of(books.entities, FrameTerms(task_of(plan), books.settings.policy, {}))
    except XlcheckError:
        return 0
    least = books.settings.policy.min_count
    return expected_quota(DrawRequest(plan, 1, "", plan.kind, 2, least, "", entities, excluded, (), (), ()))
