"""Repeating rows of a sheet: cells, merges and heights are copied, everything below moves down."""

from __future__ import annotations

from copy import copy

from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.worksheet.cell_range import CellRange, MultiCellRange
from openpyxl.worksheet.formula import ArrayFormula
from openpyxl.worksheet.worksheet import Worksheet

from xlcheck.excel.fill.rowmap import References, RowMap
from xlcheck.excel.untyped import LoadedCell

AnyCell = Cell | MergedCell


def expand(sheet: Worksheet, refs: References) -> None:
    """Move and copy the cells, heights and merges of ``sheet`` as its row map says; formulas follow."""
    rows = refs.maps[sheet.title]
    _move_cells(sheet, rows, refs)
    if rows.repeats:
        _move_heights(sheet, rows)
        _move_merges(sheet, rows)


def _move_cells(sheet: Worksheet, rows: RowMap, refs: References) -> None:
    old = dict(sheet._cells)
    sheet._cells.clear()
    for (row, column), cell in old.items():
        formula = cell.value if cell.data_type == "f" else None
        for target in rows.span(row):
            new = cell if target == rows.first(row) else _copy_cell(cell, target)
            new.row = target
            sheet._cells[target, column] = new
            if isinstance(new, Cell):
                _follow(new, formula, (row, target), refs)


def _copy_cell(cell: AnyCell, row: int) -> AnyCell:
    """Return a cell of the same style and value; notes and links stay with the first one."""
    if isinstance(cell, MergedCell):
        return _copy_merged(cell, row)
    new = Cell(cell.parent, row, cell.column)
    _content(cell, new)
    _style(cell, new)
    return new


def _copy_merged(cell: AnyCell, row: int) -> MergedCell:
    new = MergedCell(cell.parent, row, cell.column)
    _style(cell, new)
    return new


def _content(source: LoadedCell, target: LoadedCell) -> None:
    """Copy value and type as they are; openpyxl would look at the value once more."""
    target._value, target.data_type = source._value, source.data_type


def _style(source: LoadedCell, target: LoadedCell) -> None:
    """Copy the whole style; openpyxl has no public name for it."""
    target._style = copy(source._style)


def _follow(cell: Cell, formula: object, own_row: tuple[int, int], refs: References) -> None:
    title = cell.parent.title
    if isinstance(formula, str):
        cell.value = refs.moved(formula, title, own_row)
    elif isinstance(formula, ArrayFormula):
        area = refs.maps[title].stretched(CellRange(formula.ref))
        cell.value = ArrayFormula(area.coord, refs.moved(formula.text or "", title, own_row))
    if cell.hyperlink:
        cell.hyperlink.ref = cell.coordinate


def _move_heights(sheet: Worksheet, rows: RowMap) -> None:
    old = dict(sheet.row_dimensions)
    sheet.row_dimensions.clear()
    for row, height in old.items():
        for target in rows.span(row):
            new = copy(height)
            new.index = target
            sheet.row_dimensions[target] = new


def _move_merges(sheet: Worksheet, rows: RowMap) -> None:
    merges: list[CellRange] = []
    for area in sheet.merged_cells.ranges:
        if area.min_row == area.max_row:
            span = rows.span(area.min_row)
            merges += [CellRange(min_col=area.min_col, max_col=area.max_col, min_row=r, max_row=r) for r in span]
        else:
            merges.append(rows.stretched(area))
            _hollow(sheet, merges[-1])
    sheet.merged_cells = MultiCellRange(merges)


def _hollow(sheet: Worksheet, area: CellRange) -> None:
    """Empty the cells of a merge that was stretched: only its first cell has a value."""
    for position in list(area.cells)[1:]:
        cell = sheet._cells.get(position)
        if isinstance(cell, Cell):
            sheet._cells[position] = _copy_merged(cell, cell.row)
