"""Cells whose content must stay, since other things hang on it."""

from __future__ import annotations

from collections.abc import Iterable

from xlcheck.excel.patch.elements import root_of
from xlcheck.excel.patch.layout import SheetSections
from xlcheck.excel.patch.rows import cells_of, each_row
from xlcheck.excel.patch.workbook import PatchedWorkbook, Sheet
from xlcheck.excel.patch.writing import formula_of
from xlcheck.excel.places import Cell, area_of


def table_headers(book: PatchedWorkbook, sheet: Sheet, cells: Iterable[Cell]) -> set[Cell]:
    """Return the cells that are titles of a table's columns, by which the table and formulas name its columns."""
    headers = []
    for relation in book.relations(sheet.part).of_kind("table"):
        root = root_of(book.draft.part(relation.target).data)
        area = area_of(root.get("ref") or "")
        if area and root.whole("headerRowCount", 1):
            headers.append(area)
    return {c for c in cells for a in headers if c[0] == a.top and a.left <= c[1] <= a.right}


def formulas(layout: SheetSections, cells: Iterable[Cell]) -> set[Cell]:
    """Return those of the cells that hold a formula."""
    positions = set(cells)
    rows = {row for row, _ in positions}
    return {
        (row.number, column)
        for row in each_row(layout)
        if row.number in rows
        for column, cell in cells_of(layout, row)[1]
        if (row.number, column) in positions and formula_of(layout.part.data, cell)
    }
