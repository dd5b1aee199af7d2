"""From the raw sheets of a table to its typed frame and the findings that the columns imply."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

import numpy as np
import pandas as pd

from xlcheck.model import Finding, Place, RawSheet, Settings, Trouble, finding
from xlcheck.reading.cells import code_trouble
from xlcheck.reading.codes import code_problem, code_problems
from xlcheck.reading.columns import Places, TypedColumn, type_cells
from xlcheck.reading.folding import fold_id, is_id
from xlcheck.reading.header import Header
from xlcheck.reading.matching import CellArray, MaskArray
from xlcheck.reading.rows import SheetRows, kinds_of, sheet_rows
from xlcheck.reading.tables import STRIDE, SheetPart, TypedTable
from xlcheck.reading.titles import with_unit
from xlcheck.reading.vocabulary import synonyms
from xlcheck.schema.table import Column, Kind, Table
from xlcheck.schema.vocabularies import CATEGORY

HeadedSheet = tuple[RawSheet, Header]
HeadedRows = tuple[RawSheet, Header, SheetRows]

_TELLING = 200
"""Rows from which it can be told what a column holds."""

_SWAPPED = 0.8
"""Share of a column that must look like the other one's before the two are said to be swapped."""

_FEWEST = 3
"""Rows without which nothing is said of swapped columns."""

_SHORT = 5
"""Signs of a text too short for a certificate number."""


def type_table(
    table: Table, book: str, headed: Sequence[HeadedSheet], settings: Settings | None
) -> tuple[TypedTable, tuple[Finding, ...]]:
    """Type the entries of a table, from the one sheet or the several on which it stands.

    Returns the frame and the findings of its headers, rows and cells (missing, mistyped, not in the
    list, repeated). References to other tables are checked where all tables are at hand.
    """
    headed = [(sheet, _category_by_name(table, sheet, header, settings)) for sheet, header in headed]
    entries = [sheet_rows(table, header, sheet) for sheet, header in headed]
    parts = [(sheet, header, rows) for (sheet, header), rows in zip(headed, entries, strict=True)]
    index = np.concatenate([rows.numbers + n * STRIDE for n, rows in enumerate(entries)])
    raw = {column: _whole_column([_cells(column, *part) for part in parts]) for column in table}
    on_sheets = tuple(SheetPart(sheet.name, header.row, header.columns) for sheet, header, _ in parts)
    untyped = TypedTable(table, book, on_sheets, pd.DataFrame(index=index), raw, _extra_columns(parts, index))
    findings = [finding for part in parts for finding in _sheet_findings(book, *part)]
    swap = _swapped_columns(untyped)
    frame: dict[str, pd.Series[object]] = {}
    for column in table:
        cells = type_cells(column, raw[column], settings)
        frame[column.key] = pd.Series(cells.values, index=index, dtype=cells.values.dtype, copy=False)
        if untyped.has(column) and column not in swap:
            findings += _cell_findings(untyped, column, cells, frame[column.key])
    findings += [_swap_finding(untyped, swap)] if swap else []
    return replace(untyped, data=pd.DataFrame(frame, index=index, copy=False)), tuple(findings)


def _whole_column(columns: Sequence[CellArray]) -> CellArray:
    """Join the cells of all sheets; those of the only sheet are not copied."""
    return np.concatenate(columns) if len(columns) > 1 else columns[0]


def _cells(column: Column, sheet: RawSheet, header: Header, rows: SheetRows) -> CellArray:
    """Return the cells of a column; position 0 stands for the sheet's name."""
    position = header.columns.get(column)
    cells = rows.column(position, sheet.name if position == 0 else "")
    unit = dict(header.units).get(column, "")
    return np.array([with_unit(cell, unit) for cell in cells], dtype=object) if unit else cells


def _extra_columns(parts: Sequence[HeadedRows], index: Places) -> pd.DataFrame:
    """Collect the columns of all sheets that the schema does not know, by their titles."""
    unknown = [_unknown_columns(header, rows) for _, header, rows in parts]
    titles = dict.fromkeys(title for columns in unknown for title in columns)
    cells = {t: [of.get(t, r.column(None)) for of, (_, _, r) in zip(unknown, parts, strict=True)] for t in titles}
    return pd.DataFrame({title: _whole_column(pieces) for title, pieces in cells.items()}, index=index, dtype=object)


def _unknown_columns(header: Header, rows: SheetRows) -> dict[str, CellArray]:
    """Return the unknown columns of one sheet; a title that stands there already is numbered."""
    counts = Counter(dict.fromkeys((title for title, _ in header.repeated), 1))
    columns: dict[str, CellArray] = {}
    for title, position in header.unknown:
        counts[title] += 1
        columns[title if counts[title] == 1 else f"{title}（{counts[title]}）"] = rows.column(position)
    return columns


def _category_by_name(table: Table, sheet: RawSheet, header: Header, settings: Settings | None) -> Header:
    """Put the category of a sheet named after it at position 0, which stands for the sheet's name.

    Such a sheet needs no column for it.
    """
    column = next((c for c in table.columns if c.vocabulary == CATEGORY and c.kind is Kind.CHOICE), None)
    if column is None or column in header.columns or sheet.name not in synonyms(CATEGORY, settings):
        return header
    missing = tuple(m for m in header.missing if m[0] != column.title)
    return replace(header, columns={**header.columns, column: 0}, missing=missing)


def _sheet_findings(book: str, sheet: RawSheet, header: Header, rows: SheetRows) -> list[Finding]:
    """Collect the findings about a sheet's header and the rows that are no plain entries."""

    def at(position: int | None, title: str) -> Place:
        return Place(book, sheet.name, header.row, position, title)

    positions = dict(header.unknown)
    findings = [
        finding("header.renamed", at(positions.get(close), title), close, title, title=title)
        if close
        else finding("header.missing", at(None, title), title=title)
        for title, close in header.missing
    ]
    findings += [
        finding("header.similar", at(positions.get(close), title), close, title, title=title)
        for title, close in header.similar
    ]
    findings += [finding("header.repeated", at(p, title), title, title=title) for title, p in header.repeated]
    findings += [
        finding(code, Place(book, sheet.name, numbers[0], 1), rows=_row_list(numbers), count=len(numbers))
        for code, numbers in kinds_of(rows)
    ]
    return findings


def _row_list(rows: list[int]) -> str:
    """Name rows in a sentence, the first eight."""
    return "、".join(map(str, rows[:8])) + ("……" if len(rows) > 8 else "")


def _cell_findings(
    result: TypedTable, column: Column, cells: TypedColumn, values: pd.Series[object]
) -> Iterator[Finding]:
    rows = result.data.index.to_numpy()
    yield from result.each(column, ((int(rows[at]), trouble) for at, trouble in cells.in_trouble()))
    unread = rows[cells.which < 0]
    if len(unread):
        yield result.finding("column.unread", unread[0], column, title=column.title, count=len(unread))
    if column.required and not column.derived:  # of those a rule says what they should hold
        missing = rows[_missing(result, cells)]
        yield from result.each(column, ((int(row), Trouble("cell.required")) for row in missing))
    filled = values[~cells.blank]
    if column.kind is Kind.CODE:
        plain = values[~cells.blank & (cells.which == 0)]
        problems = zip(plain.index, plain, code_problems(plain.tolist()), strict=True)
        yield from result.each(column, ((row, code_trouble(code, why)) for row, code, why in problems if why))
    if column.unique:
        yield from result.each(column, _repeats(result, filled))


def _missing(result: TypedTable, cells: TypedColumn) -> MaskArray:
    """Mark the rows that lack the cell and hold others."""
    blank: MaskArray = cells.blank & (cells.which == 0)
    return blank & ~_rows_apart(result) if blank.any() else blank


def _rows_apart(result: TypedTable) -> MaskArray:
    """Mark the rows in which nothing stands but what stands apart from the table."""
    filled = [result.raw[column] != "" for column in result.table if not column.apart]
    if len(filled) == len(result.table.columns):
        return np.zeros(len(result), dtype=bool)
    alone: MaskArray = ~np.logical_or.reduce(filled)
    return alone


def _repeats(result: TypedTable, filled: pd.Series[object]) -> Iterator[tuple[int, Trouble]]:
    again = filled[filled.duplicated()]
    first = {value: row for row, value in filled.drop_duplicates().items()} if len(again) else {}
    for row, value in again.items():
        yield row, Trouble("cell.repeated", (("first", result.row_in_words(first[value])),))


def _swapped_columns(result: TypedTable) -> tuple[Column, ...]:
    """Return a column of codes and the column that holds them, where two are swapped; else nothing."""
    if len(result) < _FEWEST:
        return ()
    required = [column for column in result.table if column.required and result.has(column)]
    for column in (c for c in required if c.kind in _LIKE):
        like = _LIKE[column.kind]
        if _share(result, column, like) <= 1 - _SWAPPED:
            others = (other for other in required if other.kind is Kind.TEXT)
            if other := next((other for other in others if _share(result, other, like) >= _SWAPPED), None):
                return (column, other)
    return ()


def _share(result: TypedTable, column: Column, like: Callable[[str], bool]) -> float:
    """Return the share of a column's cells that look like codes of a kind."""
    first = result.raw[column][:_TELLING]
    return sum(like(fold_id(str(cell))) for cell in first) / len(first)


def _like_code(text: str) -> bool:
    return code_problem(text) in ("", "check")


def _like_cert(text: str) -> bool:
    return is_id(text) and len(text) > _SHORT and any(c.isdigit() for c in text)


_LIKE = {Kind.CODE: _like_code, Kind.CERT: _like_cert}


def _swap_finding(result: TypedTable, columns: tuple[Column, ...]) -> Finding:
    code, other = (column.title for column in columns)
    place = result.place(result.header_row, columns[0])
    return finding("header.swapped", place, code, other, title=code, other=other)
