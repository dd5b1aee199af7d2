"""What the stored text of a cell is, by the cell's type and style."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from xlcheck.excel.read.date_formats import as_dated, date_of
from xlcheck.excel.read.number_formats import RENDERED, shown_number, shown_string
from xlcheck.excel.read.shared_strings import SharedStrings
from xlcheck.excel.read.styles import CHECKBOX, CellStyles
from xlcheck.excel.read.wps_pictures import as_text
from xlcheck.excel.read.xml import Attributes, unescape, whole_number
from xlcheck.model import CellValue, Checkbox, ErrorValue, Number, Percent

LOST_TEXT = ErrorValue("#缺失文本")
"""A cell whose shared string does not exist."""

_RICH = "vm"
"""How the type of a cell begins that holds a rich value; its number follows."""


class CellTypes:
    """Types the cells of one workbook by its shared strings, its styles and the day zero of its dates.

    ``rich`` is what the rich values of its cells are, by their numbers from 1 on.
    """

    def __init__(
        self, strings: SharedStrings, styles: CellStyles, epoch: datetime, rich: Sequence[CellValue] = ()
    ) -> None:
        self.strings = strings
        self.has_struck = bool(styles.struck or strings.struck)
        self._styles, self._epoch, self._rich = styles, epoch, rich

    def kind(self, attributes: Attributes) -> str:
        """Return the type of a cell: ``n`` where it names none, ``vm`` and a number where it holds a rich value."""
        kind = attributes.get("t", "n")
        return _RICH + attributes["vm"] if kind == "e" and self._rich and "vm" in attributes else kind

    def format(self, style: str | None) -> str:
        """Return what a style shows: ``date``, ``percent`` or another meaning, or ``""``."""
        index = whole_number(style) or 0
        meanings = self._styles.meanings
        return meanings[index] if index < len(meanings) else ""

    def is_struck(self, attributes: Attributes) -> bool:
        """Say whether the style of a cell strikes its text out."""
        return (whole_number(attributes.get("s")) or 0) in self._styles.struck

    def is_struck_string(self, kind: str, text: str) -> bool:
        """Say whether a cell holds a shared string of which something is struck out."""
        return kind == "s" and whole_number(text) in self.strings.struck

    def value(self, kind: str, shows: str, text: str) -> CellValue:
        """Return the value of a text that is not blank, of a type as :meth:`kind` gives it."""
        if kind == "n":
            return number_as(shows, text, self._epoch)
        if kind == "b":
            return Checkbox("√" if text == "1" else "□") if shows == CHECKBOX else text == "1"
        if kind == "e":
            return ErrorValue(text)
        if kind == "d":
            return _iso(text, shows)
        if kind.startswith(_RICH):
            number = whole_number(kind.removeprefix(_RICH)) or 0
            return self._rich[number - 1] if 0 < number <= len(self._rich) else ErrorValue(text)
        return self._text(kind, shows, text)

    def _text(self, kind: str, shows: str, text: str) -> CellValue:
        if kind == "s":
            index = whole_number(text)
            value = self.strings[index] if index is not None and index < len(self.strings) else LOST_TEXT
        else:
            value = as_text(unescape(text))
        return as_shown_text(shows, value)


def number_as(shows: str, text: str, epoch: datetime) -> CellValue:
    """Return a stored number as what its style makes of it; ``epoch`` is the day zero of dates."""
    if shows.startswith(RENDERED):
        return shown_number(shows.removeprefix(RENDERED), text)
    if shows == "percent":
        return Percent(text)
    return date_of(text, epoch, shows) if shows and shows != CHECKBOX else Number(text)


def as_shown_text(shows: str, text: str) -> str:
    """Return a text as its number format shows it; what is no plain text stays."""
    return (
        shown_string(shows.removeprefix(RENDERED), text) if shows.startswith(RENDERED) and type(text) is str else text
    )


def _iso(text: str, shows: str) -> CellValue:
    try:
        return as_dated(datetime.fromisoformat(text.rstrip("Z")).replace(tzinfo=None), shows)
    except ValueError:
        return text
