"""One cell of an OpenDocument workbook, from its element and the paragraphs in it."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from xlcheck.excel.read.date_formats import DATE, DAY, MONTH, as_dated
from xlcheck.excel.read.number_formats import as_shown
from xlcheck.excel.read.ods_styles import OdsStyles
from xlcheck.excel.read.wps_pictures import as_text
from xlcheck.excel.read.xml import Attributes, whole_number
from xlcheck.model import CellValue, ErrorValue, Formatted, NoValue, Number, Percent, Unseen

_MOST_BLANKS = 1_000
_YEAR, _COUNT = "(?:\\d{4}|[〇零一二三四五六七八九]{4})", "(?:\\d{1,2}|[一二三四五六七八九十]{1,3})"
_MONTH = re.compile(rf"{_YEAR}年{_COUNT}月(?:份)?|\d{{4}}[-/.]\d{{1,2}}|[A-Z][a-z]{{2,8}}[- ]\d{{2,4}}")
_DAY = re.compile(rf"{_COUNT}月{_COUNT}[日号]|\d{{1,2}}[-/.]\d{{1,2}}|\d{{1,2}}[- ][A-Z][a-z]{{2,8}}")
_NEITHER = re.compile(rf"{_YEAR}年?|{_COUNT}[月日]|星期.|周.|[A-Z][a-z]{{2,8}}|\d+[:时].*")
"""What a date shows that has neither month nor day in its format; of all other dates the whole day is shown."""
_DAY_ZERO = datetime(1899, 12, 30)
_ERROR = re.compile(r"#[A-Z0-9/!?]+|Err:\d+")
_NUMBER = re.compile(r"-?\d+(?:\.\d*)?(?:[Ee][+-]?\d+)?")
_TRUTH = {"1": "TRUE", "0": "FALSE"}
_NUMBERS = ("float", "currency")


class OdsCell:
    """Collects the paragraphs of a cell; those of notes and shapes in it are not its text."""

    def __init__(self, attributes: Attributes, style: str, *, covered: bool) -> None:
        self.attributes, self.covered = attributes, covered
        self.style = style
        self.has_note = False
        self._depth = 0
        self._paragraphs: list[list[str]] = []
        self._spans: set[str] = set()
        self._inside = False

    @property
    def is_closed(self) -> bool:
        """Whether the element that ends is that of the cell itself."""
        return self._depth == 0

    def start(self, element: str, attributes: Attributes) -> None:
        """Take in the start of an element within the cell."""
        self._depth += 1
        if self._depth == 1:
            self.has_note |= element == "annotation"
            self._inside = element == "p"
            if self._inside:
                self._paragraphs.append([])
        elif self._inside and element == "span":
            self._spans.add(attributes.get("style-name", ""))
        elif self._inside:
            self._add_sign(element, attributes)

    def _add_sign(self, element: str, attributes: Attributes) -> None:
        if element == "s":
            self.text(" " * min(whole_number(attributes.get("c")) or 1, _MOST_BLANKS))
        elif element in ("tab", "line-break"):
            self.text("\t" if element == "tab" else "\n")

    def text(self, data: str) -> None:
        """Take in character data."""
        if self._inside:
            self._paragraphs[-1].append(data)

    def end(self, _: str) -> None:
        """Take in the end of an element within the cell."""
        self._depth -= 1
        if self._depth == 0:
            self._inside = False

    def is_struck(self, styles: OdsStyles) -> bool:
        """Say whether something of its text is struck out."""
        return styles.is_struck(self.style) or any(styles.is_struck(span, "text") for span in self._spans)

    def value(self) -> CellValue:
        """Return its value, ``""`` where it is blank."""
        kind = self.attributes.get("value-type", "")
        shown = "\n".join("".join(pieces) for pieces in self._paragraphs)
        formula = self.attributes.get("formula")
        if formula is not None and not kind and not shown:
            return NoValue("=" + formula.partition("=")[2])
        if formula is not None and _ERROR.fullmatch(shown):
            return ErrorValue(shown)
        if kind in _NUMBERS or kind == "percentage":
            return self._number(kind, shown)
        if kind == "date":
            return _date(self.attributes.get("date-value", ""), shown)
        if kind == "boolean":
            return self.attributes.get("boolean-value") == "true"
        if kind == "time":
            return shown or self.attributes.get("time-value", "")
        stored = self.attributes.get("string-value", "")
        return Unseen(stored) if self._hides(shown) and stored else as_text(shown or stored)

    def _hides(self, shown: str) -> bool:
        """Say whether its format shows nothing: a paragraph is there, and empty."""
        return not shown and bool(self._paragraphs)

    def _number(self, kind: str, shown: str) -> CellValue:
        text = self.attributes.get("value", "")
        if not _NUMBER.fullmatch(text):
            return shown
        if kind == "percentage":
            return Percent(text)
        if shown == _TRUTH.get(text):
            return text == "1"
        return as_shown(text, shown) if shown or self._hides(shown) else Number(text)


def _date(text: str, shown: str) -> CellValue:
    try:
        moment = datetime.fromisoformat(text).replace(tzinfo=None)
    except ValueError:
        return shown or text
    if _NEITHER.fullmatch(shown):
        days = (moment - _DAY_ZERO) / timedelta(days=1)
        return Formatted(f"{days:.10g}", shown)
    return as_dated(moment, MONTH if _MONTH.fullmatch(shown) else DAY if _DAY.fullmatch(shown) else DATE)
