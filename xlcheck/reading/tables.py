"""A table once read: a typed pandas frame whose index is the Excel row number."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any  # for values of the type that their column has, which only its kind knows

import numpy as np
import pandas as pd

from xlcheck.model import (
    MOST_LISTED,
    CellPicture,
    CellValue,
    Finding,
    Formatted,
    Number,
    Percent,
    Place,
    Settings,
    Trouble,
    finding,
    shown_text,
)
from xlcheck.reading.folding import fold_title
from xlcheck.reading.matching import CellArray
from xlcheck.schema.table import DATE_KINDS, Column, Table

_PICTURE = "〔图片〕"

STRIDE = 1 << 21
"""The index of a table's n-th sheet begins at ``n * STRIDE``; Excel has half as many rows."""


@dataclass(frozen=True, slots=True)
class SheetPart:
    """One sheet of a table: its name, the last row of its header, and the 1-based position of each column.

    ``offers`` are the values in the drop-down of a category's column, where it has one that can be read;
    ``left_out`` is why the sheet takes no part, where it does not.
    """

    sheet: str
    header_row: int
    columns: Mapping[Column, int]
    offers: Mapping[Column, tuple[str, ...]] = field(default_factory=dict)
    left_out: str = ""


@dataclass(frozen=True, slots=True)
class TypedTable:
    """The rows of one table, from one sheet or several.

    ``data`` has the keys of the schema's columns as columns: text columns hold ``str`` (blank is ``""``), date
    columns ``datetime64[s]`` (blank or unreadable is ``NaT``), integers ``Int64``. ``raw`` holds the
    same cells as they stand; ``extra`` the columns that the schema does not know, by their title.
    The index is the Excel row, for further sheets moved by :data:`STRIDE`.
    """

    table: Table
    book: str
    parts: tuple[SheetPart, ...]
    data: pd.DataFrame
    raw: Mapping[Column, CellArray]
    extra: pd.DataFrame = field(default_factory=pd.DataFrame)

    @property
    def sheet(self) -> str:
        """The name of the (first) sheet."""
        return self.parts[0].sheet

    @property
    def header_row(self) -> int:
        """The last header row of the (first) sheet."""
        return self.parts[0].header_row

    @property
    def free_row(self) -> int:
        """The first row after all entries of the (first) sheet, as its number in Excel."""
        return 1 + max((row for row in map(int, self.data.index) if row < STRIDE), default=self.header_row)

    def __getitem__(self, column: Column) -> pd.Series:
        return self.data[column.key]

    def __len__(self) -> int:
        return len(self.data)

    def part_of(self, row: object) -> SheetPart:
        """Return the sheet on which a row stands."""
        return self.parts[int(str(row)) // STRIDE]

    def rows_of(self, part: int) -> int:
        """Count the rows on one of the sheets, by its place among the parts."""
        return int((self.data.index.to_numpy() // STRIDE == part).sum())

    def at(self, row: object, column: Column) -> Any:
        """Return the value of one cell, of the type that its column has."""
        return self.data.at[row, column.key]

    def rows(self, *columns: Column, where: pd.Series[bool] | None = None) -> Iterator[tuple[Any, ...]]:
        """Iterate over rows: the index value, then the values of these columns; of all rows, or where a mask holds."""
        keep = slice(None) if where is None else np.asarray(where, dtype=bool)
        return zip(self.data.index[keep], *(self.data[column.key][keep] for column in columns), strict=True)

    def with_data(self, values: Mapping[Column, object]) -> TypedTable:
        """Return the table with other values in some columns."""
        return replace(self, data=self.data.assign(**{column.key: new for column, new in values.items()}))

    def has(self, column: Column) -> bool:
        """Say whether a column is there, on every sheet of the table."""
        return all(column in part.columns for part in self.parts)

    def place(self, row: object, column: Column) -> Place:
        """Return the place of one cell."""
        number, at = divmod(int(str(row)), STRIDE)
        part = self.parts[number]
        return Place(self.book, part.sheet, at, part.columns.get(column), self.title_of(column))

    def title_of(self, column: Column) -> str:
        """Return the title that a column has in this table, whichever table declares it."""
        return self.table.column(column.key).title

    def row_in_words(self, row: object) -> str:
        """Return a row as a sentence names it: ``第 5 行``, with its sheet where there are several."""
        number, at = divmod(int(str(row)), STRIDE)
        return f"第 {at} 行" if len(self.parts) == 1 else f"“{self.parts[number].sheet}”第 {at} 行"

    def offers(self) -> Iterator[tuple[Place, tuple[str, ...]]]:
        """Iterate over the title cells of columns with a drop-down of categories, and the values that it offers."""
        for part in self.parts:
            for column, offered in part.offers.items():
                place = Place(self.book, part.sheet, part.header_row, part.columns[column], self.title_of(column))
                yield place, offered

    def finding(self, code: str, row: object, column: Column, proposal: str = "", **params: object) -> Finding:
        """Make a finding about one cell, with the cell's value as it stands."""
        bare = finding(code, self.place(row, column), self.shown(row, column), proposal, **params)
        return replace(bare, key=self.shown(row, self.table.row_name))

    def cells(self, name: str) -> pd.Series:
        """Return a column by its key, or one that staff added by its title, whose cells are texts to be matched."""
        return self.data[name] if name in self.data else self.extra[name].map(lambda cell: fold_title(cell_text(cell)))

    def each(self, column: Column, troubles: Iterable[tuple[int, Trouble]]) -> Iterator[Finding]:
        """Make a finding for each row that has a trouble in a column.

        Of thousands of one kind the first ones are listed, and how many more there are is said at the next.
        """
        title = self.title_of(column)
        counts: Counter[str] = Counter()
        unlisted: dict[str, int] = {}
        for row, trouble in troubles:
            counts[trouble.code] += 1
            if counts[trouble.code] > MOST_LISTED:
                unlisted.setdefault(trouble.code, row)
            else:
                yield self.finding(trouble.code, row, column, trouble.proposal, title=title, **dict(trouble.params))
        for code, row in unlisted.items():
            yield self.finding("column.more", row, column, title=title, count=counts[code] - MOST_LISTED)

    def cell(self, row: object, column: Column) -> CellValue:
        """Return a cell as it stands; blank where there is no such row or column."""
        if column not in self.raw or row not in self.data.index:
            return ""
        value: CellValue = self.raw[column][self.data.index.get_loc(row)]
        return value

    def typed_in(self, row: object, column: Column) -> str:
        """Return a text cell as typed in: a number as it stands, since its format counts, else the text as read."""
        raw = self.cell(row, column)
        return raw if isinstance(raw, Number) and not isinstance(raw, Formatted) else str(self.at(row, column))

    def shown(self, row: object, column: Column) -> str:
        """Return the cell's value as a person sees it."""
        return cell_text(self.cell(row, column))

    def written(self, column: Column) -> list[str | date]:
        """Return a column as it was typed: days that could be read as such, all else as it stands."""
        texts = map(cell_text, self.raw[column])
        if column.kind not in DATE_KINDS:
            return list(texts)
        return [day(value) or text for value, text in zip(self[column], texts, strict=True)]

    def where(self, mask: pd.Series[bool]) -> Iterator[int]:
        """Iterate over the index values at which a mask holds."""
        return (int(row) for row in self.data.index[mask.to_numpy(dtype=bool)])

    def only(self, mask: pd.Series[bool]) -> TypedTable:
        """Return the rows at which a mask holds, with their cells as they stand."""
        here = mask.to_numpy(dtype=bool)
        raw = {column: cells[here] for column, cells in self.raw.items()}
        return replace(self, data=self.data[here], raw=raw, extra=self.extra[here] if len(self.extra) else self.extra)


def cell_text(value: CellValue) -> str:
    """Return a cell value as text: as it is shown, a percentage as stored; dates as ``2021-04-30``."""
    if isinstance(value, CellPicture):
        return _PICTURE
    return str(value) if isinstance(value, Percent) else shown_text(value)


def day(value: object) -> date | None:
    """Return a value of a ``datetime64[s]`` column as :class:`date`; ``None`` where blank."""
    return value.date() if isinstance(value, datetime) and value is not pd.NaT else None


@dataclass(frozen=True, slots=True)
class YearBooks:
    """All that staff keep for one year, read and typed; what was missing is ``None``.

    ``entities_left`` and ``inspectors_left`` stand on sheets of the same header that take no part.
    """

    settings: Settings
    plan: TypedTable | None = None
    entities: TypedTable | None = None
    inspectors: TypedTable | None = None
    recusals: TypedTable | None = None
    leaves: TypedTable | None = None
    apart: TypedTable | None = None
    items: TypedTable | None = None
    others: TypedTable | None = None
    waivers: TypedTable | None = None
    entities_left: TypedTable | None = None
    inspectors_left: TypedTable | None = None

    @property
    def tables(self) -> dict[str, TypedTable]:
        """The tables that are there, by key."""
        registries = (self.entities, self.inspectors, self.recusals, self.leaves, self.apart, self.items)
        return {t.table.key: t for t in (self.plan, *registries, self.others) if t is not None}

    @property
    def left_out(self) -> tuple[TypedTable, ...]:
        """The registries' rows on sheets that take no part: a record names who is there."""
        return tuple(t for t in (self.entities_left, self.inspectors_left) if t is not None)
