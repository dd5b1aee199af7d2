"""Merging the copies of a ledger that several people filled: by entity and cell, nothing settled silently."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from xlcheck.model import Place
from xlcheck.reading.tables import TypedTable, cell_text, day
from xlcheck.schema.outputs.ledger import LEDGER, LEDGER_GIVEN
from xlcheck.schema.table import DATE_KINDS, Column, Filler

Value = str | date

_Shown = tuple[str, str]
"""A copy's name, and what one of its cells shows."""


class MergeOutcome(StrEnum):
    """What becomes of something that stands in a copy."""

    TAKEN = "已并入"
    CONFLICT = "有冲突，没有并入"
    GIVEN = "由程序填写，没有并入"
    EXTRA = "副本中另加的列，没有并入"
    STRANGE = "台账中没有这一户，没有并入"


@dataclass(frozen=True, slots=True)
class MergeNote:
    """What copies say of one cell of the ledger, or of one that it does not have, and what becomes of it.

    ``values`` has the value of each copy as it stands, by workbook; ``place`` and ``value`` are set where it is taken.
    """

    name: str
    code: str
    title: str
    outcome: MergeOutcome
    before: str
    values: Mapping[str, str]
    place: Place | None = None
    value: Value = ""


STAFF_COLUMNS = LEDGER.filled_by(Filler.STAFF)
"""What people type into a ledger."""

_GIVEN_COLUMNS = (*(c for c in LEDGER_GIVEN if c is not LEDGER.name), *LEDGER.filled_by(Filler.REGISTRY))


def merge(base: TypedTable, copies: Sequence[TypedTable]) -> tuple[MergeNote, ...]:
    """Collect what the copies say beyond a ledger, in the order of its rows.

    What they have as the ledger has it is left out. A value is taken where the ledger's cell is blank and all copies
    that fill it agree. A blank cell says nothing, so it takes nothing away. A 备注 that goes on from the ledger's own
    is taken too.
    """
    same: dict[str, list[_CopyLine]] = {}
    for copy in copies:
        for at, code in copy[LEDGER.code].items():
            same.setdefault(code, []).append(_CopyLine(copy, int(str(at))))
    rows = base[LEDGER.code].items()
    return tuple(note for row, code in rows for note in _LedgerLine(base, int(str(row)), same.get(code, [])).notes())


def strangers(ledgers: Sequence[TypedTable], copies: Sequence[TypedTable]) -> tuple[MergeNote, ...]:
    """Collect the rows of copies that no ledger has, where anything is typed in them."""
    codes = {code for ledger in ledgers for code in ledger[LEDGER.code]}
    return tuple(
        MergeNote(
            copy.shown(row, LEDGER.name), copy.shown(row, LEDGER.code), "", MergeOutcome.STRANGE, "", {copy.book: texts}
        )
        for copy in copies
        for row in copy.where(~copy[LEDGER.code].isin(codes))
        if (texts := _staff_text(copy, row))
    )


def _staff_text(copy: TypedTable, row: int) -> str:
    cells = {column.title: copy.shown(row, column) for column in STAFF_COLUMNS}
    return "；".join(f"{title}：{text}" for title, text in cells.items() if text)


@dataclass(frozen=True, slots=True)
class _CopyLine:
    """A row of a copy."""

    copy: TypedTable
    row: int

    def shown(self, column: Column) -> str:
        """Return a cell as a person sees it."""
        return self.copy.shown(self.row, column)

    def value(self, column: Column) -> Value:
        """Return what a cell means."""
        return _value(self.copy, self.row, column)


class _LedgerLine:
    """A row of the ledger beside the rows of the same entity in the copies."""

    def __init__(self, base: TypedTable, row: int, lines: Sequence[_CopyLine]) -> None:
        self._base, self._row, self._lines = base, row, lines

    def notes(self) -> Iterator[MergeNote]:
        for column in STAFF_COLUMNS:
            yield from self._note_column(column) if self._base.has(column) else self._homeless(column)
        for column in _GIVEN_COLUMNS:
            text = self._base.shown(self._row, column)
            yield from self._others(column.title, MergeOutcome.GIVEN, text, self._texts_by_copy(column))
        for title in dict.fromkeys(title for line in self._lines for title in line.copy.extra):
            cells = [(line.copy.book, _extra(line.copy, line.row, title)) for line in self._lines]
            yield from self._others(title, MergeOutcome.EXTRA, _extra(self._base, self._row, title), cells)

    def _homeless(self, column: Column) -> Iterator[MergeNote]:
        """Note what is typed in a column that the ledger does not have any more."""
        yield from self._others(column.title, MergeOutcome.EXTRA, "", self._texts_by_copy(column))

    def _note_column(self, column: Column) -> Iterator[MergeNote]:
        """Note what is typed in one column: the same everywhere, taken, or in conflict."""
        texts = _by_book(self._texts_by_copy(column), but="")
        current, text = _value(self._base, self._row, column), self._base.shown(self._row, column)
        values = {line.value(column) for line in self._lines if line.shown(column)}
        if not values - {current}:
            return
        if len(values) == 1 and _adds(current, value := values.pop(), column):
            yield self._note(column.title, MergeOutcome.TAKEN, text, texts, self._base.place(self._row, column), value)
        else:
            yield self._note(column.title, MergeOutcome.CONFLICT, text, texts)

    def _others(self, title: str, outcome: MergeOutcome, text: str, cells: Sequence[_Shown]) -> Iterator[MergeNote]:
        """Note the copies that say something else, if any do."""
        if others := _by_book(cells, but=text):
            yield self._note(title, outcome, text, others)

    def _texts_by_copy(self, column: Column) -> list[_Shown]:
        return [(line.copy.book, line.shown(column)) for line in self._lines]

    def _note(
        self,
        title: str,
        outcome: MergeOutcome,
        text: str,
        texts: Mapping[str, str],
        place: Place | None = None,
        value: Value = "",
    ) -> MergeNote:
        name, code = (self._base.shown(self._row, column) for column in (LEDGER.name, LEDGER.code))
        return MergeNote(name, code, title, outcome, text, texts, place, value)


def _by_book(cells: Sequence[_Shown], but: str) -> dict[str, str]:
    """Return what each copy says that is neither blank nor ``but``.

    A copy that has an entity twice may say two things.
    """
    texts_of: dict[str, dict[str, None]] = {}
    for book, text in cells:
        if text not in ("", but):
            texts_of.setdefault(book, {})[text] = None
    return {book: "；".join(texts) for book, texts in texts_of.items()}


def _value(ledger: TypedTable, row: int, column: Column) -> Value:
    """Return what a cell means, to be compared and to be written: a date, else the text as it stands."""
    value = day(ledger.at(row, column)) if column.kind in DATE_KINDS else None
    return value or ledger.shown(row, column).strip()


def _adds(current: Value, value: Value, column: Column) -> bool:
    """Say whether a value fills a blank, or goes on from the ledger's 备注."""
    return not current or (column is LEDGER.remark and str(value).startswith(str(current)))


def _extra(ledger: TypedTable, row: int, title: str) -> str:
    """Return a cell of a column that staff added; empty where there is none."""
    return cell_text(ledger.extra.at[row, title]) if title in ledger.extra else ""
