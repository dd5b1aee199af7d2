"""统计: how far the year has come, counted from the ledgers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from xlcheck.checks.folding import folded
from xlcheck.draws.frame import Terms, entities_of
from xlcheck.draws.plan import task_of
from xlcheck.draws.quota import expected
from xlcheck.excel.progress_report import write_progress
from xlcheck.model import DrawRequest, Finding, PlanRow, TaskProgress, XlcheckError, YearProgress
from xlcheck.results.deadlines import is_known
from xlcheck.results.statistics import add_up, task_progress, totals, workload
from xlcheck.schema.frames import YearBooks
from xlcheck.schema.inputs import ENTITY_BOOK, ITEM_BOOK, PLAN_BOOK
from xlcheck.schema.items import item_share
from xlcheck.schema.plan import plan_rows
from xlcheck.steps.calendar_notes import calendar_notes
from xlcheck.steps.desk import Run
from xlcheck.steps.files import set_aside
from xlcheck.steps.load import load_needed
from xlcheck.steps.typed_ledgers import TaskLedger, read_ledgers
from xlcheck.steps.year_lists import list_follow_up, list_year

FILE_NAME = "进度与统计.xlsx"


@dataclass(frozen=True, slots=True)
class Reported:
    """The workbook and the figures in it, the year's ledger, and the lists of what is still to be done."""

    path: Path
    year: YearProgress
    findings: tuple[Finding, ...]
    ledger: Path
    follow_up: Path


def report(run: Run) -> Reported:
    """Count the year and write 进度与统计, 全年检查台账 and 后续处置清单; earlier ones are set aside."""
    books = load_needed(run, PLAN_BOOK, ENTITY_BOOK, ITEM_BOOK)
    ledgers = read_ledgers(run, books.settings)
    year = _count(run, books, ledgers)
    path = run.desk.statistics / FILE_NAME
    set_aside(path, run.now)
    write_progress(path, year, books.settings, run.stamp, practice=run.desk.practice)
    whole, lists = list_year(run, books.settings, ledgers), list_follow_up(run, books.settings, ledgers)
    return Reported(path, year, folded(f for ledger in ledgers for f in ledger.findings), whole, lists)


def _count(run: Run, books: YearBooks, read: Sequence[TaskLedger]) -> YearProgress:
    rows, _ = plan_rows(books.plan, books.settings) if books.plan is not None else ((), ())
    if not rows:
        raise XlcheckError("report.no-plan", book=PLAN_BOOK.filename)
    drawn = {ledger.plan_no: ledger for ledger in read}
    planned = {row.plan_no for row in rows}
    rows += tuple(ledger.record.request.plan for no, ledger in drawn.items() if no not in planned)
    tasks: list[TaskProgress] = []
    for row in rows:
        ledger: TaskLedger | None = drawn.get(row.plan_no)
        tables = [own.table for own in read if own.plan_no == row.plan_no and own.table is not None]
        days = {code: went.first for code, went in ledger.published.items()} if ledger else {}
        today = run.now.date()
        due, standing = (0, ledger.standing) if ledger else (_expected(row, books), None)
        tasks.append(task_progress(row, standing, tables, days, books.settings, today, due))
    unknown = () if is_known(books.settings.year, books.settings) else (books.settings.year,)
    return YearProgress(
        tuple(tasks),
        add_up(tasks),
        totals(tasks, "round"),
        totals(tasks, "category"),
        workload(ledger.standing for ledger in drawn.values()),
        item_share(books.items) if books.items is not None else (0, 0),
        calendar_notes(unknown),
    )


def _expected(plan: PlanRow, books: YearBooks) -> int:
    """应查 of a task that is not drawn yet, by its ratio and the registry as it stands; 0 where it cannot be told."""
    if books.entities is None or plan.scope is None or plan.window is None or plan.ratio is None:
        return 0
    try:
        entities, excluded = entities_of(books.entities, Terms(task_of(plan), books.settings.policy, {}))
    except XlcheckError:
        return 0
    least = books.settings.policy.min_count
    return expected(DrawRequest(plan, 1, "", plan.kind, 2, least, "", entities, excluded, (), (), ()))
