"""演练 above every printed page of a copy, over the header that stands there already."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import unescape

from xlcheck.excel.patch.edits import Edit
from xlcheck.excel.patch.elements import Element, children, root_of
from xlcheck.excel.patch.escape import escaped
from xlcheck.excel.patch.order import IN_HEADER_FOOTER, IN_WORKSHEET, insertions
from xlcheck.excel.patch.package_part import PackagePart
from xlcheck.excel.patch.sheets import layout_of
from xlcheck.excel.patch.workbook import PatchedWorkbook
from xlcheck.excel.write.table import PRACTICE_HEADER

_SWITCHES = {"oddHeader": "", "evenHeader": "differentOddEven", "firstHeader": "differentFirst"}
"""The headers of a sheet, and the attribute without which one is not printed."""
_SIGN = re.compile(r"&?.", re.DOTALL)
_BELOW = '\n&"-,Regular"&10 '
_LONGEST = 255
"""Signs that Excel takes in a header."""
_ROOM = 0.55
"""Inches that the mark and a line below it need between the edge of the header and the sheet."""


def mark_practice(book: PatchedWorkbook) -> None:
    """Print 【演练】 in the middle above every page of every sheet."""
    for sheet in book.sheets:
        layout = layout_of(book, sheet)
        _mark(layout.part, layout.root, layout.tail)
    for chart in book.chart_sheets:
        part = book.draft.part(chart.part)
        root = root_of(part.data)
        _mark(part, root, list(children(part.data, root)))


def header_footer(prefix: str = "") -> bytes:
    """Return the part of a sheet that prints the mark and nothing else."""
    header = _header(prefix, "oddHeader", f"&C{PRACTICE_HEADER}")
    return f"<{prefix}headerFooter>".encode() + header + f"</{prefix}headerFooter>".encode()


def _mark(part: PackagePart, root: Element, present: Sequence[Element]) -> None:
    by_name = {element.name: element for element in present}
    pages, margins = by_name.get("headerFooter"), by_name.get("pageMargins")
    if pages is None:
        part.edits += insertions(part.data, root, present, IN_WORKSHEET, {"headerFooter": header_footer(root.prefix)})
    else:
        _change(part, pages)
    if margins and margins.measure("top", 0) < (least := margins.measure("header", 0) + _ROOM):
        part.edits.append(margins.set("top", f"{least:.2f}"))


def _change(part: PackagePart, pages: Element) -> None:
    """Put the mark over each header that is printed, also over one that is blank."""
    by_name = {element.name: element for element in children(part.data, pages)}
    missing = {}
    for name in (n for n, switch in _SWITCHES.items() if not switch or pages.flag(switch)):
        there = by_name.get(name)
        text = unescape(part.data[there.inner : there.close].decode()) if there else ""
        header = _header(pages.prefix, name, _mark_header(text))
        if there:
            part.edits.append(Edit(there.start, there.end, header))
        else:
            missing[name] = header
    part.edits += insertions(part.data, pages, list(by_name.values()), IN_HEADER_FOOTER, missing)


def _header(prefix: str, name: str, text: str) -> bytes:
    return f"<{prefix}{name}>{escaped(text)}</{prefix}{name}>".encode()


def _mark_header(header: str) -> str:
    """Return a header with the mark over its middle; ``&L``, ``&C`` and ``&R`` begin its parts, ``&&`` is a sign."""
    if PRACTICE_HEADER in header:
        return header
    signs = _SIGN.findall(header)
    if signs and signs[0] not in ("&L", "&C", "&R"):
        signs.insert(0, "&C")  # where Excel prints a text that no part begins
    if "&C" not in signs:
        signs.insert(signs.index("&R") if "&R" in signs else len(signs), "&C")
    at = signs.index("&C") + 1
    below = _BELOW if signs[at:] and signs[at] != "&R" else ""
    whole = "".join([*signs[:at], PRACTICE_HEADER, below, *signs[at:]])
    return whole if len(whole) <= _LONGEST else f"&C{PRACTICE_HEADER}"
