"""Where the rows of a template go when some of them are repeated, and references that follow them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from openpyxl.formula import Tokenizer
from openpyxl.formula.tokenizer import Token
from openpyxl.worksheet.cell_range import CellRange

LAST_ROW = 1048576

_REFERENCE = re.compile(
    r"(?P<sheet>(?:'(?:[^']|'')+'|[^'!:]+)!)?"
    r"(?P<c1>\$?[A-Z]{0,3})(?P<a1>\$?)(?P<r1>[1-9]\d*)"
    r"(?::(?P<c2>\$?[A-Z]{0,3})(?P<a2>\$?)(?P<r2>[1-9]\d*))?",
    re.IGNORECASE,
)
"""``A1``, ``$A$1:B9``, ``1:3``, each with or without a sheet; whole columns and names need no change."""


@dataclass(frozen=True, slots=True)
class RowMap:
    """Old row -> new rows; ``repeats`` holds (row, copies) in ascending order, copies at least 1."""

    repeats: tuple[tuple[int, int], ...] = ()

    @property
    def added(self) -> int:
        """How many rows more there are than before."""
        return sum(copies - 1 for _, copies in self.repeats)

    def first(self, row: int) -> int:
        """Return the first new row of an old one."""
        return min(LAST_ROW, row + sum(copies - 1 for repeated, copies in self.repeats if repeated < row))

    def last(self, row: int) -> int:
        """Return the last new row of an old one."""
        return min(LAST_ROW, self.first(row) + dict(self.repeats).get(row, 1) - 1)

    def span(self, row: int) -> range:
        """Return all new rows of an old one."""
        return range(self.first(row), self.last(row) + 1)

    def stretched(self, area: CellRange) -> CellRange:
        """Return an area from the first copy of its first row to the last copy of its last row."""
        first, last = self.first(area.min_row), self.last(area.max_row)
        return CellRange(min_col=area.min_col, max_col=area.max_col, min_row=first, max_row=last)


@dataclass(frozen=True, slots=True)
class References:
    """The row maps of all sheets by title: enough to move any reference of the workbook."""

    maps: Mapping[str, RowMap]

    @property
    def idle(self) -> bool:
        """Whether no row of any sheet moves."""
        return not any(rowmap.repeats for rowmap in self.maps.values())

    def moved(self, formula: str, sheet: str, own_row: tuple[int, int] | None = None) -> str:
        """Return ``formula`` (with or without ``=``) of a cell on ``sheet``, its references moved.

        ``own_row`` is the (old, new) row of the cell itself: a reference without ``$`` to its own row goes to the
        same copy of the row; any other range that covers a repeated row is stretched over all copies.
        """
        if self.idle:
            return formula
        tokens = Tokenizer(formula if formula.startswith("=") else f"={formula}")
        for token in tokens.items:
            if token.type == Token.OPERAND and token.subtype == Token.RANGE:
                token.value = self._reference(token.value, sheet, own_row)
        text = "".join(token.value for token in tokens.items)
        return f"={text}" if formula.startswith("=") else text

    def _reference(self, text: str, sheet: str, own_row: tuple[int, int] | None) -> str:
        match = _REFERENCE.fullmatch(text)
        if match is None:
            return text
        prefix = match["sheet"] or ""
        title = prefix[:-1].strip("'").replace("''", "'") if prefix else sheet
        rows = self.maps.get(title)
        if rows is None:
            return text
        own_row = own_row if title == sheet else None
        start = _row(match["r1"], match["a1"], own_row) or rows.first(int(match["r1"]))
        start_reference = f"{prefix}{match['c1']}{match['a1']}{start}"
        if match["r2"] is None:
            return start_reference
        end = _row(match["r2"], match["a2"], own_row) or rows.last(int(match["r2"]))
        return f"{start_reference}:{match['c2']}{match['a2']}{end}"


def _row(row: str, absolute: str, own_row: tuple[int, int] | None) -> int | None:
    """Return the new row where the cell's own row is meant, else ``None``."""
    return own_row[1] if own_row is not None and not absolute and int(row) == own_row[0] else None
