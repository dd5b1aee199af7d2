"""The chain: a line an event, each bound to the line before by its SHA-256, and repairs that vouch for what is broken.

Logs of version 0.1.0 other than 抽取日志 have lines that are bound to nothing. They are continued: the first bound line
after such lines holds the digest of all lines above it, as a repair does.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256

from xlcheck import __version__
from xlcheck.draws.codec import canonical_json, typed
from xlcheck.reading.formats import LaterFormat, later_format
from xlcheck.schema.formats import LOG_FORMAT

START = "0" * 64
"""What the first line has for ``previous``."""

REPAIR = "repair"
"""The event that vouches, with a reason, for a log that is broken above it."""

_REPAIR_KEYS = ("time", "reason", "void", "lost", "unlogged")
"""What a repair tells, by the fields of :class:`Repair`."""

Event = Mapping[str, object]
"""A line as JSON has it, of which nothing is known yet; each log makes a frozen class of its own lines."""

WRITTEN_BY = {"log": LOG_FORMAT, "version": __version__, "zone": "+08:00"}
"""What each line says of itself: format, version, and that its time is of Beijing; those of 0.1.0 say nothing."""

OF_THE_CHAIN = frozenset({"previous", "above", *WRITTEN_BY})
"""The keys of a line that are not of its event."""

MALFORMED = (ValueError, LookupError, TypeError, AttributeError)
"""What reading a malformed event may raise."""

Problem = Callable[[Event], tuple[str, str] | None]
"""Says of an event what is there and what should be; ``None`` where it is sound."""


@dataclass(frozen=True, slots=True)
class Repair:
    """A line that vouches for everything above it.

    ``void`` are the numbers of lines that do not count, ``lost`` the digests of lines that are gone though a record
    prints them, ``unlogged`` the files and folders, from the desk on, that stand though no line tells of them.
    """

    number: int
    time: str
    reason: str
    void: tuple[int, ...] = ()
    lost: tuple[str, ...] = ()
    unlogged: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Break:
    """The first line, counted from 1, at which a log does not hold: what is there, and what should be."""

    number: int
    found: str
    expected: str


@dataclass(frozen=True)
class Chain:
    """The lines of a log, the oldest first, without their line breaks."""

    lines: tuple[str, ...]

    @property
    def last_digest(self) -> str:
        """The hash of the last line; :data:`START` where there is none."""
        return line_digest(self.lines[-1]) if self.lines else START

    @cached_property
    def repairs(self) -> tuple[Repair, ...]:
        """The repairs that are bound to all lines above them."""
        events = ((number, event_of(line)) for number, line in enumerate(self.lines, start=1) if REPAIR in line)
        repairs = (self._repair(number, event) for number, event in events if event is not None)
        return tuple(repair for repair in repairs if repair is not None)

    @property
    def later_format(self) -> LaterFormat | None:
        """The first format, of those that lines name, which this program does not know."""
        others = (event_of(line) or {} for line in self.lines if '"log"' in line and LOG_FORMAT not in line)
        named = ((str(event.get("log")), str(event.get("version"))) for event in others)
        return next((later for name, by in named if (later := later_format(name, by))), None)

    @property
    def last_repair(self) -> int:
        """The number of the last repair; 0 where there is none."""
        return max((repair.number for repair in self.repairs), default=0)

    @cached_property
    def void(self) -> frozenset[int]:
        """The numbers of the lines that do not count, as the repairs say."""
        return frozenset(number for repair in self.repairs for number in repair.void)

    @property
    def lost(self) -> frozenset[str]:
        """The digests of lines that are gone, as the repairs say."""
        return frozenset(digest for repair in self.repairs for digest in repair.lost)

    @property
    def unlogged(self) -> frozenset[str]:
        """The files and folders of which no line tells, as the repairs say."""
        return frozenset(name for repair in self.repairs for name in repair.unlogged)

    def counted(self, void: Collection[int] = ()) -> Iterator[Event]:
        """Yield the events that count, the oldest first: no repairs, no lines that one voids, none of ``void``."""
        for number, line in enumerate(self.lines, start=1):
            event = event_of(line, lenient=True)
            if number not in self.void and number not in void and event is not None and event.get("event") != REPAIR:
                yield event

    def followed_by(self, events: Iterable[Mapping[str, object]]) -> Chain:
        """Return the chain with a line for each event; the first of them binds all lines where the last is unbound.

        Each line says in which format it is, and which version wrote it.
        """
        lines = list(self.lines)
        continued = bool(lines) and not _is_bound(lines[-1])
        for event in events:
            above = {"above": lines_digest(lines)} if continued and "above" not in event else {}
            lines.append(event_line(lines[-1] if lines else None, {**event, **above, **WRITTEN_BY}))
            continued = False
        return Chain(tuple(lines))

    def unsound(self, problem: Problem, *, unbound: bool = False) -> list[int]:
        """Return the numbers of the lines that are no events, or unsound ones; void lines are passed over."""
        numbered = ((n, line) for n, line in enumerate(self.lines, start=1) if n not in self.void)
        events = ((number, line, event_of(line, lenient=unbound)) for number, line in numbered)
        return [number for number, line, event in events if self._problem(number, line, event, problem)]

    def first_break(self, problem: Problem, *, unbound: bool = False) -> Break | None:
        """Return the first line that does not hold, ``None`` where all do.

        What a repair vouches for need not be bound, but must be sound all the same unless it is void. ``unbound`` lines
        may stand at the start of a log.
        """
        for number, line in enumerate(self.lines, start=1):
            written = event_of(line)
            event = event_of(line, lenient=True) if written is None and unbound else written
            if number not in self.void and (broken := self._problem(number, line, event, problem)):
                return Break(number, *broken)
            if number >= self.last_repair and (broken := self._unbound(number, written or {}, unbound=unbound)):
                return Break(number, *broken)
        return None

    def _problem(self, number: int, line: str, event: Event | None, problem: Problem) -> tuple[str, str] | None:
        if event is None:
            text = line.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
            return text, "按程序写法的一行 JSON"
        if event.get("event") == REPAIR:
            return None if self._repair(number, event) else ("登记修复以后，上面有改动", "与登记修复时相同")
        return problem(event)

    @cached_property
    def _first_bound(self) -> int:
        """The number of the first bound line; one more than there are lines where none is."""
        return next((n for n, line in enumerate(self.lines, start=1) if _is_bound(line)), len(self.lines) + 1)

    def _unbound(self, number: int, event: Event, *, unbound: bool) -> tuple[str, str] | None:
        """Say what is wrong with the bond of a line to those above it; ``None`` where it holds."""
        if unbound and number < self._first_bound:
            return None
        last = self._before(number)
        if event.get("previous") != line_digest(last):
            return f"接在散列值为 {event.get('previous')} 的一行之后", f"接在上一行（散列值 {line_digest(last)}）之后"
        if unbound and 1 < number == self._first_bound and event.get("above") != self._digest_above(number):
            return f"以上各行的散列值为 {event.get('above')}", f"以上各行的散列值为 {self._digest_above(number)}"
        return None

    def _before(self, number: int) -> str | None:
        return self.lines[number - 2] if number > 1 else None

    def _digest_above(self, number: int) -> str:
        return lines_digest(self.lines[: number - 1])

    def _repair(self, number: int, event: Event) -> Repair | None:
        """Return the repair that a line is; ``None`` where it is none, or is not bound to all lines above it."""
        if event.get("event") != REPAIR or event.get("previous") != line_digest(self._before(number)):
            return None
        try:
            repair = typed(Repair, {"number": number, **{key: event[key] for key in _REPAIR_KEYS}})
        except MALFORMED:
            return None
        assert isinstance(repair, Repair)
        return repair if event.get("above") == self._digest_above(number) else None


def repair_event(repair: Repair, lines: Sequence[str]) -> dict[str, object]:
    """Return the event that vouches for all these lines; its own number is that of the line after them."""
    return {
        "event": REPAIR,
        "time": repair.time,
        "reason": repair.reason,
        "above": lines_digest(lines),
        "void": list(repair.void),
        "lost": list(repair.lost),
        "unlogged": list(repair.unlogged),
    }


def line_digest(line: str | None) -> str:
    """Return the SHA-256 of a line in UTF-8 without its line break, in hex; :data:`START` where there is no line."""
    return START if line is None else digest_of(line.rstrip("\n"))


def lines_digest(lines: Sequence[str]) -> str:
    """Return the SHA-256 of lines in UTF-8, each with a line break after it, in hex."""
    return digest_of("".join(f"{line}\n" for line in lines))


def digest_of(text: str) -> str:
    """Digest a text that may hold bytes of no character: two programs of version 0.1.0 could write into one file."""
    return sha256(text.encode("utf-8", "surrogateescape")).hexdigest()


def event_line(previous: str | None, event: Mapping[str, object]) -> str:
    """Return the line that records an event after the line ``previous``; without a line break.

    Raises ValueError where the event itself speaks of ``previous``, or JSON cannot hold it.
    """
    if "previous" in event:
        raise ValueError("an event must not have the key 'previous'")
    return canonical_json({**event, "previous": line_digest(previous)})


def event_of(line: str, *, lenient: bool = False) -> dict[str, object] | None:
    """Return the event that a line records; ``None`` where it is not a line as :func:`event_line` writes it.

    A ``lenient`` reading takes any JSON object: what is bound to nothing need not be written in one way.
    """
    try:
        line.encode()  # a byte of no character makes it no line
        event = json.loads(line)
        return event if isinstance(event, dict) and (lenient or canonical_json(event) == line) else None
    except (ValueError, RecursionError):
        return None


def _is_bound(line: str) -> bool:
    event = event_of(line)
    return event is not None and "previous" in event
