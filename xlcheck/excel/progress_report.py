"""进度与统计.xlsx: progress by task, sums by round and category, results, workload, and native charts."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

from xlcheck.excel.layout import (
    HEAD_FILL,
    HEAD_FONT,
    Workbook,
    write_head,
    write_row,
    write_table,
    write_text,
    write_title,
    write_value,
)
from xlcheck.model import Settings, TaskProgress, YearProgress
from xlcheck.schema.items import TARGET
from xlcheck.schema.outputs import PROGRESS

_COUNTS = ("应查", "已抽", "已查", "已公示", "逾期", "完结")
_SERIES = ((2, "#9DB7D1"), (3, "#5B84B1"), (4, "#1F4E79"))
"""Columns of a table of counts that its chart shows, and their colours: 已抽, 已查, 已公示."""
_WIDTHS = (34, 9, 9, 9, 9, 9, 9)
_CHART = {"width": 735, "height": 240}
_PLOT = {"x": 0.03, "y": 0.26, "width": 0.94, "height": 0.48}
"""Where the columns stand in a chart: below the title, above the names and the legend."""
_CHART_ROWS = 13
"""Rows of the usual height that a chart covers."""
_LINE_POINTS = 18

Lines = Sequence[Sequence[object]]


def write_progress(path: Path, year: YearProgress, settings: Settings, made: str, *, practice: bool = False) -> None:
    """Write the workbook; every count in it is a number that can be added up again."""
    title = PROGRESS.title.format(short=settings.short_name, year=settings.year)
    with Workbook(path, practice=practice) as out:
        sheet = out.sheet(PROGRESS.sheet)
        rows = [_row(task) for task in year.tasks]
        laid = write_table(out, sheet, PROGRESS, rows, title)
        whole = _row(year.whole) | {"plan_no": "合计", "task_no": "", "round": "", "category": "", "state": ""}
        write_row(out, sheet, PROGRESS, whole, laid.last + 1, font_name=HEAD_FONT, bg_color=HEAD_FILL)
        notes = [f"截至 {made}。检查完成率 = 已公示 ÷ 应查；完结率 = 完结 ÷ 已公示。", *year.notes]
        for offset, note in enumerate(notes, start=2):
            write_text(sheet, laid.last + offset, 0, note, out.style(text_wrap=False))
        _write_sums(out, year, f"{settings.short_name}{settings.year}年度“双随机、一公开”抽查统计")
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


def _write_sums(out: Workbook, year: YearProgress, title: str) -> None:
    """统计, on one page: sums by round, category and result, each above its chart."""
    sheet = out.sheet("统计", landscape=False)
    sheet.fit_to_pages(1, 1)
    for index, width in enumerate(_WIDTHS):
        sheet.set_column(index, index, width)
    write_title(out, sheet, title, len(_WIDTHS))
    random, total = year.items
    share = percent(Fraction(random, total) if total else None)
    verdict = "达到" if total and Fraction(random, total) >= TARGET else "未达到"
    text = f"随机抽查事项 {random} 项，占市场监管执法事项 {total} 项的 {share}，{verdict} 5% 的目标。"
    write_text(sheet, 1, 0, text, out.style(text_wrap=False, font_size=11))
    sheet.set_row(1, 24)
    row = _sum_block(out, sheet, 3, "批次", year.by_round, year.whole)
    row = _sum_block(out, sheet, row, "对象类别", year.by_category, year.whole)
    _result_block(out, sheet, row, year.whole)


def _sum_block(
    out: Workbook, sheet: Any, row: int, name: str, sums: Sequence[tuple[str, TaskProgress]], whole: TaskProgress
) -> int:
    """A table of counts and their sum with a column chart; returns the row at which the next block may begin."""
    lines = [(key, *_counts(task)) for key, task in sums]
    _block(out, sheet, row, (name, *_COUNTS), lines, [("合计", *_counts(whole))])
    last = row + len(sums)
    if not sums:
        return last + 3
    chart = out.book.add_chart({"type": "column"})
    for column, colour in _SERIES:
        _add_series(chart, sheet, (row, last, column), colour)
    chart.set_legend({"position": "bottom", "font": {"name": HEAD_FONT, "size": 9}})
    _place_chart(sheet, chart, last + 2, f"按{name}：已抽、已查、已公示（户）")
    return last + 2 + _CHART_ROWS


def _result_block(out: Workbook, sheet: Any, row: int, whole: TaskProgress) -> None:
    """How many entities had each result, and why these counts may come to more than there are entities."""
    times = sum(count for _, count in whole.results)
    _block(out, sheet, row, ("检查结果", "户数"), whole.results, [("项次合计", times), ("已查户数", whole.inspected)])
    last = row + len(whole.results)
    note = "一户有几种检查结果的，每种各计一次"
    why = f"{note}，所以项次合计比已查户数多 {times - whole.inspected}。" if times > whole.inspected else f"{note}。"
    write_text(sheet, last + 3, 0, why, out.style(text_wrap=False))
    sheet.set_row(last + 3, _LINE_POINTS)
    if whole.results:
        chart = out.book.add_chart({"type": "bar"})
        _add_series(chart, sheet, (row, last, 1), _SERIES[1][1])
        chart.set_legend({"none": True})
        _place_chart(sheet, chart, last + 4, "检查结果（户）")
        chart.set_plotarea({"layout": {"x": 0.34, "y": 0.16, "width": 0.58, "height": 0.8}})
        chart.set_y_axis({"reverse": True, "num_font": {"name": HEAD_FONT, "size": 9}})
        chart.set_x_axis({"visible": False, "major_gridlines": {"visible": False}})


def _add_series(chart: Any, sheet: Any, place: tuple[int, int, int], colour: str) -> None:
    """A series from a block: its header row, its last row, its column."""
    header, last, column = place
    chart.add_series(
        {
            "name": [sheet.name, header, column],
            "categories": [sheet.name, header + 1, 0, last, 0],
            "values": [sheet.name, header + 1, column, last, column],
            "fill": {"color": colour},
            "gap": 60,
            "data_labels": {"value": True, "font": {"size": 9}},
        }
    )


def _place_chart(sheet: Any, chart: Any, row: int, title: str) -> None:
    chart.set_title({"name": title, "name_font": {"name": HEAD_FONT, "size": 11, "bold": False}, "overlay": False})
    chart.set_x_axis({"num_font": {"name": HEAD_FONT, "size": 9}})
    chart.set_y_axis({"visible": False, "major_gridlines": {"visible": False}, "min": 0})
    chart.set_plotarea({"layout": _PLOT})
    chart.set_size(_CHART)
    sheet.insert_chart(row, 0, chart, {"object_position": 1, "y_offset": 6})


def _block(out: Workbook, sheet: Any, row: int, titles: Sequence[str], lines: Lines, sums: Lines) -> None:
    """A header row, its lines and what they come to: the first column words, the others numbers."""
    write_head(out, sheet, row, titles)
    sheet.set_row(row, _LINE_POINTS)
    for number, cells in enumerate((*lines, *sums), start=row + 1):
        look = {"font_name": HEAD_FONT, "bg_color": HEAD_FILL} if number > row + len(lines) else {}
        for index, cell in enumerate(cells):
            write_value(sheet, number, index, cell, out.style(border=1, align="center" if index else "left", **look))
        sheet.set_row(number, _LINE_POINTS)


def _write_workload(out: Workbook, workload: Sequence[tuple[str, str, int]]) -> None:
    """人员工作量: how often each inspector was drawn this year."""
    sheet = out.sheet("人员工作量", landscape=False)
    titles = ("执法证号", "姓名", "本年抽中户次")
    for index, width in enumerate((28, 20, 20)):
        sheet.set_column(index, index, width)
    write_title(out, sheet, "执法检查人员工作量", len(titles))
    write_head(out, sheet, 1, titles)
    for row, cells in enumerate(workload, start=2):
        for index, cell in enumerate(cells):
            write_value(sheet, row, index, cell, out.style(border=1, align="center"))
        sheet.set_row(row, _LINE_POINTS)
    sheet.freeze_panes(2, 0)
    sheet.repeat_rows(0, 1)
