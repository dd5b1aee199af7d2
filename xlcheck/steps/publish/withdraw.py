"""撤回: a row that should not have been published is taken back, with the reason, by a notice of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from xlcheck.excel.forms import WITHDRAWAL_FORM
from xlcheck.journal.publication_events import PublicationEvent
from xlcheck.model import XlcheckError
from xlcheck.reading.folding import clean, fold_id
from xlcheck.reading.who import gives_reason
from xlcheck.schema.outputs.ledger import LEDGER
from xlcheck.schema.outputs.publish import RECEIVERS, WITHDRAWAL
from xlcheck.schema.table import RowCells
from xlcheck.steps.desk.desk import Desk, Run
from xlcheck.steps.desk.load import load_settings
from xlcheck.steps.desk.lock import exclusive
from xlcheck.steps.desk.privacy import refuse_numbers
from xlcheck.steps.publish.batches import check_log_whole, draft_of, finish_batches, issue, next_folder
from xlcheck.steps.publish.files import check_draft, write_book, write_page


@dataclass(frozen=True, slots=True)
class WithdrawResult:
    """The folder of the notice, and how many rows it takes back."""

    folder: Path
    rows: int


@dataclass(frozen=True, slots=True)
class RowChoice:
    """Which rows are meant: a task by task or plan number, codes (all where there are none), the draw (0: any)."""

    task: str
    codes: tuple[str, ...] = ()
    attempt: int = 0


def published_rows(desk: Desk, rows: RowChoice) -> list[PublicationEvent]:
    """Return the rows among these that the public can read.

    Raises :class:`XlcheckError` ``withdraw.nothing`` where there
    are none, ``withdraw.not-published`` for a code that was not published or is taken back already.
    """
    public = desk.journal.publications().still_public()
    events = [e for e in public if _is_of_task(e, rows.task) and rows.attempt in (0, e.attempt)]
    if not events:
        raise XlcheckError("withdraw.nothing", task=rows.task)
    codes = [fold_id(code) for code in rows.codes]
    for code in codes:
        if all(event.code != code for event in events):
            raise XlcheckError("withdraw.not-published", entity=code, task=rows.task)
    return [event for event in events if not codes or event.code in codes]


def event_task(event: PublicationEvent) -> str:
    """Return the number of the task of a published row, as staff know it: 03号."""
    return str(event.fact(LEDGER.task_no))


def _is_of_task(event: PublicationEvent, task: str) -> bool:
    return task in (event.task, event_task(event))


@exclusive("撤回")
def finish_interrupted(run: Run) -> tuple[Path, ...]:
    """Put in place what an interrupted run has logged, before anybody is asked what to withdraw; returns folders."""
    return finish_batches(run)


@exclusive("撤回")
def withdraw(run: Run, rows: RowChoice, reason: str) -> WithdrawResult:
    """Write 撤回公告 for published rows, and log them as taken back.

    Raises :class:`XlcheckError` ``withdraw.reason-missing``, as :func:`published_rows`, or as
    :func:`~xlcheck.steps.publish.publish.publish`; nothing is written or logged then.
    """
    finished = finish_batches(run)
    check_log_whole(run.desk)
    if not gives_reason(reason):
        raise XlcheckError("withdraw.reason-missing")
    refuse_numbers(run, {"撤回的原因": reason})
    if interrupted := _earlier_withdrawal(run.desk, finished, rows, clean(reason)):
        return interrupted
    events = published_rows(run.desk, rows)
    settings, _, _ = load_settings(run.desk)
    folder = next_folder(run)
    draft = draft_of(folder)
    notices = [_row(event, clean(reason)) for event in events]
    write_book(run, settings, draft, WITHDRAWAL_FORM, WITHDRAWAL, notices)
    write_page(run, settings, draft, WITHDRAWAL, notices)
    check_draft(run, draft, {event.code for event in events})
    withdrawals = [replace(e, day=run.now.date(), batch=folder.name, withdrawn=clean(reason)) for e in events]
    return WithdrawResult(issue(run.desk, draft, withdrawals), len(notices))


def _earlier_withdrawal(desk: Desk, finished: Sequence[Path], rows: RowChoice, reason: str) -> WithdrawResult | None:
    """Return the withdrawal of these rows for this reason that a run had logged before it was interrupted."""
    for folder in finished:
        events = [e for e in desk.journal.publications().events if e.batch == folder.name]
        same = all(e.withdrawn == reason and _is_of_task(e, rows.task) for e in events)
        codes = {fold_id(code) for code in rows.codes} or {e.code for e in events}
        if same and codes == {e.code for e in events} and {rows.attempt} <= {0, *(e.attempt for e in events)}:
            return WithdrawResult(folder, len(events))
    return None


def _row(event: PublicationEvent, reason: str) -> RowCells:
    return {
        WITHDRAWAL.plan_no: event.task,
        WITHDRAWAL.task_no: event.fact(LEDGER.task_no),
        WITHDRAWAL.name: event.fact(LEDGER.name),
        WITHDRAWAL.code: event.code,
        WITHDRAWAL.result: event.fact(LEDGER.result),
        WITHDRAWAL.published: event.day,
        WITHDRAWAL.batch: event.batch,
        WITHDRAWAL.receivers: "、".join(table.sheet for table in RECEIVERS),
        WITHDRAWAL.reason: reason,
    }
