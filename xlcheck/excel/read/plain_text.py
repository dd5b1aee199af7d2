"""The text of XML elements without a parser, where it is certain what a parser would give."""

from __future__ import annotations

import re
from collections.abc import Sequence
from xml.sax.saxutils import unescape as undo_entities

import numpy as np

_REFUSED = (b"]]>", b"\xef\xbf\xbe", b"\xef\xbf\xbf", b"\r")
"""What a parser refuses in text that can be decoded, beside control characters; last the line end that it changes."""

_CONTROLS = bytes({*range(0x20)} - set(b"\t\n"))
_UNUSUAL_ENTITY = re.compile(rb"&(?!(?:amp|lt|gt|quot|apos);)")
_ENTITIES = {"&quot;": '"', "&apos;": "'"}


def is_plain(xml: bytes) -> bool:
    """Say whether each text in a stretch of XML is what :func:`decoded` makes of it."""
    if any(sign in xml for sign in _REFUSED if sign[:1] in xml):  # one byte is found several times as fast
        return False
    if b"&" in xml and _UNUSUAL_ENTITY.search(xml):
        return False
    lowest = np.frombuffer(xml, dtype=np.uint8).min(initial=0x20)
    return bool(lowest >= 0x20) or len(xml.translate(None, _CONTROLS)) == len(xml)


def decoded(texts: Sequence[bytes]) -> list[str]:
    """Decode texts that hold no ``<`` as a parser gives them; raises UnicodeDecodeError."""
    if not texts:
        return []
    text = b"<".join(texts).decode("utf-8")
    parts = text.split("<")
    return [undo_entities(part, _ENTITIES) if "&" in part else part for part in parts] if "&" in text else parts
