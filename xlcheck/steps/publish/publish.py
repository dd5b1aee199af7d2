"""公示: from the ledgers to the portal, platform and credit workbooks; each row published once, then corrected."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from xlcheck.checks.findings import grouped_findings
from xlcheck.excel.forms import CORRECTION_FORM, CREDIT_FORM, PLATFORM_FORM, PORTAL_FORM
from xlcheck.excel.write.check import write_findings
from xlcheck.journal.publication_events import PublicationEvent
from xlcheck.model import Finding, XlcheckError
from xlcheck.reading.tables import YearBooks
from xlcheck.results.publish.corrections import facts_of
from xlcheck.schema.outputs.publish import CORRECTION, CREDIT, PLATFORM, PORTAL
from xlcheck.steps.desk.desk import Run
from xlcheck.steps.desk.files import set_aside
from xlcheck.steps.desk.lock import exclusive, interrupted
from xlcheck.steps.ledger.read import strays
from xlcheck.steps.publish.batch import Batch, ready_batch
from xlcheck.steps.publish.batches import check_log_whole, draft_of, finish_batches, issue, next_folder
from xlcheck.steps.publish.files import check_draft, write_book, write_page
from xlcheck.steps.publish.shown import explained_at, shown_before

LEDGER_REPORT = "台账校验报告.xlsx"


@dataclass(frozen=True, slots=True)
class PublishResult:
    """What was published: the folder of the batch, ``None`` where nothing was; the ``batch`` and the findings.

    ``before`` counts the rows that the public could read before; ``finished`` is what an interrupted run had written
    and was put in place; ``beside`` are those of the findings that stand in 其他检查, ``again`` those that were shown
    when the rows went out, and ``explained`` counts what was explained of such rows. Where a person
    has not agreed there is no ``report``: nothing was written.
    """

    folder: Path | None
    batch: Batch
    before: int
    findings: tuple[Finding, ...]
    report: Path | None
    books: tuple[str, ...]
    finished: tuple[Path, ...]
    beside: tuple[Finding, ...] = ()
    again: tuple[Finding, ...] = ()
    explained: int = 0

    @property
    def rows(self) -> int:
        """How many rows are new in the batch."""
        return len(self.batch.rows)

    @property
    def corrected(self) -> int:
        """How many rows that were public before are corrected by the batch."""
        return self.batch.corrected

    @property
    def declined(self) -> bool:
        """Whether there was something to publish, and a person did not agree."""
        return self.report is None


@exclusive("公示")
def publish(run: Run, agrees: Callable[[Batch], bool] | None = None) -> PublishResult:
    """Write the workbooks and the page of all rows that are complete, without a fault and new, and 更正公告.

    A batch gets a folder of its own. The findings of all ledgers go into a report beside them. Where ``agrees`` is
    given, it is asked before anything is written. Raises :class:`XlcheckError` ``publish.log-cut`` where a batch
    stands of which the log does not know, ``publish.changed`` where the rows became others while a person was asked.
    """
    finished = finish_batches(run)
    check_log_whole(run.desk)
    books, entries, batch = ready_batch(run)
    findings = grouped_findings((*entries.findings, *strays(run.desk, entries.ledgers)))
    names = tuple(ledger.path.name for ledger in entries.ledgers if ledger.sheet is not None)
    report = run.desk.publications / LEDGER_REPORT
    result = partial(
        PublishResult,
        batch=batch,
        before=len(run.desk.journal.publications().still_public()),
        findings=findings,
        books=names,
        finished=finished,
        beside=entries.beside,
        again=shown_before(report, findings, entries.ledgers),
        explained=explained_at(findings, entries.ledgers),
    )
    if batch.lines and agrees is not None and not _consent(run, batch, agrees):
        return result(folder=None, report=None)
    set_aside(report, run.now)
    ways = dict.fromkeys(names, "../台账/") | {found.place.book: "../" for found in entries.beside}
    write_findings(report, findings, ways, run.stamp, practice=run.desk.practice)
    folder = _write_batch(run, books, batch) if batch.lines else None
    return result(folder=folder, report=report)


def _consent(run: Run, batch: Batch, agrees: Callable[[Batch], bool]) -> bool:
    """Ask while others may work on the desk; what is agreed to must still be what is published then."""
    with interrupted(run):
        if not agrees(batch):
            return False
    check_log_whole(run.desk)
    if ready_batch(run.quiet)[2] != batch:
        raise XlcheckError("publish.changed")
    return True


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
