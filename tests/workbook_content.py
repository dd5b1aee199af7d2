"""What a workbook holds and how it looks, as far as a person can tell; not how a library writes that down."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

import openpyxl

NEAR = 1.0
"""Units of column width that one version of a library may store otherwise than another."""

_VALIDATION = (
    "type", "operator", "formula1", "formula2", "allowBlank", "showErrorMessage", "errorStyle", "errorTitle", "error",
    "showInputMessage", "promptTitle", "prompt", "showDropDown",
)  # fmt: skip
_DRAWN = re.compile(r"xl/(drawings/drawing|charts/chart|media/|comments)")

Content = dict[str, object]
"""What is said of each thing: its place, as a person would name it -> what stands there, or how it looks."""


def content_of(path: Path) -> Content:
    """Everything that a workbook holds, each thing by its place."""
    book = openpyxl.load_workbook(path, rich_text=True)
    content: Content = {"sheets": book.sheetnames, "names": sorted(book.defined_names), "drawn": _drawn(path)}
    for sheet in book.worksheets:
        content |= {f"{sheet.title} {place}": value for place, value in _of_sheet(sheet)}
    return content


def differing(one: Path, other: Path) -> list[str]:
    """The places in which two workbooks differ."""
    first, second = content_of(one), content_of(other)
    places = [*first, *(place for place in second if place not in first)]
    return [place for place in places if not _alike(first.get(place), second.get(place))]


def _alike(one: object, other: object) -> bool:
    if isinstance(one, float) and isinstance(other, float):
        return abs(one - other) <= NEAR
    return one == other


def _drawn(path: Path) -> Counter[str]:
    with ZipFile(path) as package:
        return Counter(found[1] for name in package.namelist() if (found := _DRAWN.match(name)))


def _of_sheet(sheet) -> Iterator[tuple[str, object]]:
    yield from _of_cells(sheet)
    yield from _of_page(sheet)
    yield "state", sheet.sheet_state
    yield "merged", sorted(map(str, sheet.merged_cells.ranges))
    yield "frozen", sheet.freeze_panes
    yield "filter", sheet.auto_filter.ref
    yield "protection", (sheet.protection.sheet, sheet.protection.formatCells)
    for rows in sheet.row_dimensions.values():
        yield f"row {rows.index}", (rows.height, rows.hidden)
    for letters, columns in sheet.column_dimensions.items():
        yield f"columns from {letters}", (columns.min, columns.max, columns.hidden)
        yield f"width from {letters}", float(columns.width)
    for validation in sheet.data_validations.dataValidation:
        for area in str(validation.sqref).split():
            yield f"list of {area}", tuple(getattr(validation, key) for key in _VALIDATION)
    for formatting in sheet.conditional_formatting:
        yield f"condition of {formatting.sqref}", [_rule(rule) for rule in formatting.rules]


def _of_cells(sheet) -> Iterator[tuple[str, object]]:
    looks: dict[int, tuple[str, ...]] = {}
    for row in sheet.iter_rows():
        for cell in row:
            if cell.value is not None:
                yield cell.coordinate, (cell.data_type, str(cell.value))
            if cell.has_style:
                if cell.style_id not in looks:
                    look = (cell.number_format, cell.font, cell.fill, cell.border, cell.alignment, cell.protection)
                    looks[cell.style_id] = tuple(map(repr, look))
                yield f"{cell.coordinate} look", looks[cell.style_id]
            if cell.hyperlink:
                yield f"{cell.coordinate} link", (cell.hyperlink.target, cell.hyperlink.location)
            if cell.comment:
                yield f"{cell.coordinate} note", cell.comment.text


def _of_page(sheet) -> Iterator[tuple[str, object]]:
    setup, margins = sheet.page_setup, sheet.page_margins
    yield "paper", (setup.paperSize, setup.orientation, setup.fitToWidth, setup.fitToHeight, setup.scale)
    yield "margins", tuple(getattr(margins, side) for side in ("left", "right", "top", "bottom", "header", "footer"))
    yield "header", _edge(sheet.oddHeader)
    yield "footer", _edge(sheet.oddFooter)
    yield "repeated", (sheet.print_title_rows, sheet.print_title_cols, str(sheet.print_area or ""))
    yield "centred", (sheet.print_options.horizontalCentered, sheet.print_options.verticalCentered)
    yield "breaks", ([b.id for b in sheet.row_breaks.brk], [b.id for b in sheet.col_breaks.brk])


def _edge(edge) -> tuple[object, ...]:
    return tuple(getattr(edge, side).text for side in ("left", "center", "right"))


def _rule(rule) -> tuple[object, ...]:
    return (rule.type, rule.operator, rule.formula, rule.stopIfTrue, repr(rule.dxf))
