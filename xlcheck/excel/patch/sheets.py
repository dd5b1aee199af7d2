"""One sheet of the copy: its marks, values and notes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from xlcheck.excel.patch.added_rows import widen_to
from xlcheck.excel.patch.boxes import NEAR
from xlcheck.excel.patch.changes import Change, Mark, Value
from xlcheck.excel.patch.fixed_cells import table_headers
from xlcheck.excel.patch.layout import SheetSections
from xlcheck.excel.patch.notes import Notes
from xlcheck.excel.patch.rows import RowPatcher
from xlcheck.excel.patch.shapes import ShapeNumbers, add_shapes
from xlcheck.excel.patch.styles import Styles
from xlcheck.excel.patch.workbook import PatchedWorkbook, Sheet
from xlcheck.excel.patch.writing import CellWriter
from xlcheck.excel.places import Cell


@dataclass(frozen=True, slots=True)
class Patcher:
    """Patches one sheet after another."""

    book: PatchedWorkbook
    styles: Styles
    numbers: ShapeNumbers

    def patch(self, sheet: Sheet, marks: Mapping[Cell, Mark], values: Mapping[Cell, Value], like: int = 0) -> None:
        """Mark cells and set values; what a table's header says stays. Rows that are added look like row ``like``."""
        if not marks and not values:
            return
        if values:
            self.book.values_changed()
        layout = layout_of(self.book, sheet)
        visible_marks = _visible_marks(layout, marks)
        changes = _changes(visible_marks, values, table_headers(self.book, sheet, values))
        notes = Notes(self.book, sheet)
        texts = notes.accepted({cell: mark.note for cell, mark in visible_marks.items()})
        near = frozenset(row + n for row, _ in texts for n in range(NEAR))
        rows = RowPatcher(layout, CellWriter(self.book, self.styles, layout.prefix), near, like)
        rows.run(changes)
        layout.widen(list(changes))
        if like:
            widen_to(self.book, sheet, layout, like, changes)
        add_shapes(self.book, self.numbers, sheet, layout, rows.pixels, notes.write(texts))


def layout_of(book: PatchedWorkbook, sheet: Sheet) -> SheetSections:
    """Return the sheet's part; raises :class:`XlcheckError` ``book.unreadable`` where it has no rows at all."""
    try:
        return SheetSections(book.draft.part(sheet.part, large=True))
    except ValueError:
        raise book.draft.package.unreadable(f"工作表“{sheet.name}”不完整") from None


def _visible_marks(layout: SheetSections, marks: Mapping[Cell, Mark]) -> dict[Cell, Mark]:
    """Return the marks where they are seen; several in one merged range share the first one's colour, and all notes."""
    places = layout.top_left(marks)
    merged_marks: dict[Cell, Mark] = {}
    for cell, mark in marks.items():
        first = merged_marks.get(places[cell])
        notes = [m.note for m in (first, mark) if m and m.note]
        merged_marks[places[cell]] = Mark(first.fill if first else mark.fill, "\n".join(notes))
    return merged_marks


def _changes(marks: Mapping[Cell, Mark], values: Mapping[Cell, Value], kept: set[Cell]) -> dict[Cell, Change]:
    """Return what happens to each cell; the values of those ``kept`` stay."""
    cells = dict.fromkeys((*marks, *values))
    fills = {cell: mark.fill for cell, mark in marks.items()}
    changes = {cell: Change(fills.get(cell, ""), None if cell in kept else values.get(cell)) for cell in cells}
    return {cell: change for cell, change in changes.items() if change.fill or change.value is not None}
