"""How parts refer to each other: relationships."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from itertools import count

from xlcheck.excel.patch.draft import PackageDraft
from xlcheck.excel.patch.edits import Edit
from xlcheck.excel.patch.elements import Element, children, root_of
from xlcheck.excel.patch.escape import escaped

_BEGIN = b"""<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">"""
_END = b"</Relationships>"


@dataclass(frozen=True, slots=True)
class PartRelation:
    """One relationship: its id, the last word of its type, and the part (none where it leads outside)."""

    id: str
    kind: str
    target: str
    element: Element


class PartRelations:
    """The relationships of one part; ``owner`` is ``""`` for the package itself."""

    def __init__(self, draft: PackageDraft, owner: str) -> None:
        self._draft = draft
        self._folder, name = posixpath.split(owner)
        self.part = posixpath.join(self._folder, "_rels", f"{name}.rels")
        self._known = self._read_relations() if draft.has(self.part) else []
        self._ids = {relation.id for relation in self._known}
        self._new: list[tuple[str, str, str]] = []
        self._dropped: list[Element] = []

    def _read_relations(self) -> list[PartRelation]:
        data = self._draft.part(self.part).data
        return [self._relation(element) for element in children(data, root_of(data))]

    def _relation(self, element: Element) -> PartRelation:
        attributes = element.items()
        target = self._draft.package.target(self._folder, attributes.get("Target", ""))
        outside = attributes.get("TargetMode") == "External"
        return PartRelation(
            attributes.get("Id", ""), attributes.get("Type", "").rpartition("/")[2], "" if outside else target, element
        )

    @property
    def every(self) -> tuple[PartRelation, ...]:
        """All of them, those that lead outside too."""
        return tuple(self._known)

    @property
    def kinds(self) -> set[str]:
        """The kinds that there are."""
        return {relation.kind for relation in self._known}

    def of_kind(self, kind: str) -> list[PartRelation]:
        """Return those of a kind whose part is there."""
        return [r for r in self._known if r.kind == kind and self._draft.has(r.target)]

    def target(self, identity: str | None) -> PartRelation | None:
        """Return the relationship with an id, if its part is there."""
        return next((r for r in self._known if r.id == identity and self._draft.has(r.target)), None)

    def add(self, base: str, kind: str, target: str) -> str:
        """Add a relationship of the type ``base/kind``; returns its id."""
        identity = next(i for i in map("rId{}".format, count(len(self._ids) + 1)) if i not in self._ids)
        self._ids.add(identity)
        self._new.append((identity, f"{base}/{kind}", target))
        return identity

    def drop(self, relation: PartRelation) -> None:
        """Leave a relationship out."""
        self._dropped.append(relation.element)

    def finish(self) -> str:
        """Write what was added and leave out what was dropped; returns the name of the part if it is new."""
        if self._draft.has(self.part):
            part = self._draft.part(self.part)
            root = root_of(part.data)
            part.edits += [Edit(e.start, e.end, b"") for e in self._dropped]
            part.edits += [root.append(self._new_elements(root.prefix))] if self._new else []
        elif self._new:
            self._draft.add(self.part, _BEGIN + self._new_elements("") + _END)
            return self.part
        return ""

    def _new_elements(self, prefix: str) -> bytes:
        return "".join(
            f'<{prefix}Relationship Id="{identity}" Type="{kind}" Target="{escaped(self._way_to(target))}"/>'
            for identity, kind, target in self._new
        ).encode()

    def _way_to(self, target: str) -> str:
        return posixpath.relpath("/" + target, posixpath.join("/", self._folder))
