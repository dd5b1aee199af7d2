"""A page held against the same page as the program writes it: the first sign that differs, and where it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import unescape

from xlcheck.model import Difference

_SHOWN = 60
"""So many signs of a line are shown, from where it differs."""

_TAG = re.compile(r"<[^>]*>")
_CAPTION = re.compile(r"<caption>(.*?)</caption>")
_HEADING = re.compile(r"<(?:h1|h2)>(.*?)</(?:h1|h2)>")
_COLUMN = re.compile(r'data-title="([^"]*)"')
_LABEL = re.compile(r"<(?:dt|th[^>]*)>([^<]*)</")


def first_difference(found: str, expected: str) -> Iterator[Difference]:
    """Yield the first difference of a page, named by the line of a table, the label or the part in which it stands."""
    pairs = found.split("\n"), expected.split("\n")
    for number in range(max(map(len, pairs))):
        one, other = (lines[number] if number < len(lines) else "" for lines in pairs)
        if one != other:
            start = next(
                (n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(map(len, (one, other)))
            )
            yield Difference(_place(pairs[1], number, start), _part(one, start), _part(other, start))
            return


def _part(line: str, start: int) -> str:
    """Return what a line says where it differs: the text between two tags, or else the signs themselves."""
    first = line.rfind(">", 0, start) + 1
    if "<" in line[first:start]:
        return line[max(start - _SHOWN // 2, 0) : start + _SHOWN // 2] or "（空）"
    text = unescape(line[first:].partition("<")[0])
    if len(text) > 2 * _SHOWN:
        text = text[max(start - first - _SHOWN // 2, 0) :][:_SHOWN]
    return text or line[start : start + _SHOWN] or "（空）"


def _place(lines: Sequence[str], number: int, start: int) -> str:
    """Name a place of a page by what a reader sees."""
    line = f"第 {number + 1} 行"
    if number >= len(lines):
        return line
    before = lines[number][:start]
    if before.startswith("<tr>") or lines[number].startswith("<tr>"):
        caption, row = _table(lines, number)
        column = _COLUMN.findall(before)
        return f"{line}，表“{caption}”第 {row} 行" + (f"“{unescape(column[-1])}”" if column else "")
    if label := _LABEL.findall(before):
        return f"{line}“{unescape(label[-1])}”"
    above = [*lines[:number], before]
    headings = (match for text in reversed(above) for match in reversed(_HEADING.findall(text)))
    if any(text.startswith(("<script", "(function", "//", "function ")) for text in above) and not _TAG.match(
        lines[number]
    ):
        return f"{line}，脚本"
    heading = next(headings, "")
    return f"{line}，“{unescape(heading)}”" if heading else line


def _table(lines: Sequence[str], number: int) -> tuple[str, int]:
    """Return the caption of the table in which a row stands, and the number of the row."""
    rows = 1
    for above in range(number - 1, -1, -1):
        if captions := _CAPTION.findall(lines[above]):
            inside = "<tbody><tr>" in lines[above] or lines[above].rstrip().endswith("</tr>")
            return unescape(captions[-1]), rows + (1 if inside and "<tbody>" in lines[above] else 0)
        rows += 1
    return "", rows
