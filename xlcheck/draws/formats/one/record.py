"""抽取记录 as plain grids of cells, and back."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from xlcheck.draws.codec import canonical_json, hex_hash
from xlcheck.draws.formats.one import rows
from xlcheck.draws.formats.one.particulars import (
    DIGEST,
    LABELS,
    MARKS,
    QUOTAS,
    REMARKS,
    SEATS,
    SOURCES,
    Labels,
    apart_from,
    heads,
    particulars,
    plan_from,
    proofs_from,
    read,
    sentences_from,
)
from xlcheck.draws.formats.one.rows import RecordRow, RowReader
from xlcheck.draws.record.book import DATA, DATA_TITLES, FIRST_ROW, FORMAT
from xlcheck.draws.record.cells import Grid, GridRead, damaged
from xlcheck.model import FIRST_FORMAT, DrawRecord, DrawRequest, Entity, Seats, Source, StratumQuota
from xlcheck.schema.outputs.draw import EXCLUDED, RECORD_INSPECTORS, REJECTED_TEAMS, TEAMS, TICKETS
from xlcheck.schema.table import Table

DATA_TITLE = "抽取数据"

RecordTables = tuple[tuple[Table, Callable[[DrawRecord], list[RecordRow]]], ...]


@dataclass(frozen=True, slots=True)
class RecordLayout:
    """How the data of a record are laid out: the labels of single values, and the tables, each with its rows."""

    labels: Labels
    rows_of: RecordTables

    @property
    def tables(self) -> tuple[Table, ...]:
        """The tables in the order of their sheets; 数据 comes last."""
        return tuple(table for table, _ in self.rows_of)

    def grids(self, record: DrawRecord) -> dict[str, Grid]:
        """Return the data sheets: sheet name -> rows of cells (title, header, then the data)."""
        sheets = self._grids_without_digest(record)
        sheets[DATA].append([DIGEST, _digest(sheets)])
        return sheets

    def content_digest(self, record: DrawRecord) -> str:
        """Return 内容摘要: SHA-256 over canonical JSON of all data sheets but this one value, in hex."""
        return _digest(self._grids_without_digest(record))

    def record_from(self, sheets: Mapping[str, GridRead]) -> DrawRecord:
        """Read the record that :meth:`grids` laid out; numbers may have become texts.

        What is said twice is taken from one place and not compared (see :mod:`xlcheck.draws.verification.draw`).
        Raises :class:`XlcheckError` ``draw.record-damaged`` where a cell cannot be read.
        """
        data = {str(label): str(text) for label, text, *_ in ([*row, "", ""] for row in _data(DATA, sheets))}
        drawn = tuple(map(rows.drawn_from, _rows(TICKETS, sheets)))
        excluded = _rows(EXCLUDED, sheets)
        request = read(
            DrawRequest,
            data,
            self.labels,
            format=data.get(FORMAT, FIRST_FORMAT),
            plan=plan_from(data, self.labels),
            entities=tuple(sorted((Entity(d.code, d.name, d.stratum) for d in drawn), key=lambda e: e.code)),
            excluded=tuple(rows.exclusion_from(r) for r in excluded if not rows.is_inspector(r)),
            inspectors=tuple(map(rows.inspector_from, _rows(RECORD_INSPECTORS, sheets))),
            inspectors_excluded=tuple(rows.exclusion_from(r) for r in excluded if rows.is_inspector(r)),
            seats=tuple(read(Seats, data, self.labels, head) for head in heads(data, SEATS)),
            apart=apart_from(data),
            sources=tuple(read(Source, data, self.labels, head) for head in heads(data, SOURCES)),
        )
        return read(
            DrawRecord,
            data,
            self.labels,
            request=request,
            quotas=tuple(read(StratumQuota, data, self.labels, head) for head in heads(data, QUOTAS)),
            order=drawn,
            teams=tuple(map(rows.team_from, _rows(TEAMS, sheets))),
            attempts=tuple(map(rows.rejected_from, _rows(REJECTED_TEAMS, sheets))),
            proofs=proofs_from(data, self.labels),
            marks=sentences_from(data, MARKS, self.labels),
            remarks=sentences_from(data, REMARKS, self.labels),
        )

    def _grids_without_digest(self, record: DrawRecord) -> dict[str, Grid]:
        sheets = {table.sheet: _grid(table, rows_of(record)) for table, rows_of in self.rows_of}
        values: Grid = [[label, text] for label, text in particulars(record, self.labels)]
        sheets[DATA] = [[DATA_TITLE], [*DATA_TITLES], *values]
        return sheets


def _digest(sheets: Mapping[str, Grid]) -> str:
    return hex_hash(canonical_json({sheet: [[str(c) for c in row] for row in grid] for sheet, grid in sheets.items()}))


def _grid(table: Table, table_rows: list[RecordRow]) -> Grid:
    titles: list[str | int] = [column.title for column in table.data]
    return [[table.title], titles, *([row[column] for column in table.data] for row in table_rows)]


def _rows(table: Table, sheets: Mapping[str, GridRead]) -> list[RowReader]:
    """Return the rows of one table that hold anything."""
    numbered_rows = enumerate(_data(table.sheet, sheets), start=FIRST_ROW)
    return [_row_reader(table, number, cells) for number, cells in numbered_rows if any(c != "" for c in cells)]


def _data(sheet: str, sheets: Mapping[str, GridRead]) -> GridRead:
    if sheet not in sheets:
        raise damaged("工作簿", "没有这张工作表", sheet)
    return sheets[sheet][FIRST_ROW - 1 :]


def _row_reader(table: Table, number: int, cells: Sequence[str | int]) -> RowReader:
    texts = [str(cell) for cell in cells] + [""] * len(table.data)
    return RowReader(table, number, dict(zip(table.data, texts, strict=False)))


LAYOUT = RecordLayout(
    LABELS,
    (
        (TICKETS, rows.ticket_rows),
        (EXCLUDED, rows.excluded_rows),
        (RECORD_INSPECTORS, rows.inspector_rows),
        (TEAMS, rows.team_rows),
        (REJECTED_TEAMS, rows.rejected_rows),
    ),
)
grids, content_digest, record_from = LAYOUT.grids, LAYOUT.content_digest, LAYOUT.record_from
