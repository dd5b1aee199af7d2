"""What in a workbook acts by itself: formulas that call outside, links, embedded objects, macros.

Nothing of it is run or followed; a person is told before somebody opens the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, closing
from dataclasses import dataclass
from enum import Enum
from html import unescape
from pathlib import Path

from xlcheck.excel.read.guard import Package
from xlcheck.excel.read.kinds import FileKind, kind_of
from xlcheck.excel.read.other_formats import is_foreign, unlocked
from xlcheck.excel.read.package import contents_of
from xlcheck.excel.read.xml import Attributes, parse


class ActiveKind(Enum):
    """A kind of thing that acts by itself."""

    CALL = "call"
    LINK = "link"
    EMBEDDED = "embedded"
    MACRO = "macro"


@dataclass(frozen=True, slots=True)
class ActiveThing:
    """One of them, with sheet and cell where it is a formula; else ``what`` names the part, or what holds it."""

    kind: ActiveKind
    what: str
    sheet: str = ""
    cell: str = ""


_PARTS: tuple[tuple[ActiveKind, re.Pattern[str]], ...] = (
    (ActiveKind.MACRO, re.compile(r"(.*/)?(vba(project|data)[^/]*|macrosheets/.*|dialogsheets/.*)|customui/.*", re.I)),
    (ActiveKind.EMBEDDED, re.compile(r".*/(embeddings|activex|webextensions)/.*", re.I)),
    (ActiveKind.LINK, re.compile(r".*/(externallinks/.*|querytables/.*|connections\.xml)", re.I)),
)
"""Parts by their names, which programs give them for good."""
_FOREIGN = {
    ActiveKind.MACRO: ("_VBA_PROJECT_CUR".encode("utf-16-le"), b"Basic/Standard/", b"Scripts/python/"),
    ActiveKind.EMBEDDED: ("\x01Ole10Native".encode("utf-16-le"), "MBD0".encode("utf-16-le")),
}
"""What is found in the bytes of workbooks of other formats, of which no formula is looked at."""

_STRING = re.compile(r'"(?:[^"]|"")*"')
_CALLS = re.compile(
    r"(?<![A-Z0-9_.])(?:_XLFN\.|_XLWS\.|_XLUDF\.)*"
    r"(WEBSERVICE|RTD|CALL|REGISTER(?:\.ID)?|EXEC|IMAGE|SQL\.REQUEST|STOCKHISTORY|IMPORT(?:XML|DATA|HTML|FEED|RANGE)|DDE)\s*\("
)
_DDE = re.compile(r"[^\s!|]\|[^!|]*!")
_OTHER_BOOK = re.compile(r"\[[^\[\]]+\][^\[\]!\"(),;+*/&=<>]*!")
_ADDRESS = re.compile(r"(?:HYPERLINK|FILTERXML)\s*\(")
_OUTSIDE = re.compile(r"://|\\\\|FILE:")
_FORMULA = re.compile(rb"<(?:[^\s<>/!?:]+:)?f(?:ormula[12]?)?(?:\s[^<>]*)?>(<!|[^<]*)")
_WIDE = (b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<")
_LONGEST = 1 << 16
"""Bytes that a formula takes at most, in which it may stand across two pieces of a part."""
_MOST = 200
"""So many formulas of one sheet are named."""


def calls_outside(formula: str) -> bool:
    """Say whether a formula fetches, sends or starts something, or reads another workbook."""
    folded = formula.upper()
    bare = _STRING.sub('""', folded)
    if _CALLS.search(bare) or _DDE.search(bare.replace("''", "")) or _OTHER_BOOK.search(bare):
        return True
    return bool(_ADDRESS.search(bare)) and bool(_OUTSIDE.search(folded)) and ("&" in bare or "FILTERXML" in bare)


def kind_of_part(name: str) -> ActiveKind | None:
    """Return of which kind a part is by its name; ``None`` where it does nothing."""
    return next((kind for kind, pattern in _PARTS if pattern.fullmatch(name)), None)


def is_of_sheets(things: Iterable[ActiveThing]) -> bool:
    """Say whether whole sheets are macros, without which the workbook would be another one."""
    return any(thing.kind is ActiveKind.MACRO and "sheets/" in thing.what.lower() for thing in things)


def active_things(path: Path) -> tuple[ActiveThing, ...]:
    """Return what acts by itself in a workbook of any format, parts first.

    Raises :class:`XlcheckError` as :class:`Package`.
    """
    if is_foreign(path):
        return tuple(_in_foreign(path.read_bytes()))
    with ExitStack() as stack:
        plain = stack.enter_context(unlocked(path)) if kind_of(path) is FileKind.LOCKED else path
        package = stack.enter_context(Package(plain))
        return (*_parts(package), *_names(package), *_formulas(package))


def _in_foreign(data: bytes) -> Iterator[ActiveThing]:
    for kind, marks in _FOREIGN.items():
        if any(mark in data for mark in marks):
            yield ActiveThing(kind, "")


def _parts(package: Package) -> Iterator[ActiveThing]:
    for name in package.names:
        kind = kind_of_part(name)
        if kind is not None and not name.endswith((".rels", "/")):
            yield ActiveThing(kind, name)


def _names(package: Package) -> Iterator[ActiveThing]:
    """Yield the defined names that call outside, which formulas use without showing it."""
    found: list[ActiveThing] = []
    name, text = "", ""

    def start(element: str, attributes: Attributes) -> None:
        nonlocal name, text
        if element == "definedName":
            name, text = attributes.get("name", ""), ""

    def said(data: str) -> None:
        nonlocal text
        text += data

    def end(element: str) -> None:
        if element == "definedName" and calls_outside(text):
            found.append(ActiveThing(ActiveKind.CALL, f"名称“{name}”"))

    for part in package.names:
        if part.lower().endswith("/workbook.xml"):
            parse(package, part, start, end, said)
    yield from found


def _formulas(package: Package) -> Iterator[ActiveThing]:
    for sheet in contents_of(package).worksheets:
        if package.has(sheet.part) and _may_hold_call(package, sheet.part):
            yield from _of_sheet(package, sheet.part, sheet.name)


def _may_hold_call(package: Package, part: str) -> bool:
    """Say whether a part may hold such a formula, without reading it as XML: few have one, some a million rows."""
    before = b""
    with closing(package.chunks(part)) as chunks:
        for chunk in chunks:
            piece = before + chunk
            if (not before and piece.startswith(_WIDE)) or any(map(_may_call, _FORMULA.findall(piece))):
                return True
            before = piece[-_LONGEST:]
    return False


def _may_call(formula: bytes) -> bool:
    """Say whether a formula as it stands in the bytes may call outside; what is no plain text there is parsed."""
    return formula == b"<!" or calls_outside(unescape(formula.decode("utf-8", "replace")))


def _of_sheet(package: Package, part: str, sheet: str) -> Iterator[ActiveThing]:
    found: list[ActiveThing] = []
    cell, texts = "", list[str]()

    def start(element: str, attributes: Attributes) -> None:
        nonlocal cell
        if element == "c":
            cell = attributes.get("r", "")
        texts.clear()

    def end(element: str) -> None:
        if element in FORMULAS and len(found) < _MOST and calls_outside("".join(texts)):
            where = cell if element == "f" else ""
            found.append(ActiveThing(ActiveKind.CALL, "" if where else "数据验证、条件格式或迷你图", sheet, where))
        if element == "c":
            cell_ended()

    def cell_ended() -> None:
        nonlocal cell
        cell = ""

    parse(package, part, start, end, texts.append, long=True)
    yield from found


FORMULAS = frozenset({"f", "formula", "formula1", "formula2"})
"""Elements of a sheet that hold a formula, of cells and of rules."""
