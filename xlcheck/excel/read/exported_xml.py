"""Tables in the XML of Excel 2003 (SpreadsheetML), which platforms export under the name .xls."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from xml.parsers import expat

from xlcheck.excel.read.foreign_lines import ForeignSheet, Row
from xlcheck.excel.read.xml import Attributes, local, whole_number
from xlcheck.model import CellValue, ErrorValue
from xlcheck.worker.refused import UnpackError

_MAX_ROW, _MAX_COLUMN = 1_048_576, 16_384


def xml_sheets(text: str) -> Iterator[ForeignSheet]:
    """Yield the sheets; raises :class:`UnpackError` where the XML is not whole."""
    reader = _Reader()
    parser = expat.ParserCreate("utf-8")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _no_doctype
    parser.StartElementHandler = lambda name, attributes: reader.start(local(name), attributes)
    parser.EndElementHandler = lambda name: reader.end(local(name))
    parser.CharacterDataHandler = reader.said
    try:
        parser.Parse(text.encode("utf-8", "replace"), True)
    except expat.ExpatError:
        raise UnpackError("它不是完整的 XML", "book.unreadable") from None
    yield from reader.sheets


def _no_doctype(*_: object) -> None:
    raise UnpackError("XML 中带有 DTD 声明", "book.refused")


class _Reader:
    """Collects the sheets."""

    def __init__(self) -> None:
        self.sheets: list[ForeignSheet] = []
        self._rows: list[Row] = []
        self._cells: dict[int, CellValue] = {}
        self._row = self._column = 0
        self._across = 0
        self._kind, self._in_note = "", False
        self._text: list[str] | None = None

    def start(self, element: str, attributes: Attributes) -> None:
        attributes = {local(name): value for name, value in attributes.items()}
        if element == "Worksheet":
            self._rows = []
            self.sheets.append(ForeignSheet(attributes.get("Name", ""), self._rows))
            self._row = 0
        elif element == "WorksheetOptions" or not self.sheets:
            return
        elif element == "Row":
            self._start_row(attributes)
        elif element == "Cell":
            self._start_cell(attributes)
        elif element == "Data" and not self._in_note:
            self._kind, self._text = attributes.get("Type", "String"), []
        elif element == "Comment":
            self._in_note = True
            self.sheets[-1].notes.append((max(self._row, 1), max(self._column, 1)))

    def _start_row(self, attributes: Attributes) -> None:
        self._row = whole_number(attributes.get("Index")) or self._row + 1
        self._column, self._across, self._cells = 0, 0, {}
        if attributes.get("Hidden") == "1":
            self.sheets[-1].hidden_rows.append(self._row)

    def _start_cell(self, attributes: Attributes) -> None:
        self._column = whole_number(attributes.get("Index")) or self._column + 1 + self._across
        self._across = min(whole_number(attributes.get("MergeAcross")) or 0, _MAX_COLUMN)
        down = min(whole_number(attributes.get("MergeDown")) or 0, _MAX_ROW)
        if self._column > _MAX_COLUMN:
            raise UnpackError(f"第 {self._column} 列超出工作表", "book.refused")
        if self._across or down:
            area = (self._row, self._column, self._row + down, self._column + self._across)
            self.sheets[-1].merges.append(area)

    def said(self, data: str) -> None:
        if self._text is not None:
            self._text.append(data)

    def end(self, element: str) -> None:
        if element == "Data" and self._text is not None:
            text, self._text = "".join(self._text), None
            if text:
                self._cells[self._column] = _value(self._kind, text)
        elif element == "Row" and self._cells:
            self._rows.append((self._row, [self._cells.get(at, "") for at in range(1, max(self._cells) + 1)]))
        elif element == "Comment":
            self._in_note = False
        elif element == "Worksheet" and self.sheets and not self._rows:
            self.sheets.pop()


def _value(kind: str, text: str) -> CellValue:
    """Return a cell: dates as such, errors as such, all else, numbers too, as the text that stands there."""
    if kind == "DateTime":
        try:
            return datetime.fromisoformat(text).replace(tzinfo=None)
        except ValueError:
            return text
    if kind == "Boolean":
        return text == "1"
    return ErrorValue(text) if kind == "Error" else text
