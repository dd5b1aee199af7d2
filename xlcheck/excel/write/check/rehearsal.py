"""全年预演: a sheet of 校验报告.xlsx with the year task by task, month by month, person by person."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from xlcheck.excel.write.check.lines import COLOURS
from xlcheck.excel.write.table import OutputBook, put_head, put_row, put_text, put_title
from xlcheck.messages import Level
from xlcheck.model import Rehearsal, RehearsedMonth, RehearsedPerson, RehearsedTask, ResponsibleLoad
from xlcheck.schema.outputs.check import REHEARSED_MONTHS, REHEARSED_PEOPLE, REHEARSED_TASKS, RESPONSIBLE_LOADS
from xlcheck.schema.table import RowCells, Table

_NOTES = (
    "按今天的名录库、计划和抽查策略，用作废的种子把全年的任务依次预演一遍；已经抽取的，按抽取结果计。",
    "预演抽到谁不作数，也不列出，以抽取记录为准。",
    "没有检查日期的，平均分到抽查日期内的工作日（企业安静期除外）。",
    "最多能查户数，按本单位能派的人、每人每日最多检查户数和每组人数计算。",
)

Rows = Sequence[tuple[RowCells, str]]
"""Rows with the colour of the last cell, empty where nothing is to be looked at."""


def add_rehearsal(out: OutputBook, rehearsal: Rehearsal) -> None:
    """Add the sheet: a block for tasks, months, people and who is responsible, and what it rests on."""
    sheet = out.sheet(REHEARSED_TASKS.sheet)
    for index, column in enumerate(REHEARSED_TASKS):
        sheet.set_column(index, index, column.width)
    row = 0
    for table, rows in _blocks(rehearsal):
        if rows:
            row = _put_block(out, table, rows, row) + 1
    for offset, note in enumerate(_NOTES):
        put_text(sheet, row + offset, 0, note, out.style(text_wrap=False))


def _blocks(rehearsal: Rehearsal) -> Iterable[tuple[Table, Rows]]:
    yield REHEARSED_TASKS, [(_task(one), _colour(one.barriers, one.notes)) for one in rehearsal.tasks]
    yield REHEARSED_MONTHS, [(_month(one), _colour((), one.notes)) for one in rehearsal.months]
    yield REHEARSED_PEOPLE, [(_person(one), _colour((), one.notes)) for one in rehearsal.people]
    yield RESPONSIBLE_LOADS, [(_responsible(one), _colour((), one.notes)) for one in rehearsal.responsible]


def _put_block(out: OutputBook, table: Table, rows: Rows, row: int) -> int:
    """Put title, header and rows; returns the 0-based row below."""
    sheet = out.book.get_worksheet_by_name(table.sheet)
    put_title(out, sheet, table.title, len(table.columns), row)
    put_head(out, sheet, row + 1, table.titles)
    for number, (cells, colour) in enumerate(rows, start=row + 2):
        put_row(out, sheet, table, cells, number)
        if colour:
            last = table.columns[-1]
            style = out.style(border=1, bg_color=colour)
            put_text(sheet, number, len(table.columns) - 1, str(cells[last]), style)
    return row + 2 + len(rows)


def _colour(barriers: Sequence[str], notes: Sequence[str]) -> str:
    return COLOURS[Level.ERROR] if barriers else COLOURS[Level.WARNING] if notes else ""


def _task(one: RehearsedTask) -> RowCells:
    plan = one.plan
    return {
        REHEARSED_TASKS.task_no: plan.task_no,
        REHEARSED_TASKS.round: one.round,
        REHEARSED_TASKS.category: plan.scope.category if plan.scope else "",
        REHEARSED_TASKS.window: f"{plan.window.start}至{plan.window.end}" if plan.window else "",
        REHEARSED_TASKS.frame: one.frame,
        REHEARSED_TASKS.sample: None if one.barriers else one.sample,
        REHEARSED_TASKS.text: "；".join((*one.barriers, *_done(one), *one.notes)),
    }


def _done(one: RehearsedTask) -> list[str]:
    if one.barriers:
        return []
    state = "已抽取" if one.drawn else "已冻结，按今天的名录库可以抽取" if one.frozen else "可以抽取"
    return [f"{state}，派 {one.people} 人"]


def _month(one: RehearsedMonth) -> RowCells:
    return {
        REHEARSED_MONTHS.month: f"{one.month}月",
        REHEARSED_MONTHS.days: one.days,
        REHEARSED_MONTHS.tasks: "、".join(one.tasks),
        REHEARSED_MONTHS.off: one.off,
        REHEARSED_MONTHS.visits: one.visits,
        REHEARSED_MONTHS.most: one.most,
        REHEARSED_MONTHS.text: "；".join(
            (*([f"能派的人合计 {one.person_days} 人日"] if one.person_days else []), *one.notes)
        ),
    }


def _person(one: RehearsedPerson) -> RowCells:
    return {
        REHEARSED_PEOPLE.name: one.name,
        REHEARSED_PEOPLE.tasks: one.tasks,
        REHEARSED_PEOPLE.cert: one.cert,
        REHEARSED_PEOPLE.employer: one.employer,
        REHEARSED_PEOPLE.visits: one.visits,
        REHEARSED_PEOPLE.mean: f"{one.mean:.1f}",
        REHEARSED_PEOPLE.text: "；".join(one.notes),
    }


def _responsible(one: ResponsibleLoad) -> RowCells:
    return {
        RESPONSIBLE_LOADS.role: one.role,
        RESPONSIBLE_LOADS.tasks: len(one.tasks),
        RESPONSIBLE_LOADS.name: one.name,
        RESPONSIBLE_LOADS.numbers: "、".join(one.tasks),
        RESPONSIBLE_LOADS.visits: one.visits,
        RESPONSIBLE_LOADS.mean: f"{one.mean:.1f}",
        RESPONSIBLE_LOADS.text: "；".join(one.notes),
    }
