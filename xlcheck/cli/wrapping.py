"""Text that is broken between words, and shortened between clauses."""

from __future__ import annotations

import re
from collections.abc import Iterator

from xlcheck.cli import window

_WIDE = 72
"""Columns of a paragraph; a Chinese character takes two."""
_WORD = re.compile("[“（《]*(?:[!-~]+|.)[，。；：、！？”）》]*")
"""What stays together on a line: a word or a character, with the marks that open before it and close after it."""
_OPENING, _CLOSING = "“（《", "”）》"
_ENDS = ("。；！？", "，", "、")
"""Marks after which a text may end early, those of whole sentences first."""


def wrap(text: str) -> list[str]:
    """Return the lines of a paragraph that any window shows whole; words and marks stay together."""
    lines, columns = [""], 0
    for word in _WORD.findall(text):
        if columns + window.width(word) > _WIDE:
            lines.append("")
            columns = 0
        lines[-1] += word
        columns += window.width(word)
    return lines


def whole_clauses(text: str, rows: int, head: str = "") -> str:
    """Return ``head`` and as many whole sentences of a text as its rows hold, or clauses where there is no such one.

    Where not even one of its clauses fits, as many words as do, and that there is more.
    """
    if len(wrap(head + text)) <= rows:
        return head + text
    for marks in _ENDS:
        more = "……" if marks == _ENDS[-1] else "。"
        ends = (text[: at - 1] + more for at in _cuts(text, marks))
        if fitting := [head + end for end in ends if len(wrap(head + end)) <= rows]:
            return fitting[-1]
    words: list[str] = _WORD.findall(text)
    while words and len(wrap(f"{head}{''.join(words)}……")) > rows:
        words.pop()
    return f"{head}{''.join(words)}……"


def _cuts(text: str, marks: str) -> Iterator[int]:
    """Yield where a text can end: behind one of the marks, and not inside quotes or brackets."""
    depth = 0
    for at, sign in enumerate(text, start=1):
        depth += (sign in _OPENING) - (sign in _CLOSING)
        if not depth and sign in marks:
            yield at
