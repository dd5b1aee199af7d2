"""The styles part: each look that a marked cell needs is a clone of the look it had."""

from __future__ import annotations

from collections.abc import Mapping

from xlcheck.excel.patch.edits import splice
from xlcheck.excel.patch.elements import Element, children, opening, root_of
from xlcheck.excel.patch.order import IN_STYLES, insertions
from xlcheck.excel.patch.package_part import PackagePart
from xlcheck.excel.patch.workbook import PatchedWorkbook

_TEXT = 49
_DAY = r"yyyy\-mm\-dd"
_RESERVED = ("none", "gray125")
"""Every list of fills begins with these two, whatever it says."""

_EMPTY = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<styleSheet xmlns="{}"/>'
_LEAST = {
    "fonts": '<{p}font><{p}sz val="11"/><{p}name val="宋体"/></{p}font>',
    "borders": "<{p}border><{p}left/><{p}right/><{p}top/><{p}bottom/><{p}diagonal/></{p}border>",
}
"""What looks refer to, where the source has none."""

GENERAL, TEXT, DATE = "", "text", "date"
"""What a clone shows: as the cell before, text, or a day."""


class Styles:
    """The looks of the source's cells, and the clones made of them."""

    def __init__(self, book: PatchedWorkbook) -> None:
        self._book = book
        related = book.relations(book.name).of_kind("styles")
        self._part = (
            book.draft.part(related[0].target) if related else PackagePart(_EMPTY.format(book.namespace).encode())
        )
        self._added = not related
        data = self._part.data
        self._root = root_of(data)
        self._prefix = self._root.prefix
        self._sections = {e.name: e for e in children(data, self._root)}
        self._looks = [data[e.start : e.end] for e in self._within("cellXfs", "xf")]
        if not self._looks:
            self._looks = [self._xml('<{p}xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>')]
        self._formats = {e.get("formatCode") or "": e.get("numFmtId") or "" for e in self._within("numFmts", "numFmt")}
        self._fills = len(self._within("fills", "fill"))
        self._kept = len(self._within("cellXfs", "xf"))
        self._clones: dict[tuple[int, str, str], int] = {}
        self._new: dict[str, list[bytes]] = {"numFmts": [], "fills": self._reserve_fills(), "cellXfs": []}
        self._new_fills: dict[str, str] = {}

    def _within(self, section: str, name: str) -> list[Element]:
        parent = self._sections.get(section)
        return [e for e in children(self._part.data, parent) if e.name == name] if parent else []

    def _xml(self, text: str) -> bytes:
        return text.replace("{p}", self._prefix).encode()

    def _reserve_fills(self) -> list[bytes]:
        missing = _RESERVED[self._fills :]
        self._fills += len(missing)
        return [self._xml(f'<{{p}}fill><{{p}}patternFill patternType="{kind}"/></{{p}}fill>') for kind in missing]

    def clone(self, base: int, fill: str = "", shows: str = GENERAL) -> int:
        """Return the look ``base`` with another fill and showing something else; made once for each combination."""
        base = base if base < len(self._looks) else 0
        key = (base, fill, shows)
        if key not in self._clones:
            changes = self._changes(base, fill, shows)
            self._clones[key] = self._add(_with(self._looks[base], changes)) if changes else base
        return self._clones[key]

    def plain(self, fill: str = "") -> int:
        """Return a look of our own: wrapped text on a fill."""
        key = (-1, fill, TEXT)
        if key not in self._clones:
            look = f'<{{p}}xf numFmtId="{_TEXT}" fontId="0" fillId="{self._fill(fill) if fill else 0}" borderId="0" '
            look += 'applyNumberFormat="1" applyFill="1" applyAlignment="1">'
            self._clones[key] = self._add(self._xml(look + '<{p}alignment vertical="center" wrapText="1"/></{p}xf>'))
        return self._clones[key]

    def _add(self, look: bytes) -> int:
        self._new["cellXfs"].append(look)
        return max(self._kept, 1) + len(self._new["cellXfs"]) - 1

    def _changes(self, base: int, fill: str, shows: str) -> dict[str, str]:
        changes = {"fillId": self._fill(fill), "applyFill": "1"} if fill else {}
        number_format = opening(self._looks[base]).get("numFmtId") or "0"
        if shows == TEXT and number_format not in (str(_TEXT), self._formats.get("@")):
            changes |= {"numFmtId": str(_TEXT), "applyNumberFormat": "1"}
        elif shows == DATE:
            changes |= {"numFmtId": self._day(), "applyNumberFormat": "1"}
        return changes

    def _fill(self, colour: str) -> str:
        if colour not in self._new_fills:
            self._new_fills[colour] = str(self._fills)
            self._fills += 1
            solid = '<{p}fill><{p}patternFill patternType="solid"><{p}fgColor rgb="#"/><{p}bgColor indexed="64"/>'
            self._new["fills"].append(self._xml(solid.replace("#", colour) + "</{p}patternFill></{p}fill>"))
        return self._new_fills[colour]

    def _day(self) -> str:
        if _DAY not in self._formats:
            last = max((int(i) for i in self._formats.values() if i.isdigit()), default=0)
            self._formats[_DAY] = str(max(163, last) + 1)
            code = f'<{{p}}numFmt numFmtId="{self._formats[_DAY]}" formatCode="{_DAY}"/>'
            self._new["numFmts"].append(self._xml(code))
        return self._formats[_DAY]

    def finish(self) -> None:
        """Write the clones, and what a styles part must have besides them."""
        if not self._new["cellXfs"]:
            return
        missing = {}
        for name, content in self._section_additions().items():
            section = self._sections.get(name)
            if section is not None:
                self._grow(section, content)
            elif content:
                whole = [self._xml(f'<{{p}}{name} count="{len(content)}">'), *content, self._xml(f"</{{p}}{name}>")]
                missing[name] = b"".join(whole)
        present = list(self._sections.values())
        self._part.edits += insertions(self._part.data, self._root, present, IN_STYLES, missing)
        if self._added:
            self._book.new_part(self._book.name, "styles", "styles{}.xml", b"".join(self._part.pieces()))

    def _section_additions(self) -> Mapping[str, list[bytes]]:
        """Return what each section must have added to it."""
        least = {name: [self._xml(text)] for name, text in _LEAST.items() if name not in self._sections}
        first = [] if self._kept else self._looks
        return {**self._new, **least, "cellXfs": [*first, *self._new["cellXfs"]]}

    def _grow(self, section: Element, content: list[bytes]) -> None:
        if not content:
            return
        self._part.edits.append(section.append(b"".join(content)))
        if section.get("count") is not None:
            number = sum(1 for _ in children(self._part.data, section)) + len(content)
            self._part.edits.append(section.set("count", str(number)))


def _with(look: bytes, changes: Mapping[str, str]) -> bytes:
    """Return a look's XML with other attributes."""
    element = opening(look)
    return b"".join(splice(look, [element.set(key, value) for key, value in changes.items()]))
