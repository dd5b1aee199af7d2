"""What the styles part says of each look of a cell, as far as a reader could be misled by it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from xlcheck.excel.read.guard import Package
from xlcheck.excel.read.xml import Attributes, decimal, parse, whole_number

_BLACK, _WHITE = (0, 0, 0), (255, 255, 255)
_BUILT_IN = {0: "General", 1: "0", 49: "@"}
"""Number formats without a code of their own in the file, as far as a record has them."""
_KNOWN_COLOURS = {
    ("theme", "0"): _WHITE,
    ("theme", "1"): _BLACK,
    **{("indexed", number): _BLACK for number in ("0", "8", "64")},
    **{("indexed", number): _WHITE for number in ("1", "9", "65")},
}
_RGB = re.compile("(?:[0-9A-Fa-f]{2})?([0-9A-Fa-f]{6})")
_NEAR = 96
"""Sum of the differences in red, green and blue below which two colours are hard to tell apart."""

Colour = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class CellAppearance:
    """Number format, size of the type in points, and whether the text is struck out or too close to its background."""

    shows: str = "General"
    points: float = 11
    faint: bool = False


def cell_looks(package: Package, name: str) -> list[CellAppearance]:
    """Return each look of the part ``name``, by its index."""
    reader = _Reader()
    parse(package, name, reader.start)
    return [reader.look(xf) for xf in reader.looks]


@dataclass(slots=True)
class Font:
    """A font, of a cell or of a run of its text, collected element by element."""

    points: float = 11
    struck: bool = False
    colour: Colour | None = _BLACK

    def take(self, element: str, attributes: Attributes) -> None:
        """Take in one property; those that do not matter change nothing."""
        if element == "sz":
            self.points = decimal(attributes.get("val"), 11)
        elif element == "strike":
            self.struck = attributes.get("val", "1") in ("1", "true")
        elif element == "color":
            self.colour = _colour(attributes)

    def is_faint(self, ground: Colour | None = _WHITE) -> bool:
        """Say whether its text is struck out or too close to its background."""
        near = self.colour and ground and sum(abs(a - b) for a, b in zip(self.colour, ground, strict=True)) < _NEAR
        return self.struck or bool(near)


class _Reader:
    """Collects number formats, fonts, fills and looks."""

    def __init__(self) -> None:
        self.formats = dict(_BUILT_IN)
        self.fonts: list[Font] = []
        self.fills: list[Colour | None] = []
        self.looks: list[Attributes] = []
        self._inside, self._patterned = "", False

    def start(self, element: str, attributes: Attributes) -> None:
        if element in ("fonts", "fills", "cellXfs", "cellStyleXfs", "dxfs"):
            self._inside = element
        elif element == "numFmt" and self._inside != "dxfs":
            self.formats[whole_number(attributes.get("numFmtId")) or 0] = attributes.get("formatCode", "")
        elif self._inside == "fonts":
            if element == "font":
                self.fonts.append(Font())
            elif self.fonts:
                self.fonts[-1].take(element, attributes)
        elif self._inside == "fills":
            self._start_fill(element, attributes)
        elif self._inside == "cellXfs" and element == "xf":
            self.looks.append(attributes)

    def _start_fill(self, element: str, attributes: Attributes) -> None:
        if element == "fill":
            self.fills.append(_WHITE)
        elif element == "patternFill":
            self._patterned = attributes.get("patternType", "none") != "none"
        elif element == "fgColor" and self._patterned:
            self.fills[-1] = _colour(attributes)

    def look(self, xf: Attributes) -> CellAppearance:
        """Return one look, from what it refers to."""
        number, font_at, fill_at = (whole_number(xf.get(key)) or 0 for key in ("numFmtId", "fontId", "fillId"))
        font = self.fonts[font_at] if font_at < len(self.fonts) else Font()
        ground = self.fills[fill_at] if fill_at < len(self.fills) else _WHITE
        return CellAppearance(self.formats.get(number, f"第 {number} 号"), font.points, font.is_faint(ground))


def _colour(attributes: Attributes) -> Colour | None:
    """Return red, green and blue; ``None`` for colours of a theme or palette that the file itself does not name."""
    if match := _RGB.fullmatch(attributes.get("rgb", "")):
        return tuple(bytes.fromhex(match[1]))
    return next((c for (key, value), c in _KNOWN_COLOURS.items() if attributes.get(key) == value), None)
