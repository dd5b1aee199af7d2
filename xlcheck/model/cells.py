"""What a cell of a workbook holds, and a sheet as it stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

_LONGEST = 40
"""Signs of a number from which on it is none that a sheet shows as a percentage."""

FOREVER = date(9999, 12, 31)
"""How 长期 (no end date) is kept in a date column."""


class Number(str):
    """A numeric cell: the digits exactly as the workbook stores them."""

    __slots__ = ()


class Percent(Number):
    """A numeric cell shown as a percentage: ``0.05`` is 5 %."""

    __slots__ = ()


class Formatted(Number):
    """A numeric cell whose number format shows another text: 1 as ``00000001``."""

    __slots__ = ("shown",)
    shown: str

    def __new__(cls, number: str, shown: str) -> Formatted:
        """Make the number as stored, with what its cell shows."""
        cell = super().__new__(cls, number)
        cell.shown = shown
        return cell

    def __eq__(self, other: object) -> bool:
        return str.__eq__(self, other) is True and (not isinstance(other, Formatted) or self.shown == other.shown)

    def __ne__(self, other: object) -> bool:
        return not self == other

    __hash__ = Number.__hash__


class Month(datetime):
    """A date whose cell shows its year and month only, as Excel makes of a typed 2021年5月."""

    @property
    def shown(self) -> str:
        """What the cell shows, as an office writes it."""
        return f"{self.year}年{self.month}月"


class YearlessDay(datetime):
    """A date whose cell shows its month and day only, as Excel makes of a typed 4月30日; its year went unseen."""

    @property
    def shown(self) -> str:
        """What the cell shows, as an office writes it."""
        return f"{self.month}月{self.day}日"


class ErrorValue(str):
    """A cell that shows an error such as ``#N/A``."""

    __slots__ = ()


class CellPicture(str):
    """A cell that shows a picture of its own; holds what programs without such pictures show."""

    __slots__ = ()


class Unseen(str):
    """A text or number of which its number format shows nothing (``;;;``); holds what is stored."""

    __slots__ = ()


class Checkbox(str):
    """A truth value that its cell shows as a box: ``√`` or ``□``."""

    __slots__ = ()


class NoValue(str):
    """A formula whose result was never stored; holds the formula's text."""

    __slots__ = ()


CellValue = str | bool | datetime
"""Text, :class:`Number`, :class:`ErrorValue`, :class:`NoValue`, a truth value or a date; blank is ``""``."""


def shown_text(cell: CellValue) -> str:
    """Return a cell as a person sees it, dates as ``2021-04-30``; of number formats only what makes another text."""
    if isinstance(cell, Formatted | Month | YearlessDay):
        return cell.shown
    if isinstance(cell, Percent):
        return _percent(cell)
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    return str(cell).upper() if isinstance(cell, bool) else str(cell)


def _percent(cell: str) -> str:
    try:
        return f"{(Decimal(cell) * 100).normalize():f}%" if len(cell) < _LONGEST else cell
    except ArithmeticError:
        return cell


MergedArea = tuple[int, int, int, int]
"""First row, first column, last row, last column, all 1-based."""


@dataclass(frozen=True, slots=True)
class DropDown:
    """A drop-down as it stands: the cells that have it (``D3:D503 F3``), and the formula that gives its values."""

    cells: str
    source: str


@dataclass(frozen=True, slots=True)
class SheetRemark:
    """What is to be said of a sheet beside its values: code of the finding, the first place of its kind, how many."""

    code: str
    row: int
    column: int
    count: int


@dataclass(frozen=True, slots=True)
class RawSheet:
    """A sheet as it stands, column by column.

    ``numbers`` are those of the rows that hold anything, ``columns`` the cells of columns A, B, … in
    these rows; where a column ends early the rest is blank. ``merges`` are merged areas, ``hidden_columns``
    the positions of those that hold anything and are hidden, ``remarks`` what is to be said of other things that a
    person sees, and that are no values.
    """

    name: str
    numbers: Sequence[int]
    columns: Sequence[Sequence[CellValue]]
    hidden_rows: tuple[int, ...] = ()
    merges: tuple[MergedArea, ...] = ()
    hidden: bool = False
    drop_downs: tuple[DropDown, ...] = ()
    hidden_columns: tuple[int, ...] = ()
    remarks: tuple[SheetRemark, ...] = ()

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
