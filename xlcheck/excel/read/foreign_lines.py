"""Sheets as the worker writes them: line by line in JSON, so that neither process holds more than it must.

Of each sheet there is a line ``{"name": …, "hidden": …}``, a line ``[row number, cells]`` for each row that holds
anything, and a line ``{"merges": …, "hidden_rows": …, "spans": …, "remarks": …}`` at its end. A cell is a text, or a
kind of :data:`_KINDS` with its text or texts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from xlcheck.excel.read.sheet_columns import hidden_columns, struck_rows
from xlcheck.model import (
    CellPicture,
    CellValue,
    Checkbox,
    ErrorValue,
    Formatted,
    Month,
    NoValue,
    Number,
    Percent,
    RawSheet,
    SheetRemark,
    Unseen,
    YearlessDay,
)

JsonCell = str | list[str]
JsonLine = Mapping[str, object] | tuple[int, list[JsonCell]]

_KINDS: dict[str, type[str]] = {
    "n": Number,
    "p": Percent,
    "e": ErrorValue,
    "v": NoValue,
    "i": CellPicture,
    "c": Checkbox,
    "u": Unseen,
}
"""Kinds of cells whose text says all; besides ``f`` formatted, ``b`` truth value, and :data:`_DATES`."""
_NAMES = {kind: name for name, kind in _KINDS.items()}
_DATES: dict[str, type[datetime]] = {"d": datetime, "m": Month, "y": YearlessDay}
_DATE_NAMES = {kind: name for name, kind in _DATES.items()}

_PLACE, _TEXT = 24, 76
"""Bytes that a cell takes in the parent's memory, and a text beside its characters: as in the guard of .xlsx."""

Row = tuple[int, list[CellValue]]


@dataclass(slots=True)
class ForeignSheet:
    """A sheet of another format while it is read: its rows come one by one, the rest is there after the last of them.

    ``spans`` are first and last of the columns that are hidden, ``struck`` the rows of which something is struck out,
    each with the first such column.
    """

    name: str
    rows: Iterable[Row]
    hidden: bool = False
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)
    hidden_rows: list[int] = field(default_factory=list)
    spans: list[tuple[int, int]] = field(default_factory=list)
    struck: dict[int, int] = field(default_factory=dict)
    notes: list[tuple[int, int]] = field(default_factory=list)

    def remarks(self) -> Iterator[SheetRemark]:
        """Yield what is to be said of it."""
        yield from struck_rows(self.struck)
        if self.notes:
            row, column = min(self.notes)
            yield SheetRemark("sheet.notes", row, column, len(set(self.notes)))


def lines_of(sheet: ForeignSheet) -> Iterator[tuple[object, int]]:
    """Yield the lines of a sheet, each with what it takes in the parent's memory."""
    yield {"name": sheet.name, "hidden": sheet.hidden}, 0
    for number, cells in sheet.rows:
        texts = [_encoded(cell) for cell in cells]
        yield [number, texts], _PLACE * len(cells) + sum(_weight(text) for text in texts if text)
    remarks = [[r.code, r.row, r.column, r.count] for r in sheet.remarks()]
    end = {"merges": sheet.merges, "hidden_rows": sheet.hidden_rows, "spans": sheet.spans, "remarks": remarks}
    yield end, _TEXT * (len(sheet.merges) + len(sheet.hidden_rows))


def _weight(cell: JsonCell) -> int:
    return _TEXT + sum(map(len, cell if isinstance(cell, list) else (cell,)))


def _encoded(cell: CellValue) -> JsonCell:
    if type(cell) is str:
        return cell
    if isinstance(cell, Formatted):
        return ["f", str(cell), cell.shown]
    if isinstance(cell, bool):
        return ["b", "1" if cell else ""]
    if isinstance(cell, datetime):
        return [_DATE_NAMES[type(cell)], cell.isoformat()]
    return [_NAMES[type(cell)], str(cell)]


def _decoded(cell: JsonCell) -> CellValue:
    if isinstance(cell, str):
        return cell
    kind, text, *more = cell
    if kind in _KINDS:
        return _KINDS[kind](text)
    if kind == "f":
        return Formatted(text, more[0])
    if kind == "b":
        return bool(text)
    return _DATES[kind].fromisoformat(text)


def sheets_of(lines: Iterable[JsonLine]) -> Iterator[RawSheet]:
    """Put together what the worker wrote, one sheet after another."""
    head: Mapping[str, object] = {}
    rows: list[Row] = []
    for line in lines:
        if not isinstance(line, Mapping):
            rows.append((int(line[0]), [_decoded(cell) for cell in line[1]]))
        elif "name" in line:
            head, rows = line, []
        else:
            yield _sheet(head, rows, line)


def _sheet(head: Mapping[str, object], rows: Sequence[Row], end: Mapping[str, object]) -> RawSheet:
    raw = RawSheet.of_rows(str(head["name"]), rows, _tuples(end["merges"]), bool(head["hidden"]))
    hidden_rows: tuple[int, ...] = tuple(_list(end["hidden_rows"]))
    remarks = tuple(SheetRemark(*remark) for remark in _list(end["remarks"]))
    columns = hidden_columns(_tuples(end["spans"]), raw.columns)
    return RawSheet(
        raw.name, raw.numbers, raw.columns, hidden_rows, raw.merges, raw.hidden, (), columns, remarks
    )  # fmt: skip


def _list(value: object) -> list:  # type: ignore[type-arg]
    assert isinstance(value, list)
    return value


def _tuples(value: object) -> tuple:  # type: ignore[type-arg]
    return tuple(tuple(one) for one in _list(value))
