"""年度计划报表: the year's plan in the columns that others ask for; what no workbook says stays blank."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from xlcheck.model import PlanRow
from xlcheck.reading.admission import frame_of
from xlcheck.reading.bureaus import area_of, city_of
from xlcheck.reading.expressions.departments import parse_departments
from xlcheck.reading.expressions.ratio import frequency_within
from xlcheck.reading.folding import fold_title, says_nothing
from xlcheck.reading.tables import TypedTable, YearBooks, cell_text
from xlcheck.schema.inputs import PLAN
from xlcheck.schema.outputs.report import JOINT_PLAN, PLAN_SURVEY
from xlcheck.schema.table import SERIAL, Column, Content, RowCells, Table
from xlcheck.schema.vocabularies import JOINT


def survey_rows(books: YearBooks, rows: Sequence[PlanRow], methods: Mapping[int, str]) -> list[RowCells]:
    """Return the rows of 行政检查计划统计表.

    ``methods`` is how each task is inspected by 随机抽查事项清单, by the task's row.
    """
    plan, settings = _plan(books), books.settings
    cap = settings.policy.most_visits
    table = PLAN_SURVEY
    return [
        _with_own(
            plan,
            row,
            table,
            _taken(plan, row, table)
            | {
                table.body: _text(plan, row, PLAN.body) or settings.bureau,
                table.is_joint: "是" if is_joint(plan, row) else "否",
                table.departments: _departments(row) if is_joint(plan, row) else "无",
                table.area: area_of(settings),
                table.method: methods.get(row.row, ""),
                table.population: _text(plan, row, PLAN.population) or _population(books, row),
                table.frequency_cap: _text(plan, row, PLAN.frequency_cap) or (f"每年不超过{cap}次" if cap else ""),
            },
        )
        for row in rows
    ]


def joint_rows(books: YearBooks, rows: Sequence[PlanRow]) -> list[RowCells]:
    """Return the rows of 联合抽查计划表: the tasks that other departments take part in."""
    plan, table = _plan(books), JOINT_PLAN
    return [
        _with_own(
            plan,
            row,
            table,
            _taken(plan, row, table)
            | {
                table.city: city_of(books.settings),
                table.ratio: _ratio_and_frequency(plan, row),
                table.departments: _departments(row),
            },
        )
        for row in rows
        if is_joint(plan, row)
    ]


def is_joint(plan: TypedTable, row: PlanRow) -> bool:
    """Say whether a task is one of several departments: by 联合部门, else by 发起方式."""
    return not says_nothing(row.departments) or _text(plan, row, PLAN.initiation) == JOINT


def _taken(plan: TypedTable, row: PlanRow, table: Table) -> dict[Column, Content]:
    """Return what the plan itself has of a layout's columns."""
    return {column: _shown(plan, row, PLAN.column(column.key)) for column in table if column.key in PLAN.keys}


def _with_own(plan: TypedTable, row: PlanRow, table: Table, cells: dict[Column, Content]) -> RowCells:
    """Return the cells with what staff have in a column of the same title, where the tool knows nothing."""
    own = {fold_title(str(title)): title for title in plan.extra.columns}
    for column in table:
        title = own.get(fold_title(column.title))
        if title is not None and cells.get(column, "") in ("", None):
            cells[column] = cell_text(plan.extra.at[row.row, title])
    return cells


def _shown(plan: TypedTable, row: PlanRow, column: Column) -> str:
    """Return a cell as a person sees it."""
    if column == PLAN.ratio and row.ratio:
        return row.ratio.text
    return "" if not plan.has(column) else plan.shown(row.row, column).strip()


def _ratio_and_frequency(plan: TypedTable, row: PlanRow) -> str:
    """Join the two, but where the cell of the ratio says how often already: 5%，每年1次."""
    ratio = _shown(plan, row, PLAN.ratio)
    often = "" if frequency_within(ratio) else _text(plan, row, PLAN.frequency)
    return "，".join(filter(None, (ratio, often)))


def _text(plan: TypedTable, row: PlanRow, column: Column) -> str:
    text = str(plan.at(row.row, column))
    return "" if says_nothing(text) else text


def _departments(row: PlanRow) -> str:
    names = parse_departments(row.departments)
    return "、".join(names) if isinstance(names, tuple) else row.departments


def _population(books: YearBooks, row: PlanRow) -> Content:
    """Count the entities that a task admits by the registry as it stands; blank where it cannot be told."""
    frame = frame_of(books, row) if books.entities is not None and len(books.entities) else None
    return "" if frame is None else int(frame.sum())


def _plan(books: YearBooks) -> TypedTable:
    assert books.plan is not None  # the step has required it
    return books.plan


def notes_of(rows: Mapping[str, Sequence[RowCells]], stamp: str) -> dict[str, tuple[str, ...]]:
    """Return what is to be said below each sheet, by the key of its layout; ``stamp`` is when the registry was read."""
    survey = "检查对象基数，计划中没有的，按名录库现有户数；检查频次上限，计划中没有的，按抽查策略。"
    joint = "" if rows[JOINT_PLAN.key] else "本年度计划中没有部门联合的任务。"
    said = {PLAN_SURVEY: survey, JOINT_PLAN: joint}
    return {
        table.key: (f"截至 {stamp}。{text}{_how_to_fill(_blank(table, rows[table.key]))}",)
        for table, text in said.items()
    }


def _blank(table: Table, rows: Iterable[RowCells]) -> tuple[str, ...]:
    """Return the titles of the columns with blank cells."""
    lacking = {column for row in rows for column in table if column != SERIAL and row.get(column) in ("", None)}
    return tuple(column.title for column in table if column in lacking)


def _how_to_fill(titles: Sequence[str]) -> str:
    if not titles:
        return ""
    return (
        f"有空白格子的列：{'、'.join(titles)}。本单位的工作簿中没有，请按实际填写；"
        "要每次都填上的，请在《抽查工作计划》右侧加上同名的列。"
    )
