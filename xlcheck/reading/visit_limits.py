"""The 项目 of 抽查策略 by which visits are asked about: spans of days, shares, columns that must be filled."""

from __future__ import annotations

import re

from xlcheck.model import Trouble
from xlcheck.reading.folding import fold_title, split_list
from xlcheck.schema.outputs.ledger import LEDGER_OFFERED

_SPAN = re.compile(r"(?:每月)?(\d{1,2})[日号]?[至到\-—–~](\d{1,2})[日号]")
_SHARE = re.compile(r"(\d{1,3})%")
_LAST = 31


def quiet_days(text: str) -> tuple[tuple[int, int], ...] | Trouble:
    """Read 企业安静期, ``1日至20日``, as the first and the last day of each span.

    ``20日`` alone has two readings, twenty days or the twentieth, and is refused.
    """
    spans = []
    for part in split_list(text):
        match = _SPAN.fullmatch(fold_title(part))
        first, last = (int(match[1]), int(match[2])) if match else (0, 0)
        if not 1 <= first <= last <= _LAST:
            return Trouble("settings.quiet-days", (("part", part),))
        spans.append((first, last))
    return tuple(spans)


def share(text: str) -> int | Trouble:
    """Read a share, ``50%``, as a whole number of percent between 1 and 100; a bare ``50`` or ``0.5`` is refused."""
    match = _SHARE.fullmatch(fold_title(text))
    return int(match[1]) if match and 1 <= int(match[1]) <= 100 else Trouble("settings.share")


def demanded(text: str) -> tuple[str, ...] | Trouble:
    """Read 台账必填项目 as titles of columns that the ledger offers and does not demand by itself."""
    titles = {fold_title(column.title): column.title for column in LEDGER_OFFERED}
    parts = split_list(text)
    for part in parts:
        if fold_title(part) not in titles:
            return Trouble("settings.demanded", (("part", part), ("known", "、".join(titles.values()))))
    return tuple(dict.fromkeys(titles[fold_title(part)] for part in parts))
