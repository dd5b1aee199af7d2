"""报送情况: what each bureau has sent, and when."""

from __future__ import annotations

from collections.abc import Sequence

from xlcheck.excel.write.collect.collected import Collected, look_of
from xlcheck.excel.write.list_sheet import Look, add_list
from xlcheck.excel.write.table import OutputBook
from xlcheck.messages import problem
from xlcheck.model import ReportState, UnitReport
from xlcheck.schema.outputs.collect import COLLECTED_TROUBLES, COLLECTED_UNITS
from xlcheck.schema.outputs.report import PROGRESS_COUNTS
from xlcheck.schema.table import Column, Content, Kind, RowCells

_TIME = "%Y-%m-%d %H:%M"
_CONTESTED = f"先后由两个密钥签名，都没有核对，请打电话问清，见“{COLLECTED_TROUBLES.sheet}”"


def add_units(out: OutputBook, collected: Collected) -> None:
    """Add 报送情况; every count in it is a number, and its sums are those of its rows."""
    contested = {verdict.bureau for verdict in collected.totals.verdicts if verdict.is_contested}
    units = [
        _unit(number, report, (_CONTESTED,) if report.unit.bureau in contested else ())
        for number, report in enumerate(collected.totals.units, start=1)
    ]
    add_list(out, COLLECTED_UNITS, units, collected.title(COLLECTED_UNITS), collected.notes, _look, _sum(units))


def _look(row: RowCells) -> Look:
    return look_of(ReportState(str(row[COLLECTED_UNITS.state])))


def _sum(units: Sequence[RowCells]) -> RowCells:
    table = COLLECTED_UNITS
    columns = [c for c in table if c.kind is Kind.INTEGER and c not in (table.no, table.number)]
    sums = {column: sum(int(str(unit[column])) for unit in units if unit.get(column) is not None) for column in columns}
    return {table.bureau: "合计", **sums}


def _unit(number: int, report: UnitReport, more: Sequence[str]) -> RowCells:
    unit, pack = report.unit, report.pack
    row: dict[Column, Content] = {
        COLLECTED_UNITS.no: number,
        COLLECTED_UNITS.bureau: unit.bureau,
        COLLECTED_UNITS.region: unit.region,
        COLLECTED_UNITS.state: report.state,
        COLLECTED_UNITS.due: unit.due,
        COLLECTED_UNITS.remark: "；".join((*more, *map(problem, report.remarks))),
    }
    if pack is None:
        return row
    sums = {column: sum(getattr(task, column.key) for task in pack.tasks) for column in PROGRESS_COUNTS}
    return (
        row
        | sums
        | {
            COLLECTED_UNITS.number: pack.number,
            COLLECTED_UNITS.made: pack.made,
            COLLECTED_UNITS.received: pack.received.strftime(_TIME) if pack.received else "",
            COLLECTED_UNITS.tasks: len(pack.tasks),
            COLLECTED_UNITS.rows: len(pack.inspections),
        }
    )
