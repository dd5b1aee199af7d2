"""Which rows below a header are entries, and what the others are.

Real lists hold rows that are no entries: group rows (``北京市（92所）``), totals, notes below the table;
and entries over two rows whose key is merged. Each kind is told apart and said; none is dropped in silence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np

from xlcheck.model import CellValue, Number, RawSheet
from xlcheck.model.cells import MergedArea
from xlcheck.reading.folding import CLEAN, clean, fold_title
from xlcheck.reading.header import Header
from xlcheck.reading.matching import WRITTEN, CellArray, MaskArray, TextPattern
from xlcheck.reading.rows_aside import RowLook, aside_kind, titles_of
from xlcheck.schema.table import SERIAL, Table

_GROUP = re.compile(r"(?:[一二三四五六七八九十]+、.*|\([一二三四五六七八九十]+\).*|.*\((?:共)?\d+[所户家个人名项]\))")
_SURE = 3
"""Filled cells, the key among them, from which on a row is an entry without doubt."""

_TOP, _FOOT = 3, 8
"""Rows below the header that may say how to fill it, and last rows that may say who filled it."""

_COUNTED = TextPattern("[0-9]{0,9}+")
"""What stands in 序号 of an entry."""

_BETWEEN = "；"


Numbers = np.ndarray[tuple[int], np.dtype[np.int64]]


@dataclass(slots=True)
class SheetRows:
    """The numbers of the rows that are entries, the sheet's columns in these rows, and the rows that are none.

    ``joined`` are the first rows of entries that stood over several rows.
    """

    numbers: Numbers
    columns: list[CellArray]
    groups: list[int] = field(default_factory=list)
    totals: list[int] = field(default_factory=list)
    notes: list[int] = field(default_factory=list)
    hints: list[int] = field(default_factory=list)
    numbered: list[int] = field(default_factory=list)
    joined: list[int] = field(default_factory=list)

    def column(self, position: int | None, other: CellValue = "") -> CellArray:
        """Return the cells of a column; ``other`` for all entries where there is none."""
        if position and position <= len(self.columns):
            return self.columns[position - 1]
        return np.full(len(self.numbers), other, dtype=object)

    def keep(self, entries: MaskArray) -> None:
        """Leave out all other rows."""
        if not entries.all():
            self.numbers = self.numbers[entries]
            self.columns = [column[entries] for column in self.columns]


def sheet_rows(table: Table, header: Header, sheet: RawSheet) -> SheetRows:
    """Return the entries of a sheet; rows without anything to be seen are left out."""
    rows = _below(header, sheet)
    key = _key_position(table, header)
    apart = {header.columns[column] for column in table if column.apart and column in header.columns}
    serial = header.columns.get(SERIAL, 0)
    entries = _sure(rows, key) & ~_doubtful(rows, serial)
    titles = {position: titles_of(column) for column, position in header.columns.items()}
    for position in apart:  # a text that is read by itself, whatever it looks like
        entries |= np.fromiter(map(is_filled, rows.column(position)), bool)
    wide = {first for first, left, _, right in sheet.merges if 2 * (right - left + 1) >= len(header.columns) > 1}
    for at in np.flatnonzero(~entries).tolist():
        number, cells = int(rows.numbers[at]), [column[at] for column in rows.columns]
        kind = _kind(cells, RowLook(key or 0, serial, number in wide, at < _TOP, titles))
        entries[at] = kind == "entries"
        if kind not in ("entries", "blanks"):
            getattr(rows, kind).append(number)
    rows.keep(entries)
    merges = [m for m in sheet.merges if m[1] == m[3] and header.row < m[0] < m[2] and m[1] not in apart]
    if merges:
        _unmerge_all(rows, merges, key)
    return rows


def _below(header: Header, sheet: RawSheet) -> SheetRows:
    """Return all rows below the header."""
    numbers = np.array(sheet.numbers, dtype=np.int64)
    places = _places(numbers, header.row)
    columns = []
    for cells in sheet.columns:
        column = np.full(len(numbers), "", dtype=object)
        column[: len(cells)] = cells
        columns.append(column[places])
    return SheetRows(numbers[places], columns)


def _places(numbers: Numbers, row: int) -> slice | Numbers:
    """Return the places of the rows after this one; of rows that share a number in a broken file, the last."""
    if (np.diff(numbers) > 0).all():
        return slice(int(np.searchsorted(numbers, row, side="right")), None)
    last = {number: at for at, number in enumerate(numbers.tolist()) if number > row}
    return np.array(list(last.values()), dtype=np.int64)


def _sure(rows: SheetRows, key: int | None) -> MaskArray:
    """Mark the rows that are entries without doubt: nearly all, which are spared the closer look."""
    if not key or key > len(rows.columns):
        return np.zeros(len(rows.numbers), dtype=bool)
    keyed: MaskArray = CLEAN.fitting(rows.columns[key - 1], WRITTEN) & (rows.columns[key - 1] != "")
    filled: Numbers = np.zeros(len(rows.numbers), dtype=np.int64)
    for column in rows.columns:
        filled += column != ""
        if (filled[keyed] >= _SURE).all():
            break
    return keyed & (filled >= _SURE)


def _doubtful(rows: SheetRows, serial: int) -> MaskArray:
    """Mark the rows that are looked at however full they are: the first and last, and those whose 序号 is no number."""
    doubtful: MaskArray = np.zeros(len(rows.numbers), dtype=bool)
    doubtful[:_TOP] = doubtful[max(len(doubtful) - _FOOT, 0) :] = True
    if serial and serial <= len(rows.columns):
        doubtful |= ~_COUNTED.fitting(rows.columns[serial - 1], frozenset({str, Number}))
    return doubtful


def _key_position(table: Table, header: Header) -> int | None:
    """Return the position of the column that makes a row an entry, else of the first required one at hand."""
    required = (column for column in table if column.required)
    return next((header.columns[c] for c in (table.row_name, *required) if header.columns.get(c)), None)


def is_filled(cell: CellValue) -> bool:
    """Say whether a cell shows anything; blanks and invisible signs do not count."""
    return not isinstance(cell, str) or clean(cell) != ""


def _kind(cells: list[CellValue], look: RowLook) -> str:
    """Return ``entries``, ``blanks`` where nothing shows, or the name of the list to which the row belongs."""
    filled = [position for position, cell in enumerate(cells, start=1) if is_filled(cell)]
    if not filled:
        return "blanks"
    texts = {position: fold_title(str(cells[position - 1])) for position in filled}
    first, keyed = texts[filled[0]], look.key in texts
    if filled == [look.serial] and first.isdecimal():
        return "numbered"  # as in rows that were numbered in advance
    if aside := aside_kind(texts, look):
        return aside
    if len(texts) > 1 or (keyed and not look.wide):
        return "entries"
    if str(cells[filled[0] - 1]).rstrip().endswith("。"):
        return "notes"  # a sentence alone in its row is no entry
    if look.wide or _GROUP.fullmatch(first):
        return "groups"
    return "notes" if filled == [look.serial] else "entries"  # words in 序号 and nothing else are below the list


def _unmerge_all(rows: SheetRows, merges: list[MergedArea], key: int | None) -> None:
    """Join the rows of a merged key into one entry; put any other merged cell into each of its rows."""
    places = {number: at for at, number in enumerate(rows.numbers.tolist())}
    entries = np.ones(len(places), dtype=bool)
    for first, position, last, _ in merges:
        base = places.get(first)
        if base is None or not entries[base] or position > len(rows.columns):
            continue
        below = [at for n in range(first + 1, last + 1) if (at := places.get(n)) is not None and entries[at]]
        if position == key:
            for at in below:
                _join(rows.columns, base, at)
            entries[below] = False
            rows.joined += [first] if below else []
        else:
            column = rows.columns[position - 1]
            column[below] = [column[base] if cell == "" else cell for cell in column[below]]
    rows.keep(entries)


def _join(columns: list[CellArray], base: int, more: int) -> None:
    """Add the cells of a further row to those of the entry: blanks are filled, other texts added."""
    for column in columns:
        cell = column[more]
        if cell not in ("", column[base]):
            column[base] = cell if column[base] == "" else f"{column[base]}{_BETWEEN}{cell}"


def kinds_of(sheet: SheetRows) -> Iterator[tuple[str, list[int]]]:
    """Iterate over the codes of findings about rows that are none, with these rows, where there are any."""
    for code, rows in (
        ("row.groups", sheet.groups),
        ("row.totals", sheet.totals),
        ("row.notes", sheet.notes),
        ("row.hints", sheet.hints),
        ("row.numbered", sheet.numbered),
        ("row.joined", sheet.joined),
    ):
        if rows:
            yield code, rows
