"""The rows of one worksheet part, collected cell by cell with their exact types."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from xlcheck.excel.guard import Package
from xlcheck.excel.list_rules import ListRules
from xlcheck.excel.parts import Attributes, unescape, whole_number
from xlcheck.model import CellValue, ErrorValue, NoValue, Number, Percent

_REMEMBERED = 200_000
"""How many different numbers a sheet keeps typed; dates and small counts come again and again."""

_AREA = re.compile(r"([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})")
_MAX_ROW, _MAX_COLUMN = 1_048_576, 16_384


class SheetRows:
    """Collects the rows of one worksheet part; see :func:`sheet_rows`."""

    def __init__(self, package: Package, strings: list[str], kinds: list[str], epoch: datetime) -> None:
        self.package, self.strings, self.kinds, self.epoch = package, strings, kinds, epoch
        self.rows: list[tuple[int, list[CellValue]]] = []
        self.hidden_rows: list[int] = []
        self.merges: list[tuple[int, int, int, int]] = []
        self.lists = ListRules()
        self._row = self._column = self._size = 0
        self._cells: list[CellValue] = []
        self._attributes: Attributes = {}
        self._value: list[str] = []
        self._formula: list[str] | None = None
        self._into: list[str] | None = None
        self._phonetic = False
        self._columns: dict[bytes, int] = {}
        self._known: dict[tuple[bytes, bytes, bytes], CellValue] = {}

    def start(self, element: str, attributes: Attributes) -> None:
        """An element begins."""
        if element == "c":
            self._begin_cell(attributes)
        elif element == "v" or (element == "t" and not self._phonetic):
            self._into = self._value
        elif element == "f" and not self.lists.is_open:
            self._into = self._formula = []
        elif element == "row":
            self._begin_row(attributes)
        elif element == "rPh":
            self._phonetic = True
        elif element == "mergeCell":
            self._add_merge(attributes.get("ref", ""))
        else:
            self.lists.start(element, attributes)

    def text(self, data: str) -> None:
        """Character data: a value, a formula, a drop-down or nothing of interest."""
        if self._into is not None:
            self._into.append(data)
        else:
            self.lists.text(data)

    def end(self, element: str) -> None:
        """An element ends."""
        if element in ("v", "t", "f"):
            self._into = None
        elif element == "rPh":
            self._phonetic = False
        elif element == "c":
            self._end_cell()
        elif element == "row":
            if self._cells:
                self.rows.append((self._row, self._cells))
        else:
            self.lists.end(element)

    def add_row(self, number: int, hidden: bool, cells: list[tuple[bytes, bytes, bytes, bytes]]) -> None:
        """A row of plain cells: (column letters, style, type, value), none of them empty."""
        self._begin_row({"r": str(number), "hidden": "1" if hidden else ""})
        row: list[CellValue] = []
        for letters, style, kind, raw in cells:
            column = self._columns.get(letters) or self._new_column(letters)
            value = self._plain(style, kind, raw)
            if column == len(row) + 1:
                row.append(value)
            else:
                row.extend([""] * (column - len(row)))
                row[column - 1] = value
        while row and row[-1] == "":
            row.pop()
        self._count(len(row))
        self._cells = row
        self.end("row")

    def _plain(self, style: bytes, kind: bytes, raw: bytes) -> CellValue:
        if kind == b"s":
            index = int(raw) if raw.isdigit() and len(raw) < 10 else -1
            return self.strings[index] if 0 <= index < len(self.strings) else ErrorValue("#缺失文本")
        if kind == b"inlineStr":
            return unescape(raw.decode("utf-8", "replace"))
        key = (style, kind, raw)
        value = self._known.get(key)
        if value is None:
            self._attributes = {"s": style.decode(), "t": kind.decode() or "n"}
            self._value, self._formula = [raw.decode("utf-8", "replace")], None
            value = self._typed()
            if len(self._known) < _REMEMBERED:
                self._known[key] = value
        return value

    def _new_column(self, letters: bytes) -> int:
        column = _column_of(letters.decode())
        if column > _MAX_COLUMN:
            raise self.package.refused(f"列 {letters.decode()} 超出工作表")
        self._columns[letters] = column
        return column

    def _count(self, cells: int) -> None:
        self._size += cells
        if self._size > self.package.limits.cells:
            raise self.package.refused("单元格过多")

    def _add_merge(self, reference: str) -> None:
        if match := _AREA.fullmatch(reference):
            first, last = _column_of(match[1]), _column_of(match[3])
            self.merges.append((int(match[2]), first, int(match[4]), last))

    def _begin_row(self, attributes: Attributes) -> None:
        self._row = whole_number(attributes.get("r")) or self._row + 1
        if self._row > _MAX_ROW:
            raise self.package.refused(f"行号 {self._row} 超出工作表")
        self._column, self._cells = 0, []
        if attributes.get("hidden") in ("1", "true"):
            self.hidden_rows.append(self._row)

    def _begin_cell(self, attributes: Attributes) -> None:
        reference = attributes.get("r")
        self._column = _column_of(reference) if reference else self._column + 1
        if not 0 < self._column <= _MAX_COLUMN:
            raise self.package.refused(f"单元格 {reference} 超出工作表")
        self._attributes, self._value, self._formula = attributes, [], None

    def _end_cell(self) -> None:
        value = self._typed()
        if value == "":
            return
        gap = self._column - len(self._cells)
        self._count(max(gap, 1))
        if gap > 0:
            self._cells.extend([""] * gap)
        self._cells[self._column - 1] = value

    def _typed(self) -> CellValue:
        text = "".join(self._value)
        kind = self._attributes.get("t", "n")
        if not text:
            return NoValue("=" + "".join(self._formula)) if self._formula is not None and kind != "str" else ""
        if kind == "n":
            return self._number(text)
        if kind == "s":
            index = whole_number(text)
            return self.strings[index] if index is not None and index < len(self.strings) else ErrorValue("#缺失文本")
        if kind == "b":
            return text == "1"
        if kind == "e":
            return ErrorValue(text)
        return _iso(text) if kind == "d" else unescape(text)

    def _number(self, text: str) -> CellValue:
        style = whole_number(self._attributes.get("s")) or 0
        shows = self.kinds[style] if style < len(self.kinds) else ""
        if shows == "date":
            return _date_of(text, self.epoch)
        return Percent(text) if shows == "percent" else Number(text)


def _column_of(reference: str) -> int:
    index = 0
    for c in reference:
        if not c.isalpha():
            break
        index = index * 26 + ord(c.upper()) - 64
        if index > _MAX_COLUMN:
            break
    return index


def _date_of(text: str, epoch: datetime) -> CellValue:
    try:
        moment = epoch + timedelta(seconds=round(float(text) * 86_400))
    except (OverflowError, ValueError):
        return Number(text)
    return moment if moment.year >= 1900 else Number(text)


def _iso(text: str) -> CellValue:
    try:
        return datetime.fromisoformat(text.rstrip("Z")).replace(tzinfo=None)
    except ValueError:
        return text
