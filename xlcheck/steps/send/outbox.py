"""发件日志: a line for all that happens to a mail; it decides what has gone out, 发件登记.xlsx is written from it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from xlcheck.draws.codec import canonical_json
from xlcheck.excel.write.send import write_rows
from xlcheck.model import Settings, XlcheckError
from xlcheck.schema.outputs.send import OUTBOX
from xlcheck.schema.table import Row
from xlcheck.steps.desk.desk import Desk, Run
from xlcheck.steps.desk.files import set_aside, write_text

LOG_NAME, BOOK_NAME = "发件日志.jsonl", "发件登记.xlsx"


class MailState(StrEnum):
    """How a mail stands; 正在发送 in the log, and nothing after it, is a mail of which nobody knows."""

    WAITING = "待发送"
    SENDING = "正在发送"
    SENT = "已发送"
    REFUSED = "被拒收"
    UNKNOWN = "结果不明"
    BY_HAND = "已人工发送"


GONE = frozenset({MailState.SENT, MailState.BY_HAND})


@dataclass(frozen=True, slots=True)
class Mail:
    """A mail of a pack as it stands now: ``mail`` is its number of ``of``, digest and size are those of the draft."""

    number: int
    mail: int
    of: int
    recipient: str
    subject: str
    attachments: str
    size: int
    sha256: str
    state: MailState = MailState.WAITING
    time: str = ""
    remark: str = ""

    @property
    def name(self) -> str:
        """How it is called in a sentence."""
        return f"第{self.number}次第{self.mail}封"

    @property
    def is_unknown(self) -> bool:
        """Whether it may or may not have arrived: also where the program was ended while it was sending."""
        return self.state in (MailState.SENDING, MailState.UNKNOWN)


def mails(desk: Desk) -> list[Mail]:
    """Every mail that was ever drafted, the oldest first.

    Raises :class:`XlcheckError` ``send.log-broken``, or ``send.log-missing`` where only the workbook is left.
    """
    path = desk.archive / LOG_NAME
    if not path.exists() and (desk.outbox / BOOK_NAME).exists():
        raise XlcheckError("send.log-missing", file=path)
    found: dict[tuple[int, int], Mail] = {}
    for number, line in enumerate(path.read_bytes().splitlines() if path.exists() else (), start=1):
        try:
            _take(found, json.loads(line))
        except (ValueError, LookupError, TypeError):
            raise XlcheckError("send.log-broken", line=number, file=path) from None
    return list(found.values())


def _take(found: dict[tuple[int, int], Mail], line: dict[str, Any]) -> None:
    key, state = (line["number"], line["mail"]), MailState(line.pop("state"))
    found[key] = replace(found[key], state=state, **line) if key in found else Mail(state=state, **line)


def last_number(known: Sequence[Mail]) -> int:
    """The number of the last pack; 0 where there was none."""
    return max((mail.number for mail in known), default=0)


def note_drafts(run: Run, drafted: Iterable[Mail]) -> None:
    """Log the mails of a new pack."""
    keys = ("number", "mail", "of", "recipient", "subject", "attachments", "size", "sha256")
    lines = [{key: getattr(mail, key) for key in keys} for mail in drafted]
    _append(run, [line | {"state": MailState.WAITING, "time": run.stamp} for line in lines])


def note(run: Run, changed: Iterable[Mail], state: MailState, remark: str = "") -> None:
    """Log what happened to mails; it is on the disk when this returns."""
    known = {"state": state, "time": run.stamp, "remark": remark}
    _append(run, [{"number": mail.number, "mail": mail.mail, **known} for mail in changed])


def _append(run: Run, lines: Iterable[dict[str, object]]) -> None:
    path = run.desk.archive / LOG_NAME
    old = path.read_text("utf-8") if path.exists() else ""
    write_text(path, old + "".join(f"{canonical_json(line)}\n" for line in lines))


def write_outbox(run: Run, settings: Settings) -> None:
    """Write 发件登记.xlsx as the log has it; an earlier one is set aside."""
    path, known = run.desk.outbox / BOOK_NAME, mails(run.desk)
    set_aside(path, run.now)
    rows = [_row(mail, last_number(known)) for mail in known]
    write_rows(path, OUTBOX, rows, settings, practice=run.desk.practice)


def _row(mail: Mail, last: int) -> Row:
    replaced = mail.number < last and mail.state in (MailState.WAITING, MailState.REFUSED)
    remark = "；".join(filter(None, (mail.remark.rstrip("。"), f"由第{last}次代替，不再发送" if replaced else "")))
    return {column: getattr(mail, column.key) for column in OUTBOX} | {
        OUTBOX.mail: f"{mail.mail}/{mail.of}",
        OUTBOX.state: mail.state.value,
        OUTBOX.remark: remark,
    }
