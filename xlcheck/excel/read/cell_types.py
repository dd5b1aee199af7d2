"""What the stored text of a cell is, by the cell's type and style."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from xlcheck.excel.read.xml import unescape, whole_number
from xlcheck.model import CellValue, ErrorValue, Number, Percent

LOST_TEXT = ErrorValue("#缺失文本")
"""A cell whose shared string does not exist."""


class CellTypes:
    """Types the cells of one workbook by its shared strings, its styles and the day zero of its dates."""

    def __init__(self, strings: Sequence[str], shown: Sequence[str], epoch: datetime) -> None:
        self.strings = strings
        self._shown, self._epoch = shown, epoch

    def format(self, style: str | None) -> str:
        """Return what a style shows: ``date``, ``percent`` or ``""``."""
        index = whole_number(style) or 0
        return self._shown[index] if index < len(self._shown) else ""

    def value(self, kind: str, shows: str, text: str) -> CellValue:
        """Return the value of a text that is not blank; ``kind`` is the cell's type, ``n`` where it names none."""
        if kind == "n":
            return self._number(shows, text)
        if kind == "s":
            index = whole_number(text)
            return self.strings[index] if index is not None and index < len(self.strings) else LOST_TEXT
        if kind == "b":
            return text == "1"
        if kind == "e":
            return ErrorValue(text)
        return _iso(text) if kind == "d" else unescape(text)

    def _number(self, shows: str, text: str) -> CellValue:
        if shows == "date":
            return _date_of(text, self._epoch)
        return Percent(text) if shows == "percent" else Number(text)


def _date_of(text: str, epoch: datetime) -> CellValue:
    try:
        moment = epoch + timedelta(seconds=round(float(text) * 86_400))
    except (OverflowError, ValueError):
        return Number(text)
    return moment if moment.year >= 1900 else Number(text)  # Excel has no earlier dates


def _iso(text: str) -> CellValue:
    try:
        return datetime.fromisoformat(text.rstrip("Z")).replace(tzinfo=None)
    except ValueError:
        return text
