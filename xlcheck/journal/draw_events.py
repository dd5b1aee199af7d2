"""What 抽取日志 tells: a task is frozen, its numbers are revealed, it is drawn or abandoned, and replaced in.

The names of the fields are the keys of the log, kept since version 0.1.0 (but for ``drop_out``).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import MISSING, Field, dataclass, field, fields
from typing import Any, ClassVar, get_args, get_origin, get_type_hints  # Any: what JSON has

from xlcheck.draws.codec import plain, typed
from xlcheck.journal.chain import MALFORMED, Event, event_of
from xlcheck.model import FIRST_FORMAT, DrawRequest, DropOut


@dataclass(frozen=True, slots=True)
class DrawEvent:
    """An event of one draw: its time as printed, plan number, task number and attempt."""

    kind: ClassVar[str] = ""
    word: ClassVar[str] = ""
    """What happened, as a person says it."""
    time: str
    task: str
    task_no: str
    attempt: int

    @property
    def mark(self) -> tuple[str, int]:
        """The draw that the event is of: plan number and attempt."""
        return self.task, self.attempt


@dataclass(frozen=True, slots=True)
class NamedSource:
    """A declared source: its key in the seed line, and its name."""

    key: str
    name: str


@dataclass(frozen=True, slots=True)
class Freeze(DrawEvent):
    """冻结: the digests of frame, inspectors and request; ``reason`` of attempts after the first.

    Since the second format also those of the rules, of what ``moved`` and of the ``state`` of the books, the
    ``format``, and the ``day`` of the numbers where it is known.
    """

    kind: ClassVar[str] = "freeze"
    word: ClassVar[str] = "冻结"
    reason: str
    frame: str
    inspectors: str
    request: str
    sources: tuple[NamedSource, ...]
    rules: str = ""
    format: str = FIRST_FORMAT
    day: str = ""
    moved: str = ""
    state: str = ""


@dataclass(frozen=True, slots=True)
class Reveal(DrawEvent):
    """揭晓号码: the numbers as they were typed, by source key, and the seed line."""

    kind: ClassVar[str] = "reveal"
    word: ClassVar[str] = "揭晓号码"
    numbers: Mapping[str, str]
    seed: str


@dataclass(frozen=True, slots=True)
class Correction(Reveal):
    """更正号码, and why: the numbers as they were officially published; the draw by others above it is void."""

    kind: ClassVar[str] = "correction"
    word: ClassVar[str] = "更正号码"
    reason: str


@dataclass(frozen=True, slots=True)
class Draw(DrawEvent):
    """抽取: SHA-256 of the archived record, codes of the drawn, visits by certificate number."""

    kind: ClassVar[str] = "draw"
    word: ClassVar[str] = "抽取"
    record: str
    drawn: tuple[str, ...]
    visits: Mapping[str, int] | None = None


@dataclass(frozen=True, slots=True)
class Abandon(DrawEvent):
    """放弃冻结, and why; ``notice`` is the file that shows that the issue was cancelled, as ``取消1.jpg <SHA-256>``."""

    kind: ClassVar[str] = "abandon"
    word: ClassVar[str] = "放弃冻结"
    reason: str
    notice: str = ""


@dataclass(frozen=True, slots=True)
class Replace(DrawEvent):
    """补抽, the ``number``-th: who dropped out, the code that came in or none, the new teams, all visits since."""

    kind: ClassVar[str] = "replacement"
    word: ClassVar[str] = "补抽"
    number: int
    drop_out: DropOut = field(metadata={"key": "withdrawal"})
    entered: str
    teams: Mapping[str, tuple[str, ...]]
    visits: Mapping[str, int] | None = None


@dataclass(frozen=True, slots=True)
class DeskEvent:
    """An event of the desk, and of no draw: its time as printed."""

    kind: ClassVar[str] = ""
    word: ClassVar[str] = ""
    time: str


@dataclass(frozen=True, slots=True)
class Opening(DeskEvent):
    """年初状态: the digest of the books at the opening of the year; whether it ``follows`` the year before."""

    kind: ClassVar[str] = "opening"
    word: ClassVar[str] = "年初状态"
    digest: str
    follows: bool


@dataclass(frozen=True, slots=True)
class Slip(DeskEvent):
    """收存单: the ``number``-th of the year, its 收存码, its draws as ``202101#1``, and the day of their numbers."""

    kind: ClassVar[str] = "slip"
    word: ClassVar[str] = "收存单"
    number: int
    code: str
    tasks: tuple[str, ...]
    day: str = ""

    def holds(self, plan_no: str, attempt: int) -> bool:
        """Say whether a draw stands on the slip."""
        return f"{plan_no}#{attempt}" in self.tasks


@dataclass(frozen=True, slots=True)
class Lodging(DeskEvent):
    """收存: who holds the slip of this number, ``how`` that is shown, and the number of a receipt."""

    kind: ClassVar[str] = "lodged"
    word: ClassVar[str] = "收存"
    slip: int
    how: str
    holder: str
    number: str


@dataclass(frozen=True, slots=True)
class SheetScan(DeskEvent):
    """骰单存档: the signed dice sheet of the slip of this number, as a ``file`` in 存档/收存, with its SHA-256."""

    kind: ClassVar[str] = "scanned"
    word: ClassVar[str] = "骰单存档"
    slip: int
    file: str


@dataclass(frozen=True, slots=True)
class Postponement(DeskEvent):
    """改期: an issue is drawn on another ``day`` than was computed; ``notice`` is the file that shows it."""

    kind: ClassVar[str] = "rescheduled"
    word: ClassVar[str] = "改期"
    source: str
    name: str
    before: str
    day: str
    notice: str
    reason: str


@dataclass(frozen=True, slots=True)
class Restoration(DeskEvent):
    """恢复: the last ``lines`` above it came back from a copy that somebody else kept, with its SHA-256, and why.

    ``tasks`` are the draws of them, as ``202101#1``, of which the archive holds no inputs any more.
    """

    kind: ClassVar[str] = "restored"
    word: ClassVar[str] = "恢复"
    lines: int
    copy: str
    tasks: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class Upgrade(DeskEvent):
    """升级: from here on another format than ``before`` is frozen in."""

    kind: ClassVar[str] = "upgrade"
    word: ClassVar[str] = "升级"
    before: str
    format: str


@dataclass(frozen=True, slots=True)
class ClockCorrection(DeskEvent):
    """时钟更正: the clock was wrong when lines above were written, and why; later lines may be earlier than these."""

    kind: ClassVar[str] = "clock"
    word: ClassVar[str] = "时钟更正"
    reason: str


EVENTS: tuple[type[DrawEvent], ...] = (Freeze, Reveal, Correction, Draw, Abandon, Replace)
DESK_EVENTS: tuple[type[DeskEvent], ...] = (
    Opening,
    Slip,
    Lodging,
    SheetScan,
    Postponement,
    Restoration,
    Upgrade,
    ClockCorrection,
)
_ALL: tuple[type[DrawEvent] | type[DeskEvent], ...] = (*EVENTS, *DESK_EVENTS)
_HINTS = {event.kind: get_type_hints(event) for event in _ALL}
WORDS = {event.kind: event.word for event in _ALL}

_COMMON = ("event", *(f.name for f in fields(DrawEvent)))


def identity_of(request: DrawRequest) -> tuple[str, str, int]:
    """Return how an event names the draw that it is about: plan number, task number, attempt."""
    return request.task, request.plan.task_no, request.attempt


def to_json(event: DrawEvent | DeskEvent) -> dict[str, object]:
    """Return the event as a line of the log."""
    values = ((_key(f), getattr(event, f.name)) for f in fields(event))
    return {"event": event.kind, **{key: _plain(value) for key, value in values if value is not None}}


def from_json(line: Event) -> DrawEvent | DeskEvent | None:
    """Return the event of a line; ``None`` where a later version wrote one of another kind.

    Raises one of :data:`MALFORMED` where a value is not of its kind.
    """
    kind = next((kind for kind in _ALL if kind.kind == line["event"]), None)
    if kind is None:
        return None
    hints = _HINTS[kind.kind]
    values = {f.name: _typed_value(hints[f.name], line[_key(f)]) for f in fields(kind) if _key(f) in line}
    return kind(**values)  # type: ignore[arg-type] # each of the type that its field declares


def event_in(line: str) -> DrawEvent | DeskEvent | None:
    """Return the event of a line as it stands in the log, as :func:`from_json`; ``None`` also of a damaged one."""
    try:
        return from_json(event_of(line) or {})
    except MALFORMED:
        return None


def missing_keys(line: Event) -> list[str]:
    """List the keys that a line must have and has not."""
    kind = next((kind for kind in _ALL if kind.kind == line.get("event")), DrawEvent)
    common = ("event",) if issubclass(kind, DeskEvent) else _COMMON
    needed = (_key(f) for f in fields(kind) if f.default is MISSING)
    return [key for key in dict.fromkeys((*common, *needed)) if key not in line]


def _key(attribute: Field[Any]) -> str:
    return str(attribute.metadata.get("key", attribute.name))


def _plain(value: object) -> object:
    return {key: plain(part) for key, part in value.items()} if isinstance(value, Mapping) else plain(value)


def _typed_value(hint: Any, value: Any) -> object:
    """Read a value as :func:`typed` does, which knows what a request holds; a mapping has texts for keys."""
    for kind in (hint, *get_args(hint)):
        if get_origin(kind) is Mapping:
            return dict(_pairs(get_args(kind)[1], value))
    return typed(hint, value)


def _pairs(kind: Any, value: Mapping[str, Any]) -> Iterator[tuple[str, object]]:
    for key, part in value.items():
        yield key, typed(kind, part)
