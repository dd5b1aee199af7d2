"""What a cell of a workbook holds, and a sheet as it stands."""

from __future__ import annotations

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


@dataclass(frozen=True, slots=True)
class DropDown:
    """A drop-down as it stands: the cells that have it (``D3:D503 F3``), and the formula that gives its values."""

    cells: str
    source: str


@dataclass(frozen=True, slots=True)
class RawSheet:
    """A sheet as it stands: (row number, cells) for each row that holds anything, the cells from column A on.

    ``merges`` are (first row, first column, last row, last column), all 1-based.
    """

    name: str
    rows: tuple[tuple[int, list[CellValue]], ...]
    hidden_rows: tuple[int, ...] = ()
    merges: tuple[tuple[int, int, int, int], ...] = ()
    hidden: bool = False
    drop_downs: tuple[DropDown, ...] = ()
