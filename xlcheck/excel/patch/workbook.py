"""The workbook part: its sheets, where the other parts are, and what is added to it."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from datetime import date

from xlcheck.excel.patch.content_types import ContentTypes
from xlcheck.excel.patch.draft import PackageDraft
from xlcheck.excel.patch.elements import Element, children, root_of
from xlcheck.excel.patch.escape import escaped
from xlcheck.excel.patch.order import IN_WORKBOOK, insertions
from xlcheck.excel.patch.relations import PartRelations
from xlcheck.excel.read.package import usual_part

_STRICT = "http://purl.oclc.org/ooxml/"
_NAME_LENGTH = 31


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet by its name and its part."""

    name: str
    part: str


class PatchedWorkbook:
    """What the copy's workbook part says; :meth:`finish` writes everything that was added."""

    def __init__(self, draft: PackageDraft) -> None:
        self.draft = draft
        self._relations: dict[str, PartRelations] = {}
        self.types = ContentTypes(draft)
        books = self.relations("").of_kind("officeDocument")
        self.name = books[0].target if books else usual_part(draft.package)
        self.folder = posixpath.dirname(self.name)
        self._part = draft.part(self.name)
        self._root = root_of(self._part.data)
        self._children = list(children(self._part.data, self._root))
        self._listed = self._read_sheets()
        self.namespace = self._root.get(f"xmlns:{self._root.prefix[:-1]}" if self._root.prefix else "xmlns") or ""
        family = _STRICT if self.namespace.startswith(_STRICT) else "http://schemas.openxmlformats.org/"
        year = "" if family == _STRICT else "2006/"
        self.relation_types = f"{family}officeDocument/{year}relationships"
        self._new_sheets: list[tuple[str, str]] = []
        self._recalculate = False

    def _read_sheets(self) -> list[Element]:
        sheets = self._child("sheets")
        if sheets is None:
            raise self.draft.package.unreadable("里面没有工作表")
        return list(children(self._part.data, sheets))

    def _child(self, name: str) -> Element | None:
        return next((c for c in self._children if c.name == name), None)

    def relations(self, owner: str) -> PartRelations:
        """Return the relationships of a part."""
        if owner not in self._relations:
            self._relations[owner] = PartRelations(self.draft, owner)
        return self._relations[owner]

    @property
    def sheets(self) -> list[Sheet]:
        """The worksheets of the source that have a part."""
        return self._of_kind("worksheet")

    @property
    def chart_sheets(self) -> list[Sheet]:
        """The sheets of the source that are one chart each."""
        return self._of_kind("chartsheet")

    def _of_kind(self, kind: str) -> list[Sheet]:
        relations = self.relations(self.name)
        targets = ((e, relations.target(e.get(relation_key(e)))) for e in self._listed)
        return [Sheet(e.get("name") or "", r.target) for e, r in targets if r and r.kind == kind]

    def add_sheet(self, name: str, data: bytes) -> None:
        """Add a worksheet after the others; another name is made of a name that is taken."""
        identity = self.new_part(self.name, "worksheet", "worksheets/sheet{}.xml", data)
        names = {(e.get("name") or "").lower() for e in self._listed}
        number, free = 1, name
        while free.lower() in names:
            number += 1
            free = f"{name[: _NAME_LENGTH - len(str(number))]}{number}"
        self._new_sheets.append((free, identity))

    def new_part(self, owner: str, kind: str, pattern: str, data: bytes) -> str:
        """Add a part that ``owner`` refers to; returns the id of the relationship."""
        first = None if kind == "styles" else 1  # there is but one, and some programs know it by its name only
        name = self.draft.free_name(posixpath.join(self.folder, pattern), first)
        self.draft.add(name, data)
        self.types.add(name, kind)
        return self.relations(owner).add(self.relation_types, kind, name)

    def values_changed(self) -> None:
        """Have formulas recalculated when the copy is opened; the chain of those that were is left out."""
        relations = self.relations(self.name)
        for relation in relations.of_kind("calcChain") if not self._recalculate else ():
            relations.drop(relation)
            self.types.drop(relation.target)
            self.draft.drop(relation.target)
        self._recalculate = True

    def serial(self, day: date) -> int:
        """Return the number that stands for a day."""
        properties = self._child("workbookPr")
        late = properties is not None and properties.flag("date1904")
        return (day - (date(1904, 1, 1) if late else date(1899, 12, 30))).days

    def finish(self) -> None:
        """Write sheets, calculation and relationships into the copy."""
        sheets = self._child("sheets")
        if sheets and self._new_sheets:
            self._part.edits.append(sheets.append("".join(self._sheet_entries(sheets.prefix)).encode()))
        if self._recalculate:
            self._write_recalculation()
        for relations in self._relations.values():
            if new := relations.finish():
                self.types.add(new, "relations")
        self.types.finish()

    def _sheet_entries(self, prefix: str) -> list[str]:
        last = max((e.whole("sheetId") for e in self._listed), default=0)
        link = f'xmlns:r="{self.relation_types}" r:id='
        return [
            f'<{prefix}sheet name="{escaped(name)}" sheetId="{number}" {link}"{identity}"/>'
            for number, (name, identity) in enumerate(self._new_sheets, start=last + 1)
        ]

    def _write_recalculation(self) -> None:
        element = self._child("calcPr")
        if element is not None:
            self._part.edits.append(element.set("fullCalcOnLoad", "1"))
            return
        new = {"calcPr": f'<{self._root.prefix}calcPr fullCalcOnLoad="1"/>'.encode()}
        self._part.edits += insertions(self._part.data, self._root, self._children, IN_WORKBOOK, new)


def relation_key(element: Element) -> str:
    """Return how ``r:id`` is written on an element, whatever the prefix."""
    return next((key for key in element.items() if key.endswith(":id")), "r:id")
