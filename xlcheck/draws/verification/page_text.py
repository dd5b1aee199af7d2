"""抽取公开 as a reader of HTML sees it: its labelled facts, tables, paragraphs, and the data behind them."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

TableTexts = list[list[str]]
"""The body of a table: rows of texts."""

_INNERMOST = ("h1", "dt", "dd", "th", "td", "p")
"""Elements whose texts are asked for; none of them holds another."""


@dataclass(slots=True)
class PageText:
    """What a page says: texts as they stand in it, white space too.

    ``pairs`` are labels with what belongs to them (of a table too, whose rows begin with one), ``tables`` are by id,
    ``claims`` by what they claim. ``data`` is the text of its data, ``title`` its first heading.
    """

    title: str = ""
    data: str = ""
    pairs: list[tuple[str, str]] = field(default_factory=list)
    tables: dict[str, TableTexts] = field(default_factory=dict)
    claims: dict[str, str] = field(default_factory=dict)
    warnings: list[str] = field(default_factory=list)
    paragraphs: list[str] = field(default_factory=list)

    def fact(self, label: str) -> str:
        """Return what belongs to a label, where it first stands; an empty text where it does not."""
        return next((text for known, text in self.pairs if known == label), "")

    def last(self, label: str) -> str:
        """Return what belongs to a label, where it stands last."""
        return next((text for known, text in reversed(self.pairs) if known == label), "")


def is_practice(html: str) -> bool:
    """Say whether a page bears the mark of a desk to learn on."""
    return 'data-mark="演练"' in html


def page_text(html: str) -> PageText:
    """Read a page; whatever it is, never raises."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.page


class _Reader(HTMLParser):
    """Gathers the texts of the innermost elements."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.page = PageText()
        self._open = ""
        self._class = ""
        self._label = ""
        self._claim = ""
        self._table: str | None = None
        self._parts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin an element."""
        values = {key: value or "" for key, value in attrs}
        if tag == "table":
            self._table = values.get("id", "")
            self.page.tables.setdefault(self._table, [])
        elif tag == "tr" and self._table is not None:
            self._label = ""
            self.page.tables[self._table].append([])
        elif tag in _INNERMOST or values.get("id") == "data":
            self._open, self._class, self._parts = values.get("id") or tag, values.get("class", ""), []
        self._claim = values.get("data-claim", "")

    def handle_data(self, data: str) -> None:
        """Keep a text."""
        self._parts.append(data)
        if self._claim:
            self.page.claims.setdefault(self._claim, data)

    def handle_endtag(self, tag: str) -> None:
        """End an element, and put its text where it belongs."""
        self._claim = ""
        if tag == "table":
            self._table = None
        elif tag in _INNERMOST or (tag == "script" and self._open == "data"):
            self._put("".join(self._parts))
            self._open, self._parts = "", []

    def _put(self, text: str) -> None:
        page = self.page
        if self._open == "data":
            page.data = page.data or text
        elif self._open == "h1":
            page.title = page.title or text
        elif self._open in ("dt", "th"):
            self._label = text
        elif self._open == "dd" or (self._open == "td" and self._label):
            page.pairs.append((self._label, text))
        elif self._open == "td" and self._table is not None and page.tables[self._table]:
            page.tables[self._table][-1].append(text)
        elif self._open == "p":
            (page.warnings if self._class == "warning" else page.paragraphs).append(text)
