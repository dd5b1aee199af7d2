"""The XML parts of a workbook, streamed: sheets, shared strings, styles.

An own reader, since no library at hand keeps exact digits, error cells, formulas without a
value and hidden rows apart (ECMA-376 part 1, chapter 18; strict and transitional alike).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from contextlib import closing
from xml.parsers import expat

from xlcheck.excel.guard import Package

Attributes = dict[str, str]

_DATE_IDS = frozenset([*range(14, 23), *range(27, 37), 45, 46, 47, *range(50, 59)])
_PERCENT_IDS = frozenset({9, 10})
_NOT_FORMAT = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]', re.IGNORECASE)


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
    parser = strict_parser(package)
    parser.buffer_text = True
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


def strict_parser(package: Package) -> expat.XMLParserType:
    """An XML parser that refuses the workbook where a part declares a DTD: no entities, so no bombs of them."""

    def no_doctype(*_: object) -> None:
        raise package.refused("XML 中带有 DTD 声明")

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = no_doctype
    return parser


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
            own[whole_number(attributes.get("numFmtId")) or 0] = attributes.get("formatCode", "")
        elif element == "cellXfs":
            inside["cellXfs"] = True
        elif element == "xf" and inside["cellXfs"]:
            kinds.append(_format_kind(whole_number(attributes.get("numFmtId")) or 0, own))

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


def whole_number(text: str | None) -> int | None:
    """The number of an attribute; ``None`` where it is none or absurdly long."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else None
