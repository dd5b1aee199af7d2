"""The styles of an OpenDocument workbook, as far as they change how its cells are read."""

from __future__ import annotations

from dataclasses import dataclass, field

from xlcheck.excel.read.xml import Attributes

_FAMILIES = frozenset({"table", "table-cell", "text"})
_DEEPEST = 20
"""Styles that are derived from each other; no honest workbook has more."""


@dataclass(slots=True)
class _Style:
    """One style: from which it is derived, and whether it strikes its text out (none where it does not say)."""

    parent: str = ""
    struck: bool | None = None


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

    def _line(self, family: str, name: str) -> list[_Style]:
        """Return a style and those from which it is derived, the nearest first."""
        line: list[_Style] = []
        while (style := self._styles.get((family, name))) and len(line) < _DEEPEST:
            line.append(style)
            name = style.parent
        return line
