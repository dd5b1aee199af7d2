"""What holds for the last row of a list and is to hold for the rows added below it: tables, filters, drop-downs."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace

from xlcheck.excel.patch.edits import Edit
from xlcheck.excel.patch.elements import Element, children, root_of
from xlcheck.excel.patch.layout import SheetSections
from xlcheck.excel.patch.workbook import PatchedWorkbook, Sheet
from xlcheck.excel.places import Area, Cell, area_of

_RULES = "dataValidations"


def widen_to(book: PatchedWorkbook, sheet: Sheet, layout: SheetSections, like: int, cells: Collection[Cell]) -> None:
    """Have tables, filters, drop-downs and conditional formats of row ``like`` hold for cells added below it.

    A table with a row of totals stays, since what is added stands below that.
    """
    added = [row for row, _ in cells if row > like]
    if not added:
        return
    first, last = min(added), max(added)
    for relation in book.relations(sheet.part).of_kind("table"):
        part = book.draft.part(relation.target)
        root = root_of(part.data)
        if not root.whole("totalsRowCount"):
            part.edits += _widened(root, "ref", like, first, last)
            filters = (child for child in children(part.data, root) if child.name == "autoFilter")
            part.edits += [edit for child in filters for edit in _widened(child, "ref", like, first, last)]
    layout.part.edits += _on_sheet(layout, like, first, last)


def _on_sheet(layout: SheetSections, like: int, first: int, last: int) -> Iterator[Edit]:
    for element in layout.tail:
        if element.name == "autoFilter":
            yield from _widened(element, "ref", like, first, last)
        elif element.name == "conditionalFormatting":
            yield from _widened(element, "sqref", like, first, last)
    for rule in layout.within(_RULES):
        yield from _widened(rule, "sqref", like, first, last)


def _widened(element: Element, key: str, like: int, first: int, last: int) -> list[Edit]:
    """Write areas anew that hold row ``like`` and end right above the rows added."""
    names = (element.get(key) or "").split()
    areas = [area_of(name) for name in names]
    new = [_longer(area, like, first, last) if area else None for area in areas]
    if not any(new):
        return []
    return [element.set(key, " ".join(n.name if n else name for n, name in zip(new, names, strict=True)))]


def _longer(area: Area, like: int, first: int, last: int) -> Area | None:
    """Return an area down to the last row added; ``None`` where it holds already, or is another's."""
    holds = area.top <= like <= area.bottom and first - 1 <= area.bottom < last
    return replace(area, bottom=last) if holds else None
