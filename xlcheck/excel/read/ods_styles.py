"""The styles of an OpenDocument workbook, as far as they change how its cells are read."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from xlcheck.excel.read.xml import Attributes

_FAMILIES = frozenset({"table", "table-cell", "table-row", "table-column", "text"})
_LEAST = {"table-row": ("row-height", 2.0), "table-column": ("column-width", 1.5)}
"""The length of a row or column, and how many points of it can be seen at the least."""
_LENGTH = re.compile(r"(\d*\.?\d+)(in|cm|mm|pt|pc|px)")
_POINTS = {"in": 72.0, "cm": 72 / 2.54, "mm": 72 / 25.4, "pt": 1.0, "pc": 12.0, "px": 0.75}
_DEEPEST = 20
"""Styles that are derived from each other; no honest workbook has more."""


@dataclass(slots=True)
class _Style:
    """One style: from which it is derived, whether it strikes its text out (none where it does not say), its length.

    ``flat`` says that a row or column of it is too low or narrow to be seen.
    """

    parent: str = ""
    struck: bool | None = None
    flat: bool = False


@dataclass(slots=True)
class OdsStyles:
    """Collects styles by their names; ``hidden_tables`` are those of sheets that are not displayed."""

    hidden_tables: set[str] = field(default_factory=set)
    has_struck: bool = False
    _styles: dict[tuple[str, str], _Style] = field(default_factory=dict)
    _open: tuple[str, str] = ("", "")

    def start(self, element: str, attributes: Attributes) -> None:
        """Take in the start of an element, its attributes without their prefixes."""
        if element == "style" and attributes.get("family") in _FAMILIES:
            self._open = attributes["family"], attributes.get("name", "")
            self._styles[self._open] = _Style(attributes.get("parent-style-name", ""))
        elif element == "table-properties" and attributes.get("display") == "false":
            self.hidden_tables.add(self._open[1])
        elif element in ("table-row-properties", "table-column-properties") and self._open in self._styles:
            self._styles[self._open].flat = _is_flat(self._open[0], attributes)
        elif element == "text-properties" and self._open in self._styles:
            through = attributes.get("text-line-through-style", attributes.get("text-line-through-type"))
            if through is not None:
                self._styles[self._open].struck = through != "none"
                self.has_struck |= through != "none"

    def end(self, element: str) -> None:
        """Take in the end of an element."""
        if element == "style":
            self._open = "", ""

    def is_struck(self, name: str, family: str = "table-cell") -> bool:
        """Say whether a style strikes its text out."""
        return bool(next((s.struck for s in self._line(family, name) if s.struck is not None), False))

    def is_flat(self, name: str, family: str) -> bool:
        """Say whether a row or column of a style (``table-row``, ``table-column``) is too low or narrow to be seen."""
        style = self._styles.get((family, name))
        return style is not None and style.flat

    def _line(self, family: str, name: str) -> list[_Style]:
        """Return a style and those from which it is derived, the nearest first."""
        line: list[_Style] = []
        while (style := self._styles.get((family, name))) and len(line) < _DEEPEST:
            line.append(style)
            name = style.parent
        return line


def _is_flat(family: str, attributes: Attributes) -> bool:
    length, least = _LEAST.get(family, ("", 0.0))
    found = _LENGTH.fullmatch(attributes.get(length, ""))
    return found is not None and float(found[1]) * _POINTS[found[2]] < least
