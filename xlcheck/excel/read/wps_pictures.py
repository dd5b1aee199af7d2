"""Pictures in cells as WPS keeps them: a formula that other programs show as a text."""

from __future__ import annotations

from xlcheck.model import CellPicture

CALL = "DISPIMG("
"""The formula that shows a picture in its cell; its text is stored with it, and as text where it was pasted."""


def as_text(text: str) -> str:
    """Return the text of a cell, as a :class:`CellPicture` where it stands for a picture of WPS."""
    return CellPicture(text) if CALL in text and text.lstrip("=").startswith((CALL, "_xlfn." + CALL)) else text
