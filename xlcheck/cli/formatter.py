"""Help pages in columns of the screen, of which a Chinese sign takes two."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from unicodedata import east_asian_width

import click

_WIDE = frozenset("WFA")
"""Signs of ambiguous width (“”…×) are wide in the consoles of Chinese systems."""
_PIECES = re.compile(r"[!-~]+|\s+|.")
"""A Latin word stays whole; between Chinese signs a line may break anywhere, but not before these."""
_NEVER_FIRST = "，。；：、？！）》”…"


def columns(text: str) -> int:
    """Count the columns of the screen that a text takes."""
    return sum(2 if east_asian_width(sign) in _WIDE else 1 for sign in text)


class ChineseFormatter(click.HelpFormatter):
    """Headings with a full-width colon, and columns that stand below each other."""

    def write_heading(self, heading: str) -> None:
        """Write 选项： with a full-width colon."""
        self.write(f"{'':>{self.current_indent}}{heading}：\n")

    def write_text(self, text: str) -> None:
        r"""Write paragraphs; after ``\b`` the lines stay as they are."""
        indent = " " * self.current_indent
        for number, paragraph in enumerate(text.split("\n\n")):
            is_verbatim = paragraph.startswith("\b")
            lines = paragraph.split("\n")[1:] if is_verbatim else wrapped(_joined(paragraph), self.width - len(indent))
            self.write("\n" if number else "")
            self.write("".join(f"{indent}{line}\n" for line in lines))

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        """Write terms and their explanations side by side."""
        rows = list(rows)
        first = min(max(columns(term) for term, _ in rows), col_max) + col_spacing
        indent = " " * (self.current_indent + first)
        for term, text in rows:
            room = first - columns(term)
            before = " " * self.current_indent + term
            before += " " * room if room >= col_spacing else f"\n{indent}"
            self.write(before + f"\n{indent}".join(wrapped(text, self.width - len(indent))) + "\n")


def wrapped(text: str, width: int) -> Iterator[str]:
    """Yield the lines of a text, each at most ``width`` columns and the punctuation that closes it."""
    line = ""
    for piece in _PIECES.findall(text):
        if line and columns(line + piece) > width and piece not in _NEVER_FIRST:
            yield line.rstrip()
            line = ""
        line += piece if line or not piece.isspace() else ""
    yield line.rstrip()


def _joined(paragraph: str) -> str:
    """Join the lines of a paragraph, without a blank between Chinese signs."""
    return re.sub(r"(?<=[^ -~])\n(?=[^ -~])", "", paragraph.strip()).replace("\n", " ")
