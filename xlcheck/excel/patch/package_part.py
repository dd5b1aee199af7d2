"""One part of the package, well-formed and in UTF-8 while it is worked on."""

from __future__ import annotations

import codecs
import mmap
import re
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from xml.parsers import expat

from xlcheck.excel.patch.edits import Data, Edit, splice
from xlcheck.excel.read.guard import Package
from xlcheck.excel.read.xml import strict_parser

_DECLARED = re.compile(rb"<\?xml[^>]*?encoding\s*=\s*[\"']([A-Za-z0-9._-]+)[\"']")
_WIDE = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be", b"<\x00": "utf-16-le", b"\x00<": "utf-16-be"}


@dataclass(slots=True)
class PackagePart:
    """A part's content in UTF-8, the encoding in which it is stored, and the edits so far."""

    data: Data
    codec: str = ""
    edits: list[Edit] = field(default_factory=list)

    def pieces(self) -> Iterator[bytes]:
        """Return what is to be stored, in the encoding it had."""
        pieces = splice(self.data, self.edits)
        return _recode(pieces, self.codec) if self.codec else pieces


def load(package: Package, name: str, stack: ExitStack, *, large: bool = False, sloppy: bool = False) -> PackagePart:
    """Load a part; a ``large`` one is kept in a temporary file, a ``sloppy`` one may be bad XML (VML is).

    Raises :class:`XlcheckError` as reading does.
    """
    chunks = package.chunks(name) if sloppy else _check_chunks(package, name)
    first = next(chunks, b"")
    codec = _codec(first)
    data = _join(first, chunks)
    if codec:
        data = (text.encode() for text in codecs.iterdecode(data, codec))
    try:
        return PackagePart(_map_memory(data, stack) if large else b"".join(data), codec)
    except UnicodeError:
        raise package.unreadable(f"部件 {name} 的编码不符") from None


def _join(first: bytes, chunks: Iterator[bytes]) -> Iterator[bytes]:
    yield first
    yield from chunks


def _check_chunks(package: Package, name: str) -> Iterator[bytes]:
    parser = strict_parser(package)
    try:
        for chunk in package.chunks(name):
            parser.Parse(chunk, False)
            yield chunk
        parser.Parse(b"", True)
    except (expat.ExpatError, ValueError, LookupError):
        raise package.unreadable(f"部件 {name} 不是完整的 XML") from None


def _codec(head: bytes) -> str:
    """Return the encoding of a part; empty where it is UTF-8."""
    if head[:2] in _WIDE:
        return _WIDE[head[:2]]
    match = _DECLARED.search(head[:200])
    try:
        name = codecs.lookup(match[1].decode()).name if match else "utf-8"
    except LookupError:  # the parser will refuse it
        return ""
    return "" if name == "utf-8" else name


def _map_memory(chunks: Iterator[bytes], stack: ExitStack) -> mmap.mmap:
    file = tempfile.TemporaryFile()  # noqa: SIM115 - lives as long as the map of it
    stack.callback(file.close)
    for chunk in chunks:
        file.write(chunk)
    file.flush()
    memory_map = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    stack.callback(_close, memory_map)
    return memory_map


def _close(memory_map: mmap.mmap) -> None:
    with suppress(BufferError):  # an error on its way up may still hold a search in it
        memory_map.close()


def _recode(pieces: Iterator[bytes], codec: str) -> Iterator[bytes]:
    """Encode pieces; signs that the encoding lacks become character references."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    for piece in pieces:
        yield decoder.decode(piece).encode(codec, "xmlcharrefreplace")
