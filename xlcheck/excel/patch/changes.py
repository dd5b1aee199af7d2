"""What is to become of a cell."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

Value = str | date | int
"""What is written into a cell; an empty text empties it."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A cell's new colour (ARGB in hex) and the text of its note; without text there is no note."""

    fill: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """What happens to one cell: a fill, a value, or both; an empty text empties it."""

    fill: str = ""
    value: Value | None = None
