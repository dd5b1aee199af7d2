"""The VML part of a sheet: the boxes in which notes are shown."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import islice

from xlcheck.excel.patch.boxes import WIDTH, anchor, height_of
from xlcheck.excel.patch.draft import PackageDraft
from xlcheck.excel.patch.edits import Edit
from xlcheck.excel.patch.elements import Element, root_of
from xlcheck.excel.patch.layout import POINTS, SheetSections
from xlcheck.excel.patch.package_part import PackagePart
from xlcheck.excel.patch.workbook import PatchedWorkbook, Sheet, relation_key
from xlcheck.excel.places import Cell

_BLOCK = 1024
"""Shape numbers are given out in blocks, and no block twice in a workbook."""
_NUMBER = re.compile(rb"_x0000_s([0-9]{1,9})\b")
_IDMAP = re.compile(rb"<o:idmap\b[^>]*?\bdata\s*=\s*[\"']([^\"']*)")
_END = re.compile(rb"</xml\s*>\s*\Z")
_NAMESPACES = {
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
    "x": "urn:schemas-microsoft-com:office:excel",
}
_TYPE = (
    '<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">'
    '<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
)
_SHAPE = (
    '<v:shape id="_x0000_s{number}" type="#_x0000_t202" style="position:absolute;margin-left:60pt;margin-top:2pt;'
    'width:{width:.0f}pt;height:{height:.0f}pt;z-index:{order};visibility:hidden" fillcolor="#ffffe1" '
    'o:insetmode="auto"><v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/>'
    '<v:path o:connecttype="none"/><v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div>'
    '</v:textbox><x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>{anchor}</x:Anchor>'
    "<x:AutoFill>False</x:AutoFill><x:Row>{row}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>"
)


class ShapeNumbers:
    """Gives out numbers of shapes that no drawing of the workbook has."""

    def __init__(self, draft: PackageDraft) -> None:
        self._draft, self._last = draft, -1

    def take(self, count: int) -> tuple[list[int], list[int]]:
        """Return blocks that are free, and so many numbers out of them."""
        if self._last < 0:
            self._last = max((_highest(self._draft.part(n, sloppy=True)) for n in self._draft.names(".vml")), default=0)
        blocks = [self._last + 1 + i for i in range(-(-count // (_BLOCK - 1)))]
        self._last = blocks[-1]
        numbers = (b * _BLOCK + n for b in blocks for n in range(1, _BLOCK))
        return blocks, list(islice(numbers, count))


def _highest(part: PackagePart) -> int:
    """Return the highest block that a drawing uses."""
    block_texts = b",".join(_IDMAP.findall(part.data)).split(b",")
    blocks = [int(b) for b in block_texts if b.strip().isdigit() and len(b) < 8]
    return max([*blocks, *(int(n) // _BLOCK for n in _NUMBER.findall(part.data))], default=0)


def add_shapes(
    book: PatchedWorkbook, numbers: ShapeNumbers, sheet: Sheet, layout: SheetSections, pixels: Mapping[int, float],
    notes: Mapping[Cell, str],
) -> None:  # fmt: skip
    """Add a box for each note, to the sheet's drawing of boxes or to a new one."""
    if not notes:
        return
    blocks, shape_numbers = numbers.take(len(notes))
    shapes = "".join(
        _shape(layout, pixels, cell, text, number)
        for (cell, text), number in zip(notes.items(), shape_numbers, strict=True)
    )  # fmt: skip
    pointer = layout.child("legacyDrawing")
    relation = book.relations(sheet.part).target(pointer.get(relation_key(pointer))) if pointer else None
    part = book.draft.part(relation.target, sloppy=True) if relation else PackagePart(b"")
    if _END.search(part.data):
        part.edits += _grown(part, blocks, shapes)
    else:
        identity = book.new_part(sheet.part, "vmlDrawing", "drawings/vmlDrawing{}.vml", _whole(blocks, shapes))
        _point(book, layout, pointer, identity)


def _point(book: PatchedWorkbook, layout: SheetSections, pointer: Element | None, identity: str) -> None:
    """Have the sheet refer to its drawing of boxes."""
    if pointer is not None:
        layout.part.edits.append(pointer.set(relation_key(pointer), identity))
    else:
        link = f'<{layout.prefix}legacyDrawing xmlns:r="{book.relation_types}" r:id="{identity}"/>'
        layout.add("legacyDrawing", link.encode())


def _shape(layout: SheetSections, pixels: Mapping[int, float], cell: Cell, text: str, number: int) -> str:
    height = height_of(text)
    return _SHAPE.format(
        number=number, order=number % _BLOCK, width=WIDTH * POINTS, height=height * POINTS,
        anchor=anchor(layout, pixels, cell, height), row=cell[0] - 1, column=cell[1] - 1,
    )  # fmt: skip


def _map(blocks: Sequence[int]) -> str:
    block_list = ",".join(map(str, blocks))
    return f'<o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="{block_list}"/></o:shapelayout>'


def _whole(blocks: Sequence[int], shapes: str) -> bytes:
    spaces = " ".join(f'xmlns:{prefix}="{name}"' for prefix, name in _NAMESPACES.items())
    return f"<xml {spaces}>{_map(blocks)}{_TYPE}{shapes}</xml>".encode()


def _grown(part: PackagePart, blocks: Sequence[int], shapes: str) -> list[Edit]:
    """Add shapes to a drawing of boxes, and what else it lacks."""
    data = bytes(part.data)
    root: Element = root_of(data)
    edits = [root.set(f"xmlns:{p}", n) for p, n in _NAMESPACES.items() if root.get(f"xmlns:{p}") is None]
    idmap = _IDMAP.search(data)
    if idmap is not None:
        more = "".join(f",{b}" for b in blocks)
        edits.append(Edit(idmap.end(1), idmap.end(1), more.encode()))
    else:
        shapes = _map(blocks) + shapes
    kind = "" if b"_x0000_t202" in data.replace(b"#_x0000_t202", b"") else _TYPE
    return [*edits, root.append((kind + shapes).encode())]
