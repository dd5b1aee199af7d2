"""公示: from the ledgers to the portal, platform and credit workbooks; each row published once, then corrected."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from xlcheck.checks.findings import grouped_findings
from xlcheck.excel.forms import CORRECTION_FORM, CREDIT_FORM, PLATFORM_FORM, PORTAL_FORM
from xlcheck.excel.write.check import write_findings
from xlcheck.journal.publication_events import PublicationEvent
from xlcheck.model import DrawRequest, Finding, Inspection, XlcheckError
from xlcheck.reading.inspections import LedgerSheet
from xlcheck.reading.tables import YearBooks
from xlcheck.results.publish.basis import merged_basis
from xlcheck.results.publish.corrections import correction_rows, facts_of, needs_correction
from xlcheck.results.publish.rows import approved, credit_row, is_publishable, public_row
from xlcheck.schema.inputs import ENTITY_BOOK, ITEM_BOOK
from xlcheck.schema.outputs.publish import CORRECTION, CREDIT, PLATFORM, PORTAL
from xlcheck.schema.table import RowCells
from xlcheck.steps.desk.desk import Run
from xlcheck.steps.desk.files import set_aside
from xlcheck.steps.desk.forms import entity_facts, items_of
from xlcheck.steps.desk.load import load_needed
from xlcheck.steps.desk.lock import exclusive, interrupted
from xlcheck.steps.ledger.read import TaskLedger, read_ledgers, require_chosen, strays, without_faults
from xlcheck.steps.publish.batches import check_log_whole, draft_of, finish_batches, issue, next_folder
from xlcheck.steps.publish.files import check_draft, write_book, write_page

LEDGER_REPORT = "台账校验报告.xlsx"


@dataclass(frozen=True, slots=True)
class PublishResult:
    """What was published: the folder of the batch (``None`` where nothing was new), counts, findings.

    ``before`` counts the rows that the public could read before, ``corrected`` those of them that are corrected now;
    ``finished`` is what an interrupted run had written and was put in place.
    """

    folder: Path | None
    rows: int
    corrected: int
    before: int
    findings: tuple[Finding, ...]
    report: Path
    books: tuple[str, ...]
    finished: tuple[Path, ...]
    declined: bool = False
    """Whether there was something to publish, and a person did not agree."""


@dataclass(frozen=True, slots=True)
class HeldLine:
    """A line that is not published though it was begun, and why, in words."""

    task_no: str
    name: str
    why: str


@dataclass(frozen=True, slots=True)
class Batch:
    """What is published now: new rows, their rows for the credit platform, a row for each change; all their lines.

    The lines of new rows come before those of corrected ones. Beside them, what is ``held`` back.
    """

    rows: list[RowCells] = field(default_factory=list)
    credit: list[RowCells] = field(default_factory=list)
    changes: list[RowCells] = field(default_factory=list)
    lines: list[tuple[DrawRequest, Inspection]] = field(default_factory=list)
    held: list[HeldLine] = field(default_factory=list)


@exclusive("公示")
def publish(run: Run, agrees: Callable[[Batch], bool] | None = None) -> PublishResult:
    """Write the workbooks and the page of all rows that are complete, without a fault and new, and 更正公告.

    A batch gets a folder of its own. The findings of all ledgers go into a report beside them. Where ``agrees`` is
    given, it is asked before anything is published. Raises :class:`XlcheckError` ``publish.log-cut`` where a batch
    stands of which the log does not know, ``publish.changed`` where the rows became others while a person was asked.
    """
    finished = finish_batches(run.desk)
    check_log_whole(run.desk)
    books, ledgers, batch = _ready(run)
    findings = grouped_findings((*(f for ledger in ledgers for f in ledger.findings), *strays(run.desk, ledgers)))
    report = run.desk.publications / LEDGER_REPORT
    names = tuple(ledger.path.name for ledger in ledgers if ledger.sheet is not None)
    set_aside(report, run.now)
    write_findings(report, findings, names, "../台账/", run.stamp, practice=run.desk.practice)
    rows_before = len(run.desk.journal.publications().still_public())
    agreed = not batch.lines or agrees is None or _consent(run, batch, agrees)
    folder = _write_batch(run, books, batch) if batch.lines and agreed else None
    corrected = len(batch.lines) - len(batch.rows)
    return PublishResult(folder, len(batch.rows), corrected, rows_before, findings, report, names, finished, not agreed)


def _ready(run: Run) -> tuple[YearBooks, list[TaskLedger], Batch]:
    """Read what can be published, and what it is published from."""
    books = load_needed(run, ENTITY_BOOK, ITEM_BOOK)
    ledgers = read_ledgers(run, books.settings)
    require_chosen(ledgers)
    return books, ledgers, _collect(ledgers, books)


def _consent(run: Run, batch: Batch, agrees: Callable[[Batch], bool]) -> bool:
    """Ask while others may work on the desk; what is agreed to must still be what is published then."""
    with interrupted(run):
        if not agrees(batch):
            return False
    check_log_whole(run.desk)
    if _ready(run.quiet)[2] != batch:
        raise XlcheckError("publish.changed")
    return True


def _collect(ledgers: Iterable[TaskLedger], books: YearBooks) -> Batch:
    """Collect the rows to publish across all tasks."""
    batch, settings = Batch(), books.settings
    persons = {code: str(facts["法定代表人"]) for code, facts in entity_facts(books.entities).items()}
    for ledger in ledgers:
        if ledger.sheet is None:
            continue
        record, sound = ledger.record, approved(without_faults(ledger.sheet, ledger.findings)).lines
        public = {*ledger.publications, *ledger.uncorrected}
        new = [line for line in sound if is_publishable(line, public)]
        due = [line for line in sound if line.complete and needs_correction(line, ledger.publications)]
        basis = _basis(ledger, books)
        batch.rows.extend(public_row(line, record, settings) for line in new)
        batch.credit.extend(credit_row(line, persons, basis, settings) for line in new)
        batch.changes.extend(row for line in due for row in correction_rows(line, ledger.publications[line.code]))
        batch.lines.extend((record.request, line) for line in (*new, *due))
        batch.held.extend(_held(ledger, ledger.sheet, public))
    return batch


def _held(ledger: TaskLedger, sheet: LedgerSheet, public: Collection[str]) -> Iterator[HeldLine]:
    """Yield the lines that are not public and will not be, for an error or for want of approval."""
    sound = without_faults(sheet, ledger.findings)
    rows, agreed = ({line.row for line in part.lines} for part in (sound, approved(sound)))
    task_no = ledger.record.request.plan.task_no
    for line in sheet.lines:
        if line.row not in rows and line.code not in public:
            yield HeldLine(task_no, line.name, "有错误，见台账校验报告")
        elif line.row not in agreed and is_publishable(line, public):
            yield HeldLine(task_no, line.name, "公示审核还没有填“同意”")


def _basis(ledger: TaskLedger, books: YearBooks) -> str:
    return merged_basis(item.basis for item in items_of(books, ledger.record.request.plan))


def _write_batch(run: Run, books: YearBooks, batch: Batch) -> Path:
    """Write a batch beside its place, and issue it; of a row that is corrected only what changed is in it.

    Raises :class:`XlcheckError` ``publish.personal-data``, and leaves nothing, where any file holds a person's number.
    """
    folder, settings = next_folder(run), books.settings
    draft = draft_of(folder)
    if batch.rows:
        write_book(run, settings, draft, PORTAL_FORM, PORTAL, batch.rows)
        write_book(run, settings, draft, PLATFORM_FORM, PLATFORM, batch.rows)
        write_book(run, settings, draft, CREDIT_FORM, CREDIT, batch.credit)
        write_page(run, settings, draft, PORTAL, batch.rows)
    if batch.changes:
        write_book(run, settings, draft, CORRECTION_FORM, CORRECTION, batch.changes)
        write_page(run, settings, draft, CORRECTION, batch.changes)
    check_draft(run, draft, {line.code for _, line in batch.lines}, books)
    today = run.now.date()
    events = (
        PublicationEvent(today, folder.name, request.task, line.code, request.attempt, facts_of(line))
        for request, line in batch.lines
    )
    return issue(run.desk, draft, events)
