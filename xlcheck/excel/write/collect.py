"""全市汇总.xlsx: who has reported, the tasks and the ledger rows of all bureaus, and what was refused."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from xlcheck.excel.write.list_sheet import Look, add_list
from xlcheck.excel.write.table import OutputBook
from xlcheck.messages import level, problem, remedy
from xlcheck.model import CityTotals, Finding, Inspection, Pack, PackTask, ReportState, UnitReport
from xlcheck.schema.outputs.collect import (
    COLLECTED_ROWS,
    COLLECTED_TASKS,
    COLLECTED_TROUBLES,
    COLLECTED_UNITS,
    READ_PROGRESS,
)
from xlcheck.schema.outputs.report import PROGRESS_COUNTS
from xlcheck.schema.outputs.send import EXTRACT
from xlcheck.schema.table import Column, Content, Kind, RowCells

_YELLOW, _RED = "#FFEB9C", "#FFC7CE"
_COLOURS: dict[str, str] = {
    ReportState.LATE: _YELLOW,
    ReportState.WAITING: _YELLOW,
    ReportState.REFUSED: _RED,
    ReportState.OVERDUE: _RED,
}
_TIME = "%Y-%m-%d %H:%M"


def write_collection(path: Path, totals: CityTotals, notes: Sequence[str]) -> None:
    """Write the workbook; every count in it is a number, and its sums are those of its rows."""
    units = [_unit(number, report) for number, report in enumerate(totals.units, start=1)]
    packs = [report.pack for report in totals.units if report.pack is not None]
    tasks = [_task(pack, task) for pack in packs for task in pack.tasks]
    lines = [_line(pack, line) for pack in packs for line in pack.inspections]
    with OutputBook(path) as out:
        title = COLLECTED_UNITS.title.format(year=totals.year)
        add_list(out, COLLECTED_UNITS, units, title, notes, _look, _sum(units))
        for table, rows in (
            (COLLECTED_TASKS, tasks),
            (COLLECTED_ROWS, lines),
            (COLLECTED_TROUBLES, list(_troubles(totals))),
        ):
            add_list(out, table, rows, table.title.format(year=totals.year))


def _task(pack: Pack, task: PackTask) -> RowCells:
    return {column: getattr(task, column.key) for column in READ_PROGRESS} | {COLLECTED_TASKS.bureau: pack.bureau}


def _line(pack: Pack, line: Inspection) -> RowCells:
    """Return the cells of 台账摘要 as they came."""
    cells = {column: line.cell(column.key) for column in EXTRACT}
    return cells | {COLLECTED_ROWS.bureau: pack.bureau, COLLECTED_ROWS.no: line.no}


def _look(row: RowCells) -> Look:
    colour = _COLOURS.get(str(row[COLLECTED_UNITS.state]))
    return {"bg_color": colour} if colour else {}


def _sum(units: Sequence[RowCells]) -> RowCells:
    table = COLLECTED_UNITS
    columns = [c for c in table if c.kind is Kind.INTEGER and c not in (table.no, table.number)]
    sums = {column: sum(int(str(unit[column])) for unit in units if unit.get(column) is not None) for column in columns}
    return {table.bureau: "合计", **sums}


def _unit(number: int, report: UnitReport) -> RowCells:
    unit, pack = report.unit, report.pack
    row: dict[Column, Content] = {
        COLLECTED_UNITS.no: number,
        COLLECTED_UNITS.bureau: unit.bureau,
        COLLECTED_UNITS.region: unit.region,
        COLLECTED_UNITS.state: report.state,
        COLLECTED_UNITS.due: unit.due,
        COLLECTED_UNITS.remark: "；".join(problem(finding) for finding in report.remarks),
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


def _troubles(totals: CityTotals) -> Iterator[RowCells]:
    """Yield what was refused first, each with all its reasons; then what else is to be said."""
    for pack in totals.refused:
        yield from (_trouble(finding, pack.bureau) for finding in pack.findings)
    bureaus = {report.pack.source: report.unit.bureau for report in totals.units if report.pack}
    yield from (_trouble(finding, bureaus.get(finding.place.book, "")) for finding in totals.notes)


def _trouble(finding: Finding, bureau: str) -> RowCells:
    return {
        COLLECTED_TROUBLES.level: level(finding).value,
        COLLECTED_TROUBLES.source: finding.place.book,
        COLLECTED_TROUBLES.bureau: bureau,
        COLLECTED_TROUBLES.text: problem(finding),
        COLLECTED_TROUBLES.remedy: remedy(finding),
    }
