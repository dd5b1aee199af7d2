"""The XML parts of a workbook, streamed: sheets, shared strings, styles.

An own reader, since no library at hand keeps exact digits, error cells, formulas without a
value and hidden rows apart (ECMA-376 part 1, chapter 18; strict and transitional alike).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from xml.parsers import expat

from xlcheck.excel.guard import Package
from xlcheck.model import CellValue, ErrorValue, NoValue, Number, Percent

Attributes = dict[str, str]

_DATE_IDS = frozenset([*range(14, 23), *range(27, 37), 45, 46, 47, *range(50, 59)])
_PERCENT_IDS = frozenset({9, 10})
_NOT_FORMAT = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]', re.IGNORECASE)
_AREA = re.compile(r"([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})")
_MAX_ROW, _MAX_COLUMN = 1_048_576, 16_384


def local(name: str) -> str:
    """An XML name without its prefix."""
    return name.rpartition(":")[2]


def parse(
    package: Package,
    name: str,
    start: Callable[[str, Attributes], None],
    end: Callable[[str], None] | None = None,
    text: Callable[[str], None] | None = None,
) -> None:
    """Run the handlers over one part; a DTD, bad XML or an unknown encoding refuses the workbook."""

    def no_doctype(*_: object) -> None:
        raise package.refused("XML 中带有 DTD 声明")

    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = no_doctype
    parser.StartElementHandler = lambda element, attributes: start(local(element), attributes)
    if end is not None:
        parser.EndElementHandler = lambda element: end(local(element))
    parser.CharacterDataHandler = text
    try:
        for chunk in package.chunks(name):
            parser.Parse(chunk, False)
        parser.Parse(b"", True)
    except expat.ExpatError:
        raise package.unreadable(f"部件 {name} 不是完整的 XML") from None


def shared_strings(package: Package, name: str) -> list[str]:
    """The shared strings; phonetic guides are left out."""
    strings: list[str] = []
    pieces: list[str] = []
    state = {"t": False, "phonetic": False}

    def start(element: str, _: Attributes) -> None:
        if element == "si":
            pieces.clear()
        elif element == "rPh":
            state["phonetic"] = True
        elif element == "t":
            state["t"] = not state["phonetic"]

    def end(element: str) -> None:
        if element == "si":
            strings.append(unescape("".join(pieces)))
        elif element == "rPh":
            state["phonetic"] = False
        elif element == "t":
            state["t"] = False

    parse(package, name, start, end, lambda data: pieces.append(data) if state["t"] else None)
    return strings


def unescape(text: str) -> str:
    """Undo ``_x000D_`` escapes (ECMA-376, ST_Xstring)."""
    if "_x" not in text:
        return text
    return re.sub(r"_x([0-9A-Fa-f]{4})_", lambda m: chr(int(m[1], 16)), text)


def styles(package: Package, name: str) -> list[str]:
    """What each cell style shows: ``date``, ``percent`` or ``""``, by its index."""
    own: dict[int, str] = {}
    kinds: list[str] = []
    inside = {"cellXfs": False}

    def start(element: str, attributes: Attributes) -> None:
        if element == "numFmt":
            own[int(attributes.get("numFmtId", 0))] = attributes.get("formatCode", "")
        elif element == "cellXfs":
            inside["cellXfs"] = True
        elif element == "xf" and inside["cellXfs"]:
            kinds.append(_format_kind(int(attributes.get("numFmtId", 0)), own))

    def end(element: str) -> None:
        if element == "cellXfs":
            inside["cellXfs"] = False

    parse(package, name, start, end)
    return kinds


def _format_kind(number: int, own: dict[int, str]) -> str:
    if number not in own:
        return "date" if number in _DATE_IDS else "percent" if number in _PERCENT_IDS else ""
    bare = _NOT_FORMAT.sub("", own[number].split(";")[0])
    if "%" in bare:
        return "percent"
    return "date" if re.search(r"[ymdhs年月日]", bare, re.IGNORECASE) and "0" not in bare.split("s")[0] else ""


class SheetRows:
    """Collects the rows of one worksheet part; see :func:`sheet_rows`."""

    def __init__(self, package: Package, strings: list[str], kinds: list[str], epoch: datetime) -> None:
        self.package, self.strings, self.kinds, self.epoch = package, strings, kinds, epoch
        self.rows: list[tuple[int, list[CellValue]]] = []
        self.hidden_rows: list[int] = []
        self.merges: list[tuple[int, int, int, int]] = []
        self._row = self._column = self._size = 0
        self._cells: list[CellValue] = []
        self._attributes: Attributes = {}
        self._value: list[str] = []
        self._formula: list[str] | None = None
        self._into: list[str] | None = None

    def start(self, element: str, attributes: Attributes) -> None:
        """An element begins."""
        if element == "c":
            self._begin_cell(attributes)
        elif element in ("v", "t"):
            self._into = self._value
        elif element == "f":
            self._into = self._formula = []
        elif element == "row":
            self._begin_row(attributes)
        elif element == "rPh":
            self._into = None
        elif element == "mergeCell":
            self._add_merge(attributes.get("ref", ""))

    def text(self, data: str) -> None:
        """Character data: a value, a formula or nothing of interest."""
        if self._into is not None:
            self._into.append(data)

    def end(self, element: str) -> None:
        """An element ends."""
        if element in ("v", "t", "f"):
            self._into = None
        elif element == "c":
            self._end_cell()
        elif element == "row" and self._cells:
            self.rows.append((self._row, self._cells))

    def _add_merge(self, reference: str) -> None:
        if match := _AREA.fullmatch(reference):
            first, last = _column_of(match[1]), _column_of(match[3])
            self.merges.append((int(match[2]), first, int(match[4]), last))

    def _begin_row(self, attributes: Attributes) -> None:
        self._row = _whole(attributes.get("r")) or self._row + 1
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
        self._size += max(gap, 1)
        if self._size > self.package.limits.cells:
            raise self.package.refused("单元格过多")
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
            index = _whole(text)
            return self.strings[index] if index is not None and index < len(self.strings) else ErrorValue("#缺失文本")
        if kind == "b":
            return text == "1"
        if kind == "e":
            return ErrorValue(text)
        return _iso(text) if kind == "d" else unescape(text)

    def _number(self, text: str) -> CellValue:
        style = _whole(self._attributes.get("s")) or 0
        shows = self.kinds[style] if style < len(self.kinds) else ""
        if shows == "date":
            return _date_of(text, self.epoch)
        return Percent(text) if shows == "percent" else Number(text)


def _whole(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else None


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
