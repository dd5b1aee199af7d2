"""An export held against a registry, cell by cell: what is new, otherwise, gone, and what is left to a person."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from xlcheck.messages import Level, level
from xlcheck.model import FOREVER, Finding
from xlcheck.reading.folding import chosen, fold_title
from xlcheck.reading.tables import STRIDE, TypedTable, day
from xlcheck.results.update.match import match
from xlcheck.schema.inputs.registries import Registry
from xlcheck.schema.table import DATE_KINDS, SERIAL, Column, Kind

Written = str | date | int
"""What is written into a cell."""

_IGNORED = frozenset({"cell.required", "cell.repeated"})
"""Findings that say nothing against a single cell of an export."""
_UNREAD = frozenset({"column.more", "column.unread"})
"""Findings after which nobody knows which cells of their column are right."""


@dataclass(frozen=True, slots=True)
class CellUpdate:
    """A cell of an entry that the export has otherwise: the entry's row, and what is written instead.

    ``at`` is its row in Excel; ``key`` and ``name`` are the entry's, as the registry shows them; ``before`` and
    ``after`` what is seen.
    """

    row: int
    at: int
    key: str
    name: str
    column: Column
    before: str
    after: str
    value: Written


@dataclass(frozen=True, slots=True)
class NewEntry:
    """A row of the export that is no entry yet: its row there, and what is written."""

    at: int
    key: str
    name: str
    cells: Mapping[Column, Written]


@dataclass(frozen=True, slots=True)
class GoneEntry:
    """An entry of which the export has nothing: its index, and its row in Excel."""

    row: int
    at: int
    key: str
    name: str
    bound: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """All that an export says otherwise.

    ``renamed`` entries have another name under the same code. ``left`` are findings about rows and cells of the
    export that were not taken. ``blank`` counts by title the entries whose cell is blank in the export alone: it
    stays; ``lacking`` counts new entries by the title of what must be filled and is not. ``untaken`` are titles of the
    export that the registry has no column for; ``bounds`` the values of which the export speaks, all where it is
    empty. ``same`` counts the entries that are as they were.
    """

    new: tuple[NewEntry, ...]
    changed: tuple[CellUpdate, ...]
    renamed: tuple[CellUpdate, ...]
    gone: tuple[GoneEntry, ...]
    left: tuple[Finding, ...]
    blank: Mapping[str, int]
    lacking: Mapping[str, int]
    untaken: tuple[str, ...]
    bounds: tuple[str, ...]
    same: int

    @property
    def is_empty(self) -> bool:
        """Whether the export says nothing otherwise."""
        return not (self.new or self.changed or self.renamed or self.gone)


def compare(
    registry: Registry, ours: TypedTable, theirs: TypedTable, findings: Sequence[Finding], bounds: Sequence[str] = ()
) -> Comparison:
    """Compare an export with a registry; ``findings`` are those of reading the export.

    ``bounds`` are the values (of ``registry.bound``) that the whole export is of; without any, those that stand in it.
    A cell that could not be read, or that is blank in the export alone, changes nothing.
    """
    cells = _Cells(registry, ours, theirs, findings, tuple(bounds))
    found = match(registry, ours, theirs, cells.without_key)
    speaks_of = tuple(bounds) or cells.bounds()
    updates = [update for pair in found.pairs for update in cells.updates(*pair)]
    touched = {update.row for update in updates}
    names = registry.names[:1]
    new = tuple(cells.new(row) for row in found.new)
    return Comparison(
        new=new,
        changed=tuple(update for update in updates if update.column not in names),
        renamed=tuple(update for update in updates if update.column in names),
        gone=tuple(cells.gone(row) for row in found.gone if cells.is_missed(row, speaks_of)),
        left=(*found.unclear, *cells.left),
        blank=dict(cells.blank),
        lacking={
            c.title: count for c in registry.table if c.required and (count := sum(c not in e.cells for e in new))
        },
        untaken=cells.untaken(),
        bounds=speaks_of,
        same=sum(row not in touched for row, _ in found.pairs),
    )


def _lacking(registry: Registry, new: Sequence[NewEntry]) -> dict[str, int]:
    """Count new entries by the title of what must be filled and is not."""
    counts = {
        column.title: sum(column not in entry.cells for entry in new) for column in registry.table if column.required
    }
    return {title: count for title, count in counts.items() if count}


class _Cells:
    """The cells of both tables, by row and column; what is left out is noted on the way."""

    def __init__(
        self,
        registry: Registry,
        ours: TypedTable,
        theirs: TypedTable,
        findings: Sequence[Finding],
        bounds: tuple[str, ...],
    ) -> None:
        self.registry, self.ours, self.theirs = registry, ours, theirs
        self.constant = bounds[0] if len(bounds) == 1 and not theirs.has(registry.bound) else ""
        self.faults = dict(_faults(theirs, findings))
        self.unread = {c for f in findings if f.code in _UNREAD and (c := _column_of(theirs, f)) is not None}
        self.shared = [c for c in registry.table if c != SERIAL and ours.has(c) and theirs.has(c)]
        self.our_values = {c: dict(zip(ours.data.index, ours[c], strict=True)) for c in self.shared}
        self.their_values = {c: dict(zip(theirs.data.index, theirs[c], strict=True)) for c in self.shared}
        self.left: list[Finding] = []
        self.blank: Counter[str] = Counter()

    @property
    def without_key(self) -> set[int]:
        """Rows of the export whose key cannot be right."""
        return {row for row, column in self.faults if column in self.registry.keys}

    def bounds(self) -> tuple[str, ...]:
        """Return the values of which the export speaks, in the order in which they come."""
        if self.registry.bound not in self.shared:
            return ()
        return tuple(dict.fromkeys(str(v) for v in self.their_values[self.registry.bound].values() if v))

    def is_missed(self, row: int, bounds: Sequence[str]) -> bool:
        """Say whether an entry should be in the export: it is of what the export speaks of, and has not ended."""
        over = any(self.ours.has(c) and str(self.ours.at(row, c)) == word for c, word in self.registry.over)
        here = fold_title(str(self.ours.at(row, self.registry.bound)))
        return not over and (not bounds or here in map(fold_title, bounds))

    def gone(self, row: int) -> GoneEntry:
        """Return an entry of which the export has nothing."""
        return GoneEntry(row, row % STRIDE, *self._names(self.ours, row), str(self.ours.at(row, self.registry.bound)))

    def new(self, row: int) -> NewEntry:
        """Return a row of the export as an entry, without what could not be read."""
        cells = {c: self._value(row, c) for c in self.shared if self._is_read(row, c)}
        if self.constant and self.ours.has(self.registry.bound):
            cells[self.registry.bound] = self.constant
        return NewEntry(row % STRIDE, *self._names(self.theirs, row), cells)

    def updates(self, entry: int, row: int) -> Iterator[CellUpdate]:
        """Yield the cells of an entry that its row of the export has otherwise."""
        for column in self.shared:
            before, after = self.our_values[column][entry], self.their_values[column][row]
            if _equal(column, before, after):
                continue
            if self.theirs.cell(row, column) == "":
                self.blank[column.title] += 1
            elif self._is_read(row, column):
                value = self._value(row, column)
                shown = self.ours.shown(entry, column)
                yield CellUpdate(
                    entry, entry % STRIDE, *self._names(self.ours, entry), column, shown, in_text(value), value
                )

    def untaken(self) -> tuple[str, ...]:
        """Return the titles of the export that stand in no column of the registry."""
        lacking = [c.title for c in self.registry.table if c != SERIAL and self.theirs.has(c) and not self.ours.has(c)]
        return (*lacking, *map(str, self.theirs.extra.columns))

    def _names(self, table: TypedTable, row: int) -> tuple[str, str]:
        key = " ".join(table.shown(row, column) for column in self.registry.keys)
        return key, table.shown(row, self.registry.title) or key

    def _is_read(self, row: int, column: Column) -> bool:
        """Say whether a cell of the export may be taken; one that may not is noted."""
        fault = self.faults.get((row, column))
        if fault is None and column not in self.unread and self._value(row, column):
            return True
        if self.theirs.cell(row, column) != "":
            self.left.append(fault or self.theirs.finding("update.unread", row, column))
        return False

    def _value(self, row: int, column: Column) -> Written:
        return _written(column, self.their_values[column][row])


def _written(column: Column, value: object) -> Written:
    """Return a value as it is written into a registry; empty where it is none."""
    if column.kind in DATE_KINDS:
        on = day(value)
        return "长期" if on == FOREVER else on or ""
    if column.kind is Kind.CHOICES:
        return "、".join(chosen(str(value)))
    if column.kind is Kind.INTEGER:
        return int(str(value)) if str(value).isdecimal() else ""
    return str(value)


def in_text(value: Written) -> str:
    """Return what is written into a cell as it is seen."""
    return value.isoformat() if isinstance(value, date) else str(value)


def _equal(column: Column, before: object, after: object) -> bool:
    if column.kind in DATE_KINDS:
        return day(before) == day(after)
    if column.kind is Kind.CHOICES:
        return set(chosen(str(before))) == set(chosen(str(after)))
    return str(before) == str(after) or fold_title(str(before)) == fold_title(str(after))


def _faults(theirs: TypedTable, findings: Sequence[Finding]) -> Iterator[tuple[tuple[int, Column], Finding]]:
    """Yield the cells of the export that are wrong, with what is wrong of them."""
    numbers = {part.sheet: number for number, part in enumerate(theirs.parts)}
    for one in findings:
        if one.code in _IGNORED | _UNREAD or level(one) is not Level.ERROR:
            continue
        column = _column_of(theirs, one)
        number = numbers.get(one.place.sheet)
        if column is not None and number is not None and one.place.row:
            yield (number * STRIDE + one.place.row, column), one


def _column_of(theirs: TypedTable, found: Finding) -> Column | None:
    return next((column for column in theirs.table if column.title == found.place.title), None)
