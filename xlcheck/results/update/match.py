"""Which row of an export is which entry of a registry: by code, then by name; what has two answers is left alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import pandas as pd

from xlcheck.model import Finding
from xlcheck.reading.folding import fold_title
from xlcheck.reading.tables import TypedTable
from xlcheck.schema.inputs.registries import Registry
from xlcheck.schema.table import SERIAL, Column

_ROWS = 8
"""Rows that a sentence names."""


@dataclass(slots=True)
class Matching:
    """Rows by their index: ``pairs`` of registry and export, ``new`` ones of the export, ``gone`` ones of the registry.

    ``unclear`` are findings about rows of the export that are none of these.
    """

    pairs: list[tuple[int, int]] = field(default_factory=list)
    new: list[int] = field(default_factory=list)
    gone: list[int] = field(default_factory=list)
    unclear: list[Finding] = field(default_factory=list)


def match(registry: Registry, ours: TypedTable, theirs: TypedTable, faulty: Collection[int]) -> Matching:
    """Match the rows of an export with the entries of a registry.

    ``faulty`` are rows of the export whose key cannot be right. A row that may be an entry or another one of the same
    name is unclear, and the entry is not gone.
    """
    return _Matcher(registry, ours, theirs, faulty).run()


class _Matcher:
    """The matching in the making.

    ``taken`` are the entries of which the export speaks in whatever way, ``paired`` those that a row is.
    """

    def __init__(self, registry: Registry, ours: TypedTable, theirs: TypedTable, faulty: Collection[int]) -> None:
        self.registry, self.ours, self.theirs, self.faulty = registry, ours, theirs, faulty
        names = [column for column in registry.names if theirs.has(column) and ours.has(column)]
        self.our_keys, self.their_keys = (_folded(table, registry.keys) for table in (ours, theirs))
        self.shared = [c for c in registry.table if c != SERIAL and ours.has(c) and theirs.has(c)]
        self.our_names, self.their_names = (_folded(table, names) for table in (ours, theirs))
        self.taken: set[int] = set()
        self.paired: set[int] = set()
        self.result = Matching()

    def run(self) -> Matching:
        left = self._by_key()
        if self.registry.names:
            self._by_name(left)
        else:
            self._come(left)
        self.result.gone = [row for row in self.our_keys if row not in self.taken]
        return self.result

    def _by_key(self) -> list[int]:
        """Pair rows of one key; returns those of the export whose key the registry does not have."""
        here, there = _by_text(self.our_keys), _by_text(self.their_keys)
        left = [row for row, key in self.their_keys.items() if not key]
        for key, rows in there.items():
            entries = here.get(key, [])
            self.taken.update(entries)
            if self.registry.day is not None:
                left += self._of_one_day(entries, rows)
                continue
            shown, several = self.theirs.shown(rows[0], self.registry.key), self._rows(self.theirs, rows)
            if len(rows) > 1:
                self.tell("update.repeated-there", rows, key=shown, count=len(rows), rows=several)
            elif len(entries) > 1:
                places = self._rows(self.ours, entries)
                self.tell("update.repeated-here", rows, key=shown, count=len(entries), rows=places)
            elif entries:
                self._pair(entries[0], rows[0])
            else:
                left += rows
        return sorted(left)

    def _of_one_day(self, entries: Sequence[int], rows: Sequence[int]) -> list[int]:
        """Pair what happened to one on one day, once or more often; returns the rows that are none of the entries.

        Those that say nothing otherwise are the same. Where one is left on each side, it is that one; where more are,
        only a person knows.
        """
        open_ones, others = list(entries), []
        for row in rows:
            same = next((entry for entry in open_ones if self._says_the_same(entry, row)), None)
            if same is None:
                others.append(row)
            else:
                open_ones.remove(same)
                self._pair(same, row)
        if not open_ones:
            return others
        if len(open_ones) == len(others) == 1:
            self._pair(open_ones[0], others[0])
        elif others:
            self.tell("update.same-day", others, rows=self._rows(self.ours, open_ones))
        return []

    def _says_the_same(self, entry: int, row: int) -> bool:
        """Say whether a row of the export has no cell that an entry has otherwise; a blank one says nothing."""
        cells = ((self.ours.at(entry, c), self.theirs.at(row, c), self.theirs.cell(row, c)) for c in self.shared)
        return all(raw == "" or fold_title(str(here)) == fold_title(str(there)) for here, there, raw in cells)

    def _by_name(self, left: Sequence[int]) -> None:
        here = _by_text(self.our_names)
        for name, rows in _by_text({row: self.their_names[row] for row in left}).items():
            entries = here.get(name, [])
            if not entries and len(rows) == 1:
                self._come(rows)
                continue
            self.taken.update(entries)
            if len(rows) > 1:
                shown = self.theirs.shown(rows[0], self.registry.names[0])
                several = self._rows(self.theirs, rows)
                self.tell("update.name-repeated", rows, name=shown, count=len(rows), rows=several)
            elif len(entries) > 1:
                self.tell("update.same-name", rows, rows=self._rows(self.ours, entries))
            else:
                self._same_name(entries[0], rows[0])
        for row in left:
            if not self.their_names[row]:
                self._tell_nameless(row)

    def _same_name(self, entry: int, row: int) -> None:
        """Pair two of one name where one has no code to say otherwise."""
        if entry not in self.paired and not (self.our_keys[entry] and self._has_key(row)):
            self._pair(entry, row)
        else:
            key = self.ours.shown(entry, self.registry.key)
            self.tell("update.other-key", [row], entry=self.ours.row_in_words(entry), key=key)

    def _come(self, rows: Iterable[int]) -> None:
        for row in rows:
            if self._has_key(row):
                self.result.new.append(row)
            else:
                self._tell_without_key(row)

    def _tell_without_key(self, row: int) -> None:
        if self.registry.day is None:
            self.tell("update.no-key", [row])
        else:
            self.tell("update.no-day", [row])

    def _has_key(self, row: int) -> bool:
        return bool(self.their_keys[row]) and row not in self.faulty

    def _pair(self, entry: int, row: int) -> None:
        self.paired.add(entry)
        self.result.pairs.append((entry, row))

    def _tell_nameless(self, row: int) -> None:
        if self._has_key(row):
            self.tell("update.nameless", [row])
        else:
            self.tell("update.no-key", [row])

    def tell(self, code: str, at: Sequence[int], /, **params: object) -> None:
        """Leave rows of the export to a person."""
        named = (self.registry.key, *self.registry.names)
        column = next((column for column in named if self.theirs.has(column)), self.registry.key)
        self.result.unclear += [self.theirs.finding(code, row, column, "", **params) for row in at]

    def _rows(self, table: TypedTable, rows: Sequence[int]) -> str:
        return "、".join(map(table.row_in_words, rows[:_ROWS])) + ("……" if len(rows) > _ROWS else "")


def _folded(table: TypedTable, columns: Sequence[Column]) -> dict[int, str]:
    """Return by row what names it, however it is spaced and in whatever width; empty where a part is blank."""
    rows: dict[int, str] = {}
    for row, *cells in table.rows(*columns):
        parts = ["" if cell is pd.NaT else fold_title(str(cell)).upper() for cell in cells]
        rows[int(row)] = "|".join(parts) if all(parts) else ""
    return rows


def _by_text(texts: Mapping[int, str]) -> dict[str, list[int]]:
    """Return the rows of each text that is not blank, in their order."""
    rows: defaultdict[str, list[int]] = defaultdict(list)
    for row, text in texts.items():
        if text:
            rows[text].append(row)
    return rows
