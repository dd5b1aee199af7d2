"""The rows of a worksheet part in plain form, read by pattern instead of by parser: several times as fast.

Excel, WPS, LibreOffice and the usual libraries write cells as ``<c r="A1" s="2" t="s"><v>7</v></c>``. A row
of such cells only is read here; a row with anything else (formulas, inline text) goes to the parser,
alone. A part that is not in plain form at all is left to the parser as a whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import closing
from xml.sax.saxutils import unescape as undo_entities

from xlcheck.excel.guard import Package
from xlcheck.excel.parts import parse_chunks, unescape
from xlcheck.excel.sheet_rows import SheetRows

_CELL = re.compile(
    rb'<c r="([A-Z]{1,3})\d+"(?: s="(\d+)")?(?: t="(\w+)")?'
    rb'(?:/>|><v>([^<]*)</v></c>|><is><t(?: xml:space="preserve")?>([^<]*)</t></is></c>)'
)
_ROW = re.compile(rb'\s*<row r="(\d{1,7})"([^>]*)>')
_HEAD = re.compile(rb'(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*?(?: encoding="(?:utf-8|UTF-8)")?[^>]*\?>)?\s*<worksheet[\s>]')
_STRING = re.compile(rb'<si><t(?: xml:space="preserve")?>([^<]*)</t></si>')
_ENTITIES = {"&quot;": '"', "&apos;": "'"}
_BEGIN, _END_ROW, _END, _CLOSE = b"<sheetData>", b"</row>", b"</sheetData>", b"</worksheet>"


class NotPlain(Exception):  # noqa: N818 - no error, only a sign to take the other way
    """The part is not in the plain form; read it with the parser."""


def plain_rows(package: Package, name: str, rows: SheetRows) -> None:
    """Collect the rows of a worksheet part into ``rows``.

    Raises :class:`NotPlain` where the part as a whole is not plain; what was collected is then void.
    """
    with closing(package.chunks(name)) as chunks:
        head, rest = _until_rows(chunks)
        if not _HEAD.match(head) or b"<!" in head:
            raise NotPlain
        for text, is_row in _pieces(rest, chunks):
            if b"<!" in text:
                raise NotPlain
            read = _read_row if is_row else _read_tail
            read(package, name, text, rows)


def _until_rows(chunks: Iterator[bytes]) -> tuple[bytes, bytes]:
    """What stands before the first row, and what of it has been inflated after."""
    text = b""
    for chunk in chunks:
        text += chunk
        before, found, after = text.partition(_BEGIN)
        if found:
            return before, after
    raise NotPlain


def _pieces(text: bytes, chunks: Iterator[bytes]) -> Iterator[tuple[bytes, bool]]:
    """Each row without its closing tag (true), last what stands after them (false)."""
    buffer, searched = bytearray(text), 0
    for chunk in _with_rest(chunks):
        buffer += chunk
        at = buffer.rfind(_END_ROW, max(0, searched - len(_END_ROW)))
        searched = len(buffer)
        if at >= 0:
            for row in bytes(buffer[:at]).split(_END_ROW):
                yield row, True
            del buffer[: at + len(_END_ROW)]
            searched = len(buffer)
    yield bytes(buffer), False


def _with_rest(chunks: Iterator[bytes]) -> Iterator[bytes]:
    """The further chunks, after an empty one so that what is at hand already is looked at."""
    yield b""
    yield from chunks


def _read_row(package: Package, name: str, text: bytes, rows: SheetRows) -> None:
    match = _ROW.match(text)
    cells = _CELL.findall(text)
    filled = [
        (letters, style, kind, value or inline) for letters, style, kind, value, inline in cells if value or inline
    ]
    # one "<" a cell, three more with a value, five with a text of its own; anything else shows in the count
    tags = len(cells) + sum(3 if cell[3] else 5 for cell in cells if cell[3] or cell[4])
    if match is None or text.count(b"<") != 1 + tags or b"&" in text:
        parse_chunks(package, name, (b"<w>", text, b"</row></w>"), rows.start, rows.end, rows.text)
        return
    rows.add_row(int(match[1]), b'hidden="1"' in match[2], filled)


def _read_tail(package: Package, name: str, text: bytes, rows: SheetRows) -> None:
    """What follows the last full row: empty rows, then merges and the rest of the sheet."""
    empty, found, rest = text.partition(_END)
    rest, closed, _ = rest.rpartition(_CLOSE)
    if not (found and closed):
        raise package.unreadable(f"部件 {name} 不是完整的 XML")
    parse_chunks(package, name, (b"<w>", empty, rest, b"</w>"), rows.start, rows.end, rows.text)


def plain_strings(package: Package, name: str) -> list[str]:
    """The shared strings where all are plain; raises :class:`NotPlain` otherwise."""
    text = b"".join(package.small_chunks(name, package.limits.strings_bytes))
    found = _STRING.findall(text)
    # "<" of: declaration, sst and its end, four a string; LibreOffice writes line breaks as &#10;
    whole = text.count(b"<") - 4 * len(found) in (2, 3) and text.rstrip().endswith(b"</sst>")
    if not whole or b"<!" in text or b"&#" in text:
        raise NotPlain
    try:
        decoded = [raw.decode("utf-8") for raw in found]
    except UnicodeDecodeError:
        raise NotPlain from None
    return [unescape(undo_entities(t, _ENTITIES) if "&" in t else t) for t in decoded]
