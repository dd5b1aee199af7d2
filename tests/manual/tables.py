"""What several parts of the manual are made of."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape


def table(titles: tuple[str, ...], rows: Iterable[tuple[str, ...]], look: str = "plain") -> str:
    """A table of plain texts; ``look`` is its class."""
    head = "".join(f"<th>{escape(title)}</th>" for title in titles)
    lines = ("".join(f"<td>{escape(cell, quote=False)}</td>" for cell in row) for row in rows)
    body = "\n".join(f"<tr>{line}</tr>" for line in lines)
    return f'<table class="{look}">\n<thead><tr>{head}</tr></thead>\n<tbody>\n{body}\n</tbody>\n</table>'
