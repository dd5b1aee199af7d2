"""The drop-downs of a sheet: where their values come from is written anew, all else of the rules stays."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import unescape

from xlcheck.excel.patch.edits import Edit
from xlcheck.excel.patch.elements import Element, children
from xlcheck.excel.patch.escape import escaped
from xlcheck.excel.patch.layout import SheetSections


def renew_lists(layout: SheetSections, sources: Mapping[str, str]) -> None:
    """Replace the formula of each drop-down that is in ``sources`` (old -> new)."""
    data = layout.part.data
    for rule in _rules(layout):
        formula = next((e for e in children(data, rule) if e.name == "formula1"), None)
        if rule.get("type") != "list" or formula is None:
            continue
        inner = next(children(data, formula), formula)  # Excel 2010's extension has <xm:f> within
        new = sources.get(unescape(data[inner.inner : inner.close].decode()).strip())
        layout.part.edits += [Edit(inner.inner, inner.close, escaped(new).encode())] if new else []


def _rules(layout: SheetSections) -> Iterator[Element]:
    """Yield the validations of a sheet, those of Excel 2010's extension last."""
    yield from layout.within("dataValidations")
    for extension in layout.within("extLst"):
        for block in children(layout.part.data, extension):
            if block.name == "dataValidations":
                yield from children(layout.part.data, block)
