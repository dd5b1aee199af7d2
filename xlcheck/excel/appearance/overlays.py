"""What is drawn over the cells of a sheet: of each object what it is, the cells under it, and its pictures."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256

from xlcheck.excel.read.guard import Package
from xlcheck.excel.read.package import parts_of, relations_of
from xlcheck.excel.read.xml import Attributes, local, parse, whole_number

_ANCHORS = frozenset({"twoCellAnchor", "oneCellAnchor", "absoluteAnchor"})
_KINDS = frozenset({"pic", "sp", "cxnSp", "grpSp", "graphicFrame", "contentPart"})


@dataclass(slots=True)
class Overlay:
    """An object on a sheet.

    ``corners`` are the 0-based positions of the cells under its first and its last corner, such as
    ``{"from": {"row": 60, "col": 2}, "to": …}``; an object that is not tied to cells by both lacks them.
    ``pictures`` are SHA-256 in hex, or what is said of a picture that is not in the package.
    """

    kinds: list[str] = field(default_factory=list)
    corners: dict[str, dict[str, int]] = field(default_factory=dict)
    pictures: list[str] = field(default_factory=list)

    def is_like(self, other: Overlay) -> bool:
        """Say whether it shows the same as ``other``, and covers no cell that ``other`` does not."""
        same = (self.kinds, self.pictures) == (other.kinds, other.pictures)
        return same and all(self._is_within(other, axis) for axis in ("row", "col"))

    def _is_within(self, other: Overlay, axis: str) -> bool:
        ends = [one.corners.get(corner, {}).get(axis) for one in (other, self) for corner in ("from", "to")]
        first, last, start, end = (-1 if place is None else place for place in ends)
        return 0 <= first <= start <= end <= last


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
        elif element in _KINDS:
            self.overlays[-1].kinds.append(element)
        elif element == "blip":
            self.overlays[-1].pictures += [
                self._picture(v) for k, v in attributes.items() if local(k) in ("embed", "link")
            ]

    def end(self, element: str) -> None:
        """Take in the end of an element."""
        if element in ("row", "col"):
            self._corner[element] = whole_number("".join(self._text)) or 0

    def text(self, data: str) -> None:
        """Take in character data."""
        self._text.append(data)

    def _picture(self, relation: str) -> str:
        _, part = self._pictures.get(relation, ("", ""))
        if part not in self._package.names:
            return "elsewhere"
        digest = sha256()
        for chunk in self._package.chunks(part):
            digest.update(chunk)
        return digest.hexdigest()
