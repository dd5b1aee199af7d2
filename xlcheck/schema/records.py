"""Which rows below a header are records, and what the others are.

Real lists hold rows that are no records: group rows (``北京市（92所）``), totals, notes below the table;
and records over two rows whose key is merged. Each kind is told apart and said; none is dropped in silence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from xlcheck.model import CellValue, RawSheet
from xlcheck.schema.folding import clean, fold_title
from xlcheck.schema.header import Header
from xlcheck.schema.kinds import Table

_GROUP = re.compile(r"(?:[一二三四五六七八九十]+、.*|\([一二三四五六七八九十]+\).*|.*\((?:共)?\d+[所户家个人名项]\))")
_TOTAL = re.compile(r"(?:合计|总计|小计|共计)(?:[::].*|\d.*|\(.*)?")
_NOTE = re.compile(r"(?:注|备注|说明|填表说明|填表人|填报人|制表人|审核人|填报单位|填报日期|制表日期|单位负责人)[::].*")
_SURE = 3
"""Filled cells, the key among them, from which on a row is a record without doubt."""

_BETWEEN = "；"

Cells = list[CellValue]


@dataclass(slots=True)
class Records:
    """Row number -> cells of each record, and the row numbers of what is none.

    ``joined`` are the first rows of records that stood over several rows.
    """

    rows: dict[int, Cells]
    groups: list[int] = field(default_factory=list)
    totals: list[int] = field(default_factory=list)
    notes: list[int] = field(default_factory=list)
    numbered: list[int] = field(default_factory=list)
    joined: list[int] = field(default_factory=list)


def records_of(table: Table, header: Header, sheet: RawSheet) -> Records:
    """The records of a sheet; rows without anything to be seen are left out."""
    found = Records({n: list(cells) for n, cells in sheet.rows if n > header.row and any(map(is_filled, cells))})
    key = _key_position(table, header)
    serial = header.columns.get("no", 0)
    wide = {first for first, left, _, right in sheet.merges if 2 * (right - left + 1) >= len(header.columns) > 1}
    for number in list(found.rows):
        cells = found.rows[number]
        if key and len(cells) >= key and cells[key - 1] != "" and len(cells) - cells.count("") >= _SURE:
            continue  # nearly every row; spared the closer look
        kind = "numbered" if _is_number_alone(serial, cells) else _other_kind(cells, key, number in wide)
        if kind:
            getattr(found, kind).append(number)
            del found.rows[number]
    for first, left, last, right in sheet.merges:
        if left == right and first > header.row and last > first:
            _unmerge(found, (first, last), left, left == key)
    return found


def _key_position(table: Table, header: Header) -> int | None:
    """The column that makes a record one; where it is missing, the first required one at hand."""
    required = (c.key for c in table.columns if c.required)
    return next((header.columns[key] for key in (table.row_key, *required) if header.columns.get(key)), None)


def is_filled(cell: CellValue) -> bool:
    """Whether a cell shows anything; blanks and invisible signs do not count."""
    return not isinstance(cell, str) or clean(cell) != ""


def _is_number_alone(serial: int, cells: Cells) -> bool:
    """Whether a row has nothing but a number in the column 序号, as in rows numbered in advance."""
    filled = [position for position, cell in enumerate(cells, start=1) if is_filled(cell)]
    return filled == [serial] and fold_title(str(cells[serial - 1])).isdecimal()


def _other_kind(cells: Cells, key: int | None, wide: bool) -> str:
    """``groups``, ``totals`` or ``notes``; empty for a record."""
    texts = [fold_title(str(c)) for c in cells if is_filled(c)]
    keyed = key is not None and len(cells) >= key and cells[key - 1] != ""
    if _TOTAL.fullmatch(texts[0]) and (not keyed or len(texts) == 1):
        return "totals"
    if len(texts) > 1 or (keyed and not wide):
        return "notes" if _NOTE.fullmatch(texts[0]) and not keyed else ""
    if _NOTE.fullmatch(texts[0]):
        return "notes"
    return "groups" if wide or _GROUP.fullmatch(texts[0]) else ""


def _unmerge(found: Records, span: tuple[int, int], column: int, is_key: bool) -> None:
    """A merged key makes its rows one record; any other merged cell stands for each of its rows."""
    first, last = span
    base = found.rows.get(first)
    if base is None or len(base) < column:
        return
    below = [n for n in range(first + 1, last + 1) if n in found.rows] if is_key else range(first + 1, last + 1)
    if is_key:
        for number in below:
            _join(base, found.rows.pop(number))
        found.joined += [first] if below else []
        return
    for number in below:
        cells = found.rows.get(number)
        if cells is not None:
            cells += [""] * (column - len(cells))
            cells[column - 1] = cells[column - 1] or base[column - 1]


def _join(base: Cells, more: Cells) -> None:
    """Put the cells of a further row to those of the record: blanks are filled, other texts added."""
    base += [""] * (len(more) - len(base))
    for index, cell in enumerate(more):
        if cell not in ("", base[index]):
            base[index] = cell if base[index] == "" else f"{base[index]}{_BETWEEN}{cell}"


def kinds_of(found: Records) -> Iterator[tuple[str, list[int]]]:
    """Finding code -> the rows that it tells of, where there are any."""
    for code, rows in (
        ("row.groups", found.groups),
        ("row.totals", found.totals),
        ("row.notes", found.notes),
        ("row.numbered", found.numbered),
        ("row.joined", found.joined),
    ):
        if rows:
            yield code, rows
