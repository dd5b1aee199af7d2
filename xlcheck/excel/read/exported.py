"""Tables as platforms export them (.csv, web pages and XML under the name .xls), in the worker process.

Every digit is kept: what stands there is a text, a number of eighteen digits too. Only days and moments that an XML of
Excel 2003 marks as such are dates.
"""

from __future__ import annotations

import csv
import quopri
import re
from base64 import b64decode
from collections.abc import Callable, Iterable, Iterator
from io import StringIO
from pathlib import Path

from xlcheck.excel.read.exported_html import html_sheets
from xlcheck.excel.read.exported_xml import xml_sheets
from xlcheck.excel.read.foreign_lines import ForeignSheet, Row
from xlcheck.excel.read.kinds import FileKind
from xlcheck.worker.refused import UnpackError

_BOMS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_STATED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([\w-]{2,20})""", re.IGNORECASE)
_PAGE = re.compile(rb"content-type:\s*text/html(?:[^\n]*\n)+?\r?\n", re.IGNORECASE)
_BOUNDARY = re.compile(rb"""boundary="?([^"\r\n;]+)""", re.IGNORECASE)
_CODING = re.compile(rb"content-transfer-encoding:\s*([\w-]+)", re.IGNORECASE)
_HEAD = 4096
_CHINESE = "gb18030"
_SEPARATORS = "\t,;，|"
_LOOKED_AT = 20
"""Lines of a text by which it is told what stands between its cells."""
_AS_TEXT = re.compile(r'="([^"]*)"')
"""How exports keep Excel from taking a code for a number."""
_LONGEST = 32_767
"""Characters of a cell of a sheet."""
_MAX_ROW, _MAX_COLUMN = 1_048_576, 16_384


def exported_sheets(path: Path, kind: FileKind) -> Iterator[ForeignSheet]:
    """Yield the sheets of an export; raises :class:`UnpackError` where it holds no table, or too much."""
    data = path.read_bytes()
    text = decoded(_page_in(data) if kind is FileKind.HTML else data)
    readers: dict[FileKind, Callable[[str], Iterator[ForeignSheet]]] = {
        FileKind.HTML: html_sheets,
        FileKind.XML_2003: xml_sheets,
        FileKind.TEXT: lambda text: iter((ForeignSheet(path.stem, _text_rows(text)),)),
    }
    if kind not in readers:
        raise UnpackError("它不是工作簿，也不是导出的表", "book.unreadable")
    found = False
    for sheet in readers[kind](text):
        found = True
        sheet.rows = _within_limits(sheet.rows)
        yield sheet
    if not found:
        raise UnpackError("里面没有表格", "book.unreadable")


def _page_in(data: bytes) -> bytes:
    """Return the page of a file that holds it with its pictures (.mht); of any other file all of it."""
    begin = _PAGE.search(data)
    if data.lstrip()[:13].lower() != b"mime-version:" or begin is None:
        return data
    body = data[begin.end() :]
    boundary = _BOUNDARY.search(data)
    if boundary:
        body = body.partition(b"--" + boundary[1])[0]
    coding = _CODING.search(begin[0])
    name = coding[1].lower() if coding else b""
    if name == b"base64":
        return b64decode(body)
    return quopri.decodestring(body) if name == b"quoted-printable" else body


def decoded(data: bytes) -> str:
    """Return the text of a file: by its mark, else UTF-8 where it is that, else as it says itself, else GB 18030."""
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return data.removeprefix(mark).decode(encoding, "replace")
    stated = _STATED.search(data[:_HEAD])
    for encoding in ("utf-8", stated[1].decode() if stated else _CHINESE, _CHINESE):
        try:
            return data.decode(_CHINESE if encoding.lower() in ("gb2312", "gbk", "gb_2312") else encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    raise UnpackError("看不出它用的是哪种文字编码", "book.unreadable")


def _within_limits(rows: Iterable[Row]) -> Iterator[Row]:
    for number, cells in rows:
        if number > _MAX_ROW:
            raise UnpackError(f"行号 {number} 超出工作表", "book.refused")
        if len(cells) > _MAX_COLUMN:
            raise UnpackError(f"第 {len(cells)} 列超出工作表", "book.refused")
        if any(cell != "" for cell in cells):
            yield number, cells


def _text_rows(text: str) -> Iterator[Row]:
    lines = csv.reader(StringIO(text, newline=""), delimiter=_separator(text))
    csv.field_size_limit(_LONGEST)
    try:
        for number, cells in enumerate(lines, start=1):
            yield number, [_without_guard(cell) for cell in cells]
    except csv.Error:
        raise UnpackError(f"有一格超过 {_LONGEST} 个字符，或引号不成对", "book.unreadable") from None


def _separator(text: str) -> str:
    """Return the sign that stands equally often in the most lines."""
    lines = [line for line in text[: 1 << 16].splitlines()[:_LOOKED_AT] if line.strip()]
    if lines and (told := re.fullmatch(r"sep=(.)", lines[0].strip())):
        return told[1]
    counts = {sign: [line.count(sign) for line in lines] for sign in _SEPARATORS}
    return max(_SEPARATORS, key=lambda sign: (sum(n == max(counts[sign]) > 0 for n in counts[sign]), max(counts[sign])))


def _without_guard(cell: str) -> str:
    """Return a cell without what keeps Excel from taking it for a number: ``="001"``, an apostrophe, a tab."""
    text = cell.strip("\t")
    guarded = _AS_TEXT.fullmatch(text.strip())
    return guarded[1] if guarded else text.removeprefix("'")
