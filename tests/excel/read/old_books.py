"""Workbooks of old formats for tests: made by xlwt, changed record by record, locked."""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path

import xlwt
from msoffcrypto.method.rc4 import DocumentRC4, _makekey
from olefile import OleFileIO

Record = tuple[int, bytes]
BOF, BOUND_SHEET, FORMAT, XF, FILEPASS, NOTE = 0x0809, 0x0085, 0x041E, 0x00E0, 0x002F, 0x001C


def look(shows: str = "General", *, struck: bool = False) -> xlwt.XFStyle:
    """A style with a number format, and struck out."""
    style = xlwt.XFStyle()
    style.num_format_str = shows
    style.font.struck_out = struck
    return style


def stream_of(path: Path) -> bytes:
    """The stream of records in a workbook."""
    with OleFileIO(path) as container:
        return container.openstream("Workbook").read()


def records(stream: bytes) -> Iterator[Record]:
    """Kind and content of each record."""
    at = 0
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        if not kind:
            return
        yield kind, stream[at + 4 : at + 4 + length]
        at += 4 + length


def rewritten(path: Path, change: Callable[[int, bytes], Iterator[Record]]) -> Path:
    """The workbook with each record run through a function; where its sheets begin is put right."""
    changed, moved, at, new = [], {}, 0, 0
    for kind, content in records(stream_of(path)):
        moved[at] = new
        at += 4 + len(content)
        for record in change(kind, content):
            changed.append(record)
            new += 4 + len(record[1])
    out = b"".join(struct.pack("<HH", k, len(c)) + _moved(k, c, moved) for k, c in changed)
    doc = xlwt.CompoundDoc.XlsDoc()
    doc.save(str(path), out)
    return path


def _moved(kind: int, content: bytes, moved: dict[int, int]) -> bytes:
    if kind != BOUND_SHEET:
        return content
    return struct.pack("<I", moved[struct.unpack_from("<I", content)[0]]) + content[4:]


def locked(path: Path, password: str) -> Path:
    """The workbook encrypted with RC4, as Excel 97 does."""
    salt, verifier = bytes(range(16)), bytes(range(16, 32))
    check = _rc4(_makekey(password, salt, 0), verifier + hashlib.md5(verifier).digest())
    told = struct.pack("<HHH", 1, 1, 1) + salt + check

    def with_lock(kind: int, content: bytes) -> Iterator[Record]:
        yield kind, content
        if kind == BOF and content[2:4] == b"\x05\x00":
            yield FILEPASS, told

    rewritten(path, with_lock)
    plain = stream_of(path)
    coded = DocumentRC4.decrypt(password, salt, BytesIO(plain), blocksize=1024).read()
    out, at = bytearray(coded), 0
    for kind, content in records(plain):
        end = at + 4 + len(content)
        kept = end if kind in (BOF, FILEPASS) else at + 8 if kind == BOUND_SHEET else at + 4
        out[at:kept] = plain[at:kept]
        at = end
    whole = bytes(out[:at]) + struct.pack("<HH", 0, (-at) % 4) + bytes((-at) % 4)  # what follows is read as records too
    xlwt.CompoundDoc.XlsDoc().save(str(path), whole)
    return path


def _rc4(key: bytes, data: bytes) -> bytes:
    box, j = list(range(256)), 0
    for i in range(256):
        j = (j + box[i] + key[i % len(key)]) % 256
        box[i], box[j] = box[j], box[i]
    out, i, j = bytearray(), 0, 0
    for byte in data:
        i = (i + 1) % 256
        j = (j + box[i]) % 256
        box[i], box[j] = box[j], box[i]
        out.append(byte ^ box[(box[i] + box[j]) % 256])
    return bytes(out)


def obfuscated(path: Path) -> Path:
    """The workbook with the lock of Excel 95 (XOR), as far as it says so."""

    def with_lock(kind: int, content: bytes) -> Iterator[Record]:
        yield kind, content
        if kind == BOF and content[2:4] == b"\x05\x00":
            yield FILEPASS, struct.pack("<HHH", 0, 0x1234, 0x5678)

    return rewritten(path, with_lock)
