"""全年检查台账: the lines of every ledger of the year in one table, as staff have left them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from xlcheck.model import CellValue, DrawnTask, Inspection, Number, Settings
from xlcheck.reading.calendar.deadlines import deadline
from xlcheck.reading.inspections import LedgerSheet
from xlcheck.reading.plan import round_of
from xlcheck.reading.tables import cell_text
from xlcheck.results.ledger.given_lines import given_lines
from xlcheck.schema.outputs.ledger import LEDGER
from xlcheck.schema.outputs.report import YEAR_LEDGER, YearLedger
from xlcheck.schema.table import Column, Content, RowCells

_OWN_WIDTH = 16
_ABSENT = "检查台账中没有这一行"
_EXACT = 15
"""Digits that a numeric cell holds."""


def year_table(ledgers: Sequence[LedgerSheet]) -> YearLedger:
    """Return YEAR_LEDGER with the optional columns that any ledger has, then those that staff added of their own."""
    there = {column for ledger in ledgers for part in ledger.table.parts for column in part.columns}
    columns = [column for column in YEAR_LEDGER if column.offered or column in there]
    titles = dict.fromkeys(title for ledger in ledgers for title in ledger.table.extra)
    return YEAR_LEDGER.with_columns([*columns, *map(_own, titles)])


def _own(title: str) -> Column:
    """Return a column that staff added, under a key that the schema does not have."""
    return Column(title, width=_OWN_WIDTH, key=f"own:{title}")


def year_rows(task: DrawnTask, number: int, ledger: LedgerSheet | None, settings: Settings) -> list[RowCells]:
    """Return the rows of a task's ledger, that of its draw or of its ``number``-th replacement, without 序号.

    Those of entities that dropped out are among them and say so in 备注. An entity that is drawn and has no line in the
    ledger, or no ledger, comes last with what the draw knows, so that none is missing.
    """
    by_code = {line.code: line for line in given_lines(task, number)}
    rows = [] if ledger is None else list(_typed_rows(ledger, by_code, settings))
    present = set() if ledger is None else {line.code for line in ledger.lines}
    rows += [_absent_row(line) for code, line in by_code.items() if code not in present]
    name = round_of(task.record.request.plan, settings)
    return [row | {YEAR_LEDGER.round: name} for row in rows]


def _typed_rows(
    ledger: LedgerSheet, by_code: Mapping[str, Inspection], settings: Settings
) -> Iterator[dict[Column, Content]]:
    """Iterate over the lines as they stand; 公示期限 is computed anew, since a formula may have no result yet."""
    extra = {_own(title): [_cell(cell) for cell in ledger.table.extra[title]] for title in ledger.table.extra}
    for at, line in enumerate(ledger.lines):
        row: dict[Column, Content] = {column: line.cell(column.key) for column in ledger.table.table}
        row[LEDGER.publish_by] = deadline(line.inspected, settings).last_day if line.inspected else None
        row[LEDGER.remark] = _remark(str(line.cell(LEDGER.remark.key)), by_code.get(line.code))
        yield row | {column: cells[at] for column, cells in extra.items()}


def _absent_row(line: Inspection) -> dict[Column, Content]:
    row: dict[Column, Content] = {column: getattr(line, column.key) for column in LEDGER if column.required}
    return row | {LEDGER.remark: _remark(_ABSENT, line)}


def _remark(text: str, line: Inspection | None) -> str:
    """Return 备注 as typed, and what the draw and its replacements have to say there since."""
    parts = line.remark.split("；") if line else []
    return "；".join(filter(None, (text, *(part for part in parts if part not in text))))


def _cell(cell: CellValue) -> Content:
    """Return a cell of a column that staff added; days and whole numbers stay such."""
    if type(cell) is Number and cell.isdigit() and len(cell) <= _EXACT:
        return int(cell)
    return cell.date() if isinstance(cell, datetime) else cell_text(cell)
