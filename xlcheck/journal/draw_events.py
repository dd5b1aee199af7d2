"""What 抽取日志 tells: a task is frozen, its numbers are revealed, it is drawn or abandoned, and replaced in.

The names of the fields are the keys of the log, kept since version 0.1.0 (but for ``drop_out``).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import MISSING, Field, dataclass, field, fields
from typing import Any, ClassVar, get_args, get_origin, get_type_hints  # Any: what JSON has

from xlcheck.draws.codec import plain, typed
from xlcheck.journal.chain import MALFORMED, Event, event_of
from xlcheck.journal.desk_events import DESK_EVENTS, DeskEvent
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

    Since the second format also those of the rules, of what ``moved``, of the ``state`` of the books and of the
    ``notice`` as a form, the ``format``, the ``category``, and the ``day`` of the numbers where it is known.
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
    notice: str = ""
    category: str = ""


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
    """抽取: SHA-256 of the archived record, codes of the drawn, visits by certificate number.

    Since the second format also what the record says besides, and no other line has: who drew, where and with whom, by
    which version of the program, what stands on it in red and beside it. So it can be computed again where it is lost;
    lines without an ``operator`` have none of this.
    """

    kind: ClassVar[str] = "draw"
    word: ClassVar[str] = "抽取"
    record: str
    drawn: tuple[str, ...]
    visits: Mapping[str, int] | None = None
    operator: str | None = None
    venue: str = ""
    witnesses: str = ""
    version: str = ""
    marks: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rebuild(DrawEvent):
    """重建, and why: a record that was lost is computed again from what was frozen and logged, and marked as such.

    ``file`` is where it is archived, from the desk on; ``record`` the SHA-256 of the one that stands there since.
    """

    kind: ClassVar[str] = "rebuilt"
    word: ClassVar[str] = "重建"
    file: str
    record: str
    reason: str


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


EVENTS: tuple[type[DrawEvent], ...] = (Freeze, Reveal, Correction, Draw, Abandon, Replace, Rebuild)
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
