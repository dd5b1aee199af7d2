"""The workbook of a record before it is one: the printed page, and the data sheets from which all is recomputed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from xlcheck.draws.record.cells import CellTexts, Grid
from xlcheck.model import PrintCell
from xlcheck.schema.table import Table

DATA = "数据"
"""The sheet with everything of a record that is no table, one labelled value a row."""

DATA_TITLES = ("项目", "内容")
"""The header of such a sheet."""

FORMAT = "格式"
"""The label of the value that names the format of a record."""

FIRST_ROW = 3
"""Excel row of the first row of data of every data sheet: below the title and the header."""


_NOTHING: Mapping[str, CellTexts] = {}


@dataclass(frozen=True, slots=True)
class RecordBook:
    """A record laid out: the sheet ``page`` (none where it is empty) with its printed cells, then the data sheets.

    ``tables`` are what those of them are laid out by that are tables; the others hold a labelled value a row.
    """

    page: str
    printed: tuple[PrintCell, ...]
    grids: Mapping[str, Grid]
    tables: tuple[Table, ...]

    def cells(self, beside: Mapping[str, CellTexts] = _NOTHING) -> dict[str, dict[tuple[int, int], str]]:
        """Return every cell that is not blank, by sheet; ``beside`` is what the layout adds.

        Labelled values, from which all follows, come first.
        """
        tables = {table.sheet for table in self.tables}
        sheets = {name: _cells(self.grids[name]) for name in sorted(self.grids, key=tables.__contains__)}
        if self.page:
            sheets[self.page] = {(c.row, c.col): c.text for c in self.printed if c.text}
        for sheet, cells in beside.items():
            sheets.setdefault(sheet, {}).update(cells)
        return sheets


def _cells(grid: Grid) -> dict[tuple[int, int], str]:
    return {
        (r, c): str(cell) for r, row in enumerate(grid, start=1) for c, cell in enumerate(row, start=1) if cell != ""
    }
