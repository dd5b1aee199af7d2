"""The labels of the sheet 补抽: one that was typed over takes its value away with it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import get_close_matches

from xlcheck.draws.formats.one.replacement_sheet import LABELS, LOG_DIGEST, SHEET
from xlcheck.draws.record.book import FIRST_ROW
from xlcheck.draws.record.cells import CellTexts
from xlcheck.model import Difference

_KNOWN = (*LABELS.values(), LOG_DIGEST, "补入的检查对象")
_HEAD = re.compile(rf"({SHEET}\d+ )(.*)")
_NUMBERED = re.compile(r"(?:未采用|检查组) \d+")
_ALIKE = 0.4


def strange_labels(cells: CellTexts) -> Iterator[Difference]:
    """Yield the labels that the program never writes."""
    for (row, column), text in sorted(cells.items()):
        if column == 1 and row >= FIRST_ROW:
            match = _HEAD.fullmatch(text)
            head, label = match.groups() if match else ("", text)
            if not match or (label not in _KNOWN and not _NUMBERED.fullmatch(label)):
                like = get_close_matches(label, _KNOWN, 1, _ALIKE)
                yield Difference(
                    f"“{SHEET}”工作表 A{row}", text, f"{head}{''.join(like)}" if like else "程序写出的项目"
                )
