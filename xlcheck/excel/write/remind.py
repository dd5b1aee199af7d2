"""到期提醒.xlsx: what is due, due soon or overdue, summed up, by task, by person and in full."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from xlcheck.excel.untyped import XlsxSheet
from xlcheck.excel.write.table import HEAD_FILL, HEAD_FONT, OutputBook, put_row, put_table, put_text
from xlcheck.model import Matter, Reminder, Reminders, Settings, Tally, TaskReminders, Urgency
from xlcheck.schema.outputs.remind import DUE_LINES, DUE_PEOPLE, DUE_SUMMARY, DUE_TASKS
from xlcheck.schema.table import Column, Content, RowCells, Table

_FILLS = {Urgency.OVERDUE: "#FFC7CE", Urgency.TODAY: "#FFD9B3", Urgency.SOON: "#FFEB9C"}
"""Red and yellow as in the ledger, today between them."""
_WHAT = {
    Matter.DRAW: "抽取（任务）",
    Matter.VISIT: "检查（户）",
    Matter.PUBLISH: "公示（户）",
    Matter.RECTIFY: "整改（户）",
}
_LOUD = {
    DUE_TASKS.late_visits: Urgency.OVERDUE,
    DUE_TASKS.overdue: Urgency.OVERDUE,
    DUE_TASKS.late_rectifications: Urgency.OVERDUE,
    DUE_TASKS.today: Urgency.TODAY,
    DUE_TASKS.soon: Urgency.SOON,
}
"""Columns of counts in which anything but nought is coloured."""
_NOTE_POINTS = 18


def write_reminders(
    path: Path, reminders: Reminders, settings: Settings, stamp: str, *, practice: bool = False
) -> None:
    """Write the workbook; every count in it is a number."""
    title = DUE_SUMMARY.title.format(short=settings.short_name, year=settings.year)
    with OutputBook(path, practice=practice) as out:
        last = _add_table(out, DUE_SUMMARY, [(_summary(m, reminders.whole), None) for m in Matter], title)
        sheet = out.book.get_worksheet_by_name(DUE_SUMMARY.sheet)
        for offset, note in enumerate(_notes(reminders, settings, stamp), start=2):
            put_text(sheet, last + offset, 0, note, out.style(text_wrap=False))
            sheet.set_row(last + offset, _NOTE_POINTS)
        tasks = [(_task(task), None) for task in reminders.tasks]
        last = _add_table(out, DUE_TASKS, tasks, DUE_TASKS.title)
        _put_sum(out, DUE_TASKS, tasks, last + 1)
        _add_table(out, DUE_PEOPLE, [(_person(*person), None) for person in reminders.people], DUE_PEOPLE.title)
        _add_table(out, DUE_LINES, [(_line(due), _FILLS.get(due.urgency)) for due in reminders.dues], DUE_LINES.title)


def _add_table(out: OutputBook, table: Table, rows: Sequence[tuple[RowCells, str | None]], title: str) -> int:
    """Add a sheet with a table of rows, each on its fill; returns the last 0-based row."""
    sheet: XlsxSheet = out.sheet(table.sheet)
    place = put_table(out, sheet, table, (), title)
    for number, (row, fill) in enumerate(rows, start=place.first):
        put_row(out, sheet, table, row, number, **({"bg_color": fill} if fill else {}))
    for loud, urgency in _LOUD.items() if rows and table is not DUE_LINES else ():
        if loud in table.columns:
            column = table.columns.index(loud)
            rule = {"type": "cell", "criteria": ">", "value": 0}
            colour = out.book.add_format({"bg_color": _FILLS[urgency]})
            sheet.conditional_format(place.first, column, place.last + len(rows), column, {**rule, "format": colour})
    if rows and table is not DUE_SUMMARY:
        sheet.autofilter(place.header, 0, place.last + len(rows), len(table.columns) - 1)
    return place.last + len(rows)


def _put_sum(out: OutputBook, table: Table, rows: Sequence[tuple[RowCells, str | None]], at: int) -> None:
    """Put the sums of a table's counts below its last row."""
    columns = [column for column in table if any(isinstance(row.get(column), int) for row, _ in rows)]
    sums: dict[Column, Content] = {column: sum(int(str(row[column])) for row, _ in rows) for column in columns}
    sheet = out.book.get_worksheet_by_name(table.sheet)
    put_row(out, sheet, table, {table.columns[0]: "合计", **sums}, at, font_name=HEAD_FONT, bg_color=HEAD_FILL)


def _summary(matter: Matter, tally: Tally) -> RowCells:
    return {
        DUE_SUMMARY.matter: _WHAT[matter],
        DUE_SUMMARY.overdue: tally.count(matter, Urgency.OVERDUE),
        DUE_SUMMARY.today: tally.count(matter, Urgency.TODAY),
        DUE_SUMMARY.soon: tally.count(matter, Urgency.SOON),
        DUE_SUMMARY.later: tally.count(matter, Urgency.LATER),
        DUE_SUMMARY.done: tally.count(matter, Urgency.DONE),
        DUE_SUMMARY.total: tally.count(matter, *Urgency),
        DUE_SUMMARY.last_day: tally.next_days.get(matter),
    }


def _counts(tally: Tally) -> RowCells:
    """Return the columns that a task and a person have in common."""
    late_visits = tally.count(Matter.VISIT, Urgency.OVERDUE)
    late_rectifications = tally.count(Matter.RECTIFY, Urgency.OVERDUE)
    return {
        DUE_TASKS.late_visits: late_visits,
        DUE_TASKS.visits: tally.count(Matter.VISIT) - late_visits,
        DUE_TASKS.overdue: tally.count(Matter.PUBLISH, Urgency.OVERDUE),
        DUE_TASKS.today: tally.count(Matter.PUBLISH, Urgency.TODAY),
        DUE_TASKS.soon: tally.count(Matter.PUBLISH, Urgency.SOON),
        DUE_TASKS.later: tally.count(Matter.PUBLISH, Urgency.LATER),
        DUE_TASKS.published: tally.count(Matter.PUBLISH, Urgency.DONE),
        DUE_TASKS.late_rectifications: late_rectifications,
        DUE_TASKS.rectifications: tally.count(Matter.RECTIFY) - late_rectifications,
    }


def _task(task: TaskReminders) -> RowCells:
    plan = task.plan
    return {
        DUE_TASKS.task_no: plan.task_no,
        DUE_TASKS.round: task.round,
        DUE_TASKS.category: plan.scope.category if plan.scope else "",
        DUE_TASKS.window_end: plan.window.end if plan.window else None,
        DUE_TASKS.publish_by: task.publish_by,
        DUE_TASKS.entities: task.entities,
        DUE_TASKS.next_step: task.next_step,
        **_counts(task.tally),
    }


def _person(name: str, tally: Tally) -> RowCells:
    entities = tally.count(Matter.VISIT, *Urgency)
    return {DUE_PEOPLE.name: name, DUE_PEOPLE.entities: entities, DUE_PEOPLE.last_day: tally.next_day, **_counts(tally)}


def _line(due: Reminder) -> RowCells:
    return {
        DUE_LINES.urgency: due.urgency,
        DUE_LINES.matter: due.matter,
        DUE_LINES.last_day: due.last_day,
        DUE_LINES.left: due.left,
        DUE_LINES.task_no: due.task_no,
        DUE_LINES.name: due.name,
        DUE_LINES.code: due.code,
        DUE_LINES.people: "、".join(due.people),
        DUE_LINES.inspected: due.inspected,
        DUE_LINES.remark: "；".join(_remarks(due)),
    }


def _remarks(due: Reminder) -> Sequence[str]:
    return [
        *(["台账没有填完整，还不能公示"] if not due.complete else []),
        *(["节假日尚不可知，只按周一至周五计算"] if not due.certain else []),
    ]


def _notes(reminders: Reminders, settings: Settings, stamp: str) -> Sequence[str]:
    days = settings.policy.deadline_days
    return (
        f"截至 {stamp}。{reminders.soon} 个工作日以内到期的列为“即将到期”。",
        f"抽取、检查以抽查日期的截止日为限；公示以检查后第 {days} 个工作日为限；整改以整改期限为限。",
        *reminders.notes,
    )
