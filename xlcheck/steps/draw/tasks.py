"""The tasks that a command means, and whether the workbooks are ready for them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from xlcheck.draws.kind import KindChoice, filter_of
from xlcheck.excel.read.workbook import check_not_open
from xlcheck.messages import Level, level, problem, urgency, where
from xlcheck.model import Finding, PlanRow, XlcheckError
from xlcheck.reading.plan import plan_rows, round_of
from xlcheck.reading.tables import YearBooks
from xlcheck.schema.inputs import INPUT_BOOKS, PLAN_BOOK
from xlcheck.schema.vocabularies import DIRECTED
from xlcheck.steps.check.check import find_all
from xlcheck.steps.desk.desk import Run
from xlcheck.steps.desk.load import require, say_sheets


@dataclass(frozen=True, slots=True)
class ChosenTasks:
    """The tasks that are meant, with the books as they were read and what is wrong with them."""

    books: YearBooks
    findings: Sequence[Finding]
    rows: Sequence[PlanRow]


def tasks_of(books: YearBooks, wanted: Sequence[str] = (), round_name: str = "") -> list[PlanRow]:
    """Return the plan rows that are meant: by task or plan number, by 批次, or all.

    Raises :class:`XlcheckError` ``draw.no-such-task`` for a number that the plan has not.
    """
    rows, _ = plan_rows(books.plan, books.settings) if books.plan is not None else ((), ())
    by_name = {key: row for row in rows for key in (row.task_no, row.plan_no)}
    for name in wanted:
        if name not in by_name:
            raise XlcheckError("draw.no-such-task", name=name, known="、".join(r.task_no for r in rows))
    tasks = [row for row in rows if not wanted or {row.task_no, row.plan_no} & set(wanted)]
    if round_name:
        tasks = [row for row in tasks if round_of(row, books.settings) == round_name]
        if not tasks:
            names = "、".join(r.name for r in books.settings.rounds)
            raise XlcheckError("draw.no-such-round", name=round_name, known=names)
    return tasks


def ready_books(run: Run) -> YearBooks:
    """Read the year's books, closed in Excel and without a finding of level 错误.

    Raises :class:`XlcheckError` ``book.open`` or ``draw.has-errors``.
    """
    books, findings = find_all(run)
    require_ready(run, findings)
    return books


def require_ready(run: Run, findings: Sequence[Finding]) -> None:
    """Raise :class:`XlcheckError` ``book.open`` or ``draw.has-errors`` where nothing can be frozen from the books."""
    for book in INPUT_BOOKS:
        check_not_open(run.desk.book(book))
    errors = [f for f in findings if level(f) is Level.ERROR]
    if errors:
        first = min(errors, key=urgency)
        raise XlcheckError("draw.has-errors", count=len(errors), where=where(first.place), problem=problem(first))


def choose_tasks(run: Run, wanted: Sequence[str], round_name: str) -> ChosenTasks:
    """Read the desk once and find the tasks that are meant."""
    books, findings = find_all(run)
    say_sheets(run, books)
    require(run.desk, books, findings, PLAN_BOOK)
    return ChosenTasks(books, findings, tasks_of(books, wanted, round_name))


def check_filter(tasks: ChosenTasks, task_no: str, text: str) -> None:
    """Raise :class:`XlcheckError` where a text is no 定向条件."""
    plan = next(row for row in tasks.rows if row.task_no == task_no)
    filter_of(tasks.books, plan, KindChoice(DIRECTED, text))
