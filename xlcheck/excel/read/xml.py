"""The XML parts of a workbook, streamed.

An own reader, since no library at hand keeps exact digits, error cells, formulas without a
value and hidden rows apart (ECMA-376 part 1, chapter 18; strict and transitional alike).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import closing
from xml.parsers import expat

from xlcheck.excel.read.guard import Package

Attributes = dict[str, str]


def local(name: str) -> str:
    """Return an XML name without its prefix."""
    return name.rpartition(":")[2]


Start = Callable[[str, Attributes], None]
End = Callable[[str], None]


def parse(
    package: Package, name: str, start: Start, end: End | None = None, text: End | None = None, *, long: bool = False
) -> None:
    """Run the handlers over one part, a small one unless it is ``long``.

    Raises :class:`XlcheckError` as :class:`PartParser` does.
    """
    parser = PartParser(package, name, start, end, text)
    with closing(package.chunks(name) if long else package.small_chunks(name, package.limits.small_bytes)) as chunks:
        for chunk in chunks:
            parser.feed(chunk)
    parser.close()


class PartParser:
    """The strict parser of one part, fed piece by piece.

    Raises :class:`XlcheckError` where the part is not well-formed XML, or costs more than its limits.
    """

    def __init__(
        self, package: Package, name: str, start: Start, end: End | None = None, text: End | None = None
    ) -> None:
        self._package, self._name = package, name
        self._fed = self._begun = self._ended = 0
        self._parser = strict_parser(package)
        self._parser.buffer_text = True
        names = LocalNames()

        def began(element: str, attributes: Attributes) -> None:
            self._begun += 1
            start(names[element], attributes)

        def ended(element: str) -> None:
            self._ended += 1
            if end is not None:
                end(names[element])

        self._parser.StartElementHandler, self._parser.EndElementHandler = began, ended
        self._parser.CharacterDataHandler = text

    @property
    def depth(self) -> int:
        """How many elements are open."""
        return self._begun - self._ended

    def feed(self, data: bytes, *, last: bool = False) -> None:
        """Parse what comes next."""
        try:
            self._parser.Parse(data, last)
        except (expat.ExpatError, LookupError):  # LookupError: an encoding that nobody knows
            raise self._package.unreadable(f"部件 {self._name} 不是完整的 XML") from None
        self._fed += len(data)
        limits = self._package.limits
        unread = self._fed - self._parser.CurrentByteIndex
        if self._begun > limits.elements or self.depth > limits.depth or unread > limits.tag_bytes:
            raise self._package.refused(f"部件 {self._name} 的写法过于复杂")

    def close(self) -> None:
        """End the part; what is missing then is an error."""
        self.feed(b"", last=True)


class LocalNames(dict[str, str]):
    """Names without their prefixes, worked out once each."""

    def __missing__(self, name: str) -> str:
        self[name] = local(name)
        return self[name]


def strict_parser(package: Package) -> expat.XMLParserType:
    """Make an XML parser that refuses a workbook where a part declares a DTD: no entities, so no bombs of them."""

    def no_doctype(*_: object) -> None:
        raise package.refused("XML 中带有 DTD 声明")

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = no_doctype
    return parser


def attributes_of(tag: bytes) -> Attributes | None:
    """Return the attributes of one empty tag such as ``<c r="A1" s="2"/>``; ``None`` where it is not well-formed."""
    tags: list[Attributes] = []
    parser = expat.ParserCreate()
    parser.StartElementHandler = lambda _, attributes: tags.append(attributes)
    try:
        parser.Parse(tag, True)
    except expat.ExpatError:
        return None
    return tags[0]


def unescape(text: str) -> str:
    """Undo ``_x000D_`` escapes (ECMA-376, ST_Xstring); half of a surrogate pair is no character and stays."""
    if "_x" not in text:
        return text
    return re.sub(r"_x((?![Dd][89A-Fa-f])[0-9A-Fa-f]{4})_", lambda m: chr(int(m[1], 16)), text)


def whole_number(text: str | None) -> int | None:
    """Return the number of an attribute; ``None`` where it is not a number or is absurdly long."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else None


def decimal(text: str | None, usual: float) -> float:
    """Return the number of an attribute, which may have a fraction; the usual one where it is not a number."""
    try:
        return float(text or usual)
    except ValueError:
        return usual
