"""汇总一览: one printed page that answers what a municipal official asks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import accumulate

from xlcheck.excel.untyped import XlsxSheet
from xlcheck.excel.write.collect.collected import Collected
from xlcheck.excel.write.collect.draws import draws_by
from xlcheck.excel.write.collect.sums import JUDGED
from xlcheck.excel.write.measure import row_points, text_width
from xlcheck.excel.write.report.blocks import add_titled_sheet, put_note
from xlcheck.excel.write.report.charts import ChartCells, add_rate_bars, rate_bar_points
from xlcheck.excel.write.table import (
    HEAD_FONT,
    OutputBook,
    number_format,
    put_head,
    put_text,
    put_value,
)
from xlcheck.model import CityCounts, ReportState
from xlcheck.schema.outputs.collect import COLLECTED_BY_UNIT, COLLECTED_TROUBLES, COLLECTED_UNITS
from xlcheck.schema.outputs.witness import WITNESSED_DRAWS

SHEET = "汇总一览"
MOST_BARS = 15
"""Bureaus in the chart: more are no longer readable on a page that holds the rest as well."""
_WIDTHS = (18, 11, 11, 52)
_OF_ALL = ("已抽取", "其中开奖前收存")
"""Draws as they should be: nobody asks whose they are."""
_SHARED = ("其中开奖前收存", "开奖后收存", "未收存")
_NAMED = 150
"""Characters of names in a cell; that is some dozen bureaus."""
_LINE_POINTS = 20
_STATES = (
    (ReportState.LATE, "其中迟报"),
    (ReportState.REFUSED, "已退回，没有重报"),
    (ReportState.OVERDUE, "逾期未报"),
    (ReportState.WAITING, "未报送，未到期限"),
)
_REPORTED = (ReportState.SENT, ReportState.LATE)

Line = tuple[str, int | str, Fraction | str | None, str]
"""What is counted, how many, which share, and what is to be said of it."""


def add_overview(out: OutputBook, collected: Collected) -> None:
    """Add 汇总一览: who has reported, what was inspected, what was found, and the chart of who has inspected least."""
    title = f"{collected.totals.year}年度“双随机、一公开”抽查情况汇总一览"
    sheet = add_titled_sheet(out, SHEET, title, _WIDTHS)
    row = 1
    for note in collected.notes:
        row = put_note(out, sheet, row, note, _WIDTHS)
    counts = collected.summary.whole
    row = _put_block(out, sheet, row, "一、报送情况", ("单位", "个数", "比率", "单位名称"), list(_reports(collected)))
    row = _put_block(out, sheet, row, "二、抽取和收存", ("事项", "次数", "比率", "单位名称"), list(_drawn(collected)))
    row = _put_block(out, sheet, row, "三、抽查和公示", ("事项", "数量", "比率", "说明"), _inspected(counts))
    row = _put_block(out, sheet, row, "四、发现问题和整改", ("事项", "户次", "比率", "说明"), _found(collected))
    row = put_note(out, sheet, row, JUDGED, _WIDTHS)
    row = _put_chart(out, sheet, row, collected)
    sheet.fit_to_pages(1, 1)
    sheet.print_area(0, 0, row, len(_WIDTHS) - 1)


def _reports(collected: Collected) -> Iterator[Line]:
    """Yield how many bureaus are to report, have reported, and have not, those by name."""
    names, totals = collected.summary.names, collected.totals
    due = len(totals.units) if totals.is_listed else 0
    yield "应报送", due or "—", None, "" if due else "没有报送单位名单"
    yield "已报送", *_of(sum(len(names[state]) for state in _REPORTED), due), ""
    for state, title in _STATES:
        yield title, *_of(len(names[state]), due), _named(names[state])
    if contested := tuple(verdict.bureau for verdict in totals.verdicts if verdict.is_contested):
        yield "两个密钥，待核对", len(contested), None, _named(contested)
    if totals.refused:
        yield "退回的材料", len(totals.refused), None, f"按份数计，理由见“{COLLECTED_TROUBLES.sheet}”"


def _drawn(collected: Collected) -> Iterator[Line]:
    """Yield how the draws stand, and of which bureaus those are that a reader asks about."""
    made = 0
    for title, bureaus, where in draws_by(collected.totals.verdicts):
        made = made or len(bureaus)
        names = tuple(dict.fromkeys(bureaus)) if title not in _OF_ALL else ()
        share = Fraction(len(bureaus), made) if title in _SHARED and made else None
        yield (
            title,
            len(bureaus),
            share,
            "；".join(filter(None, (_named(names, WITNESSED_DRAWS.sheet), where if bureaus else ""))),
        )


def _of(count: int, whole: int) -> tuple[int, Fraction | None]:
    return count, Fraction(count, whole) if whole and count else None


def _named(names: Sequence[str], sheet: str = COLLECTED_UNITS.sheet) -> str:
    """Return names as a cell of the page holds them; the others stand in another sheet."""
    lengths = accumulate(text_width(name) + 1 for name in names)
    shown = sum(length <= _NAMED for length in lengths)
    rest = len(names) - shown
    more = f"等 {len(names)} 个单位，全部名单见“{sheet}”" if rest else ""
    return "、".join(names[:shown]) + more


def _inspected(counts: CityCounts) -> list[Line]:
    return [
        ("抽查任务", counts.tasks, None, ""),
        ("应查户次", counts.quota, None, "各任务按计划应当抽查的"),
        ("已抽户次", counts.drawn, counts.drawn_rate, "占应查"),
        ("已查户次", counts.inspected, counts.inspected_rate, "占已抽"),
        ("已公示户次", counts.published, counts.published_rate, "占已查"),
        ("公示逾期户次", counts.overdue, None, "超过公示期限才公示、或者还没有公示的"),
    ]


def _found(collected: Collected) -> list[Line]:
    counts, day = collected.summary.whole, f"{collected.summary.day:%Y-%m-%d}"
    undated = f"；另有 {counts.rectify_undated} 户次没有可以识别的期限" if counts.rectify_undated else ""
    return [
        ("发现问题", counts.problems, counts.problem_rate, f"占填有检查结果的 {counts.answered} 户次"),
        ("未能判断", counts.unjudged, None, "检查结果不在通用清单内，处理结果和整改也看不出"),
        ("应整改", counts.to_rectify, None, "责令改正、责令限期整改，或者填有整改期限的"),
        ("已整改", counts.rectified, counts.rectified_rate, f"占应整改，其中逾期完成 {counts.rectified_late} 户次"),
        ("逾期未整改", counts.rectify_late, None, f"到 {day} 已超过整改期限{undated}"),
    ]


def _put_block(
    out: OutputBook, sheet: XlsxSheet, row: int, heading: str, titles: Sequence[str], lines: Sequence[Line]
) -> int:
    """Put a heading, column titles and lines; returns the row below."""
    _put_heading(out, sheet, row, heading)
    put_head(out, sheet, row + 1, titles)
    sheet.set_row(row + 1, _LINE_POINTS)
    for number, line in enumerate(lines, start=row + 2):
        for index, value in enumerate(line):
            align = "left" if index in (0, len(line) - 1) else "center"
            put_value(sheet, number, index, value, out.style(border=1, align=align, **number_format(value)))
        sheet.set_row(number, row_points([(line[0], _WIDTHS[0]), (line[-1], _WIDTHS[-1])], _LINE_POINTS))
    return row + 2 + len(lines)


def _put_heading(out: OutputBook, sheet: XlsxSheet, row: int, heading: str) -> None:
    put_text(sheet, row, 0, heading, out.style(font_name=HEAD_FONT, font_size=12, text_wrap=False))
    sheet.set_row(row, 26)


def _put_chart(out: OutputBook, sheet: XlsxSheet, row: int, collected: Collected) -> int:
    """Put the chart over 分单位统计, whose first rows have inspected least; returns its last row."""
    rated = sum(counts.inspected_rate is not None for _, counts in collected.summary.by_unit)
    shown = min(rated, MOST_BARS)
    _put_heading(out, sheet, row, "五、各单位检查率")
    if not shown:
        return put_note(out, sheet, row + 1, "收到的材料中还没有抽取过的任务。", _WIDTHS) - 1
    table = COLLECTED_BY_UNIT
    cells = ChartCells(table.sheet, 1, 2, 1 + shown, table.columns.index(table.bureau))
    more = f"（最低的 {shown} 个单位，其余见“{table.sheet}”）" if rated > shown else "（已查 ÷ 已抽，低的在前）"
    column = table.columns.index(table.inspected_rate)
    add_rate_bars(out, sheet, row + 1, cells, column, f"各单位检查率{more}")
    last = row + 1 + int(rate_bar_points(shown) // _LINE_POINTS) + 1
    for number in range(row + 1, last + 1):
        sheet.set_row(number, _LINE_POINTS)
    return last
