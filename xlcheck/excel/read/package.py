"""What a workbook package consists of: its sheets in their order, and which parts belong to which."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from datetime import datetime

from xlcheck.excel.read.guard import Package
from xlcheck.excel.read.xml import Attributes, local, parse, whole_number


@dataclass(frozen=True, slots=True)
class SheetEntry:
    """A sheet as the workbook names it; ``kind`` is ``worksheet``, ``chartsheet`` or another."""

    name: str
    part: str
    hidden: bool
    kind: str = "worksheet"


@dataclass(frozen=True, slots=True)
class PackageContents:
    """The sheets, the other parts by kind, day zero of the dates, and the sheets (by position) with a print area.

    Parts that are not in the package are left out.
    """

    entries: tuple[SheetEntry, ...]
    targets: dict[str, str]
    epoch: datetime
    print_areas: frozenset[int]

    @property
    def worksheets(self) -> list[SheetEntry]:
        """The sheets that hold cells."""
        return [entry for entry in self.entries if entry.kind == "worksheet"]


def contents_of(package: Package) -> PackageContents:
    """Read the workbook part; raises :class:`XlcheckError` ``book.unreadable`` where there is no worksheet."""
    root = _relations(package, "_rels/.rels", "") if package.has("_rels/.rels") else {}
    book_part = next((t for kind, t in root.values() if kind == "officeDocument"), "") or usual_part(package)
    folder, name = posixpath.split(book_part)
    relations = _relations(package, posixpath.join(folder, "_rels", f"{name}.rels"), folder)
    entries: list[SheetEntry] = []
    epoch, areas = [datetime(1899, 12, 30)], set[int]()

    def start(element: str, attributes: Attributes) -> None:
        if element == "sheet":
            relation = next((v for k, v in attributes.items() if ":" in k and local(k) == "id"), "")
            kind, part = relations.get(relation, ("", ""))
            hidden = attributes.get("state", "visible") != "visible"
            entries.append(SheetEntry(attributes.get("name", ""), part, hidden, kind))
        elif element == "workbookPr" and attributes.get("date1904") in ("1", "true"):
            epoch[0] = datetime(1904, 1, 1)
        elif element == "definedName" and attributes.get("name") == "_xlnm.Print_Area":
            areas.add(whole_number(attributes.get("localSheetId")) or 0)

    parse(package, book_part, start)
    targets = {kind: part for kind, part in relations.values() if package.has(part)}
    contents = PackageContents(tuple(entries), targets, epoch[0], frozenset(areas))
    if not contents.worksheets:
        raise package.unreadable("里面没有工作表")
    return contents


def usual_part(package: Package) -> str:
    """Return where the workbook part stands where no relation says it."""
    return "workbook.xml" if package.has("workbook.xml") and not package.has("xl/workbook.xml") else "xl/workbook.xml"


def kinds_of(package: Package, part: str) -> frozenset[str]:
    """Return the kinds of things that hang on a part: ``comments``, ``drawing``, ``printerSettings`` and so on."""
    return frozenset(kind for kind, _ in relations_of(package, part).values())


def parts_of(package: Package, part: str, kind: str) -> list[str]:
    """Return the parts of one kind that hang on a part."""
    return [name for of, name in relations_of(package, part).values() if of == kind]


def relations_of(package: Package, part: str) -> dict[str, tuple[str, str]]:
    """Return id -> (kind, part) of what hangs on a part; nothing where it has no relations."""
    folder, name = posixpath.split(part)
    relations = posixpath.join(folder, "_rels", f"{name}.rels")
    return _relations(package, relations, folder) if package.has(relations) else {}


def _relations(package: Package, name: str, folder: str) -> dict[str, tuple[str, str]]:
    """Read id -> (kind, part) of a relationship part; external links are not followed."""
    targets: dict[str, tuple[str, str]] = {}

    def start(element: str, attributes: Attributes) -> None:
        if element == "Relationship" and attributes.get("TargetMode") != "External":
            kind = attributes.get("Type", "").rpartition("/")[2]
            targets[attributes.get("Id", "")] = (kind, package.target(folder, attributes.get("Target", "")))

    parse(package, name, start)
    return targets
