"""The rows of 抽查工作计划 with their ratio, scope and window read."""

from __future__ import annotations

from itertools import chain

from xlcheck.model import Finding, PlanRow, Ratio, Settings
from xlcheck.reading.expressions.departments import parse_departments
from xlcheck.reading.expressions.ratio import parse_grades, parse_ratio, with_grades
from xlcheck.reading.expressions.scope import parse_scope
from xlcheck.reading.expressions.window import parse_window
from xlcheck.reading.tables import TypedTable


def plan_rows(plan: TypedTable, settings: Settings) -> tuple[tuple[PlanRow, ...], tuple[Finding, ...]]:
    """Every task of the plan, and a finding for each expression that could not be read."""
    findings: list[Finding] = []
    rows = tuple(_plan_row(plan, int(row), settings, findings) for row in plan.frame.index)
    return rows, tuple(findings)


def _plan_row(plan: TypedTable, row: int, settings: Settings, findings: list[Finding]) -> PlanRow:
    cells = plan.frame.loc[row]
    ratio = parse_ratio(plan.typed_in(row, "ratio")) if cells["ratio"] else None
    graded = _graded(ratio, cells["credit"])
    scope = parse_scope(cells["scope"], settings.categories) if cells["scope"] else None
    window = parse_window(cells["window"], settings.year) if cells["window"] else None
    findings += [
        plan.finding(read, row, key, names="、".join(c.name for c in settings.categories))
        for key, read in (("ratio", ratio), ("credit", graded), ("scope", scope), ("window", window))
        if isinstance(read, str)
    ]
    return PlanRow(
        row=row,
        plan_no=cells["plan_no"],
        plan_name=cells["plan_name"],
        task_no=cells["task_no"],
        task_name=cells["task_name"],
        kind=cells["kind"],
        items=cells["items"],
        ratio=next((read for read in (graded, ratio) if isinstance(read, Ratio)), None),
        scope=None if isinstance(scope, str) else scope,
        window=None if isinstance(window, str) else window,
        filter=cells["filter"],
        departments=cells["departments"],
    )


def _graded(ratio: Ratio | str | None, text: str) -> Ratio | str | None:
    """The ratio with the ratios by grade of 信用风险分类监管要求; ``None`` where there is nothing to add them to."""
    grades = parse_grades(text)
    if isinstance(grades, str):
        return grades
    return with_grades(ratio, grades, text) if grades and isinstance(ratio, Ratio) else None


def departments_in(cell: str) -> tuple[str, ...]:
    """The departments of 联合部门; a text that names none for sure stays whole, so that nobody serves for it."""
    read = parse_departments(cell)
    return (cell,) if isinstance(read, str) else read


def departments_of(plan: TypedTable | None) -> frozenset[str]:
    """Every department that joins a task of the plan."""
    cells = plan.frame["departments"] if plan is not None else ()
    return frozenset(chain.from_iterable(map(departments_in, cells)))


def visit_of(row: PlanRow, settings: Settings) -> str:
    """What counts as one visit of an entity: the 批次 where its tasks share their visits, else the task's number."""
    return (settings.policy.merge_visits and round_of(row, settings)) or row.plan_no


def round_of(row: PlanRow, settings: Settings) -> str:
    """The name of the 批次 whose months the window has; empty where it has none's."""
    if row.window is None:
        return ""
    months = (row.window.start.month, row.window.end.month)
    same_year = row.window.start.year == row.window.end.year
    return next((r.name for r in settings.rounds if same_year and (r.first_month, r.last_month) == months), "")
