"""HTML in small pieces: every text is escaped here, and nowhere else."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape

from xlcheck.schema.table import Column

_CLASSES = {
    "rank": ' class="number"',
    "order": ' class="number"',
    "number": ' class="number"',
    "made": ' class="number"',
    "code": ' class="code"',
    "ticket": ' class="ticket"',
}
"""Columns that are laid out in a way of their own."""


@dataclass(frozen=True, slots=True)
class Markup:
    """HTML that is already as it must be."""

    html: str


Content = Markup | str | int


def html_of(content: object) -> str:
    """Return markup as it is, anything else escaped."""
    return content.html if isinstance(content, Markup) else escape(str(content))


def tag(name: str, *contents: Content, **attributes: str | bool) -> Markup:
    """Make an element; ``class_`` and ``data_key`` stand for ``class`` and ``data-key``, true for a bare attribute."""
    pairs = ((key.rstrip("_").replace("_", "-"), value) for key, value in attributes.items() if value)
    listed = "".join(f" {key}" if value is True else f' {key}="{escape(str(value))}"' for key, value in pairs)
    return Markup(f"<{name}{listed}>{''.join(map(html_of, contents))}</{name}>")


def joined(parts: Iterable[Content]) -> Markup:
    """Join pieces one after the other, a line each."""
    return Markup("\n".join(map(html_of, parts)))


def together(*parts: Content) -> Markup:
    """Join pieces in one line."""
    return Markup("".join(map(html_of, parts)))


def section(title: str, *contents: Content, id_: str = "") -> Markup:
    """Make a part of the page under its heading."""
    return tag("section", tag("h2", title), joined(contents), id=id_)


def facts(pairs: Iterable[tuple[str, Content]]) -> Markup:
    """Make a list of labels and what belongs to them."""
    return tag("dl", joined(tag("div", tag("dt", label), tag("dd", content)) for label, content in pairs))


def claim(key: str, content: Content) -> Markup:
    """Mark a text that the script compares with what it recomputes."""
    return tag("span", content, data_claim=key)


def headers(*columns: Column) -> list[tuple[str, str]]:
    """Return columns as a table of the page has them: (key, title)."""
    return [(column.key, column.title) for column in columns]


def table(id_: str, caption: str, columns: Sequence[tuple[str, str]], rows: Iterable[Sequence[object]]) -> Markup:
    """Make a table whose columns are (key, title); on a phone each row is a card with the titles in front."""
    head = tag("tr", *(tag("th", title, scope="col", data_key=key) for key, title in columns))
    starts = [f'<td{_CLASSES.get(key, "")} data-title="{escape(title)}">' for key, title in columns]
    body = ("".join(f"{start}{html_of(c)}</td>" for start, c in zip(starts, row, strict=True)) for row in rows)
    return tag(
        "table",
        tag("caption", caption),
        tag("thead", head),
        tag("tbody", joined(Markup(f"<tr>{cells}</tr>") for cells in body)),
        id=id_,
        class_="cards",
    )


def folded(summary: str, *contents: Content) -> Markup:
    """Make a part that opens when its summary is chosen."""
    return tag("details", tag("summary", summary), joined(contents))
