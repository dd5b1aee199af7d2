"""The shared strings of a workbook: plain ones many at a time, all others by the parser."""

from __future__ import annotations

import re
from contextlib import closing
from functools import cache

from xlcheck.excel.read.guard import Package
from xlcheck.excel.read.pieces import every_match, read_pieces
from xlcheck.excel.read.plain_text import decoded, is_plain
from xlcheck.excel.read.styles import is_struck
from xlcheck.excel.read.wps_pictures import CALL, as_text
from xlcheck.excel.read.xml import Attributes, PartParser, unescape

_OPENING = re.compile(rb"<(\w+:)?sst(?:\s[^<>]*[^<>/])?>")
_STRING = (
    r'(\s*<{p}si><{p}t(?: xml:space="preserve")?>([^<]*+)</{p}t>'
    r'(?:<{p}phoneticPr(?: \w++="[^"<>&]*+")*/>)?</{p}si>)'
)
_PICTURE = CALL.encode()
_PREFIX = re.compile(rb"\s*<(\w+:)?si>")


class SharedStrings(list[str]):
    """The shared strings of a workbook; ``struck`` has the numbers of those of which something is struck out."""

    def __init__(self) -> None:
        super().__init__()
        self.struck: set[int] = set()


def shared_strings(package: Package, name: str) -> SharedStrings:
    """Read the shared strings; phonetic guides are left out."""
    strings = PlainStrings(package)
    parser = PartParser(package, name, strings.start, strings.end, strings.text)
    with closing(package.small_chunks(name, package.limits.strings_bytes)) as chunks:
        read_pieces(parser, chunks, _OPENING, b"si", strings.take)
    parser.close()
    return strings.texts


class PlainStrings:
    """Collects the shared strings in their order."""

    def __init__(self, package: Package) -> None:
        self.texts = SharedStrings()
        self._package = package
        self._pieces: list[str] = []
        self._in_text = self._phonetic = self._struck = False

    def take(self, xml: bytes) -> bool:
        """Read a stretch of strings; false where one of them is not plain."""
        prefix = _PREFIX.match(xml)
        matches = every_match(_pattern(prefix[1]), xml) if prefix and is_plain(xml) else []
        raw = [text for _, text in matches]
        try:
            texts = decoded(raw)
        except UnicodeDecodeError:
            return False
        self._package.hold(len(raw), sum(map(len, raw)))
        unescaped = map(unescape, texts)
        self.texts += map(as_text, unescaped) if _PICTURE in xml else unescaped
        return bool(matches)

    def start(self, element: str, attributes: Attributes) -> None:
        """Take in the start of an element."""
        if element == "si":
            self._pieces = []
        elif element == "rPh":
            self._phonetic = True
        elif element == "t":
            self._in_text = not self._phonetic
        elif element == "strike":
            self._struck |= is_struck(attributes)

    def text(self, data: str) -> None:
        """Take in character data, of a text or of nothing of interest."""
        if self._in_text:
            self._pieces.append(data)

    def end(self, element: str) -> None:
        """Take in the end of an element."""
        if element == "si":
            text = as_text(unescape("".join(self._pieces)))
            self._package.hold(1, 2 * len(text))
            if self._struck:
                self.texts.struck.add(len(self.texts))
            self._struck = False
            self.texts.append(text)
        elif element == "rPh":
            self._phonetic = False
        elif element == "t":
            self._in_text = False


@cache
def _pattern(prefix: bytes | None) -> re.Pattern[bytes]:
    return re.compile(_STRING.replace("{p}", (prefix or b"").decode()).encode())
