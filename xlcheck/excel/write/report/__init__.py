"""进度与统计.xlsx: progress by task, a dashboard with native charts, problems, coverage, workload, comparison."""

from __future__ import annotations

from pathlib import Path

from xlcheck.excel.write.report.dashboard import add_dashboard, add_task_charts
from xlcheck.excel.write.report.replacements import add_replacements
from xlcheck.excel.write.report.tables import add_comparison, add_inspections, add_problems, add_reach, add_workload
from xlcheck.excel.write.table import HEAD_FILL, HEAD_FONT, LaidTable, OutputBook, put_row, put_table, put_text
from xlcheck.model import Settings, TaskProgress, YearProgress
from xlcheck.reading.expressions.shares import percent
from xlcheck.schema.outputs.report import PROGRESS
from xlcheck.schema.table import Column, Content


def write_report(path: Path, year: YearProgress, settings: Settings, stamp: str, *, practice: bool = False) -> None:
    """Write the workbook; every count in it is a number that can be added up again."""
    title = PROGRESS.title.format(short=settings.short_name, year=settings.year)
    with OutputBook(path, practice=practice) as out:
        laid = _add_tasks(out, year, title, stamp)
        add_dashboard(out, year, f"{settings.short_name}{settings.year}年度“双随机、一公开”抽查统计")
        add_task_charts(out, laid.header, len(year.tasks))
        add_problems(out, year)
        add_reach(out, year)
        add_workload(out, year.workload)
        if year.inspections is not None:
            add_inspections(out, year.inspections)
        add_replacements(out, year.replacements, settings)
        if year.before is not None:
            add_comparison(out, year, settings.year, year.before)


def _add_tasks(out: OutputBook, year: YearProgress, title: str, stamp: str) -> LaidTable:
    """Add 进度: a row a task, their sum, and what the figures mean."""
    sheet = out.sheet(PROGRESS.sheet)
    place = put_table(out, sheet, PROGRESS, [_row(task) for task in year.tasks], title)
    whole = _row(year.whole) | {
        PROGRESS.plan_no: "合计",
        PROGRESS.task_no: "",
        PROGRESS.round: "",
        PROGRESS.category: "",
        PROGRESS.state: "",
    }
    put_row(out, sheet, PROGRESS, whole, place.last + 1, font_name=HEAD_FONT, bg_color=HEAD_FILL)
    notes = [f"截至 {stamp}。检查完成率 = 已查 ÷ 应查；公示率 = 已公示 ÷ 已查；完结率 = 完结 ÷ 已公示。", *year.notes]
    for offset, note in enumerate(notes, start=2):
        put_text(sheet, place.last + offset, 0, note, out.style(text_wrap=False))
    return place


def _row(task: TaskProgress) -> dict[Column, Content]:
    return {
        PROGRESS.plan_no: task.plan.plan_no,
        PROGRESS.task_no: task.plan.task_no,
        PROGRESS.round: task.round,
        PROGRESS.category: task.plan.scope.category if task.plan.scope else "",
        PROGRESS.quota: task.quota,
        PROGRESS.drawn: task.drawn,
        PROGRESS.inspected: task.inspected,
        PROGRESS.published: task.published,
        PROGRESS.overdue: task.overdue,
        PROGRESS.closed: task.closed,
        PROGRESS.done_rate: percent(task.done_rate),
        PROGRESS.published_rate: percent(task.published_rate),
        PROGRESS.closed_rate: percent(task.closed_rate),
        PROGRESS.state: task.state,
    }
