"""What a batch would hold: the rows that go out now, the changes that are corrected, and what stays behind and why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from xlcheck.messages import Level, level, problem
from xlcheck.model import DrawRequest, Finding, Inspection, PlanRow
from xlcheck.reading.inspections import LedgerSheet
from xlcheck.reading.items import written_items
from xlcheck.reading.tables import YearBooks
from xlcheck.results.publish.basis import merged_basis
from xlcheck.results.publish.corrections import correction_rows
from xlcheck.results.publish.left import Gate, Left
from xlcheck.results.publish.rows import approved, credit_row, public_row
from xlcheck.schema.inputs import ENTITY_BOOK, ITEM_BOOK
from xlcheck.schema.outputs.ledger import LEDGER
from xlcheck.schema.table import RowCells
from xlcheck.steps.desk.desk import Run
from xlcheck.steps.desk.forms import entity_facts, items_of
from xlcheck.steps.desk.load import load_needed
from xlcheck.steps.ledger.read import (
    TaskLedger,
    YearEntries,
    is_misshapen,
    read_entries,
    require_chosen,
    without_faults,
)

_SAYS = {Left.FAULT: Level.ERROR, Left.UNEXPLAINED: Level.ERROR, Left.INCOMPLETE: Level.WARNING}
"""Of what level the finding is that says more of a row that stays behind."""


@dataclass(frozen=True, slots=True)
class LeftLine:
    """A line that stays behind though it was begun or changed: why, and what is wrong with it in words."""

    task_no: str
    name: str
    why: Left
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Batch:
    """What is published now: new rows, their rows for the credit platform, a row for each change; all their lines.

    The lines of new rows come before those of corrected ones. Beside them, what is ``left``, and the names of the
    ledgers that are ``unread``: nobody knows what stands in them.
    """

    rows: list[RowCells] = field(default_factory=list)
    credit: list[RowCells] = field(default_factory=list)
    changes: list[RowCells] = field(default_factory=list)
    lines: list[tuple[DrawRequest, Inspection]] = field(default_factory=list)
    left: list[LeftLine] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)

    @property
    def corrected(self) -> int:
        """How many of the lines correct what was published."""
        return len(self.lines) - len(self.rows)


def ready_batch(run: Run) -> tuple[YearBooks, YearEntries, Batch]:
    """Read what can be published, and what it is published from; nothing is written."""
    books = load_needed(run, ENTITY_BOOK, ITEM_BOOK)
    entries = read_entries(run, books.settings)
    require_chosen(entries.ledgers)
    return books, entries, _collect(entries.ledgers, books)


def _collect(ledgers: Iterable[TaskLedger], books: YearBooks) -> Batch:
    """Collect the rows to publish across all tasks."""
    batch, settings = Batch(), books.settings
    persons = {code: str(facts["法定代表人"]) for code, facts in entity_facts(books.entities).items()}
    corrected: list[tuple[DrawRequest, Inspection]] = []
    for ledger in ledgers:
        if ledger.sheet is None:
            batch.unread.append(ledger.path.name)
            continue
        record, gate = ledger.record, _gate(ledger, ledger.sheet)
        offered = [line for line in ledger.sheet.lines if gate.offers(line)]
        passed = [line for line in offered if gate.stops(line) is None]
        new = [line for line in passed if line.code not in ledger.publications]
        due = [line for line in passed if line.code in ledger.publications]
        bases = _bases(record.request.plan, new, books)
        for line in new:
            items, basis = bases[line.items]
            told = replace(line, items=items)
            batch.rows.append(public_row(told, record, basis, settings))
            batch.credit.append(credit_row(told, persons, basis, settings))
        batch.changes.extend(row for line in due for row in correction_rows(line, ledger.publications[line.code]))
        batch.lines.extend((record.request, line) for line in new)
        corrected.extend((record.request, line) for line in due)
        batch.left.extend(_left(ledger, ledger.sheet, gate, offered))
    batch.lines.extend(corrected)
    return batch


def _gate(ledger: TaskLedger, sheet: LedgerSheet) -> Gate:
    sound = without_faults(sheet, ledger.findings)
    rows, agreed = ({line.row for line in part.lines} for part in (sound, approved(sheet)))
    return Gate(ledger.publications, ledger.uncorrected, rows, agreed)


def _left(ledger: TaskLedger, sheet: LedgerSheet, gate: Gate, offered: Sequence[Inspection]) -> Iterator[LeftLine]:
    task_no = ledger.record.request.plan.task_no
    for line in offered:
        why = gate.stops(line)
        if why is not None:
            yield LeftLine(task_no, line.name, why, _detail(ledger.findings, sheet, line, why))


def _detail(findings: Sequence[Finding], sheet: LedgerSheet, line: Inspection, why: Left) -> str:
    """Return what the first finding says that keeps a line back; that of a misshapen ledger stands in no row."""
    place = sheet.table.place(line.row, LEDGER.code)
    misshapen = is_misshapen(findings)
    for found in findings:
        here = (found.place.sheet, found.place.row) == (place.sheet, place.row)
        if level(found) is _SAYS.get(why) and (here or (misshapen and is_misshapen([found]))):
            return problem(found)
    return ""


def _bases(plan: PlanRow, lines: Iterable[Inspection], books: YearBooks) -> dict[str, tuple[str, str]]:
    """Return what was inspected as the public reads it, and its basis, by the texts of 检查事项 of a task's lines."""
    texts = {line.items for line in lines}
    bases = {text: merged_basis(item.basis for item in items_of(books, plan, text)) for text in texts}
    return {text: (written_items(books, plan, text), basis) for text, basis in bases.items()}
