"""分单位统计, 分类别统计, 分结果统计 and 分单位结果: sums of all packs, a sheet each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from xlcheck.excel.write.collect.collected import Collected, look_of
from xlcheck.excel.write.list_sheet import Look, add_list
from xlcheck.excel.write.table import OutputBook, Shown, ShownRow
from xlcheck.model import CategoryCounts, CityCounts, ReportState, UnitReport, ValueCount
from xlcheck.schema.outputs.collect import (
    COLLECTED_BY_CATEGORY,
    COLLECTED_BY_UNIT,
    COLLECTED_UNIT_VALUES,
    COLLECTED_VALUES,
    COUNT_COLUMNS,
)
from xlcheck.schema.table import Column

RATES = (
    "检查率 = 已查 ÷ 已抽；问题发现率 = 发现问题 ÷ 有检查结果的户次。"
    "应查、已抽、已查、已公示和公示逾期是各单位上报的进度，其余按台账逐户计。"
)
JUDGED = (
    "发现问题：检查结果在通用清单内的，除“未发现问题”外都算；不在清单内的，责令改正、责令限期整改、移送、抄告，或者填有"
    "整改期限、整改完成日期的算，“无需后续处置”的不算；其他的未能判断，单列。"
)
RECTIFIED = (
    "应整改：处理结果为责令改正、责令限期整改，或者填有整改期限、整改完成日期的；"
    "已整改：填有整改完成日期，或者已完结的；逾期完成：晚于整改期限完成的。"
)
_OWN_WORDS = "各单位的写法照原样统计，只差空格和全半角的算一种；一户有几种检查结果的，每种各计一次。"
_YES, _NO, _NO_RATE = "是", "否", "—"


def add_by_unit(out: OutputBook, collected: Collected) -> None:
    """Add 分单位统计; of a bureau without a pack there is nothing to count."""
    table, summary = COLLECTED_BY_UNIT, collected.summary
    rows = [_unit(number, *unit) for number, unit in enumerate(summary.by_unit, start=1)]
    notes = (RATES, JUDGED, RECTIFIED, _until(collected))
    add_list(out, table, rows, collected.title(table), notes, _look, {table.bureau: "合计"} | _cells(summary.whole))


def add_by_category(out: OutputBook, collected: Collected) -> None:
    """Add 分类别统计."""
    table, summary = COLLECTED_BY_CATEGORY, collected.summary
    rows = [_category(line) for line in summary.by_category]
    notes = (RATES, JUDGED, RECTIFIED, _until(collected), _OWN_WORDS)
    add_list(out, table, rows, collected.title(table), notes, total={table.category: "合计"} | _cells(summary.whole))


def add_values(out: OutputBook, collected: Collected) -> None:
    """Add 分结果统计."""
    table = COLLECTED_VALUES
    rows = _value_rows(("", value) for value in collected.summary.values)
    notes = ("占比：占填有这一项的户次。", _OWN_WORDS, JUDGED)
    add_list(out, table, rows, collected.title(table), notes)


def add_unit_values(out: OutputBook, collected: Collected) -> None:
    """Add 分单位结果."""
    table = COLLECTED_UNIT_VALUES
    rows = _value_rows(collected.summary.unit_results)
    notes = ("占比：占这个单位填有检查结果的户次。", _OWN_WORDS)
    add_list(out, table, rows, collected.title(table), notes)


def _unit(number: int, report: UnitReport, counts: CityCounts) -> ShownRow:
    table = COLLECTED_BY_UNIT
    names: dict[Column, Shown] = {table.no: number, table.bureau: report.unit.bureau, table.state: report.state}
    return names | _cells(counts) if report.pack else names


def _category(line: CategoryCounts) -> ShownRow:
    table = COLLECTED_BY_CATEGORY
    names: dict[Column, Shown] = {table.category: line.category, table.bureaus: line.bureaus}
    return names | _cells(line.counts)


def _cells(counts: CityCounts) -> dict[Column, Shown]:
    """Return what is counted, and the rates; a dash where there is nothing to divide by."""
    values: dict[Column, Shown | None] = {column: getattr(counts, column.key) for column in COUNT_COLUMNS}
    return {column: _NO_RATE if value is None else value for column, value in values.items()}


def _look(row: ShownRow) -> Look:
    """Set apart who has sent nothing that counts."""
    return {} if COLLECTED_BY_UNIT.quota in row else look_of(ReportState(str(row[COLLECTED_BY_UNIT.state])))


def _until(collected: Collected) -> str:
    return f"逾期未整改：到 {collected.summary.day:%Y-%m-%d} 已超过整改期限、没有整改完成日期也没有完结的。"


def _value_rows(counts: Iterable[tuple[str, ValueCount]]) -> Sequence[ShownRow]:
    return [_value_row(bureau, value) for bureau, value in counts]


def _value_row(bureau: str, value: ValueCount) -> ShownRow:
    table = COLLECTED_UNIT_VALUES
    return {
        table.bureau: bureau,
        COLLECTED_VALUES.field: value.field,
        COLLECTED_VALUES.value: value.value,
        COLLECTED_VALUES.listed: _YES if value.listed else _NO,
        COLLECTED_VALUES.count: value.count,
        COLLECTED_VALUES.share: _NO_RATE if value.share is None else value.share,
        COLLECTED_VALUES.bureaus: value.bureaus,
        COLLECTED_VALUES.problems: value.problems,
        COLLECTED_VALUES.unjudged: value.unjudged,
    }
