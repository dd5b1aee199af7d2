"""The printed page of a record, cell by cell, and where two of them differ."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

PAGE_COLUMNS = 12
"""Columns of a printed page, all of one width; a cell says how many of them it takes."""


class Role(StrEnum):
    """What a cell is on the page; a layout has one format for each."""

    TITLE = "标题"
    HEADING = "小标题"
    LABEL = "项目"
    TEXT = "内容"
    HEADER = "表头"
    CELL = "表格"
    BLANK = "签字"
    SYMBOL = "二维码"
    SEAL = "落款"
    DATE = "日期"
    WARNING = "警示"
    SUBTITLE = "副标题"
    NOTE = "小字"
    DIGEST = "指纹"
    CODE = "收存码"
    BOX = "方格"
    CUT = "裁切线"


@dataclass(frozen=True, slots=True)
class PrintCell:
    """One cell of the page: 1-based row and first column, the columns it takes, text and role.

    ``symbol`` is what the QR code over the cell holds; empty where there is none.
    """

    row: int
    col: int
    span: int
    text: str
    role: Role
    symbol: str = ""


@dataclass(frozen=True, slots=True)
class PrintedPage:
    """A page by itself: the name of its sheet, its cells, and what stands at the foot of every paper of it."""

    sheet: str
    cells: tuple[PrintCell, ...]
    foot: str = ""


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that a verification found to differ: where, what stands there, what was recomputed."""

    where: str
    found: str
    expected: str
