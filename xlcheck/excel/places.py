"""Cells and ranges by name."""

from __future__ import annotations

import re
from dataclasses import dataclass

from xlcheck.model import XlcheckError, column_letters, column_number

Cell = tuple[int, int]
"""Row and column, both 1-based."""

LAST_ROW, LAST_COLUMN = 1_048_576, 16_384


def require_rows(sheet: str, count: int) -> None:
    """Raise :class:`XlcheckError` ``output.too-many-rows`` where a sheet cannot have so many rows: none is cut off."""
    if count > LAST_ROW:
        raise XlcheckError("output.too-many-rows", sheet=sheet, count=count, most=LAST_ROW)


_CELL = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})")


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle of cells, its borders included."""

    top: int
    left: int
    bottom: int
    right: int

    def widened(self, cells: list[Cell]) -> Area:
        """Return the smallest rectangle around this one and the cells."""
        rows, columns = [r for r, _ in cells], [c for _, c in cells]
        return Area(
            min(self.top, *rows), min(self.left, *columns), max(self.bottom, *rows), max(self.right, *columns)
        )  # fmt: skip

    @property
    def name(self) -> str:
        """``A1:C3``; ``A1`` where it is a single cell."""
        first, last = cell_name(self.top, self.left), cell_name(self.bottom, self.right)
        return first if first == last else f"{first}:{last}"


def cell_name(row: int, column: int) -> str:
    """Return ``B7`` for row 7 and column 2."""
    return f"{column_letters(column)}{row}"


def cell_at(name: str) -> Cell:
    """Return row and column of ``B7``; raises ValueError where it is no cell of a worksheet."""
    match = _CELL.fullmatch(name)
    cell = (int(match[2]), column_number(match[1])) if match else (0, 0)
    if not (0 < cell[0] <= LAST_ROW and 0 < cell[1] <= LAST_COLUMN):
        raise ValueError(f"not a cell: {name!r}")
    return cell


def area_of(reference: str) -> Area | None:
    """Return the rectangle of ``A1:C3`` or ``A1``; ``None`` where it is written otherwise."""
    first, _, last = reference.partition(":")
    try:
        (top, left), (bottom, right) = cell_at(first), cell_at(last or first)
    except ValueError:
        return None
    return Area(top, left, bottom, right)
