"""XML as it stands: where elements begin and end in the bytes of a part.

Parts are well-formed when they come here (:mod:`xlcheck.excel.patch.package_part`); nothing is ever serialised anew.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

from xlcheck.excel.patch.edits import Data, Edit

# characters are possessive (*+), which spares going back; groups are not: Python before 3.11.5 matches these wrongly
ATTRIBUTES = rb"([^>\"'/]*+(?:(?:\"[^\"]*+\"|'[^']*+'|/(?!>))[^>\"'/]*+)*)(/?)>"
NO_ELEMENT = rb"!--.*?-->|!\[CDATA\[.*?\]\]>|\?.*?\?>"
_TAG = re.compile(rb"<(?:" + NO_ELEMENT + rb"|(/?)([^\s/>!?]++)" + ATTRIBUTES + rb")", re.DOTALL)
_LENGTH = re.compile(r"[0-9]{1,7}(\.[0-9]{0,20})?")
_ATTRIBUTE = re.compile(rb"([^\s=]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")


@dataclass(frozen=True, slots=True)
class Element:
    """An element by its offsets: ``<tag`` at ``start``, content from ``inner`` to ``close``, past it ``end``."""

    tag: bytes
    attributes: bytes
    start: int
    inner: int
    close: int
    end: int

    @property
    def name(self) -> str:
        """The name without its prefix."""
        return self.tag.rpartition(b":")[2].decode()

    @property
    def prefix(self) -> str:
        """The prefix with its colon; empty where there is none."""
        head, colon, _ = self.tag.rpartition(b":")
        return (head + colon).decode()

    @property
    def empty(self) -> bool:
        """Whether it is written ``<a/>``."""
        return self.inner == self.end

    def items(self) -> dict[str, str]:
        """Return the attributes, by their names as written."""
        return {m[1].decode(): _value(m) for m in _ATTRIBUTE.finditer(self.attributes)}

    def get(self, key: str) -> str | None:
        """Return an attribute's value."""
        return attribute(self.attributes, key.encode())

    def whole(self, key: str, default: int = 0) -> int:
        """Return an attribute that is a whole number; ``default`` where it is not."""
        text = self.get(key) or ""
        return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else default

    def measure(self, key: str, default: float) -> float:
        """Return an attribute that is a length; ``default`` where it is not."""
        text = self.get(key) or ""
        return float(text) if _LENGTH.fullmatch(text) else default

    def flag(self, key: str) -> bool:
        """Say whether an attribute is true."""
        return self.get(key) in ("1", "true")

    def set(self, key: str, value: str, after: str = "") -> Edit:
        """Write an attribute anew, or add it behind another; ``value`` needs no escape."""
        base = self.start + 1 + len(self.tag)
        at = base
        for match in _ATTRIBUTE.finditer(self.attributes):
            if match[1] == key.encode():
                which = 2 if match[2] is not None else 3
                return Edit(base + match.start(which), base + match.end(which), value.encode())
            if match[1] == after.encode():
                at = base + match.end()
        return Edit(at, at, f' {key}="{value}"'.encode())

    def append(self, content: bytes) -> Edit:
        """Add content before the element's end."""
        if not self.empty:
            return Edit(self.close, self.close, content)
        return Edit(self.end - 2, self.end, b">" + content + b"</" + self.tag + b">")


def _value(match: re.Match[bytes]) -> str:
    return unescape((match[2] if match[2] is not None else match[3]).decode())


def attribute(attributes: bytes, key: bytes) -> str | None:
    """Return one value out of the bytes between an element's name and its ``>``."""
    return next((_value(m) for m in _ATTRIBUTE.finditer(attributes) if m[1] == key), None)


def opening(data: Data, at: int = 0) -> Element:
    """Return the first opening tag from an offset on, as if the element were empty."""
    match = next(m for m in _TAG.finditer(data, at) if m[2] and not m[1])
    return Element(match[2], match[3], match.start(), match.end(), match.end(), match.end())


def elements(data: Data, start: int, end: int | None = None) -> Iterator[Element]:
    """Yield the elements that stand side by side from ``start`` on, until their parent closes."""
    depth, first = 0, None
    for match in _TAG.finditer(data, start, len(data) if end is None else end):
        if match[2] is None:
            continue
        if not match[1] and depth == 0:
            first = match
        depth += 0 if match[4] else -1 if match[1] else 1
        if depth < 0:
            return
        if depth == 0 and first:
            close = match.start() if match[1] else match.end()
            yield Element(first[2], first[3], first.start(), first.end(), close, match.end())


def children(data: Data, parent: Element) -> Iterator[Element]:
    """Return the elements directly within another."""
    return iter(()) if parent.empty else elements(data, parent.inner, parent.close)


def root_of(data: Data) -> Element:
    """Return the root; only its end is looked for, not what is between."""
    root = opening(data)
    close = data.rfind(b"</" + root.tag)
    if close < root.inner:
        return root
    return Element(root.tag, root.attributes, root.start, root.inner, close, data.find(b">", close) + 1)
