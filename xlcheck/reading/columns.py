"""A column typed as a whole: cells that are right as they stand pass unread, like ones are typed once."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from xlcheck.model import MOST_LISTED, CellValue, Number, Settings, Trouble
from xlcheck.reading.cells import Typed, Value, typer
from xlcheck.reading.folding import CLEAN, ID
from xlcheck.reading.matching import CellArray, MaskArray, TextPattern
from xlcheck.schema.table import DATE_KINDS, Column, Kind

FrameValues = Any
"""An array of the dtype that the column has in its frame, numpy's or pandas' own."""

Places = np.ndarray[tuple[int], np.dtype[np.int64]]

_RIGHT_AS_IT_STANDS = dict.fromkeys((Kind.TEXT, Kind.RATIO, Kind.WINDOW, Kind.SCOPE), CLEAN) | {
    Kind.CODE: ID,
    Kind.SERIAL: ID,
}
"""Texts that are their own value; nearly every cell of a long registry is one."""

_COUNTED = TextPattern("[0-9]{0,9}+")
"""Whole numbers, as text or as number."""


_GIVEN_UP = Trouble("")
"""What a cell is typed as once so many different ones of its column are in trouble that it must hold other things."""


@dataclass(frozen=True, slots=True)
class TypedColumn:
    """The values of a column as its frame holds them, cell by cell.

    ``blank`` are the cells without a value: those that hold nothing, and most of those in trouble.
    ``which`` of the ``troubles`` each cell has: 0 where it has none, -1 where it was given up unread.
    """

    values: FrameValues
    blank: MaskArray
    which: np.ndarray[tuple[int], np.dtype[np.int32]]
    troubles: Mapping[int, Trouble]

    def in_trouble(self) -> Iterator[tuple[int, Trouble]]:
        """Iterate over the cells that have a trouble: place and trouble."""
        places = np.flatnonzero(self.which > 0)
        return ((int(at), self.troubles[n]) for at, n in zip(places, self.which[places], strict=True))


def type_cells(column: Column, cells: CellArray, settings: Settings | None) -> TypedColumn:
    """Type every cell of a column."""
    is_blank = cells == ""
    values, is_plain = _plain_values(column.kind, cells, is_blank)
    which = np.zeros(len(cells), dtype=np.int32)
    troubles: dict[int, Trouble] = {}
    type_cell = typer(column, settings)
    for places in _places_by_type(cells, np.flatnonzero(~is_plain & ~is_blank)):
        different, number = _distinct(cells[places].tolist())
        results = _results(type_cell, different)
        contents = [_value(cell) for cell in results]
        values[places] = _array(column.kind, contents)[number]
        is_blank[places] = np.array([value is None for value in contents])[number]
        which[places] = np.array([_trouble_number(cell, troubles) for cell in results])[number]
    if column.kind is Kind.INTEGER:
        values = pd.arrays.IntegerArray(values, is_blank)
    return TypedColumn(values, is_blank, which, troubles)


def _results(type_cell: Callable[[CellValue], Typed], cells: list[CellValue]) -> list[Typed]:
    """Type different cells, until too many of them are in trouble."""
    results: list[Typed] = []
    in_trouble = 0
    for cell in cells:
        results.append(type_cell(cell) if in_trouble < MOST_LISTED else _GIVEN_UP)
        in_trouble += isinstance(results[-1], Trouble)
    return results


def _value(cell: Typed) -> Value:
    """Return the value that a cell has in its frame; that of a trouble where it counts all the same."""
    if isinstance(cell, Trouble):
        return cell.value if isinstance(cell.value, str | int | date) else None
    return cell


def _trouble_number(cell: Typed, troubles: dict[int, Trouble]) -> int:
    """Enter a trouble among the others and return its number; 0 for a cell without one, -1 for one given up."""
    if not isinstance(cell, Trouble):
        return 0
    if cell is _GIVEN_UP:
        return -1
    troubles[len(troubles) + 1] = cell
    return len(troubles)


def _plain_values(kind: Kind, cells: CellArray, is_blank: MaskArray) -> tuple[FrameValues, MaskArray]:
    """Return the values of cells that need no reading, the others blank for now, and the mask of the former."""
    is_plain = np.zeros(len(cells), dtype=bool)
    if kind in DATE_KINDS:
        return np.full(len(cells), "NaT", dtype="datetime64[s]"), is_plain
    if kind is Kind.INTEGER:
        is_plain = _COUNTED.fitting(cells, frozenset({str, Number})) & ~is_blank
        values = np.zeros(len(cells), dtype=np.int64)
        values[is_plain] = [int(cell) for cell in cells[is_plain]]
        return values, is_plain
    if kind in _RIGHT_AS_IT_STANDS:
        is_plain = _RIGHT_AS_IT_STANDS[kind].fitting(cells)
    return cells if is_plain.all() else np.where(is_plain, cells, ""), is_plain


def _places_by_type(cells: CellArray, places: Places) -> Iterator[Places]:
    """Iterate over the places by the type of their cells.

    A number and a text may be equal and yet be typed differently.
    """
    types = np.fromiter(map(id, map(type, cells[places])), dtype=np.int64, count=len(places))
    return (places[types == one] for one in np.unique(types))


def _distinct(cells: list[CellValue]) -> tuple[list[CellValue], Places]:
    """Return the different cells, and for each cell the index of its like among them."""
    numbers = {cell: n for n, cell in enumerate(dict.fromkeys(cells))}
    return list(numbers), np.fromiter(map(numbers.__getitem__, cells), dtype=np.int64, count=len(cells))


def _array(kind: Kind, values: list[Value]) -> FrameValues:
    if kind in DATE_KINDS:
        return np.array(values, dtype="datetime64[D]").astype("datetime64[s]")
    if kind is Kind.INTEGER:
        return np.array([value or 0 for value in values], dtype=np.int64)
    return np.array([value or "" for value in values], dtype=object)
