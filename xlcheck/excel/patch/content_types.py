"""[Content_Types].xml: of which type a part is."""

from __future__ import annotations

from xlcheck.excel.patch.draft import PackageDraft
from xlcheck.excel.patch.edits import Edit
from xlcheck.excel.patch.elements import children, root_of
from xlcheck.excel.patch.escape import escaped

_PART = "[Content_Types].xml"
_FAMILY = "application/vnd.openxmlformats-officedocument"
TYPES = {
    "worksheet": f"{_FAMILY}.spreadsheetml.worksheet+xml",
    "styles": f"{_FAMILY}.spreadsheetml.styles+xml",
    "comments": f"{_FAMILY}.spreadsheetml.comments+xml",
    "vmlDrawing": f"{_FAMILY}.vmlDrawing",
    "relations": "application/vnd.openxmlformats-package.relationships+xml",
}
"""Kind of a part -> its content type."""
_BY_ENDING = {"vmlDrawing": "vml", "relations": "rels"}
"""Kinds whose type is told once for all parts of an ending."""


class ContentTypes:
    """The types of the parts, with those of added parts."""

    def __init__(self, draft: PackageDraft) -> None:
        self._part = draft.part(_PART)
        self._root = root_of(self._part.data)
        self._known = list(children(self._part.data, self._root))
        self._told = {((e.get("Extension") or "").lower(), e.get("ContentType")) for e in self._known}
        self._new: list[str] = []

    def add(self, name: str, kind: str) -> None:
        """Say what a new part is."""
        prefix, ending, content = self._root.prefix, _BY_ENDING.get(kind), TYPES[kind]
        if ending is None:
            self.tell(name, content)
        elif (ending, content) not in self._told:
            self._told.add((ending, content))
            self._new.append(f'<{prefix}Default Extension="{ending}" ContentType="{content}"/>')

    def of(self, name: str) -> str:
        """Return the type of a part: its own, else that of its ending; empty where neither is stated."""
        ending = name.rpartition(".")[2].lower()
        overrides = (e for e in self._known if (e.get("PartName") or "").lower() == f"/{name}".lower())
        defaults = (e for e in self._known if (e.get("Extension") or "").lower() == ending)
        return next((e.get("ContentType") or "" for e in (*overrides, *defaults)), "")

    def tell(self, name: str, content: str) -> None:
        """Say of which type a new part is."""
        p = self._root.prefix
        self._new.append(f'<{p}Override PartName="/{escaped(name)}" ContentType="{escaped(content)}"/>')

    def drop(self, name: str) -> None:
        """Leave out the declaration of a part."""
        overrides = [e for e in self._known if (e.get("PartName") or "").lower() == f"/{name}".lower()]
        self._part.edits += [Edit(e.start, e.end, b"") for e in overrides]

    def finish(self) -> None:
        """Write what was added."""
        if self._new:
            self._part.edits.append(self._root.append("".join(self._new).encode()))
