"""全市汇总.xlsx: who has reported, the tasks and the ledger rows of all bureaus, and what was refused."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from xlcheck.excel.write.list_sheet import Look, write_list
from xlcheck.excel.write.table import OutputBook, Row
from xlcheck.messages import level, problem, remedy
from xlcheck.model import CityTotals, Finding, ReportState, UnitReport
from xlcheck.schema.collect import COLLECTED_ROWS, COLLECTED_TASKS, COLLECTED_TROUBLES, COLLECTED_UNITS
from xlcheck.schema.table import Kind

_YELLOW, _RED = "#FFEB9C", "#FFC7CE"
_COLOURS: dict[str, str] = {
    ReportState.LATE: _YELLOW,
    ReportState.WAITING: _YELLOW,
    ReportState.REFUSED: _RED,
    ReportState.OVERDUE: _RED,
}
_TIME = "%Y-%m-%d %H:%M"


def write_collected(path: Path, found: CityTotals, notes: Sequence[str]) -> None:
    """Write the workbook; every count in it is a number, and its sums are those of its rows."""
    units = [_unit(number, report) for number, report in enumerate(found.units, start=1)]
    packs = [report.pack for report in found.units if report.pack is not None]
    tasks, rows = ([{"bureau": p.bureau, **row} for p in packs for row in getattr(p, key)] for key in ("tasks", "rows"))
    with OutputBook(path) as out:
        title = COLLECTED_UNITS.title.format(year=found.year)
        write_list(out, COLLECTED_UNITS, units, title, notes, _look, _sum(units))
        for table, lines in (
            (COLLECTED_TASKS, tasks),
            (COLLECTED_ROWS, rows),
            (COLLECTED_TROUBLES, list(_troubles(found))),
        ):
            write_list(out, table, lines, table.title.format(year=found.year))


def _look(row: Row) -> Look:
    colour = _COLOURS.get(str(row["state"]))
    return {"bg_color": colour} if colour else {}


def _sum(units: Sequence[Row]) -> Row:
    counted = [c.key for c in COLLECTED_UNITS.columns if c.kind is Kind.INTEGER and c.key not in ("no", "number")]
    sums = {key: sum(int(str(unit[key])) for unit in units if unit.get(key) is not None) for key in counted}
    return {"bureau": "合计", **sums}


def _unit(number: int, report: UnitReport) -> dict[str, object]:
    unit, pack = report.unit, report.pack
    row: dict[str, object] = {
        "no": number,
        "bureau": unit.bureau,
        "region": unit.region,
        "state": report.state,
        "due": unit.due,
        "remark": "；".join(problem(found) for found in report.remarks),
    }
    if pack is None:
        return row
    keys = [c.key for c in COLLECTED_TASKS.columns if c.kind is Kind.INTEGER]
    sums = {key: sum(int(str(task[key] or 0)) for task in pack.tasks) for key in keys}
    received = pack.received.strftime(_TIME) if pack.received else ""
    sent = {"number": pack.number, "made": pack.made, "received": received}
    return row | sent | sums | {"tasks": len(pack.tasks), "rows": len(pack.rows)}


def _troubles(found: CityTotals) -> Iterator[Row]:
    """What was refused first, each with all its reasons; then what else is to be said."""
    for pack in found.refused:
        yield from (_trouble(told, pack.bureau) for told in pack.findings)
    bureaus = {report.pack.source: report.unit.bureau for report in found.units if report.pack}
    yield from (_trouble(told, bureaus.get(told.place.book, "")) for told in found.notes)


def _trouble(told: Finding, bureau: str) -> Row:
    return {
        "level": level(told).value,
        "source": told.place.book,
        "bureau": bureau,
        "text": problem(told),
        "remedy": remedy(told),
    }
