"""Workbooks of Excel 2 to 2003 (.xls, and WPS's .et), in the worker process: values, formats, merges, what is hidden.

xlrd reads the records. It gives up over names, notes and drawings that it does not understand, of which nothing is
needed here, so it is kept from them; and it does not tell formulas without a result, which a look at the records does.
"""

from __future__ import annotations

import math
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from io import StringIO
from typing import Any  # xlrd has no types

import xlrd

from xlcheck.excel.read.cell_types import as_shown_text, number_as
from xlcheck.excel.read.foreign_lines import ForeignSheet, Row
from xlcheck.excel.read.number_formats import meaning_of
from xlcheck.excel.read.wps_pictures import as_text
from xlcheck.model import CellValue, ErrorValue, NoValue

_CHINESE = "gb18030"
_UNTRUE = (None, 367, 1252)
"""Code pages that programs state, or do not state, before Excel 97 whatever the texts are in."""
_EPOCHS = (datetime(1899, 12, 30), datetime(1904, 1, 1))
_TEXT, _NUMBER, _DATE, _BOOLEAN, _ERROR = 1, 2, 3, 4, 5

_BOF, _EOF, _SHEET, _FORMULA, _NOTE, _FILEPASS = 0x0809, 0x000A, 0x0085, 0x0006, 0x001C, 0x002F
_BLANK = b"\x03\0\0\0\0\0\xff\xff"
_CALCULATE = 2
"""The flag of a formula that is to be calculated when the workbook is opened."""
_JOINED = b"\x08"
"""The last sign of a formula that puts texts together."""
_NO_HEIGHT, _NO_WIDTH = 40, 64
"""Twentieths of a point, and 256ths of a character, below which a row and a column show nothing."""
_UNCALCULATED = (0x0DBB, 0x07CC)
"""Build and year in workbooks of programs that calculate nothing, such as xlwt."""


@dataclass(slots=True)
class _Seen:
    """What the records of a sheet say beside values: formulas without a result, and notes, by row and column."""

    uncalculated: set[tuple[int, int]] = field(default_factory=set)
    notes: list[tuple[int, int]] = field(default_factory=list)


def xls_sheets(data: bytes) -> Iterator[ForeignSheet]:
    """Yield the worksheets; raises whatever xlrd does where they cannot be read."""
    _keep_from_what_is_not_needed()
    book = _opened(data)
    seen = _seen(book) if book.biff_version >= 50 else []
    formats = {key: form.format_str for key, form in book.format_map.items() if form.format_str}
    meanings = [meaning_of(xf.format_key, formats) for xf in book.xf_list]
    struck = [bool(font.struck_out) for font in book.font_list]
    for number in range(book.nsheets):
        sheet = book.sheet_by_index(number)
        reader = _Reader(book, sheet, meanings, struck, seen[number] if number < len(seen) else _Seen())
        yield reader.sheet()
        book.unload_sheet(number)


def is_locked(data: bytes) -> bool:
    """Say whether the records are encrypted, as far as they can be read."""
    try:
        book = xlrd.book.Book()
        book.biff2_8_load(file_contents=data, logfile=StringIO(), formatting_info=False)
        return any(kind == _FILEPASS for kind, _ in _records(book.mem, book.base))
    except Exception:  # whatever it is, it is told when it is read
        return False


def _opened(data: bytes) -> Any:
    def opened(encoding: str | None) -> Any:
        return xlrd.open_workbook(
            file_contents=data,
            logfile=StringIO(),
            formatting_info=True,
            on_demand=True,
            ragged_rows=True,
            ignore_workbook_corruption=True,
            encoding_override=encoding,
        )

    try:
        book = opened(None)
    except (UnicodeDecodeError, LookupError):
        return opened(_CHINESE)
    if book.biff_version < 80 and book.codepage in _UNTRUE:
        try:
            return opened(_CHINESE)
        except UnicodeDecodeError:
            pass
    return book


def _keep_from_what_is_not_needed() -> None:
    """Have xlrd pass over names and drawings; in this process nothing else uses it."""
    book, sheet = xlrd.book.Book, xlrd.sheet.Sheet
    for method in ("handle_name", "names_epilogue", "handle_externname", "handle_externsheet", "handle_supbook"):
        setattr(book, method, _nothing)
    for method in ("handle_note", "handle_obj", "handle_txo", "handle_msodrawingetc", "handle_hlink"):
        setattr(sheet, method, _nothing)
    for method in ("handle_quicktip", "handle_feat11"):
        setattr(sheet, method, _nothing)
    book.handle_obj = book.handle_country = _nothing


def _nothing(*_: object) -> None:
    return None


def _records(stream: bytes, at: int) -> Iterator[tuple[int, bytes]]:
    """Yield kind and content of each record up to the end of the part that begins here."""
    depth = 0
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        yield kind, stream[at + 4 : at + 4 + length]
        depth += (kind == _BOF) - (kind == _EOF)
        if depth <= 0:
            return
        at += 4 + length


def _seen(book: Any) -> list[_Seen]:
    """Look through the records of each worksheet."""
    if not book.mem:
        return []
    head = list(_records(book.mem, book.base))
    build = struct.unpack_from("<HH", head[0][1], 4) if head and len(head[0][1]) >= 8 else (0, 0)
    is_plain = build == _UNCALCULATED and "SummaryInformation".encode("utf-16-le") not in book.filestr
    sheets = [content for kind, content in head if kind == _SHEET and len(content) > 6 and content[5] == 0]
    return [_seen_on(book, struct.unpack_from("<i", content)[0], is_plain) for content in sheets]


def _seen_on(book: Any, offset: int, is_plain: bool) -> _Seen:
    seen = _Seen()
    for kind, content in _records(book.mem, book.base + offset) if offset >= 0 else ():
        if kind == _FORMULA and len(content) >= 16:
            row, column = struct.unpack_from("<HH", content)
            if _is_uncalculated(content, is_plain):
                seen.uncalculated.add((row, column))
        elif kind == _NOTE and len(content) >= 4:
            row, column = struct.unpack_from("<HH", content)
            seen.notes.append((row + 1, column + 1))
    return seen


def _is_uncalculated(content: bytes, is_plain: bool) -> bool:
    """Say whether a formula has no result: marked to be calculated, blank by a program that does not calculate.

    LibreOffice writes 0 for texts that it has not put together.
    """
    result, flags = struct.unpack_from("<8sH", content, 6)
    if result == bytes(8):
        return bool(flags & _CALCULATE) or content[22:].endswith(_JOINED)
    return bool(result == _BLANK and is_plain)


class _Reader:
    """Reads one sheet of an open book."""

    def __init__(self, book: Any, sheet: Any, meanings: list[str], struck: list[bool], seen: _Seen) -> None:
        self._book, self._sheet, self._seen = book, sheet, seen
        self._meanings, self._struck_fonts = meanings, struck
        self._epoch = _EPOCHS[book.datemode == 1]
        self._struck: dict[int, int] = {}

    def sheet(self) -> ForeignSheet:
        """Return the sheet, of which the rows are read as they are asked for."""
        sheet = self._sheet
        hidden = sorted(row + 1 for row, info in sheet.rowinfo_map.items() if info.hidden or info.height < _NO_HEIGHT)
        spans = [(at + 1, at + 1) for at, info in sheet.colinfo_map.items() if info.hidden or info.width < _NO_WIDTH]
        merges = [(top + 1, left + 1, bottom, right) for top, bottom, left, right in sheet.merged_cells]
        is_hidden = sheet.visibility != 0
        return ForeignSheet(
            sheet.name, self._rows(), is_hidden, merges, hidden, spans, self._struck, self._seen.notes
        )  # fmt: skip

    def _rows(self) -> Iterator[Row]:
        for row in range(self._sheet.nrows):
            cells = [self._cell(row, column) for column in range(self._sheet.row_len(row))]
            if any(cell != "" for cell in cells):
                yield row + 1, cells

    def _cell(self, row: int, column: int) -> CellValue:
        kind, value = self._sheet.cell_type(row, column), self._sheet.cell_value(row, column)
        if (row, column) in self._seen.uncalculated:
            return NoValue("=")
        style = self._sheet.cell_xf_index(row, column)
        shows = self._meanings[style] if 0 <= style < len(self._meanings) else ""
        cell = self._value(kind, value, shows)
        if cell != "" and row + 1 not in self._struck and self._is_struck(row, column, style):
            self._struck[row + 1] = column + 1
        return cell

    def _value(self, kind: int, value: Any, shows: str) -> CellValue:
        if kind == _TEXT:
            return as_shown_text(shows, as_text(value))
        if kind in (_NUMBER, _DATE):
            return _number(value, shows, self._epoch)
        if kind == _BOOLEAN:
            return bool(value)
        return ErrorValue(xlrd.error_text_from_code.get(value, "#VALUE!")) if kind == _ERROR else ""

    def _is_struck(self, row: int, column: int, style: int) -> bool:
        fonts = [font for _, font in self._sheet.rich_text_runlist_map.get((row, column), ())]
        fonts += [self._book.xf_list[style].font_index] if 0 <= style < len(self._book.xf_list) else []
        return any(0 <= font < len(self._struck_fonts) and self._struck_fonts[font] for font in fonts)


def _number(value: float, shows: str, epoch: datetime) -> CellValue:
    if not math.isfinite(value):
        return ErrorValue("#NUM!")
    text = str(int(value)) if value == int(value) else repr(value)
    return number_as(shows, text, epoch)
