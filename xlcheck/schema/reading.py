"""From the raw sheets of a table to its typed frame and the findings that the columns imply."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pandas as pd

from xlcheck.model import CellValue, Finding, Place, RawSheet, Settings, finding
from xlcheck.schema.cells import Trouble, TypedColumn, Value, check_code, type_cells
from xlcheck.schema.codes import code_problem, holding
from xlcheck.schema.folding import fold_id
from xlcheck.schema.frames import STRIDE, SheetPart, TableFrame
from xlcheck.schema.header import Header
from xlcheck.schema.kinds import DATE_KINDS, Column, Kind, Table
from xlcheck.schema.records import Records, kinds_of, records_of
from xlcheck.schema.vocabularies import CATEGORY, synonyms

Found = tuple[RawSheet, Header]
_TELLING = 200
"""Rows from which it can be told what a column holds."""

_SWAPPED = 0.8
"""Share of a column that must look like the other one's before the two are said to be swapped."""


def type_table(
    table: Table, book: str, found: Sequence[Found], settings: Settings | None
) -> tuple[TableFrame, tuple[Finding, ...]]:
    """Type the records of a table, from the one sheet or the several on which it stands.

    Returns the frame and the findings of its headers, rows and cells (missing, mistyped, not in the
    list, repeated). References to other tables are checked where all tables are at hand.
    """
    found = [(sheet, _category_by_name(table, sheet, header, settings)) for sheet, header in found]
    records = [records_of(table, header, sheet) for sheet, header in found]
    raw = pd.concat([_raw(table, f[1], r, n * STRIDE) for n, (f, r) in enumerate(zip(found, records, strict=True))])
    extra = pd.concat([_extra(f[1], r, n * STRIDE) for n, (f, r) in enumerate(zip(found, records, strict=True))])
    _name_categories(raw, found)
    typed = {c.key: type_cells(c, raw[c.key].tolist(), settings) for c in table.columns}
    frame = pd.DataFrame({c.key: _series(c, typed[c.key].values, raw.index) for c in table.columns}, index=raw.index)
    parts = tuple(SheetPart(sheet.name, header.row, header.columns) for sheet, header in found)
    result = TableFrame(table, book, parts, frame, raw, extra.fillna(""))
    findings = [f for (sheet, header), r in zip(found, records, strict=True) for f in _of_sheet(book, sheet, header, r)]
    swapped = _swapped(result)
    for column in table.columns:
        if result.has(column.key) and column.key not in swapped:
            findings += _of_cells(result, column, typed[column.key])
    findings += [_swap_told(result, swapped)] if swapped else []
    return result, tuple(findings)


def _raw(table: Table, header: Header, records: Records, start: int) -> pd.DataFrame:
    index = pd.Index([start + n for n in records.rows], dtype="int64")
    columns = {c.key: _column(records, header.columns.get(c.key)) for c in table.columns}
    return pd.DataFrame(columns, index=index, dtype=object)


def _extra(header: Header, records: Records, start: int) -> pd.DataFrame:
    index = pd.Index([start + n for n in records.rows], dtype="int64")
    columns: dict[str, list[CellValue]] = {}
    for title, at in header.unknown:
        before = sum(name.partition("（")[0] == title for name in columns) + (title in dict(header.repeated))
        columns[f"{title}（{before + 1}）" if before else title] = _column(records, at)
    return pd.DataFrame(columns, index=index, dtype=object)


def _column(records: Records, position: int | None) -> list[CellValue]:
    if position is None:
        return [""] * len(records.rows)
    return [cells[position - 1] if len(cells) >= position else "" for cells in records.rows.values()]


def _category_by_name(table: Table, sheet: RawSheet, header: Header, settings: Settings | None) -> Header:
    """A sheet named after a category needs no column for it: column 0 stands for the sheet's name."""
    column = next((c for c in table.columns if c.vocabulary == CATEGORY and c.kind is Kind.CHOICE), None)
    if column is None or column.key in header.columns or sheet.name not in synonyms(CATEGORY, settings):
        return header
    missing = tuple(m for m in header.missing if m[0] != column.title)
    return replace(header, columns=header.columns | {column.key: 0}, missing=missing)


def _name_categories(raw: pd.DataFrame, found: Sequence[Found]) -> None:
    for number, (sheet, header) in enumerate(found):
        for key, position in header.columns.items():
            if position == 0:
                raw.loc[raw.index // STRIDE == number, key] = sheet.name


def _series(column: Column, values: list[Value], index: pd.Index[int]) -> pd.Series[object]:
    if column.kind in DATE_KINDS:
        return pd.Series(np.array(values, dtype="datetime64[D]").astype("datetime64[s]"), index=index)
    if column.kind is Kind.INTEGER:
        return pd.Series(pd.array(values, dtype="Int64"), index=index)
    return pd.Series(["" if v is None else v for v in values], index=index, dtype=object)


def _of_sheet(book: str, sheet: RawSheet, header: Header, records: Records) -> list[Finding]:
    """What is to be said of a sheet's header and of the rows that are no plain records."""

    def at(position: int | None, title: str) -> Place:
        return Place(book, sheet.name, header.row, position, title)

    positions = dict(header.unknown)
    told = [
        finding("header.renamed", at(positions.get(close), title), close, title, title=title)
        if close
        else finding("header.missing", at(None, title), title=title)
        for title, close in header.missing
    ]
    told += [
        finding("header.similar", at(positions.get(close), title), close, title, title=title)
        for title, close in header.similar
    ]
    told += [finding("header.repeated", at(p, title), title, title=title) for title, p in header.repeated]
    told += [
        finding(code, Place(book, sheet.name, rows[0], 1), rows=_listed(rows), count=len(rows))
        for code, rows in kinds_of(records)
    ]
    return told


def _listed(rows: list[int]) -> str:
    """Row numbers for a sentence, the first few."""
    return "、".join(map(str, rows[:8])) + ("……" if len(rows) > 8 else "")


def _of_cells(result: TableFrame, column: Column, typed: TypedColumn) -> list[Finding]:
    rows = result.frame.index
    found = [_told(result, column, rows[at], trouble) for at, trouble in typed.troubles.items()]
    values = result.frame[column.key]
    if column.required:
        blank = [rows[at] for at, v in enumerate(typed.values) if v is None and at not in typed.troubles]
        found += [result.finding("cell.required", row, column.key, title=column.title) for row in blank]
    if column.kind is Kind.CODE:
        filled = values[values != ""]
        doubts = ((row, check_code(str(code))) for row, code in filled[~holding(filled.tolist())].items())
        found += [_told(result, column, row, trouble) for row, trouble in doubts if trouble]
    if column.unique:
        found += _repeats(result, column)
    return found


def _told(result: TableFrame, column: Column, row: object, trouble: Trouble) -> Finding:
    return result.finding(trouble.code, row, column.key, trouble.proposal, title=column.title, **dict(trouble.params))


def _repeats(result: TableFrame, column: Column) -> list[Finding]:
    values = result.frame[column.key]
    filled = values[values.notna() & (values.astype(str) != "")]
    again = filled[filled.duplicated()]
    first = {value: row for row, value in filled.drop_duplicates().items()} if len(again) else {}
    return [
        result.finding("cell.repeated", row, column.key, title=column.title, first=result.spoken(first[value]))
        for row, value in again.items()
    ]


def _swapped(result: TableFrame) -> tuple[str, ...]:
    """The keys of the code column and of the column that holds its codes, where two are swapped."""
    code = next((c for c in result.table.columns if c.kind is Kind.CODE and c.required), None)
    if code is None or len(result) < 3 or not result.has(code.key) or _codes_in(result, code.key) > 1 - _SWAPPED:
        return ()
    others = (c for c in result.table.columns if c.kind is Kind.TEXT and c.required and result.has(c.key))
    other = next((c for c in others if _codes_in(result, c.key) >= _SWAPPED), None)
    return (code.key, other.key) if other else ()


def _codes_in(result: TableFrame, key: str) -> float:
    """The share of a column's cells that look like a company's code."""
    first = result.raw[key].iloc[:_TELLING]
    return float(first.map(lambda cell: code_problem(fold_id(str(cell))) in ("", "check")).mean())


def _swap_told(result: TableFrame, keys: tuple[str, ...]) -> Finding:
    code, other = (result.table.column(key).title for key in keys)
    place = result.place(result.header_row, keys[0])
    return finding("header.swapped", place, code, other, title=code, other=other)
