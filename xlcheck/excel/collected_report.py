"""全市汇总.xlsx: who has reported, the tasks and the ledger rows of all bureaus, and what was refused."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from xlcheck.excel.layout import HEAD_FILL, HEAD_FONT, Row, Workbook, write_row, write_table, write_text
from xlcheck.messages import level, problem, remedy
from xlcheck.model import Collected, Finding, UnitReport
from xlcheck.schema.collecting import COLLECTED_ROWS, COLLECTED_TASKS, COLLECTED_TROUBLES, COLLECTED_UNITS
from xlcheck.schema.kinds import Kind, Table

_COLOURS = {"迟报": "#FFEB9C", "已退回": "#FFC7CE", "未报送": "#FFEB9C", "逾期未报": "#FFC7CE"}
_TIME = "%Y-%m-%d %H:%M"


def write_collected(path: Path, found: Collected, notes: Sequence[str]) -> None:
    """Write the workbook; every count in it is a number, and its sums are those of its rows."""
    with Workbook(path) as out:
        units = [_unit(number, report) for number, report in enumerate(found.units, start=1)]
        last = _write(out, COLLECTED_UNITS, found.year, units)
        _write_sum(out, units, last + 1)
        sheet = out.book.get_worksheet_by_name(COLLECTED_UNITS.sheet)
        for offset, note in enumerate(notes, start=2):
            write_text(sheet, last + offset + 1, 0, note, out.style(text_wrap=False))
        packs = [report.pack for report in found.units if report.pack is not None]
        for table, key in ((COLLECTED_TASKS, "tasks"), (COLLECTED_ROWS, "rows")):
            rows = [{"bureau": pack.bureau, **row} for pack in packs for row in getattr(pack, key)]
            _write(out, table, found.year, rows)
        _write(out, COLLECTED_TROUBLES, found.year, list(_troubles(found)))


def _write(out: Workbook, table: Table, year: int, rows: Sequence[Row]) -> int:
    """A sheet with the rows of a table; returns the last 0-based row."""
    sheet = out.sheet(table.sheet, paper=table.paper)
    laid = write_table(out, sheet, table, (), table.title.format(year=year))
    for number, row in enumerate(rows, start=laid.first):
        colour = _COLOURS.get(str(row.get("state", ""))) if table is COLLECTED_UNITS else None
        write_row(out, sheet, table, row, number, **({"bg_color": colour} if colour else {}))
    if rows:
        sheet.autofilter(laid.header, 0, laid.header + len(rows), len(table.columns) - 1)
    return laid.header + len(rows)


def _write_sum(out: Workbook, units: Sequence[Row], at: int) -> None:
    sheet = out.book.get_worksheet_by_name(COLLECTED_UNITS.sheet)
    counted = [c.key for c in COLLECTED_UNITS.columns if c.kind is Kind.INTEGER and c.key not in ("no", "number")]
    sums = {key: sum(int(str(unit[key])) for unit in units if unit.get(key) is not None) for key in counted}
    row = {"bureau": "合计", "state": "", **sums}
    write_row(out, sheet, COLLECTED_UNITS, row, at, font_name=HEAD_FONT, bg_color=HEAD_FILL)


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


def _troubles(found: Collected) -> Iterator[Row]:
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
