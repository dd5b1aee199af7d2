"""Workbooks of OpenDocument (.ods), in the worker process, by their XML.

A cell has its value, and as text what it shows: so no number format need be rendered. What is repeated is written
once with a count; a whole sheet of nothing ends each.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from xlcheck.excel.read.foreign_lines import ForeignSheet, Row
from xlcheck.excel.read.guard import Package
from xlcheck.excel.read.kinds import FileKind
from xlcheck.excel.read.ods_cells import OdsCell
from xlcheck.excel.read.ods_styles import OdsStyles
from xlcheck.excel.read.xml import Attributes, LocalNames, PartParser, parse, whole_number
from xlcheck.model import CellValue
from xlcheck.worker.refused import UnpackError

_CONTENT, _STYLES, _MANIFEST = "content.xml", "styles.xml", "META-INF/manifest.xml"
_MAX_ROW, _MAX_COLUMN = 1_048_576, 16_384
_HIDDEN = frozenset({"collapse", "filter"})
"""How rows and columns are marked that are hidden or filtered out."""
_NAMES = LocalNames()
_CELLS = frozenset({"table-cell", "covered-table-cell"})


def ods_sheets(path: Path) -> Iterator[ForeignSheet]:
    """Yield the sheets; raises :class:`UnpackError` ``book.encrypted``, :class:`XlcheckError` as :class:`Package`."""
    with Package(path, kind=FileKind.ODS) as package:
        if _is_locked(package):
            raise UnpackError("", "book.encrypted")
        reader = _Reader(package, _named_styles(package))
        with closing(package.chunks(_CONTENT)) as chunks:
            yield from reader.sheets(chunks)


def _is_locked(package: Package) -> bool:
    found = False

    def start(element: str, _: Attributes) -> None:
        nonlocal found
        found |= element == "encryption-data"

    if package.has(_MANIFEST):
        parse(package, _MANIFEST, start)
    return found


def _named_styles(package: Package) -> OdsStyles:
    """Return the styles that stand in a part of their own."""
    styles = OdsStyles()
    if package.has(_STYLES):
        parse(package, _STYLES, lambda e, a: styles.start(e, _bare(a)), styles.end)
    return styles


def _bare(attributes: Attributes) -> Attributes:
    return {_NAMES[name]: value for name, value in attributes.items()} if attributes else attributes


@dataclass(frozen=True, slots=True)
class _Rows:
    """A row, and how often it stands there."""

    first: int
    count: int
    cells: list[CellValue]


_Event = ForeignSheet | _Rows | None
"""The beginning of a sheet, a row of it, its end."""


def _until_end(events: Iterator[_Event]) -> Iterator[Row]:
    for event in events:
        if not isinstance(event, _Rows):
            return
        for number in range(event.first, event.first + event.count):
            yield number, event.cells


def _count(attributes: Attributes, name: str, most: int) -> int:
    return min(max(whole_number(attributes[name]) or 1, 1), most + 1) if name in attributes else 1


class _Reader:
    """Reads content.xml piece by piece; the rows of a piece are passed on before the next is read."""

    def __init__(self, package: Package, styles: OdsStyles) -> None:
        self._parser = PartParser(package, _CONTENT, self._start, self._end, self._text)
        self._styles = styles
        self._sheet: ForeignSheet | None = None
        self._ready: list[_Event] = []
        self._defaults: list[tuple[int, str]] = []
        self._depth = 0
        self._cell: OdsCell | None = None
        self._row: Attributes = {}
        self._cells: dict[int, CellValue] = {}
        self._number = self._column = self._columns = self._struck = 0

    def sheets(self, chunks: Iterator[bytes]) -> Iterator[ForeignSheet]:
        """Yield the sheets; the rows of each must be taken before the next."""
        events = self._events(chunks)
        for event in events:
            if isinstance(event, ForeignSheet):
                event.rows = _until_end(events)
                yield event

    def _events(self, chunks: Iterator[bytes]) -> Iterator[_Event]:
        for chunk in chunks:
            self._parser.feed(chunk)
            ready, self._ready = self._ready, []
            yield from ready
        self._parser.close()
        yield from self._ready

    def _start(self, element: str, attributes: Attributes) -> None:
        attributes = _bare(attributes)
        if self._cell is not None:
            self._cell.start(element, attributes)
        elif element == "table":
            self._start_sheet(attributes)
        elif self._sheet is None:
            self._styles.start(element, attributes)
        elif self._depth != 1:
            return
        elif element == "table-column":
            self._start_column(attributes)
        elif element == "table-row":
            self._row, self._cells, self._column, self._struck = attributes, {}, 1, 0
        elif element in _CELLS:
            style = attributes.get("style-name") or self._default_style()
            self._cell = OdsCell(attributes, style, covered=element != "table-cell")

    def _default_style(self) -> str:
        return next((style for last, style in self._defaults if self._column <= last), "")

    def _start_sheet(self, attributes: Attributes) -> None:
        self._depth += 1  # a table within a cell or a shape is none of the workbook
        if self._depth == 1:
            is_hidden = attributes.get("style-name", "") in self._styles.hidden_tables
            self._sheet = ForeignSheet(attributes.get("name", ""), (), is_hidden)
            self._number, self._columns, self._defaults = 1, 1, []
            self._ready.append(self._sheet)

    def _start_column(self, attributes: Attributes) -> None:
        count = _count(attributes, "number-columns-repeated", _MAX_COLUMN)
        if self._sheet and self._is_hidden("table-column", attributes) and len(self._sheet.spans) < _MAX_COLUMN:
            self._sheet.spans.append((self._columns, self._columns + count - 1))
        self._columns = min(self._columns + count, _MAX_COLUMN + 1)
        if len(self._defaults) < _MAX_COLUMN:
            self._defaults.append((self._columns - 1, attributes.get("default-cell-style-name", "")))

    def _is_hidden(self, family: str, attributes: Attributes) -> bool:
        is_flat = self._styles.is_flat(attributes.get("style-name", ""), family)
        return is_flat or attributes.get("visibility") in _HIDDEN

    def _text(self, data: str) -> None:
        if self._cell is not None:
            self._cell.text(data)

    def _end(self, element: str) -> None:
        if self._cell is not None:
            if element in _CELLS and self._cell.is_closed:
                self._end_cell(self._cell)
                self._cell = None
            else:
                self._cell.end(element)
        elif element == "table" and self._depth:
            self._depth -= 1
            if not self._depth:
                self._ready.append(None)
        elif element == "table-row" and self._depth == 1:
            self._end_row()
        elif self._sheet is None:
            self._styles.end(element)

    def _end_cell(self, cell: OdsCell) -> None:
        count = _count(cell.attributes, "number-columns-repeated", _MAX_COLUMN)
        value = cell.value()
        if cell.has_note and self._sheet:
            self._sheet.notes.append((self._number, self._column))
        if value != "":
            if self._column + count - 1 > _MAX_COLUMN:
                raise UnpackError(f"第 {self._column + count - 1} 列超出工作表", "book.refused")
            for at in range(self._column, self._column + count):
                self._cells[at] = value
            if self._styles.has_struck and not self._struck and cell.is_struck(self._styles):
                self._struck = self._column
        self._merge(cell)
        self._column += count

    def _merge(self, cell: OdsCell) -> None:
        down = _count(cell.attributes, "number-rows-spanned", _MAX_ROW)
        right = _count(cell.attributes, "number-columns-spanned", _MAX_COLUMN)
        if self._sheet and not cell.covered and (down > 1 or right > 1):
            area = (self._number, self._column, self._number + down - 1, self._column + right - 1)
            self._sheet.merges.append(area)

    def _end_row(self) -> None:
        count = _count(self._row, "number-rows-repeated", _MAX_ROW)
        assert self._sheet
        last = self._number + count - 1
        if self._cells:
            if last > _MAX_ROW:
                raise UnpackError(f"行号 {last} 超出工作表", "book.refused")
            cells = [self._cells.get(at, "") for at in range(1, max(self._cells) + 1)]
            self._ready.append(_Rows(self._number, count, cells))
            if self._is_hidden("table-row", self._row):
                self._sheet.hidden_rows += range(self._number, last + 1)
            if self._struck:
                self._sheet.struck |= dict.fromkeys(range(self._number, last + 1), self._struck)
        self._number = min(last, _MAX_ROW) + 1
