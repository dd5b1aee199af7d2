"""A sheet once read: a typed pandas frame whose index is the Excel row number."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

import pandas as pd

from xlcheck.model import CellValue, Finding, Place, Settings, finding
from xlcheck.schema.kinds import Table


@dataclass(frozen=True, slots=True)
class TableFrame:
    """The rows of one table.

    ``frame`` has the schema's keys as columns: text columns hold ``str`` (blank is ``""``), date
    columns ``datetime64[s]`` (blank or unreadable is ``NaT``), integers ``Int64``. ``raw`` holds the
    same cells as they stand; ``extra`` the columns that the schema does not know, by their title.
    ``columns`` maps a key to its 1-based Excel column; a missing column is absent from it.
    """

    table: Table
    book: str
    sheet: str
    header_row: int
    columns: Mapping[str, int]
    frame: pd.DataFrame
    raw: pd.DataFrame
    extra: pd.DataFrame = field(default_factory=pd.DataFrame)

    def place(self, row: object, key: str) -> Place:
        """The place of one cell."""
        return Place(self.book, self.sheet, int(str(row)), self.columns.get(key), self.table.column(key).title)

    def finding(self, code: str, row: object, key: str, proposal: str = "", **params: object) -> Finding:
        """A finding about one cell, with the cell's value as it stands."""
        return finding(code, self.place(row, key), self.shown(row, key), proposal, **params)

    def shown(self, row: object, key: str) -> str:
        """The cell's value as a person sees it."""
        if key not in self.raw.columns:
            return ""
        return shown(self.raw.at[row, key])

    def where(self, mask: pd.Series[bool]) -> Iterator[int]:
        """Row numbers at which a mask holds."""
        return (int(row) for row in self.frame.index[mask.to_numpy(dtype=bool)])

    def __len__(self) -> int:
        return len(self.frame)


def shown(value: CellValue) -> str:
    """A cell value as text; dates as ``2021-04-30``."""
    return value.date().isoformat() if hasattr(value, "date") else str(value)


def day(value: object) -> date | None:
    """A value of a ``datetime64[s]`` column as :class:`date`; ``None`` where blank."""
    return value.date() if isinstance(value, datetime) and value is not pd.NaT else None


@dataclass(frozen=True, slots=True)
class YearBooks:
    """All that staff keep for one year, read and typed; what was missing is ``None``."""

    settings: Settings
    plan: TableFrame | None = None
    entities: TableFrame | None = None
    inspectors: TableFrame | None = None
    recusals: TableFrame | None = None
    leaves: TableFrame | None = None
    items: TableFrame | None = None
