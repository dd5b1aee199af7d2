"""Putting pictures and shapes of a template into the workbook that was filled from it."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path

from xlcheck.excel.fill.pictures import File, Picture
from xlcheck.excel.fill.rowmap import RowMap
from xlcheck.excel.fill.symbols import SymbolSpot, new_drawing
from xlcheck.excel.patch.draft import PackageDraft
from xlcheck.excel.patch.edits import Edit, splice
from xlcheck.excel.patch.elements import Element, children, root_of
from xlcheck.excel.patch.sheets import layout_of
from xlcheck.excel.patch.workbook import PatchedWorkbook, Sheet
from xlcheck.excel.read.guard import Limits, Package

_OWN = Limits(ratio=10_000)
"""For what the tool itself has just written; many like rows pack well."""
_EDIT_AS = re.compile(rb"\s+editAs\s*=\s*(?:\"[^\"]*\"|'[^']*')")
_SIZE = re.compile(
    rb"<a:xfrm(?![^>]*\brot=)[^>]*>\s*<a:off\b[^>]*>\s*<a:ext\s+(cx=\"[1-9][0-9]*\"\s+cy=\"[1-9][0-9]*\")"
)
_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
_NO_LINKS = (
    f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Relationships xmlns="{_RELATIONSHIPS}"></Relationships>'
).encode()
_NEW_DRAWING = File(
    "xl/drawings/drawing.xml", "application/vnd.openxmlformats-officedocument.drawing+xml", new_drawing()
)
_FIRST_NUMBER = 9000
"""Beyond the numbers that a template gives to what is drawn on it."""
_WRAPPERS = frozenset({"AlternateContent", "Choice", "Fallback"})


@dataclass(frozen=True, slots=True)
class Artwork:
    """What is drawn on a filled sheet: as in its template, whose rows went to ``rows``, and QR codes besides."""

    pictures: Sequence[Picture]
    rows: RowMap
    symbols: Sequence[SymbolSpot] = ()


def graft(filled: Path, drawn: Mapping[str, Artwork], out: Path) -> None:
    """Write the workbook ``filled`` to ``out`` with what is drawn on each of its sheets.

    Raises :class:`XlcheckError` ``output.locked`` where ``out`` cannot be written.
    """
    with ExitStack() as stack:
        book = PatchedWorkbook(PackageDraft(stack.enter_context(Package(filled, _OWN)), stack))
        for sheet in book.sheets:
            if sheet.name in drawn:
                _draw(book, sheet, drawn[sheet.name])
        book.finish()
        book.draft.write(out)


def _draw(book: PatchedWorkbook, sheet: Sheet, drawn: Artwork) -> None:
    layout = layout_of(book, sheet)
    pictures = list(drawn.pictures)
    if drawn.symbols and not any(picture.element == "drawing" for picture in pictures):
        pictures.insert(0, Picture("drawing", f"{book.relation_types}/drawing", _NEW_DRAWING))
    for picture in pictures:
        base, _, kind = picture.relation.rpartition("/")
        identity = book.relations(sheet.part).add(base, kind, _add(book, picture, drawn))
        tag = f'<{layout.prefix}{picture.element} xmlns:r="{book.relation_types}" r:id="{identity}"/>'
        layout.add(picture.element, tag.encode())


def _add(book: PatchedWorkbook, picture: Picture, drawn: Artwork) -> str:
    """Add the parts of a picture, QR codes with a drawing; returns the name of the part to which the sheet refers."""
    if picture.element == "picture":
        return _add_file(book, picture.part)
    for media in picture.media:
        _add_file(book, media)
    folder, base = posixpath.split(picture.part.name)
    stem, ending = posixpath.splitext(base)
    name = book.draft.free_name(posixpath.join(folder, stem.rstrip("0123456789") + "{}" + ending))
    data, links = picture.part.data, picture.links
    if picture.element == "drawing":
        data = moved(data, drawn.rows)
        data, links = _with_symbols(book, data, links, drawn.symbols)
    _add_file(book, replace(picture.part, name=name, data=data))
    if links:  # the folder is the same, so they lead where they led
        links_name = posixpath.join(folder, "_rels", f"{posixpath.basename(name)}.rels")
        book.draft.add(links_name, links)
        book.types.add(links_name, "relations")
    return name


def _with_symbols(
    book: PatchedWorkbook, drawing: bytes, links: bytes, symbols: Sequence[SymbolSpot]
) -> tuple[bytes, bytes]:
    """Return a drawing and its relationships with QR codes added to what is there."""
    anchors, relations = b"", b""
    for number, symbol in enumerate(symbols, start=1):
        name = book.draft.free_name("xl/media/symbol{}.png")
        _add_file(book, File(name, "image/png", symbol.picture))
        identity = f"symbol{number}"
        anchors += symbol.anchor(_FIRST_NUMBER + number, identity)
        relations += (
            f'<Relationship Id="{identity}" Type="{book.relation_types}/image" Target="/{name}"'
            f' xmlns="{_RELATIONSHIPS}"/>'
        ).encode()
    if not symbols:
        return drawing, links
    return _appended(drawing, anchors), _appended(links or _NO_LINKS, relations)


def _appended(part: bytes, content: bytes) -> bytes:
    return b"".join(splice(part, [root_of(part).append(content)]))


def _add_file(book: PatchedWorkbook, file: File) -> str:
    """Add a part under its name, once."""
    if book.draft.add_once(file.name, file.data):
        book.types.tell(file.name, file.content)
    return file.name


def moved(drawing: bytes, rows: RowMap) -> bytes:
    """Return a drawing whose anchors follow the rows that they stand on, as Excel moves them with inserted rows.

    What is set to keep its size keeps it, what may change its size is stretched over rows that are added beneath it.
    """
    edits = [edit for anchor in _anchors(drawing, root_of(drawing)) for edit in _moves(drawing, anchor, rows)]
    return b"".join(splice(drawing, edits))


def _anchors(data: bytes, parent: Element) -> Iterator[Element]:
    for element in children(data, parent):
        if element.name in _WRAPPERS:
            yield from _anchors(data, element)
        elif element.name in ("oneCellAnchor", "twoCellAnchor"):
            yield element


def _moves(data: bytes, anchor: Element, rows: RowMap) -> Iterator[Edit]:
    corners = {e.name: e for e in children(data, anchor) if e.name in ("from", "to")}
    how, size = anchor.get("editAs"), _SIZE.search(data, anchor.inner, anchor.close)
    if how in ("oneCell", "absolute") and "to" in corners and size:
        yield from _held_by_corner(anchor, corners.pop("to"), size)
    for corner in corners.values() if how != "absolute" else ():
        yield from _moved_corner(data, corner, rows)


def _moved_corner(data: bytes, corner: Element, rows: RowMap) -> Iterator[Edit]:
    for element in children(data, corner):
        if element.name == "row":
            row = rows.first(int(data[element.inner : element.close]) + 1) - 1
            yield Edit(element.inner, element.close, str(row).encode())


def _held_by_corner(anchor: Element, to: Element, size: re.Match[bytes]) -> Iterator[Edit]:
    """Yield edits that give a size for the lower right corner, which would stretch with a row that grows higher."""
    tag = f"{anchor.prefix}oneCellAnchor".encode()
    yield Edit(anchor.start, anchor.inner, b"<" + tag + _EDIT_AS.sub(b"", anchor.attributes) + b">")
    yield Edit(to.start, to.end, f"<{anchor.prefix}ext ".encode() + size[1] + b"/>")
    yield Edit(anchor.close, anchor.end, b"</" + tag + b">")
