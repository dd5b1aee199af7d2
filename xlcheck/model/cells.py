"""What a cell of a workbook holds, and a sheet as it stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

FOREVER = date(9999, 12, 31)
"""How 长期 (no end date) is kept in a date column."""


class Number(str):
    """A numeric cell: the digits exactly as the workbook stores them."""

    __slots__ = ()


class Percent(Number):
    """A numeric cell shown as a percentage: ``0.05`` is 5 %."""

    __slots__ = ()


class ErrorValue(str):
    """A cell that shows an error such as ``#N/A``."""

    __slots__ = ()


class NoValue(str):
    """A formula whose result was never stored; holds the formula's text."""

    __slots__ = ()


CellValue = str | bool | datetime
"""Text, :class:`Number`, :class:`ErrorValue`, :class:`NoValue`, a truth value or a date; blank is ``""``."""


MergedArea = tuple[int, int, int, int]
"""First row, first column, last row, last column, all 1-based."""


@dataclass(frozen=True, slots=True)
class DropDown:
    """A drop-down as it stands: the cells that have it (``D3:D503 F3``), and the formula that gives its values."""

    cells: str
    source: str


@dataclass(frozen=True, slots=True)
class RawSheet:
    """A sheet as it stands, column by column.

    ``numbers`` are those of the rows that hold anything, ``columns`` the cells of columns A, B, … in
    these rows; where a column ends early the rest is blank. ``merges`` are merged areas.
    """

    name: str
    numbers: Sequence[int]
    columns: Sequence[Sequence[CellValue]]
    hidden_rows: tuple[int, ...] = ()
    merges: tuple[MergedArea, ...] = ()
    hidden: bool = False
    drop_downs: tuple[DropDown, ...] = ()

    @classmethod
    def of_rows(
        cls,
        name: str,
        rows: Sequence[tuple[int, Sequence[CellValue]]],
        merges: tuple[MergedArea, ...] = (),
        hidden: bool = False,
    ) -> RawSheet:
        """Make a sheet from the number of each row and its cells from column A on."""
        width = max((len(cells) for _, cells in rows), default=0)
        columns = [[cells[at] if at < len(cells) else "" for _, cells in rows] for at in range(width)]
        return cls(name, [number for number, _ in rows], columns, merges=merges, hidden=hidden)

    def cells(self, at: int) -> list[CellValue]:
        """Return the cells of the row at a place in ``numbers``, up to the last one that is not blank."""
        cells = [column[at] if at < len(column) else "" for column in self.columns]
        while cells and cells[-1] == "":
            cells.pop()
        return cells

    @property
    def rows(self) -> list[tuple[int, list[CellValue]]]:
        """Number and cells of each row; made anew at each call."""
        return [(number, self.cells(at)) for at, number in enumerate(self.numbers)]
