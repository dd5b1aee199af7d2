"""What 发件日志 tells: a mail is drafted, and what happened to it since; the last line says how it stands."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from enum import StrEnum

from xlcheck.draws.codec import hints_of, plain, typed
from xlcheck.journal.chain import MALFORMED, OF_THE_CHAIN, Break, Chain, Event, Problem

LOG_NAME = "发件日志.jsonl"

_KEYS = {"status": "state"}
"""The keys of the log that are not called as the fields of its events."""


class MailStatus(StrEnum):
    """How a mail stands; 正在发送 in the log, and nothing after it, is a mail of which nobody knows."""

    WAITING = "待发送"
    SENDING = "正在发送"
    SENT = "已发送"
    REFUSED = "被拒收"
    UNKNOWN = "结果不明"
    BY_HAND = "已人工发送"


GONE = frozenset({MailStatus.SENT, MailStatus.BY_HAND})


@dataclass(frozen=True, slots=True)
class MailDraft:
    """What a mail is to be: mail number ``mail`` of the ``of`` of its pack, to whom, and digest and size as drafted."""

    number: int
    mail: int
    of: int
    recipient: str
    subject: str
    attachments: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class NewMail(MailDraft):
    """The event of a mail of a new pack: how it stands from then on, and since when."""

    status: MailStatus
    time: str


@dataclass(frozen=True, slots=True)
class MailChange:
    """The event of what happened to a mail: how it stands from then on, and since when, with a remark or none."""

    number: int
    mail: int
    status: MailStatus
    time: str
    remark: str


MailEvent = NewMail | MailChange
"""An event of one mail."""


def to_json(event: MailEvent) -> dict[str, object]:
    """Return the event as a line of the log."""
    return {_KEYS.get(f.name, f.name): plain(getattr(event, f.name)) for f in fields(event)}


def from_json(line: Event) -> MailEvent:
    """Return the event of a line.

    Raises one of :data:`MALFORMED` where it tells of no mail, or a value is not of its kind.
    """
    kind = NewMail if "sha256" in line else MailChange
    values = {key: value for key, value in line.items() if key not in OF_THE_CHAIN}
    event = typed(kind, {name: values.pop(_KEYS.get(name, name)) for name in hints_of(kind)})
    if values:
        raise ValueError(f"keys of no mail: {sorted(values)}")
    assert isinstance(event, NewMail | MailChange)
    return event


@dataclass(frozen=True, slots=True)
class Mail(MailDraft):
    """A mail of a pack as it stands now."""

    status: MailStatus = MailStatus.WAITING
    time: str = ""
    remark: str = ""

    @property
    def name(self) -> str:
        """How it is called in a sentence."""
        return f"第{self.number}次第{self.mail}封"

    @property
    def is_unknown(self) -> bool:
        """Whether it may or may not have arrived: also where the program was ended while it was sending."""
        return self.status in (MailStatus.SENDING, MailStatus.UNKNOWN)

    def as_new(self, time: str) -> NewMail:
        """Return the event that logs it as a mail of a new pack."""
        draft = {f.name: getattr(self, f.name) for f in fields(MailDraft)}
        return NewMail(**draft, status=MailStatus.WAITING, time=time)

    def change(self, status: MailStatus, time: str, remark: str) -> MailChange:
        """Return the event that logs what happened to it."""
        return MailChange(self.number, self.mail, status, time, remark)


@dataclass(frozen=True, slots=True)
class MailState:
    """Every mail that was ever drafted, the oldest first, as it stands now."""

    mails: tuple[Mail, ...] = ()

    @property
    def last_number(self) -> int:
        """The number of the last pack; 0 where there was none."""
        return max((mail.number for mail in self.mails), default=0)

    @property
    def last_pack(self) -> tuple[Mail, ...]:
        """The mails of the last pack; none where there was no pack."""
        return self.of_pack(self.last_number)

    def of_pack(self, number: int) -> tuple[Mail, ...]:
        """Return the mails of a pack; none where there is no such pack."""
        return tuple(mail for mail in self.mails if mail.number == number)


def mail_state(chain: Chain) -> MailState:
    """Fold a log that holds."""
    mails: _Mails = {}
    for line in chain.counted():
        _take(mails, from_json(line))
    return MailState(tuple(mails.values()))


def first_break(chain: Chain) -> Break | None:
    """Return the first line that does not hold, ``None`` where all do."""
    return chain.first_break(_problem(), unbound=True)


def unreadable_lines(chain: Chain) -> list[int]:
    """Return the numbers of the lines that record no mail."""
    return chain.unsound(_problem(), unbound=True)


_Mails = dict[tuple[int, int], Mail]
"""Mails as they stand, by number of the pack and number in it."""


def _problem() -> Problem:
    """Judge lines one after the other, each by those before."""
    mails: _Mails = {}

    def problem(line: Event) -> tuple[str, str] | None:
        try:
            _take(mails, from_json(line))
        except MALFORMED:
            return "内容不能识别", "打包或发送时登记的内容"
        return None

    return problem


def _take(mails: _Mails, event: MailEvent) -> None:
    """Take in an event; raises KeyError for what happened to a mail that was never drafted.

    Two programs of version 0.1.0 could log one draft twice: the later one counts, with the remark of the former.
    """
    key = (event.number, event.mail)
    known = mails.get(key)
    if isinstance(event, MailChange):
        mails[key] = replace(mails[key], status=event.status, time=event.time, remark=event.remark)
    else:
        values = {f.name: getattr(event, f.name) for f in fields(event)}
        mails[key] = Mail(**values, remark=known.remark if known else "")
