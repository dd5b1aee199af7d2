"""From the raw cells of a table to its typed frame and the findings that the columns imply."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from xlcheck.model import CellValue, Finding, Place, Settings, finding
from xlcheck.schema.cells import Trouble, check_code, type_cells
from xlcheck.schema.frames import TableFrame
from xlcheck.schema.header import Header
from xlcheck.schema.kinds import DATE_KINDS, Column, Kind, Table

Rows = Sequence[tuple[int, Sequence[CellValue]]]


def type_table(
    table: Table, book: str, sheet: str, header: Header, rows: Rows, settings: Settings | None
) -> tuple[TableFrame, tuple[Finding, ...]]:
    """Type the data rows below the header; rows without any content are left out.

    Returns the frame and the findings of its header and cells (missing, mistyped, not in the
    list, repeated). References to other tables are checked where all tables are at hand.
    """
    kept = [(n, cells) for n, cells in rows if n > header.row and any(c != "" for c in cells)]
    index = pd.Index([n for n, _ in kept], dtype="int64")
    raw = pd.DataFrame(
        {c.key: pd.Series(_column(kept, header.columns.get(c.key)), index=index, dtype=object) for c in table.columns},
        index=index,
    )
    extra = pd.DataFrame(
        {title: pd.Series(_column(kept, at), index=index, dtype=object) for title, at in header.unknown}, index=index
    )
    typed = {c.key: type_cells(c, raw[c.key].tolist(), settings) for c in table.columns}
    frame = pd.DataFrame({c.key: _series(c, [v for v, _ in typed[c.key]], index) for c in table.columns}, index=index)
    result = TableFrame(table, book, sheet, header.row, header.columns, frame, raw, extra)
    findings = [*_header_findings(result, header)]
    for column in table.columns:
        if column.key in header.columns:
            findings += _cell_findings(result, column, [t for _, t in typed[column.key]])
    return result, tuple(findings)


def _column(rows: Rows, position: int | None) -> list[CellValue]:
    if position is None:
        return [""] * len(rows)
    return [cells[position - 1] if len(cells) >= position else "" for _, cells in rows]


def _series(column: Column, values: list[object], index: pd.Index[int]) -> pd.Series[object]:
    if column.kind in DATE_KINDS:
        days = [None if v is None else str(v) for v in values]
        return pd.Series(pd.array(days, dtype="datetime64[s]"), index=index)
    if column.kind is Kind.INTEGER:
        return pd.Series(pd.array(values, dtype="Int64"), index=index)
    return pd.Series(["" if v is None else v for v in values], index=index, dtype=object)


def _header_findings(result: TableFrame, header: Header) -> list[Finding]:
    def at(position: int | None, title: str) -> Place:
        return Place(result.book, result.sheet, header.row, position, title)

    def located(title: str) -> int | None:
        return next((p for t, p in header.unknown if t == title), None)

    missing = [
        finding("header.renamed", at(located(close), title), close, title, title=title)
        if close
        else finding("header.missing", at(None, title), title=title)
        for title, close in header.missing
    ]
    return missing + [finding("header.repeated", at(p, title), title, title=title) for title, p in header.repeated]


def _cell_findings(result: TableFrame, column: Column, troubles: list[Trouble | None]) -> list[Finding]:
    found = [_told(result, column, row, t) for row, t in zip(result.frame.index, troubles, strict=True) if t]
    values = result.frame[column.key]
    if column.required:
        blank = result.raw[column.key].map(lambda cell: isinstance(cell, str) and not cell.strip())
        found += [result.finding("cell.required", row, column.key, title=column.title) for row in result.where(blank)]
    if column.kind is Kind.CODE:
        doubts = ((row, check_code(str(code))) for row, code in values[values != ""].items())
        found += [_told(result, column, row, trouble) for row, trouble in doubts if trouble]
    if column.unique:
        found += _repeats(result, column)
    return found


def _told(result: TableFrame, column: Column, row: object, trouble: Trouble) -> Finding:
    return result.finding(trouble.code, row, column.key, trouble.proposal, title=column.title, **dict(trouble.params))


def _repeats(result: TableFrame, column: Column) -> list[Finding]:
    values = result.frame[column.key]
    filled = values[values.notna() & (values.astype(str) != "")]
    first: dict[object, object] = {}
    found = []
    for row, value in filled.items():
        if value in first:
            found.append(result.finding("cell.repeated", row, column.key, title=column.title, first=first[value]))
        else:
            first[value] = row
    return found
