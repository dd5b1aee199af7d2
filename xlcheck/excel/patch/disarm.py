"""A copy of a workbook without what acts by itself: macros, embedded objects, links, formulas that call outside.

All else stands as it stood. A formula leaves the value that it last had; where there is none to leave, ``#REF!``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import ExitStack
from html import unescape
from pathlib import Path

from xlcheck.excel.patch.content_types import ContentTypes
from xlcheck.excel.patch.draft import PackageDraft
from xlcheck.excel.patch.edits import Data, Edit
from xlcheck.excel.patch.elements import Element, children, root_of
from xlcheck.excel.patch.relations import PartRelation, PartRelations
from xlcheck.excel.read.active import calls_outside, kind_of_part
from xlcheck.excel.read.guard import Package

_HOLDERS = {"oleObjects", "controls", "externalReferences", "externalData"}
"""Elements whose children stand for parts that are left out."""
_OUTSIDE = frozenset({"hyperlink"})
"""Kinds of relationships that may lead outside: nothing happens until somebody clicks."""
_FORMULA = re.compile(
    rb"<((?:[^\s<>/!?:]+:)?(f|formula|formula1|formula2|definedName))((?:\s[^<>]*?)?)(?:/>|>(.*?)</\1\s*>)", re.DOTALL
)
_SHARED = re.compile(rb"\bsi\s*=\s*[\"'](\d+)[\"']")
_MACRO = re.compile(rb"\s(?:macro|onAction)\s*=\s*(?:\"[^\"]+\"|'[^']+')")
_QUERY = re.compile(rb"\s(?:tableType\s*=\s*[\"']queryTable[\"']|queryTableFieldId\s*=\s*[\"']\d+[\"'])")
_LINKED = re.compile(rb"\s[^\s:=]+:link\s*=\s*[\"'][^\"']*[\"']")
_OF_SHAPES = (_MACRO, _LINKED)
_VML_MACRO = re.compile(rb"<x:FmlaMacro>.*?</x:FmlaMacro>", re.DOTALL)
_CHAIN = re.compile(r"(?:.*/)?calcchain\.xml", re.IGNORECASE)
"""It lists the cells with formulas, some of which are gone; programs make it anew."""
_LOST = b"#REF!"


def disarmed_copy(source: Path, out: Path) -> None:
    """Write a copy of a workbook in which nothing acts by itself.

    Raises :class:`XlcheckError` as :func:`xlcheck.excel.patch.patch_copy`.
    """
    with ExitStack() as stack:
        draft = PackageDraft(stack.enter_context(Package(source)), stack)
        types = ContentTypes(draft)
        gone = [name for name in draft.package.names if kind_of_part(name) or _CHAIN.fullmatch(name)]
        for name in gone:
            draft.drop(name)
            types.drop(name)
        for owner in _owners(draft):
            _cut_relations(draft, owner, set(gone))
        for name in draft.names(".xml"):
            if re.search(r"(^|/)(workbook\.xml$|worksheets/|charts/|drawings/|tables/)", name):
                _disarm_part(draft, name)
        for name in draft.names(".vml"):
            part = draft.part(name, sloppy=True)
            part.edits += _cut(part.data, _VML_MACRO)
        draft.write(out)


def _owners(draft: PackageDraft) -> Iterator[str]:
    """Yield the parts that have relationships and stay; the empty name is the package itself."""
    for name in draft.names(".rels"):
        folder, _, file = name.rpartition("_rels/")
        owner = f"{folder}{file.removesuffix('.rels')}"
        if not owner or draft.has(owner):
            yield owner


def _cut_relations(draft: PackageDraft, owner: str, gone: set[str]) -> None:
    """Leave out what leads to a part that is gone, or outside, and the elements that stand for it."""
    relations = PartRelations(draft, owner)
    cut = [one for one in relations.every if one.target in gone or _leads_outside(one)]
    for relation in cut:
        relations.drop(relation)
    if cut:
        relations.finish()
    if owner and cut and not owner.lower().endswith(".vml"):
        part = draft.part(owner, large=True)
        part.edits += _without(part.data, root_of(part.data), {one.id.encode() for one in cut})


def _leads_outside(relation: PartRelation) -> bool:
    return relation.element.get("TargetMode") == "External" and relation.kind not in _OUTSIDE


def _without(data: Data, root: Element, ids: set[bytes]) -> Iterator[Edit]:
    """Yield the edits that leave out the elements below the root that stand for these relationships."""
    for element in _below(data, root):
        inside = data[element.start : element.end] if element.name in _HOLDERS or element.empty else b""
        named = {m[1] for m in re.finditer(rb":(?:id|link|embed)\s*=\s*[\"']([^\"']+)[\"']", inside)}
        if named & ids:
            yield Edit(element.start, element.end, b"")


def _below(data: Data, root: Element) -> Iterator[Element]:
    """Yield the elements that may stand for a relationship; rows and cells do not."""
    for child in children(data, root):
        if child.name in ("AlternateContent", "Choice", "Fallback"):
            yield from _below(data, child)
        elif child.name not in ("sheetData", "sheets"):
            yield child


def _disarm_part(draft: PackageDraft, name: str) -> None:
    part = draft.part(name, large=True)
    shared: set[bytes] = set()
    for match in _FORMULA.finditer(part.data):
        number = _SHARED.search(match[3])
        follows = number is not None and number[1] in shared and b"shared" in match[3]
        if follows or (match[4] and calls_outside(_text(match[4]))):
            shared |= {number[1]} if number is not None else set()
            in_cell = match[2] == b"f" and "/worksheets/" in f"/{name}" and match[1] != b"xm:f"
            part.edits.append(_edit(match, in_cell=in_cell))
    for pattern in _OF_SHAPES if "/drawings/" in f"/{name}" else (_QUERY,) if "/tables/" in f"/{name}" else ():
        part.edits += _cut(part.data, pattern)


def _cut(data: Data, pattern: re.Pattern[bytes]) -> list[Edit]:
    return [Edit(one.start(), one.end(), b"") for one in pattern.finditer(data)]


def _edit(match: re.Match[bytes], *, in_cell: bool) -> Edit:
    """Take a cell's formula away, so that its value stays; elsewhere put another in its place."""
    return Edit(match.start(), match.end(), b"") if in_cell else Edit(match.start(4), match.end(4), _LOST)


def _text(content: bytes) -> str:
    bare = re.sub(rb"<!\[CDATA\[(.*?)\]\]>", rb"\1", content, flags=re.DOTALL)
    return unescape(bare.decode("utf-8", "replace"))
