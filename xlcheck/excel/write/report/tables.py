"""问题与处置, 覆盖面, 人员工作量 and 与上年度对比: a sheet each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction

from xlcheck.excel.write.report.blocks import add_titled_sheet, put_block, put_note
from xlcheck.excel.write.report.charts import LATE, VISITED, ChartCells, add_columns
from xlcheck.excel.write.table import OutputBook
from xlcheck.model import InspectionTotals, Reach, TaskProgress, Workload, YearBefore, YearProgress
from xlcheck.reading.expressions.shares import percent

_COMPARED: tuple[tuple[str, Callable[[TaskProgress], int]], ...] = (
    ("应查户次", lambda whole: whole.quota),
    ("已抽户次", lambda whole: whole.drawn),
    ("已查户次", lambda whole: whole.inspected),
    ("已公示户次", lambda whole: whole.published),
    ("逾期户次", lambda whole: whole.overdue),
    ("完结户次", lambda whole: whole.closed),
    ("发现问题户次", lambda whole: whole.problems),
)

_PROBLEM_WIDTHS, _REACH_WIDTHS, _COMPARED_WIDTHS = (34, 14, 14, 14), (26, 13, 13, 13, 13, 13), (30, 18, 18, 18)

_INSPECTION_WIDTHS = (38, 18, 18)


def add_problems(out: OutputBook, year: YearProgress) -> None:
    """Add problems by category, what was decided about them, and how far they are rectified."""
    sheet = add_titled_sheet(out, "问题与处置", "发现问题和处置情况", _PROBLEM_WIDTHS)
    titles = ("对象类别", "已查", "发现问题", "问题发现率")
    lines = [(name, *_problems(task)) for name, task in year.by_category]
    row = put_block(out, sheet, 1, titles, lines, [("合计", *_problems(year.whole))])
    series = ((1, VISITED), (2, LATE))
    add_columns(
        out,
        sheet,
        row,
        ChartCells(sheet.name, 1, 2, len(lines) + 1),
        series,
        "按对象类别：已查、发现问题（户）",
        width=610,
    )
    whole = year.whole
    row = put_block(out, sheet, row + 14, ("处理结果", "户数"), whole.disposals, [("合计", whole.inspected)])
    waiting = whole.to_rectify - whole.rectified
    rectification = (("应整改", whole.to_rectify), ("已完成整改", whole.rectified), ("未完成整改", waiting))
    row = put_block(out, sheet, row + 1, ("整改", "户数"), (*rectification, ("其中超过整改期限", whole.rectify_late)))
    put_note(out, sheet, row, "应整改：台账中填了整改期限的各户。", _PROBLEM_WIDTHS)


def _problems(task: TaskProgress) -> tuple[object, ...]:
    return (task.inspected, task.problems, percent(task.problem_rate))


def add_reach(out: OutputBook, year: YearProgress) -> None:
    """Add coverage by town and by grade."""
    sheet = add_titled_sheet(out, "覆盖面", "抽查覆盖面", _REACH_WIDTHS)
    titles = ("在营户数", "抽中户数", "检查户数", "有问题户数", "抽查覆盖率")
    row = 1
    for name, lines in (("所属乡镇", year.by_town), ("信用风险等级", year.by_grade)):
        sums = [_reach(Reach.over("合计", lines))]
        row = put_block(out, sheet, row, (name, *titles), [_reach(line) for line in lines], sums) + 1
    for note in (
        "一户全年抽中几次，只计一户；经补抽退出的不计。抽查覆盖率 = 在营户中抽中的 ÷ 在营户数。",
        "未登记：名录库中没有填写；现不在营：名录库中现在不是营业的；不在名录库：抽中后已从名录库中删去的。",
    ):
        row = put_note(out, sheet, row, note, _REACH_WIDTHS)


def _reach(line: Reach) -> tuple[object, ...]:
    return (line.name, line.entities, line.drawn, line.visited, line.problems, percent(line.share))


def add_workload(out: OutputBook, workload: Sequence[Workload]) -> None:
    """Add how often each inspector was drawn this year, and how many of these visits were made."""
    sheet = add_titled_sheet(out, "人员工作量", "执法检查人员工作量", (28, 16, 16, 16, 16))
    titles = ("执法证号", "姓名", "本年抽中户次", "已查户次", "待查户次")
    put_block(out, sheet, 1, titles, [(w.cert, w.name, w.drawn, w.visited, w.open) for w in workload])
    sheet.freeze_panes(2, 0)
    sheet.repeat_rows(0, 1)


def add_inspections(out: OutputBook, totals: InspectionTotals) -> None:
    """Add all inspections by kind with their shares, and the figure for 行政执法统计年报."""
    sheet = add_titled_sheet(out, "检查总量", "全部行政检查", _INSPECTION_WIDTHS)
    kinds = [("随机抽查", totals.drawn), *totals.others]
    lines = [(kind, count, percent(Fraction(count, totals.whole) if totals.whole else None)) for kind, count in kinds]
    row = put_block(out, sheet, 1, ("检查类型", "次数", "占全部检查"), lines, [("合计", totals.whole, "")])
    row = put_note(
        out, sheet, row, "同一户同一天同一类型的算一次。随机抽查应当是日常检查的主要方式。", _INSPECTION_WIDTHS
    )
    words = "、".join(totals.words)
    figures = [("计入年报的检查次数", totals.figure), ("记录不完整，没有计入", totals.incomplete)]
    figures += [("写有不计入的字样，没有计入", totals.uncounted)] if words else []
    row = put_block(out, sheet, row + 1, ("行政执法统计年报", "次数"), figures)
    for note in (
        "一户有一份完整的检查记录算一次，同一天的几次算一次。完整：台账中公示所需的各栏、其他检查的检查事项、检查人员和结果都已填写。",
        f"不计入的字样：{words or '没有'}，在“抽查策略”的“年报不计入”中设定。",
    ):
        row = put_note(out, sheet, row, note, _INSPECTION_WIDTHS)


def add_comparison(out: OutputBook, year: YearProgress, now: int, before: YearBefore) -> None:
    """Add the year's figures beside those of the year before; where there are none, why."""
    sheet = add_titled_sheet(out, "与上年度对比", "与上年度对比", _COMPARED_WIDTHS)
    row = 1
    if before.whole is not None:
        whole, last = year.whole, before.whole
        pairs = [("抽查任务数", len(year.tasks), before.tasks)]
        pairs += [(name, count(whole), count(last)) for name, count in _COMPARED]
        lines: list[tuple[object, ...]] = [(name, ours, theirs, ours - theirs) for name, ours, theirs in pairs]
        lines.append(("问题发现率", percent(whole.problem_rate), percent(last.problem_rate), _apart(whole, last)))
        titles = ("项目", f"{now}年度", f"{before.year}年度", "增减")
        row = put_block(out, sheet, row, titles, lines)
        row = put_note(
            out, sheet, row, "两年都按今天的台账统计；问题发现率 = 发现问题 ÷ 已查，增减为百分点。", _COMPARED_WIDTHS
        )
    if before.note:
        put_note(out, sheet, row, before.note, _COMPARED_WIDTHS)


def _apart(whole: TaskProgress, last: TaskProgress) -> str:
    """Say how many percentage points lie between two rates; a dash where one is missing."""
    if whole.problem_rate is None or last.problem_rate is None:
        return "—"
    return f"{float((whole.problem_rate - last.problem_rate) * 100):+.1f}"
