"""统计, on one page: sums by round, category and result, each with its chart; a page of charts by task."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from xlcheck.excel.untyped import XlsxSheet
from xlcheck.excel.write.report.blocks import add_titled_sheet, put_block, put_note
from xlcheck.excel.write.report.charts import (
    CHART_ROWS,
    DRAWN,
    LATE,
    OUT,
    PLAN,
    VISITED,
    ChartCells,
    add_bars,
    add_columns,
)
from xlcheck.excel.write.table import OutputBook, put_text
from xlcheck.model import TaskProgress, YearProgress
from xlcheck.reading.expressions.shares import percent
from xlcheck.reading.items import TARGET
from xlcheck.schema.outputs.report import PROGRESS, PROGRESS_COUNTS

_COUNTS = tuple(column.title for column in PROGRESS_COUNTS)
_COLOURS = (PLAN, DRAWN, VISITED, OUT, LATE)
_SHOWN = "应查、已抽、已查、已公示、逾期（户）"
_WIDTHS = (34, 9, 9, 9, 9, 9, 9)
_TASKS_IN_A_CHART = 10
_TASK_CHART = {"width": 1000, "height": 290}
_TASK_CHART_ROWS = 15


def add_dashboard(out: OutputBook, year: YearProgress, title: str) -> None:
    """Add the sheet of sums."""
    sheet = add_titled_sheet(out, "统计", title, _WIDTHS)
    sheet.fit_to_pages(1, 1)
    random, total = year.items
    share = Fraction(random, total) if total else None
    verdict = "达到" if share is not None and share >= TARGET else "未达到"
    text = f"随机抽查事项 {random} 项，占市场监管执法事项 {total} 项的 {percent(share)}，{verdict} 5% 的目标。"
    put_text(sheet, 1, 0, text, out.style(text_wrap=False, font_size=11))
    sheet.set_row(1, 24)
    row = _sums(out, sheet, 3, "批次", year.by_round, year.whole)
    row = _sums(out, sheet, row, "对象类别", year.by_category, year.whole)
    _results(out, sheet, row, year.whole)


def _sums(
    out: OutputBook,
    sheet: XlsxSheet,
    row: int,
    name: str,
    sums: Sequence[tuple[str, TaskProgress]],
    whole: TaskProgress,
) -> int:
    """Put a table of counts and their sum with a column chart; returns the row at which the next block may begin."""
    lines = [(key, *task.counts) for key, task in sums]
    below = put_block(out, sheet, row, (name, *_COUNTS), lines, [("合计", *whole.counts)])
    if not sums:
        return below + 1
    cells = ChartCells(sheet.name, row, row + 1, row + len(sums))
    add_columns(out, sheet, below, cells, tuple(enumerate(_COLOURS, start=1)), f"按{name}：{_SHOWN}")
    return below + CHART_ROWS


def _results(out: OutputBook, sheet: XlsxSheet, row: int, whole: TaskProgress) -> None:
    """Put how many entities had each result, and why these counts may exceed the number of entities."""
    times = sum(count for _, count in whole.results)
    sums = [("项次合计", times), ("已查户数", whole.inspected)]
    below = put_block(out, sheet, row, ("检查结果", "户数"), whole.results, sums)
    note = "一户有几种检查结果的，每种各计一次"
    why = f"{note}，所以项次合计比已查户数多 {times - whole.inspected}。" if times > whole.inspected else f"{note}。"
    below = put_note(out, sheet, below, why, _WIDTHS)
    if whole.results:
        add_bars(out, sheet, below, ChartCells(sheet.name, row, row + 1, row + len(whole.results)), 1, "检查结果（户）")


def add_task_charts(out: OutputBook, header: int, count: int) -> None:
    """Add charts of the tasks in the sheet 进度, of ``count`` rows below the 0-based row ``header``."""
    sheet = out.sheet("按任务图表")
    charts = -(-count // _TASKS_IN_A_CHART)
    each = -(-count // charts)
    first = PROGRESS.columns.index(PROGRESS.quota)
    for number in range(charts):
        begin = header + 1 + number * each
        last = min(begin + each - 1, header + count)
        cells = ChartCells(PROGRESS.sheet, header, begin, last, PROGRESS.columns.index(PROGRESS.task_no))
        series = tuple(enumerate(_COLOURS, start=first))
        add_columns(out, sheet, number * _TASK_CHART_ROWS, cells, series, f"按任务：{_SHOWN}", **_TASK_CHART)
