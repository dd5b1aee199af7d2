"""One sheet a form: copies of a template's first sheet, and the mark of a practice run."""

from __future__ import annotations

import re
from collections.abc import Iterable
from copy import copy, deepcopy

from openpyxl.workbook import Workbook
from openpyxl.worksheet.header_footer import HeaderFooterItem
from openpyxl.worksheet.print_settings import PrintArea
from openpyxl.worksheet.worksheet import Worksheet

from xlcheck.model.practice import PRACTICE

_LONGEST_NAME = 31
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\\x00-\x1f]+")
_MARK_SIZE, _HEADER_SIZE = 28, 10
_MARK_ROOM = 0.55
"""Inches between the edge of the header and the sheet that a mark of that size needs."""


def sheet_names(wanted: Iterable[str], taken: Iterable[str] = ()) -> tuple[str, ...]:
    """Make legal sheet names like the ``wanted`` ones, none equal to another or to one ``taken``."""
    names_in_use = {name.casefold() for name in taken} | {"history"}  # a name that Excel keeps for itself
    names = []
    for name in wanted:
        base = _NOT_IN_NAMES.sub(" ", name).strip(" '") or "表"
        candidate, number = base[:_LONGEST_NAME].strip(" '"), 1
        while candidate.casefold() in names_in_use:
            number += 1
            end = f"（{number}）"
            candidate = base[: _LONGEST_NAME - len(end)].strip(" '") + end
        names_in_use.add(candidate.casefold())
        names.append(candidate)
    return tuple(names)


def copies_of_first(book: Workbook, names: tuple[str, ...]) -> tuple[Worksheet, ...]:
    """Put a copy of the first sheet for each of ``names`` in its place; further sheets stay behind them."""
    source, others = book.worksheets[0], [sheet for sheet in book if sheet is not book.worksheets[0]]
    copies = tuple(_copy(book, source, name) for name in names)
    book.remove(source)
    for sheet in others:
        book.move_sheet(sheet, len(names))
    book.active = 0
    for number, sheet in enumerate(book):
        for view in sheet.views.sheetView:
            view.tabSelected = number == 0  # several selected sheets would all take what is typed into one
    return copies


def _copy(book: Workbook, source: Worksheet, name: str) -> Worksheet:
    """Copy a sheet with everything that prints or guides; openpyxl's own copy leaves half of it behind."""
    target = book.copy_worksheet(source)
    target.title = name
    target.data_validations = deepcopy(source.data_validations)
    target.conditional_formatting = deepcopy(source.conditional_formatting)
    target.HeaderFooter = deepcopy(source.HeaderFooter)
    target.row_breaks, target.col_breaks = deepcopy(source.row_breaks), deepcopy(source.col_breaks)
    target.auto_filter, target.protection = deepcopy(source.auto_filter), copy(source.protection)
    target.views = deepcopy(source.views)
    target.print_title_rows, target.print_title_cols = source.print_title_rows, source.print_title_cols
    target.print_area = ",".join(area.coord for area in PrintArea.from_string(source.print_area).ranges)
    return target


def mark_practice(book: Workbook) -> None:
    """Print 【演练】 large above every page, over the header that is there, and say it in the title."""
    book.properties.title = f"{PRACTICE}{book.properties.title or ''}"
    for sheet in book.worksheets:
        pages = sheet.HeaderFooter
        _mark(pages.oddHeader)
        if pages.differentOddEven:
            _mark(pages.evenHeader)
        if pages.differentFirst:
            _mark(pages.firstHeader)
        margins = sheet.page_margins
        margins.top = max(margins.top, margins.header + _MARK_ROOM)


def _mark(header: HeaderFooterItem | None) -> None:
    if header is None:
        return
    middle = header.center
    middle.size = middle.size or _HEADER_SIZE
    below = f"\n{middle}" if middle.text else ""
    middle.text, middle.font, middle.size, middle.color = f'&"黑体"&{_MARK_SIZE}{PRACTICE}{below}', None, None, None
