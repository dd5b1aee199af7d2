"""Tables of a web page as platforms export them under the name .xls: every text as it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser

from xlcheck.excel.read.foreign_lines import ForeignSheet, Row
from xlcheck.excel.read.xml import whole_number
from xlcheck.model import CellValue

_MOST_ACROSS, _MOST_DOWN = 256, 65_536
_BREAKS = frozenset({"br", "p", "div", "li"})
_UNSEEN = frozenset({"style", "script", "title"})
_HIDDEN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_SPACE = re.compile(r"[ \t\r\n]+")
_SHEET_NAME = re.compile(r"<x:Name>([^<]{1,31})</x:Name>", re.IGNORECASE)


def html_sheets(text: str) -> Iterator[ForeignSheet]:
    """Yield a sheet for each table that has rows, by the names that Excel's own pages give."""
    page = _Page()
    page.feed(text)
    page.close()
    names = _SHEET_NAME.findall(text[: 1 << 16])
    for number, table in enumerate(table for table in page.tables if table.rows):
        name = names[number] if number < len(names) else f"表{number + 1}"
        yield ForeignSheet(name, table.rows, merges=table.merges, hidden_rows=table.hidden_rows)


class _Table:
    """The rows of one table; a cell that reaches over several stands in its first."""

    def __init__(self) -> None:
        self.rows: list[Row] = []
        self.merges: list[tuple[int, int, int, int]] = []
        self.hidden_rows: list[int] = []
        self._number = 0
        self._cells: list[CellValue] = []
        self._taken: dict[int, int] = {}

    def begin_row(self, *, hidden: bool) -> None:
        self.end_row()
        self._number += 1
        if hidden:
            self.hidden_rows.append(self._number)
        self._cells = []

    def end_row(self) -> None:
        if any(cell != "" for cell in self._cells):
            self.rows.append((self._number, self._cells))
        self._cells = []

    def add(self, text: str, across: int, down: int) -> None:
        """Put a cell at the next place that none from above reaches into."""
        while self._taken.get(len(self._cells), 0) >= self._number:
            self._cells.append("")
        at = len(self._cells)
        if across > 1 or down > 1:
            self.merges.append((self._number, at + 1, self._number + down - 1, at + across))
        if down > 1:
            self._taken.update(dict.fromkeys(range(at, at + across), self._number + down - 1))
        self._cells += [text, *[""] * (across - 1)]


class _Page(HTMLParser):
    """Collects the tables of a page; one within a cell of another is text of that cell."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[_Table] = []
        self._depth = self._unseen = 0
        self._text: list[str] | None = None
        self._spans = (1, 1)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take in the start of an element."""
        if tag in _UNSEEN:
            self._unseen += 1
        elif tag == "table":
            self._depth += 1
            if self._depth == 1:
                self.tables.append(_Table())
        elif self._depth == 1 and tag == "tr":
            self._end_cell()
            self.tables[-1].begin_row(hidden=bool(_HIDDEN.search(dict(attrs).get("style") or "")))
        elif self._depth == 1 and tag in ("td", "th"):
            self._end_cell()
            spans = dict(attrs)
            self._spans = _span(spans.get("colspan"), _MOST_ACROSS), _span(spans.get("rowspan"), _MOST_DOWN)
            self._text = []
        elif tag in _BREAKS and self._text is not None:
            self._text.append("\n")

    def handle_endtag(self, tag: str) -> None:
        """Take in the end of an element."""
        if tag in _UNSEEN:
            self._unseen = max(self._unseen - 1, 0)
        elif tag == "table" and self._depth:
            if self._depth == 1:
                self._end_cell()
                self.tables[-1].end_row()
            self._depth -= 1
        elif self._depth == 1 and tag in ("td", "th"):
            self._end_cell()

    def handle_data(self, data: str) -> None:
        """Take in character data."""
        if self._text is not None and not self._unseen:
            self._text.append(_SPACE.sub(" ", data))

    def close(self) -> None:
        """End the page, and what was left open in it."""
        super().close()
        self._end_cell()
        if self._depth:
            self.tables[-1].end_row()

    def _end_cell(self) -> None:
        if self._text is not None and self.tables:
            lines = "".join(self._text).replace("\xa0", " ").split("\n")
            self.tables[-1].add("\n".join(filter(None, map(str.strip, lines))), *self._spans)
        self._text = None


def _span(text: str | None, most: int) -> int:
    return min(max(whole_number(text) or 1, 1), most)
