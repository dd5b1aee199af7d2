"""A worksheet part around its rows: columns, merged cells, and where things may be added."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from functools import cached_property

from xlcheck.excel.patch.elements import Element, children, elements, opening, root_of
from xlcheck.excel.patch.order import IN_WORKSHEET, insertions
from xlcheck.excel.patch.package_part import PackagePart
from xlcheck.excel.places import Cell, area_of

POINTS = 0.75
"""Points of a pixel."""
_PIXELS = 8
"""Pixels of a unit of column width."""
_WIDTH, _HEIGHT = 9.0, 15.0


class SheetSections:
    """What a worksheet part says before and after its rows."""

    def __init__(self, part: PackagePart) -> None:
        self.part = part
        self.root = root_of(part.data)
        self.prefix = self.root.prefix
        tag = re.compile(rb"<" + self.prefix.encode() + rb"sheetData(?=[\s/>])").search(part.data, self.root.inner)
        if tag is None:
            raise ValueError("no sheetData")
        self.rows = self._whole(opening(part.data, tag.start()))
        self.head = list(elements(part.data, self.root.inner, self.rows.start))
        self.tail = list(elements(part.data, self.rows.end, self.root.close))

    def _whole(self, rows: Element) -> Element:
        data = self.part.data
        if data[rows.inner - 2 : rows.inner] == b"/>":
            return rows
        close = data.rfind(b"</" + rows.tag)
        if close < rows.inner:
            raise ValueError("sheetData does not end")
        return Element(rows.tag, rows.attributes, rows.start, rows.inner, close, data.find(b">", close) + 1)

    def child(self, name: str) -> Element | None:
        """Return a section of the sheet other than its rows."""
        return next((e for e in (*self.head, *self.tail) if e.name == name), None)

    def within(self, name: str) -> list[Element]:
        """Return what stands directly in a part of the sheet."""
        parent = self.child(name)
        return list(children(self.part.data, parent)) if parent else []

    @cached_property
    def _columns(self) -> list[tuple[int, int, Element]]:
        return [(e.whole("min"), e.whole("max"), e) for e in self.within("cols")]

    def _column(self, number: int) -> Element | None:
        return next((e for first, last, e in self._columns if first <= number <= last), None)

    def column_look(self, number: int) -> int:
        """Return the look of a column's blank cells."""
        column = self._column(number)
        return column.whole("style") if column else 0

    def column_pixels(self, number: int) -> float:
        """Return how wide a column is, about."""
        return self.column_units(number) * _PIXELS

    def column_units(self, number: int) -> float:
        """Return how wide a column is in units, digits of the default font; 0 where it is hidden."""
        column, standard = self._column(number), self.child("sheetFormatPr")
        usual = standard.measure("defaultColWidth", _WIDTH) if standard else _WIDTH
        if column is None:
            return usual
        return 0 if column.flag("hidden") else column.measure("width", usual)

    @cached_property
    def row_pixels(self) -> float:
        """How high a row is that does not say."""
        standard = self.child("sheetFormatPr")
        return (standard.measure("defaultRowHeight", _HEIGHT) if standard else _HEIGHT) / POINTS

    def top_left(self, cells: Iterable[Cell]) -> dict[Cell, Cell]:
        """Return where each cell is seen: itself, or the first cell of the merged range that covers it."""
        ordered = sorted(cells)
        places = {cell: cell for cell in ordered}
        for element in self.within("mergeCells"):
            area = area_of(element.get("ref") or "")
            if area is None:
                continue
            for cell in ordered[bisect_left(ordered, (area.top, 0)) : bisect_left(ordered, (area.bottom + 1, 0))]:
                if area.left <= cell[1] <= area.right:
                    places[cell] = (area.top, area.left)
        return places

    def widen(self, cells: list[Cell]) -> None:
        """Have the stated dimension hold the cells too."""
        dimension = self.child("dimension")
        area = area_of(dimension.get("ref") or "") if dimension else None
        if dimension and area and cells and area.widened(cells) != area:
            self.part.edits.append(dimension.set("ref", area.widened(cells).name))

    def add(self, name: str, content: bytes) -> None:
        """Add an element outside the rows, where the schema wants it."""
        self.part.edits += insertions(self.part.data, self.root, self.tail, IN_WORKSHEET, {name: content})
