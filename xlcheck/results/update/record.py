"""The rows of 名录更新记录: every change, entry by entry; numbers of persons are shown nowhere."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from xlcheck.messages import advice, problem
from xlcheck.model import Finding
from xlcheck.results.update.compare import CellUpdate, Comparison, GoneEntry, NewEntry, in_text
from xlcheck.schema.inputs.registries import KEPT, Registry
from xlcheck.schema.outputs.update import (
    UPDATE_CHANGES,
    UPDATE_FACTS,
    UPDATE_GONE,
    UPDATE_LEFT,
    UPDATE_NEW,
    UPDATE_RENAMED,
)
from xlcheck.schema.table import SERIAL, Column, RowCells, Table

Sheet = tuple[Table, Sequence[RowCells], str]
"""A table, its rows and its title."""


@dataclass(frozen=True, slots=True)
class UpdateSheets:
    """What the sheets of a record show: of a ``comparison``, the ``answers`` by row, and ``facts`` about the update.

    ``shown`` gives a text of a column as it may be shown.
    """

    registry: Registry
    comparison: Comparison
    answers: Mapping[int, str]
    facts: Sequence[tuple[str, str]]
    shown: Callable[[Column, str], str]

    def updating(self) -> list[Sheet]:
        """Return the sheets of an update."""
        return [
            (UPDATE_FACTS, [self._fact(*fact) for fact in self.facts], f"{self.registry.table.sheet}更新记录"),
            (UPDATE_NEW, list(_numbered(map(self._new, self.comparison.new))), "新增"),
            (UPDATE_CHANGES, list(_numbered(map(self._change, self.comparison.changed))), "变更"),
            (UPDATE_RENAMED, list(_numbered(map(self._change, self.comparison.renamed))), "名称变了"),
            (UPDATE_GONE, list(_numbered(map(self._gone, self.comparison.gone))), "导出里不再出现"),
            self._left(),
        ]

    def comparing(self) -> list[Sheet]:
        """Return the sheets of a comparison that changes nothing."""
        there, here = f"已在导出、未入{self.registry.word}", f"已入{self.registry.word}、不在导出"
        return [
            (UPDATE_FACTS, [self._fact(*fact) for fact in self.facts], f"{self.registry.table.sheet}比对记录"),
            (UPDATE_NEW, list(_numbered(map(self._new, self.comparison.new))), there),
            (UPDATE_GONE, list(_numbered(map(self._gone, self.comparison.gone))), here),
            (UPDATE_CHANGES, list(_numbered(map(self._change, self.comparison.changed))), "两边都有，内容不同"),
            (UPDATE_RENAMED, list(_numbered(map(self._change, self.comparison.renamed))), "两边都有，名称不同"),
            self._left(),
        ]

    def _fact(self, what: str, content: str) -> RowCells:
        return {UPDATE_FACTS.fact: what, UPDATE_FACTS.content: self._name(content)}

    def _new(self, entry: NewEntry) -> RowCells:
        cells = "；".join(f"{c.title}：{self.shown(c, in_text(value))}" for c, value in entry.cells.items())
        return {**self._entry(entry), UPDATE_NEW.source: entry.at, UPDATE_NEW.written: cells}

    def _change(self, update: CellUpdate) -> RowCells:
        return {
            **self._entry(update),
            UPDATE_CHANGES.row: update.at,
            UPDATE_CHANGES.field: update.column.title,
            UPDATE_CHANGES.before: self.shown(update.column, update.before),
            UPDATE_CHANGES.after: self.shown(update.column, update.after),
        }

    def _gone(self, entry: GoneEntry) -> RowCells:
        answer = self.answers.get(entry.row, KEPT if self.answers else "")
        column, word = self.registry.ends.get(answer, (None, ""))
        return {
            **self._entry(entry),
            UPDATE_GONE.row: entry.at,
            UPDATE_GONE.bound: self._name(entry.bound),
            UPDATE_GONE.answer: answer,
            UPDATE_GONE.written: f"{column.title}：{word}" if column else "",
        }

    def _entry(self, entry: NewEntry | CellUpdate | GoneEntry) -> dict[Column, str]:
        return {UPDATE_NEW.entry: entry.key, UPDATE_NEW.name: self._name(entry.name)}

    def _name(self, text: str) -> str:
        return self.shown(self.registry.key, text)

    def _left(self) -> Sheet:
        return UPDATE_LEFT, list(_numbered(map(self._left_row, self.comparison.left))), "没有采用，留给人核对"

    def _left_row(self, found: Finding) -> RowCells:
        column = next((c for c in self.registry.table if c.title == found.place.title), self.registry.key)
        value = self.shown(column, found.value)
        is_shown = value == found.value
        return {
            UPDATE_LEFT.worksheet: found.place.sheet,
            UPDATE_LEFT.cell: found.place.cell,
            UPDATE_LEFT.value: value,
            UPDATE_LEFT.text: self._name(problem(found)) if is_shown else f"“{found.place.title}”没有采用",
            UPDATE_LEFT.remedy: advice(found) if is_shown else "核对后，在名录里手工改正",
        }


def _numbered(rows: Iterable[RowCells]) -> Iterator[RowCells]:
    return ({SERIAL: number, **row} for number, row in enumerate(rows, start=1))
