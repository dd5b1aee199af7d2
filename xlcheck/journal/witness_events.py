"""What 汇总日志 tells, the log of a superior bureau: what arrived and when, what was typed, which receipts were given.

The names of the fields are the keys of the log.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields
from typing import ClassVar, TypeVar

from xlcheck.draws.codec import hints_of, plain, typed
from xlcheck.journal.chain import MALFORMED, Break, Chain, Event

LOG_NAME = "汇总日志.jsonl"


@dataclass(frozen=True, slots=True)
class WitnessEvent:
    """An event at the superior: its time as printed."""

    kind: ClassVar[str] = ""
    time: str


@dataclass(frozen=True, slots=True)
class SlipArrival(WitnessEvent):
    """收存单收到: whose, of which year, ``arrived`` when and by what ``basis``, signed by which key; its ``file``.

    ``digest`` is that by which a receipt names it; ``file`` the zip in the archive with its SHA-256.
    """

    kind: ClassVar[str] = "slip-arrived"
    bureau: str
    year: int
    number: int
    code: str
    digest: str
    key: str
    arrived: str
    basis: str
    file: str


@dataclass(frozen=True, slots=True)
class CodeArrival(WitnessEvent):
    """收存码登记: a bureau told a code on the telephone."""

    kind: ClassVar[str] = "code-told"
    bureau: str
    code: str


@dataclass(frozen=True, slots=True)
class ReceiptGiven(WitnessEvent):
    """回执出具: a receipt of this ``number`` for the slip with this code and digest."""

    kind: ClassVar[str] = "receipt-given"
    number: str
    code: str
    digest: str


@dataclass(frozen=True, slots=True)
class PackArrival(WitnessEvent):
    """材料收到: a whole pack, by the SHA-256 of its 上报单; ``file`` holds what it shows, with its SHA-256."""

    kind: ClassVar[str] = "pack-arrived"
    bureau: str
    region: str
    year: int
    number: int
    made: str
    digest: str
    key: str
    arrived: str
    file: str


@dataclass(frozen=True, slots=True)
class PublishedNumbers(WitnessEvent):
    """开奖号码登记: the official ``numbers`` of an issue, as the seed line has them."""

    kind: ClassVar[str] = "numbers-published"
    source: str
    name: str
    numbers: str


@dataclass(frozen=True, slots=True)
class KeyConfirmation(WitnessEvent):
    """密钥核对: a bureau read the fingerprint of its key out on the telephone."""

    kind: ClassVar[str] = "key-confirmed"
    bureau: str
    key: str


@dataclass(frozen=True, slots=True)
class Decision(WitnessEvent):
    """采用: a person decided that something counts though it disagrees; ``what`` is the beginning of its digest."""

    kind: ClassVar[str] = "accepted"
    what: str
    reason: str


EVENTS: tuple[type[WitnessEvent], ...] = (
    SlipArrival,
    CodeArrival,
    ReceiptGiven,
    PackArrival,
    PublishedNumbers,
    KeyConfirmation,
    Decision,
)

E = TypeVar("E", bound=WitnessEvent)


def to_json(event: WitnessEvent) -> dict[str, object]:
    """Return the event as a line of the log."""
    return {"event": event.kind, **{f.name: plain(getattr(event, f.name)) for f in fields(event)}}


def from_json(line: Event) -> WitnessEvent:
    """Return the event of a line; raises one of :data:`MALFORMED` where it is none."""
    kind = {event.kind: event for event in EVENTS}[str(line["event"])]
    event = typed(kind, {name: line[name] for name in hints_of(kind)})
    assert isinstance(event, WitnessEvent)
    return event


def _problem(line: Event) -> tuple[str, str] | None:
    try:
        from_json(line)
    except MALFORMED as error:
        return f"{type(error).__name__}：{error}", "可以读取的登记"
    return None


def first_break(chain: Chain) -> Break | None:
    """Return the first line that does not hold; ``None`` where all do."""
    return chain.first_break(_problem)


@dataclass(frozen=True, slots=True)
class WitnessState:
    """What the superior has noted, the oldest first."""

    events: tuple[WitnessEvent, ...] = ()

    def of_kind(self, kind: type[E]) -> Iterator[E]:
        """Yield the events of a kind."""
        return (event for event in self.events if isinstance(event, kind))

    @property
    def slip_digests(self) -> frozenset[str]:
        """The digests of the slips that are held, however many copies of each came."""
        return frozenset(event.digest for event in self.of_kind(SlipArrival))


def witness_state(chain: Chain) -> WitnessState:
    """Fold a sound log."""
    return WitnessState(tuple(map(from_json, chain.counted())))
