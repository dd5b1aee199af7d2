"""The rows of 抽查工作计划 with their ratio, scope and window read."""

from __future__ import annotations

from itertools import chain

from xlcheck.model import Finding, PlanRow, Ratio, Settings, Trouble
from xlcheck.reading.bureaus import places_of
from xlcheck.reading.expressions.departments import parse_departments
from xlcheck.reading.expressions.ratio import parse_grades, parse_ratio, with_grades
from xlcheck.reading.expressions.scope import parse_scope
from xlcheck.reading.expressions.window import parse_window
from xlcheck.reading.folding import says_nothing, split_list
from xlcheck.reading.grades import grade_words
from xlcheck.reading.tables import TypedTable
from xlcheck.schema.inputs import PLAN
from xlcheck.schema.table import Column


def plan_rows(plan: TypedTable, settings: Settings) -> tuple[tuple[PlanRow, ...], tuple[Finding, ...]]:
    """Return every task of the plan, and a finding for each expression that could not be read."""
    findings: list[Finding] = []
    rows = tuple(_plan_row(plan, int(row), settings, findings) for row in plan.data.index)
    return rows, tuple(findings)


def _plan_row(plan: TypedTable, row: int, settings: Settings, findings: list[Finding]) -> PlanRow:
    def text(column: Column) -> str:
        return str(plan.at(row, column))

    words = grade_words(settings)
    ratio = parse_ratio(plan.typed_in(row, PLAN.ratio), words) if text(PLAN.ratio) else None
    grades = parse_grades(text(PLAN.credit), words)
    graded = (
        with_grades(ratio, grades, text(PLAN.credit))
        if isinstance(ratio, Ratio) and not isinstance(grades, Trouble)
        else grades
    )
    scope = parse_scope(text(PLAN.scope), settings.categories, places_of(settings)) if text(PLAN.scope) else None
    window = parse_window(plan.typed_in(row, PLAN.window), settings.year) if text(PLAN.window) else None
    findings += [
        plan.finding(part.code, row, column, **dict(part.params))
        for column, part in ((PLAN.ratio, ratio), (PLAN.credit, graded), (PLAN.scope, scope), (PLAN.window, window))
        if isinstance(part, Trouble)
    ]
    return PlanRow(
        row=row,
        plan_no=text(PLAN.plan_no),
        plan_name=text(PLAN.plan_name),
        task_no=text(PLAN.task_no),
        task_name=text(PLAN.task_name),
        kind=text(PLAN.kind),
        items=text(PLAN.items),
        ratio=next((part for part in (graded, ratio) if isinstance(part, Ratio)), None),
        scope=None if isinstance(scope, Trouble) else scope,
        window=None if isinstance(window, Trouble) else window,
        filter="" if says_nothing(text(PLAN.filter)) else text(PLAN.filter),
        departments=text(PLAN.departments),
    )


def departments_in(cell: str) -> tuple[str, ...]:
    """Return the departments of 联合部门.

    A text that names none for sure stays whole, so that nobody serves for it.
    """
    names = parse_departments(cell)
    return (cell,) if isinstance(names, Trouble) else names


def departments_of(plan: TypedTable | None) -> frozenset[str]:
    """Return every department that joins a task of the plan."""
    cells = plan[PLAN.departments] if plan is not None else ()
    return frozenset(chain.from_iterable(map(departments_in, cells)))


def names_in(plan: TypedTable | None, row: PlanRow, column: Column) -> tuple[str, ...]:
    """Return the names that a cell of the plan lists, as 责任科室 and 责任人; none where it says nothing."""
    text = str(plan.at(row.row, column)) if plan is not None and plan.has(column) else ""
    return () if says_nothing(text) else split_list(text)


def visit_of(row: PlanRow, settings: Settings) -> str:
    """Return what counts as one visit of an entity.

    The 批次 where its tasks share their visits, else the task's number.
    """
    return (settings.policy.merge_visits and round_of(row, settings)) or row.plan_no


def round_of(row: PlanRow, settings: Settings) -> str:
    """Return the name of the 批次 whose months the window has; empty where there is none."""
    if row.window is None:
        return ""
    months = (row.window.start.month, row.window.end.month)
    same_year = row.window.start.year == row.window.end.year
    return next((r.name for r in settings.rounds if same_year and (r.first_month, r.last_month) == months), "")
