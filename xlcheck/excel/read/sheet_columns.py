"""The cells of one worksheet part, collected column by column within the limits."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import compress

from xlcheck.excel.read.guard import Package
from xlcheck.model import CellValue, DropDown, RawSheet, SheetRemark

Columns = Mapping[int, Sequence[CellValue]]
"""Cells of some rows by the position of their column."""

_MERGE = 8
"""Cells that take as much memory as a merged area."""

_MAX_ROW, _MAX_COLUMN = 1_048_576, 16_384


class SheetColumns:
    """Collects the rows of one sheet, one or many at a time; rows that hold nothing are left out."""

    def __init__(self, package: Package) -> None:
        self.package = package
        self._numbers = array("i")
        self._columns: list[list[CellValue]] = []
        self._hidden: list[int] = []
        self._merges: list[tuple[int, int, int, int]] = []
        self._struck: dict[int, int] = {}
        self._hidden_columns: list[tuple[int, int]] = []
        self._row = self._seen = 0

    def add_row(self, number: int | None, cells: Mapping[int, CellValue], *, hidden: bool, struck: int = 0) -> None:
        """Add a row of cells by position, none of them blank; one without a number follows the row before it.

        ``struck`` is the first position at which something is struck out, 0 where there is none.
        """
        self._row = number or self._row + 1
        self._check(1, self._row)
        at = len(self._numbers)
        for position, value in cells.items():
            self._extend(position, at, (value,))
        if hidden:
            self._hidden.append(self._row)
        if struck:
            self.add_struck({self._row: struck})
        if cells:
            self._numbers.append(self._row)

    def add_rows(self, numbers: Sequence[int], columns: Columns) -> None:
        """Add rows at once, with all cells of the columns in which any of them holds something."""
        self._check(len(numbers), max(numbers))
        self._row = numbers[-1]
        at = len(self._numbers)
        numbers, columns = _filled_rows(numbers, columns)
        for position, cells in columns.items():
            self._extend(position, at, cells)
        self._numbers.extend(numbers)

    def add_hidden(self, numbers: Iterable[int]) -> None:
        """Add rows that are hidden."""
        self._hidden.extend(numbers)

    def add_struck(self, rows: Mapping[int, int]) -> None:
        """Add rows of which something is struck out, each with the position of the first such cell."""
        for row, position in rows.items():
            self._struck[row] = min(position, self._struck.get(row, position))

    def add_hidden_columns(self, first: int, last: int) -> None:
        """Add columns that are hidden."""
        if len(self._hidden_columns) < _MAX_COLUMN:
            self._hidden_columns.append((first, last))

    def add_merge(self, first: int, left: int, last: int, right: int) -> None:
        """Add a merged area; it costs as many cells as it is high, since each of its rows is looked at."""
        self.package.count_cells(max(last - first, 0) + _MERGE)
        self._merges.append((first, left, last, right))

    def sheet(
        self, name: str, hidden: bool, drop_downs: Iterable[DropDown], remarks: Iterable[SheetRemark] = ()
    ) -> RawSheet:
        """Return what has been collected; columns end with their last cell that is not blank."""
        for cells in self._columns:
            while cells and cells[-1] == "":
                cells.pop()
        while self._columns and not self._columns[-1]:
            self._columns.pop()
        hidden_rows, merges = tuple(self._hidden), tuple(self._merges)
        columns = hidden_columns(self._hidden_columns, self._columns)
        said = (*struck_rows(self._struck), *remarks)
        return RawSheet(
            name, self._numbers, self._columns, hidden_rows, merges, hidden, tuple(drop_downs), columns, said
        )

    def _check(self, rows: int, last: int) -> None:
        """Refuse rows that no sheet can have."""
        self._seen += rows
        if max(last, self._seen) > _MAX_ROW:
            raise self.package.refused(f"行号 {max(last, self._seen)} 超出工作表")

    def _extend(self, position: int, at: int, more: Sequence[CellValue]) -> None:
        """Put cells into a column from the row ``at`` on; what is between is blank."""
        if not 0 < position <= _MAX_COLUMN:
            raise self.package.refused(f"第 {position} 列超出工作表")
        while len(self._columns) < position:
            self._columns.append([])
        cells = self._columns[position - 1]
        gap = at - len(cells)
        self.package.count_cells(gap + len(more))
        if gap:
            cells.extend([""] * gap)
        cells.extend(more)


def hidden_columns(spans: Iterable[tuple[int, int]], columns: Sequence[Sequence[CellValue]]) -> tuple[int, ...]:
    """Return the positions of the columns that are hidden, as first and last of each span, and hold anything."""
    marks = bytearray(len(columns) + 1)
    for first, last in spans:
        marks[first : last + 1] = b"\1" * len(marks[first : last + 1])
    return tuple(at for at, cells in enumerate(columns, start=1) if marks[at] and any(cell != "" for cell in cells))


def struck_rows(struck: Mapping[int, int]) -> Iterator[SheetRemark]:
    """Yield what is to be said of rows of which something is struck out, given each with its first such column."""
    if struck:
        row, column = min(struck.items())
        yield SheetRemark("sheet.struck-rows", row, column, len(struck))


def _filled_rows(numbers: Sequence[int], columns: Columns) -> tuple[Sequence[int], Columns]:
    """Return the rows that hold something."""
    if any("" not in cells for cells in columns.values()):
        return numbers, columns
    rows = zip(*columns.values(), strict=True) if columns else ((),) * len(numbers)
    is_filled = [row.count("") < len(columns) for row in rows]
    return list(compress(numbers, is_filled)), {at: list(compress(cells, is_filled)) for at, cells in columns.items()}
