"""后续处置清单.xlsx: what is to be followed up of all ledgers of a year."""

from __future__ import annotations

from pathlib import Path

from xlcheck.excel.write.list_sheet import SUM_LOOK, Look, add_list
from xlcheck.excel.write.table import OutputBook
from xlcheck.model import FollowUp, FollowUpCase, FollowUpCount, RectificationState, Settings
from xlcheck.schema.outputs.ledger import LEDGER
from xlcheck.schema.outputs.report import FOLLOW_UP_SUMMARY, HANDED_OVER, INFORMED, RECTIFICATION
from xlcheck.schema.table import RowCells, Table

_SUM = "合计"
_RED, _YELLOW = "#FFC7CE", "#FFEB9C"


def write_follow_up(path: Path, follow_up: FollowUp, settings: Settings, stamp: str, *, practice: bool = False) -> None:
    """Write 后续处置清单: the counts, then a sheet for each list."""
    title = FOLLOW_UP_SUMMARY.title.format(short=settings.short_name, year=settings.year)
    with OutputBook(path, practice=practice) as out:
        counts = [_count(count) for count in follow_up.counts]
        add_list(out, FOLLOW_UP_SUMMARY, counts, title, (f"截至 {stamp}。", *_RULES, *follow_up.notes), _sum_look)
        for table, cases in (
            (RECTIFICATION, follow_up.rectifications),
            (HANDED_OVER, follow_up.handed_over),
            (INFORMED, follow_up.informed),
        ):
            rows = [_case(table, number, case) for number, case in enumerate(cases, start=1)]
            add_list(out, table, rows, table.title, (), _look)


def _count(count: FollowUpCount) -> RowCells:
    table = FOLLOW_UP_SUMMARY
    return {table.matter: count.matter, table.state: count.state, table.count: count.count}


def _case(table: Table, number: int, case: FollowUpCase) -> RowCells:
    """Return the cells of the ledger as they were typed, with the state that follows from them."""
    cells = {column: case.inspection.cell(column.key) for column in table if column in LEDGER.columns}
    return cells | {RECTIFICATION.no: number, RECTIFICATION.state: case.state, RECTIFICATION.late: case.late}


_RULES = (
    "整改：处理结果为责令改正、责令限期整改，或填有整改期限的；逾期按工作日计算。",
    "移送、抄告：在检查台账右侧加“受送机关”“移送日期”“移送文号”“办理结果”四列登记，不公示。",
)


def _look(row: RowCells) -> Look:
    state = str(row[RECTIFICATION.state])
    fill = _RED if state == RectificationState.LATE else _YELLOW if state.startswith("待") else ""
    return {"bg_color": fill} if fill else {}


def _sum_look(row: RowCells) -> Look:
    if row[RECTIFICATION.state] == _SUM:
        return SUM_LOOK
    return _look(row) if row[FOLLOW_UP_SUMMARY.count] else {}
