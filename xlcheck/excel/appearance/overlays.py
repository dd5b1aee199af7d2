"""What is drawn over the cells of a sheet: of each object what it is, the cells under it, and its pictures.

Where exactly a library ties an object to its cells, and how it packs a picture, is not kept: only what can be seen.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from xlcheck.excel.qr_code import Modules, modules_of
from xlcheck.excel.read.guard import Package
from xlcheck.excel.read.package import parts_of, relations_of
from xlcheck.excel.read.png import shades_of
from xlcheck.excel.read.xml import Attributes, local, parse, whole_number

_ANCHORS = frozenset({"twoCellAnchor", "oneCellAnchor", "absoluteAnchor"})
_KINDS = frozenset({"pic", "sp", "cxnSp", "grpSp", "graphicFrame", "contentPart"})
_BEYOND = frozenset({"glow", "outerShdw", "prstShdw", "reflection", "scene3d", "sp3d"})
"""Effects that show something beyond the edges of an object."""
_WIDEST_LINE = 38_100
"""English metric units (3 points) up to which a line round an object is its edge."""
_LARGEST_PICTURE = 1 << 20
_UNKNOWN = -1


@dataclass(slots=True)
class Overlay:
    """An object on a sheet.

    ``corners`` are the 0-based positions of the cells under its first and its last corner, and how far into them it
    reaches, such as ``{"from": {"row": 60, "col": 2, "rowOff": 76200, "colOff": 0}, "to": …}``; an object that is not
    tied to cells by both lacks them. ``kinds`` says what it consists of, and how it shows beyond its edges; ``codes``
    has the modules of each of its pictures, ``None`` for one that is no QR code.
    """

    kinds: list[str] = field(default_factory=list)
    corners: dict[str, dict[str, int]] = field(default_factory=dict)
    codes: list[Modules | None] = field(default_factory=list)

    @property
    def code(self) -> Modules | None:
        """The QR code that it shows; ``None`` where it shows anything else, or anything besides."""
        return self.codes[0] if self.kinds == ["pic"] and len(self.codes) == 1 else None

    def lies_within(self, first: tuple[int, int], last: tuple[int, int]) -> bool:
        """Say whether it covers nothing but the cells between two, given by row and column, both 1-based."""
        return all(self._lies_between(axis, *ends) for axis, *ends in zip(("row", "col"), first, last, strict=True))

    def _lies_between(self, axis: str, first: int, last: int) -> bool:
        start, begun, end, into = (
            self.corners.get(corner, {}).get(key, _UNKNOWN) for corner in ("from", "to") for key in (axis, f"{axis}Off")
        )
        covered = end + (into > 0)  # one that ends where a cell begins leaves it free
        return min(begun, into) >= 0 and first - 1 <= start <= end and covered <= last


def overlays_of(package: Package, sheet: str) -> Iterator[Overlay]:
    """Yield every object that is drawn on a worksheet part."""
    for drawing in parts_of(package, sheet, "drawing"):
        reader = _Reader(package, drawing)
        parse(package, drawing, reader.start, reader.end, reader.text)
        yield from reader.overlays


class _Reader:
    """Collects the objects of one drawing part."""

    def __init__(self, package: Package, drawing: str) -> None:
        self.overlays: list[Overlay] = []
        self._package, self._pictures = package, relations_of(package, drawing)
        self._tied = False
        self._corner: dict[str, int] = {}
        self._text: list[str] = []

    def start(self, element: str, attributes: Attributes) -> None:
        """Take in the start of an element."""
        self._text = []
        if element in _ANCHORS:
            self.overlays.append(Overlay())
            self._tied = element == "twoCellAnchor"
        elif not self.overlays:
            return
        elif element in ("from", "to"):
            self._corner = self.overlays[-1].corners.setdefault(element, {}) if self._tied else {}
        elif element in _KINDS or _shows_beyond(element, attributes):
            self.overlays[-1].kinds.append(element)
        else:  # of any element: a picture may have another one that newer programs show in its place
            relations = [v for k, v in attributes.items() if ":" in k and local(k) in ("embed", "link")]
            self.overlays[-1].codes += map(self._code, relations)

    def end(self, element: str) -> None:
        """Take in the end of an element."""
        if element in ("row", "col", "rowOff", "colOff"):
            place = whole_number("".join(self._text))
            self._corner[element] = _UNKNOWN if place is None else place

    def text(self, data: str) -> None:
        """Take in character data."""
        self._text.append(data)

    def _code(self, relation: str) -> Modules | None:
        """Return the modules of a picture; ``None`` where it is no QR code, is too large, or not in the package."""
        _, part = self._pictures.get(relation, ("", ""))
        if not self._package.has(part):
            return None
        content = bytearray()
        for chunk in self._package.chunks(part):
            content += chunk
            if len(content) > _LARGEST_PICTURE:
                return None
        picture = shades_of(bytes(content))
        return None if picture is None else modules_of(picture)


def _shows_beyond(element: str, attributes: Attributes) -> bool:
    """Say whether a property lets an object show beyond the cells to which it is tied."""
    if element == "ln":
        width = whole_number(attributes.get("w", "0"))
        return width is None or width > _WIDEST_LINE
    return element in _BEYOND or (element == "xfrm" and attributes.get("rot", "0") != "0")
