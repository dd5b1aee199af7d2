"""Writing the values into the rows of an expanded sheet."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from openpyxl.cell.cell import Cell
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.worksheet import Worksheet

from xlcheck.excel.fill.fields import PLACEHOLDER, Spot, TemplateLayout
from xlcheck.excel.fill.heights import Wrap, fit
from xlcheck.excel.fill.rowmap import RowMap
from xlcheck.excel.fill.symbols import SymbolSpot, make_room
from xlcheck.excel.fill.values import Formula, Symbol, Value, checked, put, put_text, value_text
from xlcheck.reading.folding import fold_title

Results = dict[tuple[str, str], str | int | float | None]
"""(sheet, cell) -> the known result of the formula there (a date as its serial number)."""


@dataclass(frozen=True, slots=True)
class Written:
    """What a filled workbook has beyond its cells: the known results of formulas, and codes to be drawn, by sheet."""

    results: Results = field(default_factory=dict)
    symbols: dict[str, list[SymbolSpot]] = field(default_factory=dict)


_FIELD = re.compile(r"\{([^{}\[\]]+)(\[\])?\}")


class Places:
    """Where the fields of a workbook stand after its rows were repeated."""

    def __init__(self, layouts: Sequence[TemplateLayout]) -> None:
        self._spots: dict[str, list[tuple[str, RowMap, Spot]]] = {}
        for layout in layouts:
            rowmap = layout.rowmap
            for spot in (spot for spots in layout.spots.values() for spot in spots if spot.sole):
                self._spots.setdefault(spot.fields[0], []).append((layout.sheet.title, rowmap, spot))

    def formula(self, text: str, sheet: str, row: int, now: int) -> str | None:
        """Return ``=…`` with each ``{字段}`` as a reference, seen from the template's ``row``, which is ``now`` there.

        ``None`` where the template lacks one of the fields.
        """
        complete = True

        def reference(match: re.Match[str]) -> str:
            nonlocal complete
            field = fold_title(match[1])
            place = self._column(field) if match[2] else self._cell(field, sheet, row, now)
            complete = complete and place is not None
            return place or ""

        formula = f"={_FIELD.sub(reference, text)}"
        return formula if complete else None

    def _column(self, field: str) -> str | None:
        for title, rowmap, spot in self._spots.get(field, ()):
            letters = get_column_letter(spot.column)
            span = f"${letters}${rowmap.first(spot.row)}:${letters}${rowmap.last(spot.row)}"
            return f"{quote_sheetname(title)}!{span}"
        return None

    def _cell(self, field: str, sheet: str, row: int, now: int) -> str | None:
        places = self._spots.get(field, ())
        for title, _, spot in places:
            if (title, spot.row) == (sheet, row):
                return f"{get_column_letter(spot.column)}{now}"
        for title, rowmap, spot in places:
            if rowmap.first(spot.row) == rowmap.last(spot.row):
                return f"{quote_sheetname(title)}!${get_column_letter(spot.column)}${rowmap.first(spot.row)}"
        return None


def write(layout: TemplateLayout, places: Places, wraps: Mapping[int, tuple[Wrap, ...]], written: Written) -> None:
    """Fill every spot of ``layout`` in each copy of its row, raise the rows that need it; add to ``written``."""
    rowmap = layout.rowmap
    for row, spots in layout.spots.items():
        for now, filling in zip(rowmap.span(row), layout.fillings(row), strict=True):
            for spot in spots:
                cell = layout.sheet._cells[now, spot.column]
                if isinstance(cell, Cell):  # else it is now inside a merge that was stretched
                    _fill(cell, spot, filling, places, written)
            fit(layout.sheet, now, wraps.get(row, ()))


def _fill(cell: Cell, spot: Spot, filling: Mapping[str, Value], places: Places, written: Written) -> None:
    if not spot.sole:  # a sole one may be rich text as well: LibreOffice saves 汉字 beside braces as runs
        _fill_text(cell, spot, filling)
        return
    value = filling.get(spot.fields[0])
    if isinstance(value, Symbol):
        put_text(cell, "", spot.where)
        assert isinstance(cell.parent, Worksheet)
        drawn = make_room(cell.parent, value.text, cell.row, cell.column)
        written.symbols.setdefault(cell.parent.title, []).append(drawn)
        return
    if not isinstance(value, Formula):
        put(cell, value, spot.where)
        return
    formula = places.formula(value.text, cell.parent.title, spot.row, cell.row)
    put(cell, value.value, spot.where)
    if formula is not None:
        result = cell.value
        written.results[cell.parent.title, cell.coordinate] = _stored_value(result)
        cell.value = formula


def _stored_value(value: object) -> str | int | float | None:
    """Return a value as the package stores it: a date as days since 1899-12-30."""
    if isinstance(value, datetime):
        return (value - datetime(1899, 12, 30)).total_seconds() / 86400
    if isinstance(value, date):
        return (value - date(1899, 12, 30)).days
    return value if isinstance(value, str | int) else None


def _fill_text(cell: Cell, spot: Spot, filling: Mapping[str, Value]) -> None:
    """Fill the text around placeholders; runs of rich text keep their fonts where no placeholder crosses them."""

    def filled(text: str) -> str:
        return PLACEHOLDER.sub(lambda m: value_text(filling.get(fold_title(m[1]))), text)

    runs = spot.text if isinstance(spot.text, CellRichText) else CellRichText(spot.text)
    whole = filled(str(spot.text))
    if sum(len(PLACEHOLDER.findall(str(run))) for run in runs) != len(spot.fields) or len(runs) < 2:
        put_text(cell, whole, spot.where)
        return
    checked(whole, spot.where)
    cell.value = CellRichText(
        [TextBlock(r.font, filled(r.text)) if isinstance(r, TextBlock) else filled(r) for r in runs]
    )
