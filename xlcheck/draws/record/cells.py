"""Single values of a record as the text of a cell, both ways."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from enum import StrEnum
from fractions import Fraction
from types import NoneType, UnionType
from typing import Any, get_args, get_origin  # Any: a type hint, and a value of it

from xlcheck.model import XlcheckError

Grid = list[list[str | int]]
"""Rows of cells from the top of a sheet."""

GridRead = Sequence[Sequence[str | int]]
"""Rows of cells as they were read; numbers may have become texts."""

CellTexts = Mapping[tuple[int, int], str]
"""(row, column), both 1-based -> text; blank cells may be left out."""

WIDEST = 24
"""No data sheet of a record has more columns than this."""

LINES = "\n"
"""Joins values of which none can hold a line break."""

LIST = "、"
"""Joins numbers and certificate numbers."""

_WHOLE = re.compile(r"[0-9]{1,80}")
_FRACTION = re.compile(r"[0-9]{1,40}(?:/[0-9]{1,40})?")
_TRUTH = {"是": True, "否": False}


def text_of(value: object) -> str:
    """Return a value as it stands in a cell; ``None`` is blank."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, tuple):
        return LIST.join(map(text_of, value))
    return str(value)


def value_of(kind: Any, text: str, where: str) -> Any:
    """Return the value of type ``kind`` (a type hint of the model) that :func:`text_of` wrote.

    Raises :class:`XlcheckError` ``draw.record-damaged``, which names ``where``, if it wrote no such thing.
    """
    if isinstance(kind, UnionType):
        inner = next(k for k in get_args(kind) if k is not NoneType)
        return None if not text else value_of(inner, text, where)
    if get_origin(kind) is tuple:
        return tuple(value_of(get_args(kind)[0], part, where) for part in text.split(LIST) if text)
    if kind is bool:
        return _require_value(_TRUTH.get(text), text, where, "是或否")
    if kind is int:
        return int(_require_match(_WHOLE, text, where, "整数"))
    if kind is Fraction:
        return _fraction(text, where)
    if kind is date:
        return _day(text, where)
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return _require_value(next((k for k in kind if k.value == text), None), text, where, "、".join(kind))
    return text


def damaged(where: str, text: str, expected: str) -> XlcheckError:
    """Return the error of a record that cannot be read at one place."""
    return XlcheckError("draw.record-damaged", where=where, found=text, expected=expected)


def _day(text: str, where: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise damaged(where, text, "日期，如 2021-04-30") from None


def _require_match(pattern: re.Pattern[str], text: str, where: str, expected: str) -> str:
    if not pattern.fullmatch(text):
        raise damaged(where, text, expected)
    return text


def _fraction(text: str, where: str) -> Fraction:
    try:
        return Fraction(_require_match(_FRACTION, text, where, "分数，如 1/20"))
    except ZeroDivisionError:
        raise damaged(where, text, "分数，如 1/20") from None


def _require_value(value: object, text: str, where: str, expected: str) -> Any:
    if value is None:
        raise damaged(where, text, expected)
    return value


def grids_of(read: Mapping[str, CellTexts]) -> dict[str, Grid]:
    """Lay out cells as a workbook's reader gives them as the grids from which a record is read."""
    return {sheet: _grid_of(cells) for sheet, cells in read.items()}


def _grid_of(cells: CellTexts) -> Grid:
    """Return rows from the top, no wider than a record's sheets: a stray cell must not cost memory."""
    grid: Grid = [[] for _ in range(max((row for row, _ in cells), default=0))]
    for (row, column), text in sorted(cells.items()):
        if column <= WIDEST:
            line = grid[row - 1]
            line.extend([""] * (column - 1 - len(line)))
            line.append(text)
    return grid
