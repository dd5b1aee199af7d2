"""进度与统计.xlsx: progress by task, sums by round and category, results, workload, and native charts."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

from xlcheck.excel.layout import (
    HEAD_FILL,
    HEAD_FONT,
    TITLE_FONT,
    Workbook,
    write_row,
    write_table,
    write_text,
    write_value,
)
from xlcheck.model import Settings, TaskProgress, YearProgress
from xlcheck.schema.items import TARGET
from xlcheck.schema.outputs import PROGRESS

_COUNTS = ("应查", "已抽", "已查", "已公示", "逾期", "完结")


def write_progress(path: Path, year: YearProgress, settings: Settings, made: str, *, practice: bool = False) -> None:
    """Write the workbook; every count in it is a number that can be added up again."""
    title = PROGRESS.title.format(short=settings.short_name, year=settings.year)
    with Workbook(path, practice=practice) as out:
        sheet = out.sheet(PROGRESS.sheet)
        rows = [_row(task) for task in year.tasks]
        laid = write_table(out, sheet, PROGRESS, rows, title)
        write_row(
            out,
            sheet,
            PROGRESS,
            _row(year.whole) | {"plan_no": "合计", "task_no": "", "round": "", "category": "", "state": ""},
            laid.last + 1,
        )
        notes = [f"截至 {made}。检查完成率 = 已公示 ÷ 应查；完结率 = 完结 ÷ 已公示。", *year.notes]
        for offset, note in enumerate(notes, start=2):
            write_text(sheet, laid.last + offset, 0, note, out.style(text_wrap=False))
        _write_sums(out, year)
        _write_workload(out, year.workload)


def _row(task: TaskProgress) -> dict[str, object]:
    return {
        "plan_no": task.plan.plan_no,
        "task_no": task.plan.task_no,
        "round": task.round,
        "category": task.plan.scope.category if task.plan.scope else "",
        "quota": task.quota,
        "drawn": task.drawn,
        "inspected": task.inspected,
        "published": task.published,
        "overdue": task.overdue,
        "closed": task.closed,
        "done_rate": percent(task.done_rate),
        "closed_rate": percent(task.closed_rate),
        "state": task.state,
    }


def percent(share: Fraction | None) -> str:
    """A share for people: ``95.2%``; a dash where there is nothing to divide by."""
    return "—" if share is None else f"{float(share * 100):.1f}%"


def _counts(task: TaskProgress) -> tuple[int, ...]:
    return (task.quota, task.drawn, task.inspected, task.published, task.overdue, task.closed)


def _write_sums(out: Workbook, year: YearProgress) -> None:
    """Sums by round, category and result, each beside its chart."""
    sheet = out.sheet("统计")
    sheet.set_column(0, 0, 34)
    sheet.set_column(1, 6, 9)
    sheet.set_column(7, 14, 9)
    heading = out.style(font_name=TITLE_FONT, font_size=16, text_wrap=False)
    write_text(sheet, 0, 0, "统计", heading)
    sheet.set_row(0, 30)
    row = _sum_block(out, sheet, 2, "批次", year.by_round)
    row = _sum_block(out, sheet, row, "对象类别", year.by_category)
    row = _result_block(out, sheet, row, year.whole)
    random, total = year.items
    share = percent(Fraction(random, total) if total else None)
    verdict = "达到" if total and Fraction(random, total) >= TARGET else "未达到"
    text = f"随机抽查事项 {random} 项，占市场监管执法事项 {total} 项的 {share}，{verdict} 5% 的目标。"
    write_text(sheet, row, 0, text, out.style(text_wrap=False))


def _sum_block(out: Workbook, sheet: Any, row: int, name: str, sums: Sequence[tuple[str, TaskProgress]]) -> int:
    """A table of counts with a column chart; returns the row at which the next block may begin."""
    _head(out, sheet, row, (name, *_COUNTS))
    for offset, (key, task) in enumerate(sums, start=1):
        _line(out, sheet, row + offset, (key, *_counts(task)))
    if sums:
        chart = out.book.add_chart({"type": "column"})
        for column in (2, 3, 4):
            chart.add_series(
                {
                    "name": [sheet.name, row, column],
                    "categories": [sheet.name, row + 1, 0, row + len(sums), 0],
                    "values": [sheet.name, row + 1, column, row + len(sums), column],
                }
            )
        _place_chart(sheet, chart, row, f"按{name}：已抽、已查、已公示")
    return row + max(len(sums) + 2, 16)


def _result_block(out: Workbook, sheet: Any, row: int, whole: TaskProgress) -> int:
    _head(out, sheet, row, ("检查结果", "户数"))
    for offset, (name, count) in enumerate(whole.results, start=1):
        _line(out, sheet, row + offset, (name, count))
    if whole.results:
        chart = out.book.add_chart({"type": "bar"})
        last = row + len(whole.results)
        chart.add_series(
            {
                "name": "户数",
                "categories": [sheet.name, row + 1, 0, last, 0],
                "values": [sheet.name, row + 1, 1, last, 1],
                "data_labels": {"value": True},
            }
        )
        chart.set_legend({"none": True})
        chart.set_y_axis({"reverse": True})
        _place_chart(sheet, chart, row, "检查结果（户）")
    return row + max(len(whole.results) + 2, 16)


def _place_chart(sheet: Any, chart: Any, row: int, title: str) -> None:
    chart.set_title({"name": title, "name_font": {"size": 12}})
    chart.set_size({"width": 540, "height": 290})
    sheet.insert_chart(row, 8, chart, {"object_position": 1})


def _head(out: Workbook, sheet: Any, row: int, titles: Sequence[str]) -> None:
    for index, title in enumerate(titles):
        style = out.style(font_name=HEAD_FONT, border=1, align="center", bg_color=HEAD_FILL)
        write_text(sheet, row, index, title, style)


def _line(out: Workbook, sheet: Any, row: int, cells: Sequence[object]) -> None:
    for index, cell in enumerate(cells):
        write_value(sheet, row, index, cell, out.style(border=1, align="center" if index else "left"))


def _write_workload(out: Workbook, workload: Sequence[tuple[str, str, int]]) -> None:
    sheet = out.sheet("人员工作量", landscape=False)
    for index, width in enumerate((22, 16, 14)):
        sheet.set_column(index, index, width)
    _head(out, sheet, 0, ("执法证号", "姓名", "本年抽中户次"))
    for row, cells in enumerate(workload, start=1):
        _line(out, sheet, row, cells)
    sheet.freeze_panes(1, 0)
    sheet.repeat_rows(0)
