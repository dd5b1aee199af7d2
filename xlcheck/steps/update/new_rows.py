"""Where the new entries of a registry go: below the last one, numbered on, and looking like it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from xlcheck.excel.patch import CellKey
from xlcheck.excel.patch.changes import Value
from xlcheck.excel.places import cell_name
from xlcheck.excel.read.workbook import read_sheets
from xlcheck.model import CellValue, RawSheet
from xlcheck.reading.rows import is_filled
from xlcheck.reading.tables import STRIDE, SheetPart, TypedTable
from xlcheck.results.update.compare import NewEntry
from xlcheck.schema.inputs.registries import Registry
from xlcheck.schema.table import SERIAL


class NewRows:
    """The rows that entries get, sheet by sheet; nothing that stands on a sheet is written over."""

    def __init__(self, ours: TypedTable, book: Path, registry: Registry) -> None:
        self._ours, self._registry = ours, registry
        sheets = {sheet.name: sheet for sheet in read_sheets(book)}
        self._free = [_free_row(part, sheets[part.sheet]) for part in ours.parts]
        self._counts = [self._last_number(number) for number in range(len(ours.parts))]
        self._of_bound = {self._bound_of(n): n for n, part in enumerate(ours.parts) if not self._position(part)}

    @property
    def like(self) -> Mapping[str, int]:
        """The last entry of each sheet, which new rows look like."""
        rows = [int(row) for row in self._ours.data.index]
        lasts = {n: max((row for row in rows if row // STRIDE == n), default=0) for n in range(len(self._ours.parts))}
        return {self._ours.parts[n].sheet: row % STRIDE for n, row in lasts.items() if row}

    def values(self, entries: Sequence[NewEntry]) -> dict[CellKey, Value]:
        """Return the cells of new entries by their places."""
        return dict(cell for entry in entries for cell in self._row(entry))

    def _row(self, entry: NewEntry) -> Iterator[tuple[CellKey, Value]]:
        number = self._of_bound.get(str(entry.cells.get(self._registry.bound, "")), self._common())
        part, row = self._ours.parts[number], self._free[number]
        self._free[number] += 1
        self._counts[number] += 1
        cells = {**entry.cells, SERIAL: self._counts[number]}
        for column, value in cells.items():
            if position := part.columns.get(column):
                yield (part.sheet, cell_name(row, position)), value

    def _common(self) -> int:
        """Return the number of the first sheet that is not of one value alone."""
        return next((n for n, part in enumerate(self._ours.parts) if self._position(part)), 0)

    def _position(self, part: SheetPart) -> int | None:
        """Return where the bound stands; nothing where the sheet is named after it."""
        return part.columns.get(self._registry.bound)

    def _bound_of(self, number: int) -> str:
        rows = [row for row in self._ours.data.index if int(row) // STRIDE == number]
        return str(self._ours.at(rows[0], self._registry.bound)) if rows else ""

    def _last_number(self, number: int) -> int:
        """Return the last 序号 of a sheet; where there is none, how many entries it has."""
        rows = [row for row in self._ours.data.index if int(row) // STRIDE == number]
        typed = [self._ours.shown(row, SERIAL) for row in rows] if self._ours.has(SERIAL) else []
        return max((int(text) for text in typed if text.isdecimal()), default=len(rows))


def _free_row(part: SheetPart, sheet: RawSheet) -> int:
    """Return the first row below all that stands on a sheet; rows that were but numbered in advance are free."""
    serial = part.columns.get(SERIAL)
    filled = (row for row, cells in sheet.rows if _is_taken(cells, serial))
    return 1 + max(filled, default=part.header_row)


def _is_taken(cells: Sequence[CellValue], serial: int | None) -> bool:
    """Say whether anything stands in a row but its own number."""
    filled = {at: str(cell) for at, cell in enumerate(cells, start=1) if is_filled(cell)}
    return bool(filled) and not (filled.keys() == {serial} and filled[serial or 0].isdecimal())
