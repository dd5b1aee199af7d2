"""撤回: a row that should not have been published is taken back, with the reason, by a notice of its own."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from xlcheck.excel.forms import WITHDRAWAL_FORM
from xlcheck.model import XlcheckError
from xlcheck.reading.folding import clean, fold_id
from xlcheck.schema.outputs.publish import RECEIVERS, WITHDRAWAL
from xlcheck.schema.table import Row
from xlcheck.steps.desk.desk import Desk, Run
from xlcheck.steps.desk.load import load_settings
from xlcheck.steps.desk.lock import exclusive
from xlcheck.steps.publish.batches import check_log_whole, draft_of, finish_batches, issue, next_folder
from xlcheck.steps.publish.files import check_draft, write_book, write_page
from xlcheck.steps.publish.log import PublicationEvent, logged, still_public


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
    """The rows among these that the public can read.

    Raises :class:`XlcheckError` ``withdraw.nothing`` where there
    are none, ``withdraw.not-published`` for a code that was not published or is taken back already.
    """
    of_task = (e for e in still_public(logged(desk)) if rows.task in (e.task, e.facts.get("task_no", "")))
    out = [e for e in of_task if rows.attempt in (0, e.attempt)]
    if not out:
        raise XlcheckError("withdraw.nothing", task=rows.task)
    wanted = [fold_id(code) for code in rows.codes]
    for code in wanted:
        if all(entry.code != code for entry in out):
            raise XlcheckError("withdraw.not-published", entity=code, task=rows.task)
    return [entry for entry in out if not wanted or entry.code in wanted]


@exclusive("撤回")
def withdraw(run: Run, rows: RowChoice, reason: str) -> WithdrawResult:
    """Write 撤回公告 for published rows, and log them as taken back.

    Raises :class:`XlcheckError` ``withdraw.reason-missing``, as :func:`published_rows`, or as
    :func:`~xlcheck.steps.publish.publish.publish`; nothing is written or logged then.
    """
    finish_batches(run.desk)
    check_log_whole(run.desk)
    if not clean(reason):
        raise XlcheckError("withdraw.reason-missing")
    entries = published_rows(run.desk, rows)
    settings, _, _ = load_settings(run.desk)
    folder = next_folder(run)
    draft = draft_of(folder)
    notices = [_row(entry, clean(reason)) for entry in entries]
    write_book(run, settings, draft, WITHDRAWAL_FORM, WITHDRAWAL, notices)
    write_page(run, settings, draft, WITHDRAWAL, notices)
    check_draft(settings, draft, {entry.code for entry in entries})
    taken = [replace(e, day=run.now.date(), batch=folder.name, withdrawn=clean(reason)) for e in entries]
    return WithdrawResult(issue(run.desk, draft, taken), len(notices))


def _row(event: PublicationEvent, reason: str) -> Row:
    return {
        WITHDRAWAL.plan_no: event.task,
        WITHDRAWAL.task_no: event.facts.get("task_no", ""),
        WITHDRAWAL.name: event.facts.get("name", ""),
        WITHDRAWAL.code: event.code,
        WITHDRAWAL.result: event.facts.get("result", ""),
        WITHDRAWAL.published: event.day,
        WITHDRAWAL.batch: event.batch,
        WITHDRAWAL.receivers: "、".join(table.sheet for table in RECEIVERS),
        WITHDRAWAL.reason: reason,
    }
