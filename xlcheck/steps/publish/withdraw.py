"""撤回: a row that should not have been published is taken back, with the reason, by a notice of its own."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from xlcheck.excel.forms import RETRACTION_FORM
from xlcheck.model import XlcheckError
from xlcheck.reading.folding import clean, fold_id
from xlcheck.results.publish.corrections import Row
from xlcheck.schema.outputs import RECEIVERS, RETRACTION
from xlcheck.steps.desk.desk import Desk, Run
from xlcheck.steps.desk.load import load_settings
from xlcheck.steps.publish.batches import check_log_whole, draft_of, finish_batches, issue, next_folder
from xlcheck.steps.publish.files import check_draft, write_book, write_page
from xlcheck.steps.publish.log import PublicationEvent, logged, standing_out


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
    of_task = (e for e in standing_out(logged(desk)) if rows.task in (e.task, e.facts.get("task_no", "")))
    out = [e for e in of_task if rows.attempt in (0, e.attempt)]
    if not out:
        raise XlcheckError("withdraw.nothing", task=rows.task)
    wanted = [fold_id(code) for code in rows.codes]
    for code in wanted:
        if all(entry.code != code for entry in out):
            raise XlcheckError("withdraw.not-published", entity=code, task=rows.task)
    return [entry for entry in out if not wanted or entry.code in wanted]


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
    lines = [_row(number, entry, clean(reason)) for number, entry in enumerate(entries, start=1)]
    write_book(run, settings, draft, RETRACTION_FORM, RETRACTION, lines)
    write_page(run, settings, draft, RETRACTION, lines)
    check_draft(settings, draft, {entry.code for entry in entries})
    taken = [replace(e, day=run.now.date(), batch=folder.name, withdrawn=clean(reason)) for e in entries]
    return WithdrawResult(issue(run.desk, draft, taken), len(lines))


def _row(number: int, entry: PublicationEvent, reason: str) -> Row:
    return {
        "no": number,
        **{key: entry.facts.get(key, "") for key in ("task_no", "name", "result")},
        "plan_no": entry.task,
        "code": entry.code,
        "published": entry.day,
        "batch": entry.batch,
        "told": "、".join(table.sheet for table in RECEIVERS),
        "reason": reason,
    }
