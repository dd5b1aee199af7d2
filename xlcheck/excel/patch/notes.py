"""Notes beside cells: the comments part of a sheet, and the shapes in which they are shown."""

from __future__ import annotations

from collections.abc import Mapping
from html import unescape

from xlcheck.excel.patch.edits import Edit
from xlcheck.excel.patch.elements import Element, children, root_of
from xlcheck.excel.patch.escape import clipped, escaped
from xlcheck.excel.patch.package_part import PackagePart
from xlcheck.excel.patch.workbook import PatchedWorkbook, Sheet
from xlcheck.excel.places import Cell, cell_name

MOST_NOTES = 2_000
"""Notes that a sheet may carry before Excel and WPS become slow; further cells are coloured only."""
_AUTHOR = "xlcheck"
_THREAD = "tc="
"""How the author of a note begins that stands in for a threaded comment."""
_EMPTY = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<comments xmlns="{}"><authors/><commentList/></comments>'
)


class Notes:
    """The notes of one sheet, those it has and those to add."""

    def __init__(self, book: PatchedWorkbook, sheet: Sheet) -> None:
        self._book, self._sheet = book, sheet
        related = book.relations(sheet.part).of_kind("comments")
        self._added = not related
        self._part = (
            book.draft.part(related[0].target) if related else PackagePart(_EMPTY.format(book.namespace).encode())
        )
        data = self._part.data
        sections = {e.name: e for e in children(data, root_of(data))}
        self._authors, self._list = sections.get("authors"), sections.get("commentList")
        self._names = [_text(self._part, e) for e in children(data, self._authors)] if self._authors else []
        self._known = {e.get("ref") or "": e for e in children(data, self._list)} if self._list else {}
        self._prefix = root_of(data).prefix

    def accepted(self, cells: Mapping[Cell, str]) -> dict[Cell, str]:
        """Return the notes that can be added: none at a threaded comment, no more in all than a sheet can carry."""
        room, threads = MOST_NOTES - len(self._known), self._thread_cells()
        texts = {}
        for cell, text in cells.items():
            name = cell_name(*cell)
            if not text or name in threads or self._list is None or self._authors is None:
                continue
            room -= name not in self._known
            if room >= 0 or name in self._known:
                texts[cell] = clipped(text)
        return dict(sorted(texts.items()))

    def _thread_cells(self) -> set[str]:
        authors = {ref: _nth(self._names, note.whole("authorId")) for ref, note in self._known.items()}
        cells = {ref for ref, author in authors.items() if author.startswith(_THREAD)}
        for relation in self._book.relations(self._sheet.part).of_kind("threadedComment"):
            data = self._book.draft.part(relation.target).data
            cells |= {e.get("ref") or "" for e in children(data, root_of(data))}
        return cells

    def write(self, notes: Mapping[Cell, str]) -> dict[Cell, str]:
        """Add notes; one that the cell already has keeps its text before ours. Returns those that need a box."""
        for cell, text in notes.items():
            if note := self._known.get(cell_name(*cell)):
                self._part.edits += self._longer(note, text)
        new = {cell: text for cell, text in notes.items() if cell_name(*cell) not in self._known}
        author = self._author() if new else 0
        comments = "".join(self._comment(cell_name(*cell), author, text) for cell, text in new.items())
        if comments and self._list is not None:
            self._part.edits.append(self._list.append(comments.encode()))
        if comments and self._added:
            self._book.new_part(self._sheet.part, "comments", "comments{}.xml", b"".join(self._part.pieces()))
        return new

    def _author(self) -> int:
        if _AUTHOR in self._names or self._authors is None:
            return self._names.index(_AUTHOR)
        p = self._prefix
        self._part.edits.append(self._authors.append(f"<{p}author>{_AUTHOR}</{p}author>".encode()))
        return len(self._names)

    def _comment(self, name: str, author: int, text: str) -> str:
        p = self._prefix
        opened = f'<{p}comment ref="{name}" authorId="{author}" shapeId="0">'
        return f"{opened}<{p}text>{self._run(text)}</{p}text></{p}comment>"

    def _run(self, text: str) -> str:
        look = '<{p}rPr><{p}sz val="9"/><{p}color indexed="81"/><{p}rFont val="宋体"/><{p}charset val="134"/></{p}rPr>'
        p = self._prefix
        return f'<{p}r>{look.replace("{p}", p)}<{p}t xml:space="preserve">{escaped(text)}</{p}t></{p}r>'

    def _longer(self, note: Element, text: str) -> list[Edit]:
        """Put our text after the old one; a text that is not yet in runs becomes the first run."""
        data, p = self._part.data, self._prefix
        whole = next((e for e in children(data, note) if e.name == "text"), None)
        if whole is None:
            return []
        runs = [e for e in children(data, whole) if e.name in ("t", "r")]
        if not runs:
            return [whole.append(self._run(text).encode())]
        last, ours = runs[-1], self._run(f"\n{text}").encode()
        if last.name == "r":
            return [Edit(last.end, last.end, ours)]
        return [Edit(last.start, last.start, f"<{p}r>".encode()), Edit(last.end, last.end, f"</{p}r>".encode() + ours)]


def _text(part: PackagePart, element: Element) -> str:
    return unescape(part.data[element.inner : element.close].decode())


def _nth(names: list[str], index: int) -> str:
    return names[index] if index < len(names) else ""
