"""Which column of another layout is which of ours."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from xlcheck.model import CellValue, Layout, RawSheet
from xlcheck.reading.folding import fold_title
from xlcheck.reading.titles import title_forms
from xlcheck.schema.inputs.layouts import ForeignTable
from xlcheck.schema.table import Column

SERIALS = ("序号", "行号", "编号", "号", "NO", "No", "no", "NO.", "No.", "no.")
"""Titles of a column that only numbers the rows."""


@dataclass(frozen=True)
class ColumnMapping:
    """How the columns of a sheet become those of a table.

    ``header_row`` is the last row of the header, ``titles`` its titles by 1-based position. ``columns`` say which
    positions a column of ours is taken from: two where the first and the last day stand apart. ``fixed`` are texts
    for all rows, empty where a person left a column blank. ``guessed`` columns were told by likeness alone,
    ``kept`` is whether a person agreed before, ``named`` columns are said by the name of the sheet, of ``rivalled``
    ones two titles are known.
    """

    foreign: ForeignTable
    sheet: RawSheet
    header_row: int
    titles: Mapping[int, str]
    columns: Mapping[Column, tuple[int, ...]]
    fixed: Mapping[Column, str] = field(default_factory=dict)
    guessed: frozenset[Column] = frozenset()
    kept: bool = False
    named: frozenset[Column] = frozenset()
    rivalled: frozenset[Column] = frozenset()

    @property
    def lacking(self) -> tuple[Column, ...]:
        """The columns of which something must be said, since neither a column nor a text is there."""
        said = self.columns.keys() | self.fixed.keys() | self.named
        return tuple(column for column in self.foreign.lacks if column not in said)

    @property
    def unmapped(self) -> tuple[int, ...]:
        """The positions that no column of ours is taken from, but for the one that numbers the rows."""
        used = {position for positions in self.columns.values() for position in positions}
        return tuple(at for at, title in self.titles.items() if at not in used and title not in SERIALS)

    def with_column(self, column: Column, positions: tuple[int, ...]) -> ColumnMapping:
        """Return the mapping with a column taken from other positions, which no other column is taken from then."""
        others = {c: at for c, at in self.columns.items() if c != column and not set(at) & set(positions)}
        fixed = {c: text for c, text in self.fixed.items() if c != column}
        return replace(self, columns={**others, column: positions}, fixed=fixed, guessed=self.guessed - {column})

    def with_fixed(self, column: Column, text: str) -> ColumnMapping:
        """Return the mapping with one text for all rows of a column."""
        others = {c: at for c, at in self.columns.items() if c != column}
        return replace(self, columns=others, fixed={**self.fixed, column: text}, guessed=self.guessed - {column})

    def without(self, column: Column) -> ColumnMapping:
        """Return the mapping in which nothing is said of a column."""
        return replace(
            self,
            columns={c: at for c, at in self.columns.items() if c != column},
            fixed={c: text for c, text in self.fixed.items() if c != column},
            guessed=self.guessed - {column},
        )

    @property
    def is_ours(self) -> bool:
        """Whether the columns have our titles already, and nothing is filled in."""
        named = ((self.titles[at], column) for column, places in self.columns.items() for at in places)
        return not self.fixed and all(title in map(fold_title, column.titles) for title, column in named)

    def retitled(self) -> RawSheet:
        """Return the sheet under our titles, with a column for each text that is the same for all rows.

        Columns that were guessed, of which two are known, and those made of several stay as they are.
        """
        at = list(self.sheet.numbers).index(self.header_row)
        columns: list[Sequence[CellValue]] = list(self.sheet.columns)
        for column, position in self._sure.items():
            cells = [*columns[position - 1], *[""] * (at + 1 - len(columns[position - 1]))]  # may end in the row above
            cells[at] = column.title
            columns[position - 1] = cells
        for column, text in filter(_has_text, self.fixed.items()):
            columns.append([*[""] * at, column.title, *[text] * (len(self.sheet.numbers) - at - 1)])
        return replace(self.sheet, columns=columns)

    @property
    def _sure(self) -> dict[Column, int]:
        doubtful = self.guessed | self.rivalled
        return {c: places[0] for c, places in self.columns.items() if c not in doubtful and len(places) == 1}

    @property
    def renamed(self) -> dict[str, Column]:
        """The titles that are ours under another name, each with our column."""
        pairs = ((self.titles[at], c) for c, at in self._sure.items())
        return {title: c for title, c in pairs if not set(title_forms(title)) & set(map(fold_title, c.titles))}

    def layout(self, name: str) -> Layout:
        """Return what is kept of the mapping for the next file of this layout."""
        pairs = tuple((self.titles[at], column.key) for column, places in self.columns.items() for at in places)
        return Layout(name, self.foreign.table.key, pairs, tuple((c.key, text) for c, text in self.fixed.items()))


def _has_text(said: tuple[Column, str]) -> bool:
    return said[1] != ""
