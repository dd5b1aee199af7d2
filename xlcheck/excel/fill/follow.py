"""What points at rows of a sheet and must follow them: drop-downs, formats, print set-up, names."""

from __future__ import annotations

from openpyxl.formatting.formatting import ConditionalFormattingList
from openpyxl.utils.cell import coordinate_from_string
from openpyxl.workbook import Workbook
from openpyxl.worksheet.cell_range import CellRange, MultiCellRange
from openpyxl.worksheet.print_settings import PrintArea
from openpyxl.worksheet.worksheet import Worksheet

from xlcheck.excel.fill.rowmap import References, RowMap


def follow(book: Workbook, refs: References) -> None:
    """Move everything outside cells that names rows, in all sheets that ``refs`` knows."""
    for sheet in book.worksheets:
        if sheet.title in refs.maps:
            _sheet(sheet, refs)
        _names(sheet, refs)
    for name in book.defined_names.values():
        name.attr_text = refs.moved(name.attr_text or "", "")


def _sheet(sheet: Worksheet, refs: References) -> None:
    rows = refs.maps[sheet.title]
    _validations(sheet, rows, refs)
    _formats(sheet, rows, refs)
    if rows.repeats:
        _move_print_areas(sheet, rows)
        _filters(sheet, rows)


def _areas(areas: MultiCellRange, rows: RowMap) -> MultiCellRange:
    return MultiCellRange([rows.stretched(area) for area in areas.ranges])


def _own(areas: MultiCellRange, rows: RowMap) -> tuple[int, int] | None:
    """Return the row to which relative references of a validation or format belong: the first of its area."""
    first = min((area.min_row for area in areas.ranges), default=0)
    return (first, rows.first(first)) if first else None


def _validations(sheet: Worksheet, rows: RowMap, refs: References) -> None:
    for rule in sheet.data_validations.dataValidation:
        own_row = _own(rule.sqref, rows)
        for part in ("formula1", "formula2"):
            text = getattr(rule, part)
            if text:
                setattr(rule, part, refs.moved(text, sheet.title, own_row))
        rule.sqref = _areas(rule.sqref, rows)


def _formats(sheet: Worksheet, rows: RowMap, refs: References) -> None:
    formats = ConditionalFormattingList()
    for block in sheet.conditional_formatting:
        own_row = _own(block.sqref, rows)
        for rule in block.rules:
            rule.formula = [refs.moved(text, sheet.title, own_row) for text in rule.formula]
            formats.add(str(_areas(block.sqref, rows)), rule)
    sheet.conditional_formatting = formats


def _move_print_areas(sheet: Worksheet, rows: RowMap) -> None:
    if sheet.print_area:
        sheet.print_area = ",".join(area.coord for area in _areas(PrintArea.from_string(sheet.print_area), rows).ranges)
    if sheet.print_title_rows:
        first, last = (int(row) for row in sheet.print_title_rows.replace("$", "").split(":"))
        sheet.print_title_rows = f"{rows.first(first)}:{rows.last(last)}"
    for line in sheet.row_breaks.brk:
        line.id = rows.last(line.id)
    pane = sheet.freeze_panes
    if pane:
        column, row = coordinate_from_string(pane)
        if rows.first(row) != row:
            sheet.freeze_panes = f"{column}{rows.first(row)}"


def _filters(sheet: Worksheet, rows: RowMap) -> None:
    if sheet.auto_filter.ref:
        sheet.auto_filter.ref = rows.stretched(CellRange(sheet.auto_filter.ref)).coord
    for table in sheet.tables.values():
        table.ref = rows.stretched(CellRange(table.ref)).coord
        if table.autoFilter is not None and table.autoFilter.ref:
            table.autoFilter.ref = rows.stretched(CellRange(table.autoFilter.ref)).coord


def _names(sheet: Worksheet, refs: References) -> None:
    for name in sheet.defined_names.values():
        name.attr_text = refs.moved(name.attr_text or "", sheet.title)
