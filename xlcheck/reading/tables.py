"""A table once read: a typed pandas frame whose index is the Excel row number."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime

import pandas as pd

from xlcheck.model import MOST_LISTED, CellValue, Finding, Number, Place, Settings, Trouble, finding
from xlcheck.reading.folding import fold_title
from xlcheck.reading.matching import Cells
from xlcheck.schema.table import DATE_KINDS, Table

STRIDE = 1 << 21
"""The index of a table's n-th sheet begins at ``n * STRIDE``; Excel has half as many rows."""


@dataclass(frozen=True, slots=True)
class SheetPart:
    """One sheet of a table: its name, the last row of its header, and key -> 1-based column.

    ``offers`` are the values in the drop-down of a category's column, where it has one that can be read.
    """

    sheet: str
    header_row: int
    columns: Mapping[str, int]
    offers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class TypedTable:
    """The rows of one table, from one sheet or several.

    ``frame`` has the schema's keys as columns: text columns hold ``str`` (blank is ``""``), date
    columns ``datetime64[s]`` (blank or unreadable is ``NaT``), integers ``Int64``. ``raw`` holds the
    same cells as they stand, by key; ``extra`` the columns that the schema does not know, by their title.
    The index is the Excel row, for further sheets moved by :data:`STRIDE`.
    """

    table: Table
    book: str
    parts: tuple[SheetPart, ...]
    frame: pd.DataFrame
    raw: Mapping[str, Cells]
    extra: pd.DataFrame = field(default_factory=pd.DataFrame)

    @property
    def sheet(self) -> str:
        """The name of the (first) sheet."""
        return self.parts[0].sheet

    @property
    def header_row(self) -> int:
        """The last header row of the (first) sheet."""
        return self.parts[0].header_row

    def has(self, key: str) -> bool:
        """Whether a column is there, on every sheet of the table."""
        return all(key in part.columns for part in self.parts)

    def place(self, row: object, key: str) -> Place:
        """The place of one cell."""
        number, at = divmod(int(str(row)), STRIDE)
        part = self.parts[number]
        return Place(self.book, part.sheet, at, part.columns.get(key), self.table.column(key).title)

    def spoken(self, row: object) -> str:
        """A row in a sentence: ``第 5 行``, with its sheet where there are several."""
        number, at = divmod(int(str(row)), STRIDE)
        return f"第 {at} 行" if len(self.parts) == 1 else f"“{self.parts[number].sheet}”第 {at} 行"

    def offers(self) -> Iterator[tuple[Place, tuple[str, ...]]]:
        """The title cell of each column with a drop-down of categories, and the values that this offers."""
        for part in self.parts:
            for key, offered in part.offers.items():
                title = self.table.column(key).title
                yield Place(self.book, part.sheet, part.header_row, part.columns[key], title), offered

    def finding(self, code: str, row: object, key: str, proposal: str = "", **params: object) -> Finding:
        """A finding about one cell, with the cell's value as it stands."""
        made = finding(code, self.place(row, key), self.shown(row, key), proposal, **params)
        return replace(made, key=self.shown(row, self.table.row_key))

    def cells(self, key: str) -> pd.Series:
        """A column by its key, or one that staff added by its title, whose cells are texts as they are matched."""
        return self.frame[key] if key in self.frame else self.extra[key].map(lambda cell: fold_title(shown(cell)))

    def each(self, key: str, troubles: Iterable[tuple[int, Trouble]]) -> Iterator[Finding]:
        """A finding for each row that has a trouble in a column.

        Of thousands of one kind the first ones are listed, and how many more there are is said at the next.
        """
        title = self.table.column(key).title
        found: Counter[str] = Counter()
        unlisted: dict[str, int] = {}
        for row, trouble in troubles:
            found[trouble.code] += 1
            if found[trouble.code] > MOST_LISTED:
                unlisted.setdefault(trouble.code, row)
            else:
                yield self.finding(trouble.code, row, key, trouble.proposal, title=title, **dict(trouble.params))
        for code, row in unlisted.items():
            yield self.finding("column.more", row, key, title=title, count=found[code] - MOST_LISTED)

    def cell(self, row: object, key: str) -> CellValue:
        """A cell as it stands; blank where there is no such row or column."""
        if key not in self.raw or row not in self.frame.index:
            return ""
        found: CellValue = self.raw[key][self.frame.index.get_loc(row)]
        return found

    def typed_in(self, row: object, key: str) -> str:
        """A text cell as typed in: a number as it stands, since its format counts, else the text of the frame."""
        raw = self.cell(row, key)
        return raw if isinstance(raw, Number) else str(self.frame.at[row, key])

    def shown(self, row: object, key: str) -> str:
        """The cell's value as a person sees it."""
        return shown(self.cell(row, key))

    def written(self, key: str) -> list[str | date]:
        """A column as it was typed: days that could be read as such, all else as it stands."""
        texts = map(shown, self.raw[key])
        if self.table.column(key).kind not in DATE_KINDS:
            return list(texts)
        return [day(value) or text for value, text in zip(self.frame[key], texts, strict=True)]

    def each_row(self, keys: Sequence[str]) -> Iterator[tuple[dict[str, object], dict[str, object]]]:
        """Each row: cells as they were typed, of these columns, and all of them as they are understood, by key."""
        typed = zip(*(self.written(key) for key in keys), strict=True)
        for cells, read in zip(typed, self.frame.to_dict("records"), strict=True):
            yield dict(zip(keys, cells, strict=True)), {str(key): value for key, value in read.items()}

    def where(self, mask: pd.Series[bool]) -> Iterator[int]:
        """Index values at which a mask holds."""
        return (int(row) for row in self.frame.index[mask.to_numpy(dtype=bool)])

    def only(self, mask: pd.Series[bool]) -> TypedTable:
        """The rows at which a mask holds, with their cells as they stand."""
        kept = mask.to_numpy(dtype=bool)
        raw = {key: cells[kept] for key, cells in self.raw.items()}
        return replace(self, frame=self.frame[kept], raw=raw, extra=self.extra[kept] if len(self.extra) else self.extra)

    def __len__(self) -> int:
        return len(self.frame)


def shown(value: CellValue) -> str:
    """A cell value as text; dates as ``2021-04-30``."""
    return value.date().isoformat() if isinstance(value, datetime) else str(value)


def day(value: object) -> date | None:
    """A value of a ``datetime64[s]`` column as :class:`date`; ``None`` where blank."""
    return value.date() if isinstance(value, datetime) and value is not pd.NaT else None


@dataclass(frozen=True, slots=True)
class YearBooks:
    """All that staff keep for one year, read and typed; what was missing is ``None``."""

    settings: Settings
    plan: TypedTable | None = None
    entities: TypedTable | None = None
    inspectors: TypedTable | None = None
    recusals: TypedTable | None = None
    leaves: TypedTable | None = None
    apart: TypedTable | None = None
    items: TypedTable | None = None
    waivers: TypedTable | None = None

    @property
    def tables(self) -> dict[str, TypedTable]:
        """The tables that are there, by key."""
        every = (self.plan, self.entities, self.inspectors, self.recusals, self.leaves, self.apart, self.items)
        return {t.table.key: t for t in every if t is not None}
