"""What 发件日志 tells: a line for all that happens to a mail; the last one says how it stands."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from xlcheck.journal.chain import MALFORMED, Break, Chain, Event, Problem

LOG_NAME = "发件日志.jsonl"

_OF_THE_CHAIN = ("previous", "above")
_OF_A_DRAFT = ("number", "mail", "of", "recipient", "subject", "attachments", "size", "sha256")


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


def last_number(mails: Sequence[Mail]) -> int:
    """Return the number of the last pack; 0 where there was none."""
    return max((mail.number for mail in mails), default=0)


def drafted_lines(drafts: Iterable[Mail], time: str) -> list[dict[str, object]]:
    """Return the lines that log the mails of a new pack."""
    state = {"state": MailState.WAITING, "time": time}
    return [{key: getattr(mail, key) for key in _OF_A_DRAFT} | state for mail in drafts]


def changed_lines(mails: Iterable[Mail], state: MailState, time: str, remark: str) -> list[dict[str, object]]:
    """Return the lines that log what happened to mails."""
    change = {"state": state, "time": time, "remark": remark}
    return [{"number": mail.number, "mail": mail.mail, **change} for mail in mails]


def mail_state(chain: Chain) -> tuple[Mail, ...]:
    """Fold a log that holds: every mail that was ever drafted, the oldest first."""
    mails: dict[tuple[int, int], Mail] = {}
    for line in chain.counted():
        _take(mails, line)
    return tuple(mails.values())


def first_break(chain: Chain) -> Break | None:
    """Return the first line that does not hold, ``None`` where all do."""
    return chain.first_break(_problem({}), unbound=True)


def unreadable_lines(chain: Chain) -> list[int]:
    """Return the numbers of the lines that record no mail."""
    return chain.unsound(_problem({}), unbound=True)


def _problem(mails: dict[tuple[int, int], Mail]) -> Problem:
    """Judge lines one after the other; ``mails`` holds those of the lines before."""

    def problem(line: Event) -> tuple[str, str] | None:
        try:
            _take(mails, line)
        except MALFORMED:
            return "内容不能识别", "打包或发送时登记的内容"
        return None

    return problem


def _take(mails: dict[tuple[int, int], Mail], line: Event) -> None:
    """Take in a line: a new mail, or what happened to one; raises one of :data:`MALFORMED` where it is neither."""
    values = {key: value for key, value in line.items() if key not in _OF_THE_CHAIN}
    key, state = (values["number"], values["mail"]), MailState(values.pop("state"))
    mails[key] = replace(mails[key], state=state, **values) if key in mails else Mail(state=state, **values)
