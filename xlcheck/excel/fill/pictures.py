"""What is drawn on a template's sheets: pictures, shapes, WordArt, a logo in the print header, a background.

openpyxl drops all of it, so it is taken from the package itself, to be put into the filled one. What cannot be
carried over is refused by name: a form that silently lacked something would be printed and signed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from xlcheck.excel.fill.fields import HALF
from xlcheck.excel.patch.draft import PackageDraft
from xlcheck.excel.patch.relations import PartRelation
from xlcheck.excel.patch.sheets import layout_of
from xlcheck.excel.patch.workbook import PatchedWorkbook, Sheet, relation_key
from xlcheck.excel.read.guard import Package
from xlcheck.model import XlcheckError

ELEMENTS = ("drawing", "legacyDrawingHF", "picture")
"""How a sheet refers to its drawing, to the pictures of its print header and to its background, in this order."""

_CHART, _OLE, _CONTROL = "图表", "嵌入的对象", "表单控件"
_BESIDE_SHEETS = {
    "ctrlProp": _CONTROL,
    "control": "ActiveX 控件",
    "oleObject": _OLE,
    "package": _OLE,
    "slicer": "切片器",
    "timeline": "日程表",
}
_IN_SHEETS = {
    rb"<x14:sparklineGroup\b": "迷你图",
    rb'<x14:cfRule\b(?![^>]*type="dataBar")': "Excel 2010 以后的条件格式",
}
_IN_DRAWINGS = {"chart": _CHART, "chartEx": _CHART, "diagramData": "SmartArt 图形"}
_CARRIED = frozenset({"image", "hyperlink"})
_NO_NOTE = re.compile(rb"ObjectType\s*=\s*[\"'](?!Note|Pict)")
"""A control in the old drawing of a sheet, which holds notes else, or the pictures of a print header."""
_LINKED = re.compile(rb"\stextlink\s*=\s*[\"'][^\"']")
_RUN = re.compile(rb"<a:t(?:\s[^>]*)?>([^<]*)</a:t>")


@dataclass(frozen=True, slots=True)
class File:
    """A part of the package: its name, its content type and its bytes."""

    name: str
    content: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Picture:
    """Something drawn on a sheet: the element that refers to it, the type of that reference, and its part.

    ``links`` are the relationships of the part, ``media`` the files that they lead to.
    """

    element: str
    relation: str
    part: File
    links: bytes = b""
    media: tuple[File, ...] = ()


def pictures_of(template: Path) -> dict[str, tuple[Picture, ...]]:
    """Return by sheet what is drawn on it.

    Raises :class:`XlcheckError` ``form.unkept`` where a sheet has something that cannot be carried over,
    ``form.in-shape`` where a shape holds a placeholder.
    """
    with ExitStack() as stack:
        book = PatchedWorkbook(PackageDraft(stack.enter_context(Package(template)), stack))
        return {sheet.name: tuple(_of_sheet(book, sheet)) for sheet in book.sheets}


def _of_sheet(book: PatchedWorkbook, sheet: Sheet) -> Iterator[Picture]:
    relations, layout = book.relations(sheet.part), layout_of(book, sheet)
    losses = [word for kind, word in _BESIDE_SHEETS.items() if relations.of_kind(kind)]
    losses += [_CONTROL for vml in relations.of_kind("vmlDrawing") if _NO_NOTE.search(_bytes(book, vml.target))]
    losses += [word for pattern, word in _IN_SHEETS.items() if re.search(pattern, layout.part.data)]
    for name in ELEMENTS:
        element = layout.child(name)
        relation = relations.target(element.get(relation_key(element))) if element else None
        if relation is not None:
            picture = _picture(book, name, relation)
            losses += _losses_of(book, picture)
            if HALF.search(b"".join(_RUN.findall(picture.part.data)).decode("utf-8", "replace")):
                raise XlcheckError("form.in-shape", template=book.draft.package.path.name, sheet=sheet.name)
            yield picture
    if losses:
        what = "、".join(dict.fromkeys(losses))
        raise XlcheckError("form.unkept", template=book.draft.package.path.name, sheet=sheet.name, what=what)


def _picture(book: PatchedWorkbook, element: str, relation: PartRelation) -> Picture:
    if element == "drawing" and book.draft.part(relation.target).codec:  # also makes sure that it is whole
        raise book.draft.package.unreadable(f"部件 {relation.target} 的编码不是 UTF-8")
    part, relations = _file(book, relation.target), book.relations(relation.target)
    media = tuple(_file(book, image.target) for image in relations.of_kind("image"))
    links = _bytes(book, relations.part) if book.draft.has(relations.part) else b""
    return Picture(element, relation.element.get("Type") or "", part, links, media)


def _file(book: PatchedWorkbook, name: str) -> File:
    return File(name, book.types.of(name), _bytes(book, name))


def _bytes(book: PatchedWorkbook, name: str) -> bytes:
    return b"".join(book.draft.package.chunks(name))


def _losses_of(book: PatchedWorkbook, picture: Picture) -> Iterator[str]:
    """Yield the words for what a drawing has besides pictures and shapes."""
    for kind in sorted(book.relations(picture.part.name).kinds - _CARRIED):
        yield _IN_DRAWINGS.get(kind, "图片和形状以外的图形")
    if _LINKED.search(picture.part.data):
        yield "取单元格内容的形状"
