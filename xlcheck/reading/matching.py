"""Texts that fit a pattern, thousands of them at once."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any  # for the cells of a block, which are texts where their types are those asked for

import numpy as np

from xlcheck.model import ErrorValue, Formatted, NoValue, Number, Percent

MaskArray = np.ndarray[tuple[int], np.dtype[np.bool_]]
"""What of some cells or rows is marked."""

CellArray = np.ndarray[tuple[int], np.dtype[np.object_]]
"""The cells of a column; blank is ``""``."""

_BLOCK = 4096
TEXT = frozenset({str})
WRITTEN = frozenset({str, Number, Percent, Formatted, ErrorValue, NoValue})
"""The types of cells that are written out; dates and truth values are not."""


class TextPattern:
    """A pattern that fits texts of one line, blank ones among them; none with a line break."""

    def __init__(self, pattern: str) -> None:
        self._one = re.compile(pattern)
        # possessive: a block that does not fit fails at its first odd line, without trying shorter runs of lines
        self._many = re.compile(rf"(?:{pattern}\n)*+{pattern}")

    def fits(self, text: str) -> bool:
        """Say whether the whole text fits."""
        return self._one.fullmatch(text) is not None

    def fitting(self, cells: CellArray, types: frozenset[type] = TEXT) -> MaskArray:
        """Mark the cells that are of these types, all kinds of text, and fit; whole blocks are tried first."""
        mask = np.zeros(len(cells), dtype=bool)
        for start in range(0, len(cells), _BLOCK):
            block: list[Any] = cells[start : start + _BLOCK].tolist()
            fit = self._all(block, types) or [type(cell) in types and self.fits(cell) for cell in block]
            mask[start : start + _BLOCK] = fit
        return mask

    def _all(self, block: Sequence[Any], types: frozenset[type]) -> bool:
        if not types.issuperset(map(type, block)):
            return False
        lines = "\n".join(block)
        return lines.count("\n") == len(block) - 1 and self._many.fullmatch(lines) is not None
