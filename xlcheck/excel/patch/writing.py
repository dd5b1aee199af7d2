"""One cell: another look, another value."""

from __future__ import annotations

from datetime import date

from xlcheck.excel.patch.changes import Change
from xlcheck.excel.patch.edits import Data, Edit
from xlcheck.excel.patch.elements import Element, children
from xlcheck.excel.patch.escape import fitting
from xlcheck.excel.patch.styles import DATE, GENERAL, TEXT, Styles
from xlcheck.excel.patch.workbook import PatchedWorkbook
from xlcheck.excel.places import area_of


class CellWriter:
    """Writes the cells of one sheet, whose elements carry ``prefix``."""

    def __init__(self, book: PatchedWorkbook, styles: Styles, prefix: str) -> None:
        self._book, self._styles, self._prefix = book, styles, prefix

    def new(self, name: str, base: int, change: Change) -> bytes:
        """Return a cell that was not there; ``base`` is the look it would have had."""
        p, look = self._prefix, self._look(base, change)
        if change.value is None or change.value == "":
            return f'<{p}c r="{name}" s="{look}"/>'.encode()
        if isinstance(change.value, date):
            return self._number(name, look, self._book.serial(change.value))
        if isinstance(change.value, int):
            return self._number(name, look, change.value)
        text = f'<{p}t xml:space="preserve">{fitting(change.value)}</{p}t>'
        return f'<{p}c r="{name}" s="{look}" t="inlineStr"><{p}is>{text}</{p}is></{p}c>'.encode()

    def _number(self, name: str, look: int, number: int) -> bytes:
        p = self._prefix
        return f'<{p}c r="{name}" s="{look}"><{p}v>{number}</{p}v></{p}c>'.encode()

    def change(self, data: Data, cell: Element, name: str, change: Change) -> Edit:
        """Return the edit of a cell that is there."""
        base = cell.whole("s")
        if change.value is None or feeds_others(data, cell):
            return cell.set("s", str(self._look(base, Change(change.fill))), after="r")
        return Edit(cell.start, cell.end, self.new(name, base, change))

    def _look(self, base: int, change: Change) -> int:
        shows = DATE if isinstance(change.value, date) else TEXT if isinstance(change.value, str) else GENERAL
        shows = shows if change.value else GENERAL
        return self._styles.clone(base, change.fill, shows)


def formula_of(data: Data, cell: Element) -> Element | None:
    """Return the formula of a cell."""
    return next((e for e in children(data, cell) if e.name == "f"), None)


def feeds_others(data: Data, cell: Element) -> bool:
    """Say whether the formulas of other cells are kept in this one (shared and array formulas, data tables)."""
    formula = formula_of(data, cell)
    area = area_of(formula.get("ref") or "") if formula else None
    return area is not None and ":" in area.name
