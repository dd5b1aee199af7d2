"""抽取记录 as plain grids of cells, and back."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from xlcheck.draws.codec import canonical_json, hex_hash
from xlcheck.draws.record import rows
from xlcheck.draws.record.cells import Grid, damaged
from xlcheck.draws.record.particulars import (
    DIGEST,
    QUOTAS,
    SEATS,
    SHEET,
    SOURCES,
    apart_from,
    heads,
    particulars,
    plan_from,
    read,
)
from xlcheck.draws.record.rows import RecordRow, RowReader
from xlcheck.model import DrawRecord, DrawRequest, Entity, Seats, Source, StratumQuota
from xlcheck.schema.outputs.draw import EXCLUDED, RECORD_INSPECTORS, REJECTED_TEAMS, TEAMS, TICKETS
from xlcheck.schema.table import Table

DATA_TITLE = "抽取数据"
DATA_TITLES = ("项目", "内容")
FIRST_ROW = 3
"""Excel row of the first row of data: below the title and the header."""

TABLES: tuple[tuple[Table, Callable[[DrawRecord], list[RecordRow]]], ...] = (
    (TICKETS, rows.ticket_rows),
    (EXCLUDED, rows.excluded_rows),
    (RECORD_INSPECTORS, rows.inspector_rows),
    (TEAMS, rows.team_rows),
    (REJECTED_TEAMS, rows.rejected_rows),
)
"""The tables of a record in the order of their sheets; 数据 comes last."""

GridRead = Sequence[Sequence[str | int]]

Cells = Mapping[tuple[int, int], str]
"""(row, column), both 1-based -> text; blank cells may be left out."""

_WIDEST = max(len(table.data) for table, _ in TABLES)


def grids(record: DrawRecord) -> dict[str, Grid]:
    """Return the data sheets: sheet name -> rows of cells (title, header, then the data)."""
    sheets = _unsigned(record)
    sheets[SHEET].append([DIGEST, _digest(sheets)])
    return sheets


def content_digest(record: DrawRecord) -> str:
    """Return 内容摘要: SHA-256 over canonical JSON of all data sheets but this one value, in hex."""
    return _digest(_unsigned(record))


def record_from(sheets: Mapping[str, GridRead]) -> DrawRecord:
    """Read the record that :func:`grids` laid out; numbers may have become texts.

    What is said twice is taken from one place and not compared (see :mod:`xlcheck.draws.verification.draw`).
    Raises :class:`XlcheckError` ``draw.record-damaged`` where a cell cannot be read.
    """
    data = {str(label): str(text) for label, text, *_ in ([*row, "", ""] for row in _data(SHEET, sheets))}
    drawn = tuple(map(rows.drawn_from, _rows(TICKETS, sheets)))
    excluded = _rows(EXCLUDED, sheets)
    request = read(
        DrawRequest,
        data,
        plan=plan_from(data),
        entities=tuple(sorted((Entity(d.code, d.name, d.stratum) for d in drawn), key=lambda e: e.code)),
        excluded=tuple(rows.exclusion_from(r) for r in excluded if not rows.is_inspector(r)),
        inspectors=tuple(map(rows.inspector_from, _rows(RECORD_INSPECTORS, sheets))),
        inspectors_excluded=tuple(rows.exclusion_from(r) for r in excluded if rows.is_inspector(r)),
        seats=tuple(read(Seats, data, head) for head in heads(data, SEATS)),
        apart=apart_from(data),
        sources=tuple(read(Source, data, head) for head in heads(data, SOURCES)),
    )
    return read(
        DrawRecord,
        data,
        request=request,
        quotas=tuple(read(StratumQuota, data, head) for head in heads(data, QUOTAS)),
        order=drawn,
        teams=tuple(map(rows.team_from, _rows(TEAMS, sheets))),
        attempts=tuple(map(rows.rejected_from, _rows(REJECTED_TEAMS, sheets))),
    )


def _unsigned(record: DrawRecord) -> dict[str, Grid]:
    sheets = {table.sheet: _grid(table, rows_of(record)) for table, rows_of in TABLES}
    values: Grid = [[label, text] for label, text in particulars(record)]
    sheets[SHEET] = [[DATA_TITLE], [*DATA_TITLES], *values]
    return sheets


def _digest(sheets: Mapping[str, Grid]) -> str:
    return hex_hash(canonical_json({sheet: [[str(c) for c in row] for row in grid] for sheet, grid in sheets.items()}))


def _grid(table: Table, table_rows: list[RecordRow]) -> Grid:
    titles: list[str | int] = [column.title for column in table.data]
    return [[table.title], titles, *([row[column] for column in table.data] for row in table_rows)]


def grids_of(read: Mapping[str, Cells]) -> dict[str, Grid]:
    """Lay out cells as a workbook's reader gives them as the grids that :func:`record_from` takes."""
    return {sheet: _grid_of(cells) for sheet, cells in read.items()}


def _grid_of(cells: Cells) -> Grid:
    """Return rows from the top, no wider than a record's widest sheet: a stray cell must not cost memory."""
    grid: Grid = [[] for _ in range(max((row for row, _ in cells), default=0))]
    for (row, column), text in sorted(cells.items()):
        if column <= _WIDEST:
            line = grid[row - 1]
            line.extend([""] * (column - 1 - len(line)))
            line.append(text)
    return grid


def _rows(table: Table, sheets: Mapping[str, GridRead]) -> list[RowReader]:
    """Return the rows of one table that hold anything."""
    numbered_rows = enumerate(_data(table.sheet, sheets), start=FIRST_ROW)
    return [_read(table, number, cells) for number, cells in numbered_rows if any(c != "" for c in cells)]


def _data(sheet: str, sheets: Mapping[str, GridRead]) -> GridRead:
    if sheet not in sheets:
        raise damaged("工作簿", "没有这张工作表", sheet)
    return sheets[sheet][FIRST_ROW - 1 :]


def _read(table: Table, number: int, cells: Sequence[str | int]) -> RowReader:
    texts = [str(cell) for cell in cells] + [""] * len(table.data)
    return RowReader(table, number, dict(zip(table.data, texts, strict=False)))
