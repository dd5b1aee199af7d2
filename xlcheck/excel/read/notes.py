"""The notes of a sheet: counted, so that somebody is told that what stands in them is not read."""

from __future__ import annotations

from collections.abc import Iterator

from xlcheck.excel.places import cell_at
from xlcheck.excel.read.guard import Package
from xlcheck.excel.read.package import relations_of
from xlcheck.excel.read.xml import Attributes, parse, whole_number
from xlcheck.model import SheetRemark

_OURS = "xlcheck"
"""The author of notes on marked copies."""
_THREAD = "tc="
"""How the author of a note begins that stands in for a threaded one."""


def note_remarks(package: Package, part: str) -> Iterator[SheetRemark]:
    """Yield what is to be said of the notes of a sheet, threaded ones too, other than our own."""
    cells: list[str] = []
    for kind, name in relations_of(package, part).values():
        if kind in ("comments", "threadedComment") and package.has(name):
            cells += _cells(package, name)
    if cells:
        row, column = _place(cells[0])
        yield SheetRemark("sheet.notes", row, column, len(set(cells)))


def _place(cell: str) -> tuple[int, int]:
    try:
        return cell_at(cell)
    except ValueError:
        return 1, 1


def _cells(package: Package, name: str) -> list[str]:
    """Return the cells that have a note; replies to one stand at the same cell."""
    cells: list[str] = []
    authors: list[str] = []
    inside = ""

    def start(element: str, attributes: Attributes) -> None:
        nonlocal inside
        inside = element
        if element == "author":
            authors.append("")
        elif element == "threadedComment":
            cells.append(attributes.get("ref", ""))
        elif element == "comment":
            number = whole_number(attributes.get("authorId")) or 0
            author = authors[number] if number < len(authors) else ""
            if not author.startswith((_OURS, _THREAD)):
                cells.append(attributes.get("ref", ""))

    def said(data: str) -> None:
        if inside == "author":
            authors[-1] += data

    parse(package, name, start, None, said)
    return cells
