"""The rows of a worksheet part: cells get another look or value, missing cells and rows are added."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from xlcheck.excel.patch.changes import Change
from xlcheck.excel.patch.edits import Edit
from xlcheck.excel.patch.elements import ATTRIBUTES, NO_ELEMENT, Element, attribute, children, elements
from xlcheck.excel.patch.layout import POINTS, SheetSections
from xlcheck.excel.patch.writing import CellWriter
from xlcheck.excel.places import Cell, cell_name
from xlcheck.excel.write.measure import row_points
from xlcheck.model import column_number

_NUMBER = re.compile(rb'\s*r="([0-9]{1,7})"')
_SHORT = 12
"""Signs of a text that stands in any row."""
_LETTERS = re.compile(r"[A-Z]{1,3}")


@dataclass(frozen=True, slots=True)
class RowElement:
    """A row by its number; ``start`` is where it begins, ``attributes`` what its tag says."""

    number: int
    start: int
    attributes: bytes

    @property
    def pixels(self) -> float | None:
        """Its height; ``None`` where it does not say."""
        if attribute(self.attributes, b"hidden") in ("1", "true"):
            return 0
        height = attribute(self.attributes, b"ht")
        return float(height) / POINTS if height and re.fullmatch(r"[0-9.]{1,9}", height) else None


def each_row(layout: SheetSections) -> Iterator[RowElement]:
    """Yield every row; those without a number follow the one before."""
    data, within = layout.part.data, (layout.rows.inner, layout.rows.close)
    pattern = rb"(" + layout.prefix.encode() + rb"row)(?=[\s/>])" + ATTRIBUTES
    if any(data.find(sign, *within) >= 0 for sign in (b"<!", b"<?")):  # else much faster without
        pattern = rb"(?:" + NO_ELEMENT + rb"|" + pattern + rb")"
    number = 0
    for match in re.compile(rb"<" + pattern, re.DOTALL).finditer(data, *within):
        if match[1]:
            first = _NUMBER.match(match[2])  # nearly always the first attribute
            number_text = first[1] if first else (attribute(match[2], b"r") or "").encode()
            number = int(number_text) if number_text.isdigit() else number + 1
            yield RowElement(number, match.start(), match[2])


def cells_of(layout: SheetSections, row: RowElement) -> tuple[Element, list[tuple[int, Element]]]:
    """Return a row as element and its cells by column; those without a name follow the one before."""
    whole = next(elements(layout.part.data, row.start))
    cells, column = [], 0
    for element in children(layout.part.data, whole):
        if element.name == "c":
            letters = _LETTERS.match(element.get("r") or "")
            column = column_number(letters[0]) if letters else column + 1
            cells.append((column, element))
    return whole, cells


class RowPatcher:
    """Changes cells of one sheet; afterwards ``pixels`` holds the heights of the rows ``near`` a note.

    A row that is added looks like the row ``like``, where there is one, else as its columns say.
    """

    def __init__(
        self, layout: SheetSections, writer: CellWriter, near: frozenset[int] = frozenset(), like: int = 0
    ) -> None:
        self._layout, self._writer, self._near, self._like = layout, writer, near, like
        self._looks: dict[int, int] = {}
        self.pixels: dict[int, float] = {}

    def run(self, changes: Mapping[Cell, Change]) -> None:
        """Write all changes; each row and cell that is not named stays as it is."""
        by_row: dict[int, dict[int, Change]] = {}
        for cell in sorted(changes):
            by_row.setdefault(cell[0], {})[cell[1]] = changes[cell]
        edits = self._layout.part.edits
        for row in each_row(self._layout):
            if row.number == self._like:
                self._looks = {column: cell.whole("s") for column, cell in cells_of(self._layout, row)[1]}
            if row.number in self._near and row.pixels is not None:
                self.pixels[row.number] = row.pixels
            new = b"".join(self._new_row(n, by_row.pop(n)) for n in _before(by_row, row.number))
            edits += [Edit(row.start, row.start, new)] if new else []
            if row.number in by_row:
                self._patch(row, by_row.pop(row.number))
        if by_row:
            edits.append(self._layout.rows.append(b"".join(self._new_row(n, by_row[n]) for n in sorted(by_row))))

    def _new_row(self, number: int, changes: Mapping[int, Change]) -> bytes:
        prefix, blank = self._layout.prefix, Change()
        whole = {column: changes.get(column, blank) for column in sorted({*changes, *self._looks})}
        cells = b"".join(self._blank(number, column, change, None) for column, change in whole.items())
        return f'<{prefix}row r="{number}">'.encode() + cells + f"</{prefix}row>".encode()

    def _raised(self, row: Element, changes: Mapping[int, Change]) -> list[Edit]:
        """Raise a row that has a height of its own to what the texts need that it gets; never lower it."""
        height = row.measure("ht", 0)
        long = {n: c.value for n, c in changes.items() if isinstance(c.value, str) and len(c.value) > _SHORT}
        texts = [(text, self._layout.column_units(n)) for n, text in long.items()]
        needed = row_points([(text, units) for text, units in texts if units], height)
        return [row.set("ht", f"{needed:.1f}")] if height and needed > height else []

    def _blank(self, row: int, column: int, change: Change, of_row: int | None) -> bytes:
        of_column = self._looks.get(column, self._layout.column_look(column))
        base = of_column if of_row is None else of_row
        return self._writer.new(cell_name(row, column), base, change)

    def _patch(self, row: RowElement, changes: dict[int, Change]) -> None:
        whole, cells = cells_of(self._layout, row)
        edits = self._layout.part.edits
        of_row = whole.whole("s") if whole.flag("customFormat") else None
        edits += _widen_spans(whole, changes)
        edits += self._raised(whole, changes)
        for column, cell in cells:
            new = b"".join(self._blank(row.number, c, changes.pop(c), of_row) for c in _before(changes, column))
            edits += [Edit(cell.start, cell.start, new)] if new else []
            if column in changes:
                name = cell_name(row.number, column)
                edits.append(self._writer.change(self._layout.part.data, cell, name, changes.pop(column)))
        if changes:
            rest = b"".join(self._blank(row.number, c, change, of_row) for c, change in changes.items())
            edits.append(whole.append(rest))


def _widen_spans(row: Element, changes: Mapping[int, Change]) -> list[Edit]:
    """Widen the stated columns of a row to hold those that are added."""
    match = re.fullmatch(r"([0-9]{1,5}):([0-9]{1,5})", row.get("spans") or "")
    if match is None:
        return []
    first, last = min(int(match[1]), *changes), max(int(match[2]), *changes)
    return [] if (first, last) == (int(match[1]), int(match[2])) else [row.set("spans", f"{first}:{last}")]


def _before(waiting: Mapping[int, object], number: int) -> list[int]:
    """Return those waiting that come earlier, in order."""
    return [n for n in waiting if n < number] if waiting and next(iter(waiting)) < number else []
