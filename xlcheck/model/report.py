"""Lists that follow the companies: what is still to be done of them, and their file over the years."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

Rows = tuple[Mapping[str, object], ...]
"""Rows by the keys of the table that they are for."""


class RectificationState(StrEnum):
    """How far a company has come with what it was told to put right; from the most to the least pressing."""

    LATE = "整改逾期"
    OPEN = "待整改"
    MENDED = "已整改未完结"
    CLOSED = "已完结"


@dataclass(frozen=True, slots=True)
class FollowUp:
    """后续处置清单: rows of FOLLOW_UP_SUMMARY, MENDING, HANDED_OVER and INFORMED, and what is to be said of them."""

    summary: Rows
    mending: Rows
    handed_over: Rows
    informed: Rows
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class History:
    """检查对象档案: the rows of HISTORY_SUMMARY and HISTORY, and what is to be said of them."""

    summary: Rows
    lines: Rows
    notes: tuple[str, ...] = ()
