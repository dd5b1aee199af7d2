"""The XML parts of a workbook, streamed: sheets, shared strings, styles.

An own reader, since no library at hand keeps exact digits, error cells, formulas without a
value and hidden rows apart (ECMA-376 part 1, chapter 18; strict and transitional alike).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from contextlib import closing
from datetime import datetime, timedelta
from xml.parsers import expat

from xlcheck.excel.guard import Package
from xlcheck.model import CellValue, ErrorValue, NoValue, Number, Percent

Attributes = dict[str, str]

_DATE_IDS = frozenset([*range(14, 23), *range(27, 37), 45, 46, 47, *range(50, 59)])
_PERCENT_IDS = frozenset({9, 10})
_NOT_FORMAT = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]', re.IGNORECASE)
_REMEMBERED = 200_000
"""How many different numbers a sheet keeps typed; dates and small counts come again and again."""

_AREA = re.compile(r"([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})")
_MAX_ROW, _MAX_COLUMN = 1_048_576, 16_384


def local(name: str) -> str:
    """An XML name without its prefix."""
    return name.rpartition(":")[2]


Start = Callable[[str, Attributes], None]
End = Callable[[str], None]


def parse(
    package: Package, name: str, start: Start, end: End | None = None, text: End | None = None, limit: int = 0
) -> None:
    """Run the handlers over one part, of ``limit`` bytes at most where given.

    A DTD, bad XML or an unknown encoding refuses the workbook.
    """
    with closing(package.small_chunks(name, limit) if limit else package.chunks(name)) as chunks:
        parse_chunks(package, name, chunks, start, end, text)


def parse_chunks(
    package: Package, name: str, chunks: Iterable[bytes], start: Start, end: End | None = None, text: End | None = None
) -> None:
    """Run the handlers over XML given in pieces; ``name`` is the part of which errors speak."""

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
        for chunk in chunks:
            parser.Parse(chunk, False)
        parser.Parse(b"", True)
    except (expat.ExpatError, LookupError):  # LookupError: an encoding that nobody knows
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

    limit = package.limits.strings_bytes
    parse(package, name, start, end, lambda data: pieces.append(data) if state["t"] else None, limit)
    return strings


def unescape(text: str) -> str:
    """Undo ``_x000D_`` escapes (ECMA-376, ST_Xstring); half of a surrogate pair is no character and stays."""
    if "_x" not in text:
        return text
    return re.sub(r"_x((?![Dd][89A-Fa-f])[0-9A-Fa-f]{4})_", lambda m: chr(int(m[1], 16)), text)


def styles(package: Package, name: str) -> list[str]:
    """What each cell style shows: ``date``, ``percent`` or ``""``, by its index."""
    own: dict[int, str] = {}
    kinds: list[str] = []
    inside = {"cellXfs": False}

    def start(element: str, attributes: Attributes) -> None:
        if element == "numFmt":
            own[_whole(attributes.get("numFmtId")) or 0] = attributes.get("formatCode", "")
        elif element == "cellXfs":
            inside["cellXfs"] = True
        elif element == "xf" and inside["cellXfs"]:
            kinds.append(_format_kind(_whole(attributes.get("numFmtId")) or 0, own))

    def end(element: str) -> None:
        if element == "cellXfs":
            inside["cellXfs"] = False

    parse(package, name, start, end, None, package.limits.styles_bytes)
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
        self._phonetic = False
        self._columns: dict[bytes, int] = {}
        self._known: dict[tuple[bytes, bytes, bytes], CellValue] = {}

    def start(self, element: str, attributes: Attributes) -> None:
        """An element begins."""
        if element == "c":
            self._begin_cell(attributes)
        elif element == "v" or (element == "t" and not self._phonetic):
            self._into = self._value
        elif element == "f":
            self._into = self._formula = []
        elif element == "row":
            self._begin_row(attributes)
        elif element == "rPh":
            self._phonetic = True
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
        elif element == "rPh":
            self._phonetic = False
        elif element == "c":
            self._end_cell()
        elif element == "row" and self._cells:
            self.rows.append((self._row, self._cells))

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
