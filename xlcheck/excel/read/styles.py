"""What the styles of a workbook say that changes how its cells are read: number formats, strikes, boxes to tick."""

from __future__ import annotations

from dataclasses import dataclass, field

from xlcheck.excel.read.guard import Package
from xlcheck.excel.read.number_formats import meaning_of
from xlcheck.excel.read.xml import Attributes, parse, whole_number

CHECKBOX = "checkbox"
"""The meaning of a style that shows truth values as boxes (Excel's feature property bags)."""


@dataclass(frozen=True, slots=True)
class CellStyles:
    """What each style shows, by its index, and the styles whose text is struck out.

    The meanings are those of :func:`~xlcheck.excel.read.number_formats.meaning_of`, or :data:`CHECKBOX`.
    """

    meanings: list[str] = field(default_factory=list)
    struck: frozenset[int] = frozenset()


def is_struck(attributes: Attributes) -> bool:
    """Say whether an element ``strike`` of a font strikes the text out."""
    return attributes.get("val", "1") in ("1", "true")


def cell_styles(package: Package, name: str) -> CellStyles:
    """Read the part ``name``; raises :class:`XlcheckError` as parsing does."""
    reader = _Reader()
    parse(package, name, reader.start, reader.end)
    struck = (at for at, font in enumerate(reader.looks) if font < len(reader.fonts) and reader.fonts[font])
    return CellStyles(reader.meanings, frozenset(struck))


class _Reader:
    """Collects formats, fonts (whether each is struck out) and the styles of cells (meaning, and index of the font)."""

    def __init__(self) -> None:
        self.fonts: list[bool] = []
        self.meanings: list[str] = []
        self.looks: list[int] = []
        self._formats: dict[int, str] = {}
        self._inside = ""

    def start(self, element: str, attributes: Attributes) -> None:
        if element in ("fonts", "cellXfs"):
            self._inside = element
        elif element == "numFmt" and not self._inside:
            self._formats[whole_number(attributes.get("numFmtId")) or 0] = attributes.get("formatCode", "")
        elif self._inside == "fonts":
            self._font(element, attributes)
        elif self._inside == "cellXfs":
            self._look(element, attributes)

    def end(self, element: str) -> None:
        if element == self._inside:
            self._inside = ""

    def _font(self, element: str, attributes: Attributes) -> None:
        if element == "font":
            self.fonts.append(False)
        elif element == "strike" and self.fonts:
            self.fonts[-1] = is_struck(attributes)

    def _look(self, element: str, attributes: Attributes) -> None:
        if element == "xf":
            self.meanings.append(meaning_of(whole_number(attributes.get("numFmtId")) or 0, self._formats))
            self.looks.append(whole_number(attributes.get("fontId")) or 0)
        elif element == "xfComplement" and self.meanings:
            self.meanings[-1] = CHECKBOX
