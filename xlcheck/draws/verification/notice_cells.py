"""抽取公告 cell by cell: held against the form as it was filled, and its labels against those of the program."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from xlcheck.draws.record.cells import CellTexts
from xlcheck.model import Difference, column_letters
from xlcheck.schema.outputs.draw import NOTICE_LABELS, SECOND_NOTICE_LABELS

_LONGEST_TO_WRITE_IN = 12
"""Signs of a cell in whose gaps somebody writes, a date or a name; a longer one is a sentence."""
_GAPS = re.compile(r"[\s_＿]{2,}")
_MISSING = "没有"
_LIKE_OURS = 0.6
"""The share of the labels of the program's form, in their places, by which a form is taken for it."""


def cell_differences(found: Mapping[str, CellTexts], filled: Mapping[str, CellTexts]) -> Iterator[Difference]:
    """Yield the cells of a notice, labels too, that are not as in the form that was ``filled``; by sheet.

    What was blank then, and the gaps of a short cell (``年　月　日``), are there to be written in.
    """
    for sheet, cells in filled.items():
        if sheet not in found:
            yield Difference(f"“{sheet}”工作表", _MISSING, "应有")
            continue
        for at, text in sorted(cells.items()):
            if not _is_written(found[sheet].get(at, ""), text):
                yield Difference(_where(sheet, cells, at), found[sheet].get(at, _MISSING), text)
    for sheet in found.keys() - filled.keys():
        if found[sheet]:
            yield Difference(f"“{sheet}”工作表", "有", _MISSING)


def _is_written(found: str, filled: str) -> bool:
    bare, text = _line(filled), _line(found)
    gaps = _GAPS.split(bare)
    if len(gaps) == 1 or len("".join(gaps)) > _LONGEST_TO_WRITE_IN:
        return text == bare
    return re.fullmatch(".*?".join(map(re.escape, gaps)), text, re.DOTALL) is not None


def _line(text: str) -> str:
    return text.replace("\r\n", "\n").rstrip()


def _where(sheet: str, cells: CellTexts, at: tuple[int, int]) -> str:
    """Name a cell, with the label at its left."""
    row, column = at
    left = max((c for r, c in cells if r == row and c < column), default=0)
    label = f"（{cells[row, left]}）" if left else ""
    return f"“{sheet}”工作表 {column_letters(column)}{row}{label}"


def page_label_differences(labels: Sequence[str]) -> Iterator[Difference]:
    """Yield the labels of a notice as a page that are not those of its format, of which no bureau has others."""
    second = len(set(labels) & set(SECOND_NOTICE_LABELS)) > 1  # one alone was put there
    right = [label for label in NOTICE_LABELS if second or label not in SECOND_NOTICE_LABELS]
    for number in range(max(len(right), len(labels))):
        found, expected = (texts[number] if number < len(texts) else _MISSING for texts in (labels, right))
        if found != expected:
            yield Difference(f"第 {number + 1} 栏的名称", found, expected)


def unlike_ours(cells: CellTexts, ours: CellTexts) -> tuple[str, ...]:
    """Say which labels of a form are others than in the program's own form, ``ours``; a bureau may have them so.

    Nothing is said of a form that is laid out anew.
    """
    labels = {at: text for at, text in ours.items() if "{{" not in text}
    other = {at: text for at, text in labels.items() if not _is_written(cells.get(at, ""), text)}
    if len(other) > len(labels) * (1 - _LIKE_OURS):
        return ()
    return tuple(_named(at, cells.get(at, _MISSING), text) for at, text in sorted(other.items()))


def _named(at: tuple[int, int], found: str, ours: str) -> str:
    row, column = at
    return f"{column_letters(column)}{row}“{found.strip()}”（程序自带的是“{ours.strip()}”）"
