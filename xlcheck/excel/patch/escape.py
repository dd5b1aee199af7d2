"""Text on its way into XML."""

from __future__ import annotations

import re

from xlcheck.model import XlcheckError

LONGEST = 32_767
"""Characters that a cell or a note can hold."""

_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff]")
_LOOKS_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_LONE = re.compile("[\ud800-\udfff]")


def escaped(text: str) -> str:
    """Escape character data or an attribute's value; what XML cannot hold is written as ``_x0007_`` (ST_Xstring)."""
    text = _LOOKS_ESCAPED.sub("_x005F_", _LONE.sub("\ufffd", text))
    text = _CONTROL.sub(lambda m: f"_x{ord(m[0]):04X}_", text)
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


def fitting(text: str) -> str:
    """Escape the text of a cell; raises :class:`XlcheckError` ``output.too-long`` where a cell cannot hold it."""
    if len(text) > LONGEST:
        raise XlcheckError("output.too-long", text=text[:20], longest=LONGEST)
    return escaped(text)


def clipped(text: str, longest: int = 4_000) -> str:
    """Return the text of a note, cut where nobody would read on."""
    return text if len(text) <= longest else f"{text[: longest - 1]}…"
