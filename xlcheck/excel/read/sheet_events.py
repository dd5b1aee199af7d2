"""A worksheet part from the events of the parser: every form that the standard allows."""

from __future__ import annotations

import re
from itertools import takewhile
from string import ascii_uppercase

from xlcheck.excel.read.cell_types import CellTypes
from xlcheck.excel.read.drop_downs import ListRules
from xlcheck.excel.read.sheet_columns import SheetColumns
from xlcheck.excel.read.styles import is_struck
from xlcheck.excel.read.wps_pictures import as_text
from xlcheck.excel.read.xml import Attributes, decimal, whole_number
from xlcheck.model import CellPicture, CellValue, NoValue, column_number

_AREA = re.compile(r"([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})")
_DIGITS = "0123456789"
_TEXTS = frozenset({"v", "t", "f"})

_TRUE = ("1", "true")

_NO_HEIGHT, _NO_WIDTH = 2, 0.25
"""Points and characters below which a row and a column show nothing; who drags them away seldom meets 0."""

_LONG = 4_000
"""Characters in one piece of a text from which on they are counted at once and not only when the text is whole."""

REMEMBERED = 100_000
"""How many different texts are kept typed; dates and words come again and again."""


class Positions(dict[str, int]):
    """Letters of a column -> its 1-based position, worked out once each; 0 where there are none."""

    def __missing__(self, letters: str) -> int:
        capitals = takewhile(ascii_uppercase.__contains__, letters[:4].upper())
        self[letters] = position = column_number("".join(capitals))
        return position


def is_hidden(row: Attributes) -> bool:
    """Say whether the attributes of a row hide it, a height at which nothing is seen among them."""
    return row.get("hidden") in _TRUE or (
        row.get("customHeight") in _TRUE and decimal(row.get("ht"), _NO_HEIGHT) < _NO_HEIGHT
    )


class SheetEvents:
    """Handlers that put the rows of a worksheet part into ``columns``."""

    def __init__(self, columns: SheetColumns, types: CellTypes) -> None:
        self.lists = ListRules()
        self._columns, self._types = columns, types
        self._positions = Positions()
        self._position = 0
        self._row: Attributes = {}
        self._cells: dict[int, CellValue] = {}
        self._struck = 0
        self._attributes: Attributes = {}
        self._value: list[str] = []
        self._formula: list[str] | None = None
        self._into: list[str] | None = None
        self._phonetic = self._run_struck = False
        self._known: dict[tuple[str, str, str], CellValue] = {}

    def start(self, element: str, attributes: Attributes) -> None:
        """Take in the start of an element."""
        if element == "c":
            reference = attributes.get("r")
            self._position = self._positions[reference.rstrip(_DIGITS)] if reference else self._position + 1
            self._attributes, self._value, self._formula = attributes, [], None
            self._run_struck = False
        elif element == "v" or (element == "t" and not self._phonetic):
            self._into = self._value
        elif element == "f" and not self.lists.is_open:
            self._into = self._formula = []
        elif element == "row":
            self._row, self._cells, self._position = attributes, {}, 0
        elif element == "rPh":
            self._phonetic = True
        elif element == "strike":  # of a run of a text that stands in the cell itself
            self._run_struck |= is_struck(attributes)
        elif element == "mergeCell":
            self._merge(attributes.get("ref", ""))
        elif element == "col":
            self._column(attributes)
        else:
            self.lists.start(element, attributes)

    def text(self, data: str) -> None:
        """Take in character data: a value, a formula, a drop-down or nothing of interest."""
        if self._into is not None:
            self._into.append(data)
            if len(data) > _LONG:
                self._columns.package.hold(0, 4 * len(data))
        else:
            self.lists.text(data)

    def end(self, element: str) -> None:
        """Take in the end of an element."""
        if element in _TEXTS:
            self._into = None
        elif element == "c":
            value = self._cell_value()
            if value != "":
                self._cells[self._position] = value
                self._look_for_strike()
        elif element == "row":
            number, hidden = whole_number(self._row.get("r")), is_hidden(self._row)
            self._columns.add_row(number, self._cells, hidden=hidden, struck=self._struck)
            self._cells, self._struck = {}, 0
        elif element == "rPh":
            self._phonetic = False
        else:
            self.lists.end(element)

    def _cell_value(self) -> CellValue:
        text, kind = "".join(self._value), self._types.kind(self._attributes)
        if self._formula is not None:
            formula = as_text("=" + "".join(self._formula))
            if isinstance(formula, CellPicture):  # Excel has #NAME? for a picture of WPS, libraries nothing
                return formula
            if not text:
                return NoValue(formula) if kind != "str" else ""
        if not text:
            return ""
        key = (kind, self._attributes.get("s", ""), text)
        value = self._known.get(key)
        if value is None:
            value = self._types.value(kind, self._types.format(key[1]), text)
            self._remember(key, value)
        return value

    def _remember(self, key: tuple[str, str, str], value: CellValue) -> None:
        """Keep a value for like cells; dates and words come again and again."""
        if key[0] != "s":
            self._columns.package.hold(1, 2 * len(key[2]))
            if len(self._known) < REMEMBERED:
                self._known[key] = value

    def _look_for_strike(self) -> None:
        """Remember the first cell of the row of which something is struck out."""
        types, kind = self._types, self._attributes.get("t", "n")
        if self._struck or not (types.has_struck or self._run_struck):
            return
        struck = types.is_struck(self._attributes) or types.is_struck_string(kind, "".join(self._value))
        self._struck = self._position if struck or self._run_struck else 0

    def _column(self, attributes: Attributes) -> None:
        first, last = whole_number(attributes.get("min")), whole_number(attributes.get("max"))
        if attributes.get("hidden") in _TRUE or decimal(attributes.get("width"), 1) < _NO_WIDTH:
            self._columns.add_hidden_columns(first or 1, last or 1)

    def _merge(self, reference: str) -> None:
        if match := _AREA.fullmatch(reference):
            first, left, last, right = int(match[2]), match[1], int(match[4]), match[3]
            self._columns.add_merge(first, self._positions[left], last, self._positions[right])
