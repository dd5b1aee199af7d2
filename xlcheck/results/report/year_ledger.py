"""全年检查台账: the rows of every ledger of the year in one table, as staff have left them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime

from xlcheck.model import CellValue, DrawnTask, Number, Settings
from xlcheck.reading.calendar.deadlines import deadline
from xlcheck.reading.plan import round_of
from xlcheck.reading.tables import TypedTable, day, shown
from xlcheck.results.ledger.ledger import ledger_rows
from xlcheck.schema.outputs import YEAR_LEDGER
from xlcheck.schema.table import Column, Table

Row = dict[str, object]

_OWN_WIDTH = 16
_ABSENT = "检查台账中没有这一行"
_EXACT = 15
"""Digits that a numeric cell holds."""


def year_table(ledgers: Sequence[TypedTable]) -> Table:
    """YEAR_LEDGER with the optional columns that any ledger has, then those that staff added of their own."""
    there = {key for ledger in ledgers for part in ledger.parts for key in part.columns}
    columns = tuple(c for c in YEAR_LEDGER.columns if c.offered or c.key in there)
    own = dict.fromkeys(title for ledger in ledgers for title in ledger.extra)
    return replace(YEAR_LEDGER, columns=(*columns, *(Column(_own(title), title, width=_OWN_WIDTH) for title in own)))


def _own(title: str) -> str:
    """The key of a column that staff added, which is no key of the schema."""
    return f"own:{title}"


def year_rows(standing: DrawnTask, number: int, ledger: TypedTable | None, settings: Settings) -> list[Row]:
    """The rows of a task's ledger, that of its draw or of its ``number``-th replacement, by the keys of the year's.

    Those of entities that fell away are among them and say so in 备注. An entity that is drawn and has no row in the
    ledger, or no ledger, comes last with what the draw knows, so that none is missing; 序号 is left out.
    """
    given = {str(row["code"]): row for row in ledger_rows(standing, number)}
    codes = [] if ledger is None else list(ledger.frame["code"])
    rows = [] if ledger is None else _typed(ledger, settings)
    for code, row in zip(codes, rows, strict=True):
        row["remark"] = _remark(str(row["remark"]), given.get(code, {}))
    absent = given.keys() - set(codes)
    rows += [{**row, "remark": _remark(_ABSENT, row)} for code, row in given.items() if code in absent]
    name = round_of(standing.record.request.plan, settings)
    return [row | {"round": name} for row in rows]


def _remark(typed: str, given: Mapping[str, object]) -> str:
    """备注 as typed, and what the draw and its replacements have to say there since."""
    said = str(given.get("remark", "")).split("；")
    return "；".join(filter(None, (typed, *(part for part in said if part not in typed))))


def _typed(ledger: TypedTable, settings: Settings) -> list[Row]:
    """Every row as it stands; 公示期限 is computed anew, since a formula may have no result yet."""
    columns: dict[str, Collection[object]] = {c.key: ledger.written(c.key) for c in ledger.table.columns}
    columns["publish_by"] = [_last_day(day(value), settings) for value in ledger.frame["inspected"]]
    columns |= {_own(title): [_cell(cell) for cell in ledger.extra[title]] for title in ledger.extra}
    return [dict(zip(columns, cells, strict=True)) for cells in zip(*columns.values(), strict=True)]


def _last_day(inspected: date | None, settings: Settings) -> date | None:
    return deadline(inspected, settings).last_day if inspected else None


def _cell(cell: CellValue) -> object:
    """A cell of staff's own column: days and whole numbers stay such."""
    if isinstance(cell, Number) and cell.isdigit() and len(cell) <= _EXACT:
        return int(cell)
    return cell.date() if isinstance(cell, datetime) else shown(cell)
