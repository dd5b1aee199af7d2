"""发件登记.xlsx, written from 发件日志, which decides what has gone out."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from pathlib import Path

from xlcheck.excel.read.workbook import read_sheets
from xlcheck.excel.write.send import write_tables
from xlcheck.journal.mail_events import Mail, MailState, MailStatus
from xlcheck.model import Number, Settings, XlcheckError
from xlcheck.schema.outputs.send import OUTBOX
from xlcheck.schema.table import RowCells
from xlcheck.steps.desk.desk import Desk, Run
from xlcheck.steps.desk.files import set_aside
from xlcheck.steps.desk.standing import REGISTER_NAME, is_mail_log_gone


def mails(desk: Desk) -> tuple[Mail, ...]:
    """Return every mail that was ever drafted, the oldest first; raises as :func:`mail_state`."""
    return mail_state(desk).mails


def mail_state(desk: Desk) -> MailState:
    """Return how the mails of a desk stand.

    Raises :class:`XlcheckError` ``send.log-broken``, or ``send.log-missing`` where only the workbook is left.
    """
    if is_mail_log_gone(desk):
        raise XlcheckError("send.log-missing", file=desk.journal.mail_log)
    return desk.journal.mails()


def is_register_behind(desk: Desk) -> bool:
    """Say whether the last pack is logged, but a run was interrupted before it had written it into the workbook."""
    state, book = mail_state(desk), desk.outbox / REGISTER_NAME
    if not state.mails or any(mail.status is not MailStatus.WAITING for mail in state.last_pack):
        return False
    return not book.exists() or _mail_count(book) < len(state.mails)


def _mail_count(book: Path) -> int:
    """Count the mails that the workbook lists; no limit where it cannot be read, which says nothing of the log."""
    try:
        [sheet] = [sheet for sheet in read_sheets(book) if sheet.name == OUTBOX.sheet]
    except (XlcheckError, ValueError):
        return sys.maxsize
    numbers = sheet.columns[OUTBOX.columns.index(OUTBOX.number)]
    return sum(isinstance(value, Number) for value in numbers)


def next_number(desk: Desk) -> int:
    """Return the number of the next pack, after those that only a repair names; raises as :func:`mail_state`."""
    unlogged = (re.fullmatch(r"第(\d+)次", name) for name in desk.journal.mail_chain().unlogged)
    return max(mail_state(desk).last_number, *(int(match[1]) for match in unlogged if match), 0) + 1


def note_drafts(run: Run, drafts: Iterable[Mail]) -> None:
    """Log the mails of a new pack."""
    run.desk.journal.add_mail_events(mail.as_new(run.stamp) for mail in drafts)


def note(run: Run, changed: Iterable[Mail], status: MailStatus, remark: str = "") -> None:
    """Log what happened to mails; it is on the disk when this returns."""
    run.desk.journal.add_mail_events(mail.change(status, run.stamp, remark) for mail in changed)


def write_outbox(run: Run, settings: Settings) -> None:
    """Write 发件登记.xlsx as the log has it; an earlier one is set aside."""
    path, state = run.desk.outbox / REGISTER_NAME, mail_state(run.desk)
    set_aside(path, run.now)
    rows = [_row(mail, state.last_number) for mail in state.mails]
    write_tables(path, [(OUTBOX, rows)], settings, practice=run.desk.practice)


def _row(mail: Mail, last: int) -> RowCells:
    is_replaced = mail.number < last and mail.status in (MailStatus.WAITING, MailStatus.REFUSED)
    remark = "；".join(filter(None, (mail.remark.rstrip("。"), f"由第{last}次代替，不再发送" if is_replaced else "")))
    return {
        OUTBOX.number: mail.number,
        OUTBOX.mail: f"{mail.mail}/{mail.of}",
        OUTBOX.recipient: mail.recipient,
        OUTBOX.subject: mail.subject,
        OUTBOX.attachments: mail.attachments,
        OUTBOX.size: mail.size,
        OUTBOX.sha256: mail.sha256,
        OUTBOX.state: mail.status.value,
        OUTBOX.time: mail.time,
        OUTBOX.remark: remark,
    }
