"""到期提醒.xlsx: what is due, due soon or overdue, summed up, by task, by person and in full."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from xlcheck.excel.write.table import HEAD_FILL, HEAD_FONT, OutputBook, Row, write_row, write_table, write_text
from xlcheck.model import Matter, Reminder, Reminders, Settings, Tally, TaskReminders, Urgency
from xlcheck.schema.outputs import DUE_LINES, DUE_PEOPLE, DUE_SUMMARY, DUE_TASKS
from xlcheck.schema.table import Table

_FILLS = {Urgency.OVERDUE: "#FFC7CE", Urgency.TODAY: "#FFD9B3", Urgency.SOON: "#FFEB9C"}
"""Red and yellow as in the ledger, today between them."""
_WHAT = {
    Matter.DRAW: "抽取（任务）",
    Matter.VISIT: "检查（户）",
    Matter.PUBLISH: "公示（户）",
    Matter.MEND: "整改（户）",
}
_LOUD = {
    "late_visits": Urgency.OVERDUE,
    "overdue": Urgency.OVERDUE,
    "late_mending": Urgency.OVERDUE,
    "today": Urgency.TODAY,
    "soon": Urgency.SOON,
}
"""Columns of counts in which anything but nought is coloured."""
_NOTE_POINTS = 18


def write_reminders(path: Path, reminders: Reminders, settings: Settings, made: str, *, practice: bool = False) -> None:
    """Write the workbook; every count in it is a number."""
    title = DUE_SUMMARY.title.format(short=settings.short_name, year=settings.year)
    with OutputBook(path, practice=practice) as out:
        last = _write(out, DUE_SUMMARY, [(_summary(m, reminders.whole), None) for m in Matter], title)
        sheet = out.book.get_worksheet_by_name(DUE_SUMMARY.sheet)
        for offset, note in enumerate(_notes(reminders, settings, made), start=2):
            write_text(sheet, last + offset, 0, note, out.style(text_wrap=False))
            sheet.set_row(last + offset, _NOTE_POINTS)
        tasks = [(_task(task), None) for task in reminders.tasks]
        last = _write(out, DUE_TASKS, tasks, DUE_TASKS.title)
        _write_sum(out, DUE_TASKS, tasks, last + 1)
        _write(out, DUE_PEOPLE, [(_person(*person), None) for person in reminders.people], DUE_PEOPLE.title)
        _write(out, DUE_LINES, [(_line(due), _FILLS.get(due.urgency)) for due in reminders.dues], DUE_LINES.title)


def _write(out: OutputBook, table: Table, rows: Sequence[tuple[Row, str | None]], title: str) -> int:
    """A sheet with a table of rows, each on its fill; returns the last 0-based row."""
    sheet: Any = out.sheet(table.sheet)
    laid = write_table(out, sheet, table, (), title)
    for number, (row, fill) in enumerate(rows, start=laid.first):
        write_row(out, sheet, table, row, number, **({"bg_color": fill} if fill else {}))
    for key, urgency in _LOUD.items() if rows and table is not DUE_LINES else ():
        column = table.keys.index(key) if key in table.keys else None
        if column is not None:
            rule = {"type": "cell", "criteria": ">", "value": 0}
            colour = out.book.add_format({"bg_color": _FILLS[urgency]})
            sheet.conditional_format(laid.first, column, laid.last + len(rows), column, {**rule, "format": colour})
    if rows and table is not DUE_SUMMARY:
        sheet.autofilter(laid.header, 0, laid.last + len(rows), len(table.columns) - 1)
    return laid.last + len(rows)


def _write_sum(out: OutputBook, table: Table, rows: Sequence[tuple[Row, str | None]], at: int) -> None:
    """What the counts of a table come to, below its last row."""
    keys = [key for key in table.keys if any(isinstance(row.get(key), int) for row, _ in rows)]
    sums: dict[str, object] = {key: sum(int(str(row[key])) for row, _ in rows) for key in keys}
    sheet = out.book.get_worksheet_by_name(table.sheet)
    write_row(out, sheet, table, {table.keys[0]: "合计", **sums}, at, font_name=HEAD_FONT, bg_color=HEAD_FILL)


def _summary(matter: Matter, tally: Tally) -> Row:
    return {
        "matter": _WHAT[matter],
        "overdue": tally.count(matter, Urgency.OVERDUE),
        "today": tally.count(matter, Urgency.TODAY),
        "soon": tally.count(matter, Urgency.SOON),
        "later": tally.count(matter, Urgency.LATER),
        "done": tally.count(matter, Urgency.DONE),
        "total": tally.count(matter, *Urgency),
        "last_day": tally.next_days.get(matter),
    }


def _counts(tally: Tally) -> dict[str, object]:
    """The columns that a task and a person have in common."""
    late_visits = tally.count(Matter.VISIT, Urgency.OVERDUE)
    late_mending = tally.count(Matter.MEND, Urgency.OVERDUE)
    return {
        "late_visits": late_visits,
        "visits": tally.count(Matter.VISIT) - late_visits,
        "overdue": tally.count(Matter.PUBLISH, Urgency.OVERDUE),
        "today": tally.count(Matter.PUBLISH, Urgency.TODAY),
        "soon": tally.count(Matter.PUBLISH, Urgency.SOON),
        "later": tally.count(Matter.PUBLISH, Urgency.LATER),
        "published": tally.count(Matter.PUBLISH, Urgency.DONE),
        "late_mending": late_mending,
        "mending": tally.count(Matter.MEND) - late_mending,
    }


def _task(task: TaskReminders) -> Row:
    plan = task.plan
    return {
        "task_no": plan.task_no,
        "round": task.round,
        "category": plan.scope.category if plan.scope else "",
        "window_end": plan.window.end if plan.window else None,
        "publish_by": task.publish_by,
        "entities": task.entities,
        "next_step": task.next_step,
        **_counts(task.tally),
    }


def _person(name: str, tally: Tally) -> Row:
    entities = tally.count(Matter.VISIT, *Urgency)
    return {"name": name, "entities": entities, "last_day": tally.next_day, **_counts(tally)}


def _line(due: Reminder) -> Row:
    return {
        "urgency": due.urgency,
        "matter": due.matter,
        "last_day": due.last_day,
        "left": due.left,
        "task_no": due.task_no,
        "name": due.name,
        "code": due.code,
        "people": "、".join(due.people),
        "inspected": due.inspected,
        "remark": "；".join(_remarks(due)),
    }


def _remarks(due: Reminder) -> Sequence[str]:
    return [
        *(["台账没有填完整，还不能公示"] if not due.complete else []),
        *(["节假日尚不可知，只按周一至周五计算"] if not due.certain else []),
    ]


def _notes(reminders: Reminders, settings: Settings, made: str) -> Sequence[str]:
    days = settings.policy.deadline_days
    return (
        f"截至 {made}。{reminders.soon} 个工作日以内到期的列为“即将到期”。",
        f"抽取、检查以抽查日期的截止日为限；公示以检查后第 {days} 个工作日为限；整改以整改期限为限。",
        *reminders.notes,
    )
