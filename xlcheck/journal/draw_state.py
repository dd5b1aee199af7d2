"""How the draws of a year stand, folded from 抽取日志."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from xlcheck.journal.chain import MALFORMED, Chain, Repair, event_of, line_digest
from xlcheck.journal.draw_events import Abandon, Draw, DrawEvent, Freeze, Replaced, Reveal, from_json
from xlcheck.journal.draw_log import ended_by_repairs

E = TypeVar("E", bound=DrawEvent)


@dataclass(frozen=True, slots=True)
class LoggedEvent:
    """An event with the number of its line, counted from 1, and the hash of it; ``void`` where a repair says so."""

    number: int
    event: DrawEvent
    digest: str
    void: bool = False


@dataclass(frozen=True, slots=True)
class SourceResult:
    """The numbers of a lottery or beacon as they were typed, when, and for which task."""

    numbers: str
    time: str
    task_no: str


@dataclass(frozen=True, slots=True)
class DrawState:
    """The log as it stands: its chain, and its events, the oldest first."""

    chain: Chain
    events: tuple[LoggedEvent, ...] = ()
    ended: Mapping[tuple[str, str], Repair] = field(default_factory=dict)
    """The draws, by plan number and attempt, that a repair voids: they can go on no more."""

    @property
    def repairs(self) -> tuple[Repair, ...]:
        """What vouches for parts of the log that are broken."""
        return self.chain.repairs

    @property
    def last_time(self) -> str:
        """The latest time that a line tells; empty where there is none."""
        return max((*(e.event.time for e in self.events), *(r.time for r in self.repairs)), default="")

    def of_kind(self, kind: type[E]) -> Iterator[E]:
        """Return the events of a kind that count."""
        return (e.event for e in self.events if not e.void and isinstance(e.event, kind))

    def of_draw(self, kind: type[E], plan_no: str, attempt: int) -> Iterator[tuple[E, str]]:
        """Yield the events of a kind of one draw that count, each with the hash of its line."""
        for logged in self.events:
            event = logged.event
            if not logged.void and isinstance(event, kind) and event.mark == (plan_no, attempt):
                yield event, logged.digest

    def attempt(self, plan_no: str) -> int:
        """Return the number of the latest attempt of a task, be it void; 0 where there was none."""
        return max((e.event.attempt for e in self.events if e.event.task == plan_no), default=0)

    def is_waiting(self, plan_no: str) -> bool:
        """Say whether the latest attempt of a task is frozen, and neither drawn nor abandoned."""
        latest = self._latest(plan_no)
        is_over = any(isinstance(event, Draw | Abandon) for event in latest) or self._end(plan_no) is not None
        return bool(latest) and not is_over

    def abandoned(self, plan_no: str) -> str:
        """Return why the latest attempt of a task was abandoned, or voided by a repair; empty where it was neither."""
        if end := self._end(plan_no):
            return end.reason
        return next((event.reason for event in self._latest(plan_no) if isinstance(event, Abandon)), "")

    def _end(self, plan_no: str) -> Repair | None:
        """Return the repair that voids the latest attempt of a task, where one does."""
        return self.ended.get((plan_no, str(self.attempt(plan_no))))

    def frozen_for(self, plan_no: str) -> str:
        """Return why the latest attempt of a task was frozen; empty where it is the first, or there is none."""
        return next((e.reason for e in self._latest(plan_no) if isinstance(e, Freeze)), "")

    def _latest(self, plan_no: str) -> list[DrawEvent]:
        last = self.attempt(plan_no)
        return [e.event for e in self.events if not e.void and e.event.mark == (plan_no, last)]

    def revealed(self, plan_no: str, attempt: int) -> tuple[Reveal, str] | None:
        """Return the numbers revealed for an attempt, if they were, with the hash of their line."""
        return next(self.of_draw(Reveal, plan_no, attempt), None)

    def result_of(self, name: str, but: tuple[str, int] = ("", 0)) -> SourceResult | None:
        """Return what the lottery or beacon of this name gave in another attempt of the year than ``but``.

        A witness may be asked again; a lottery of one issue, or a round of a beacon, has one result. The numbers of a
        draw that a repair voids are known to everybody all the same.
        """
        events = [e.event for e in self.events]
        keys = {
            event.mark: source.key
            for event in events
            if isinstance(event, Freeze)
            for source in event.sources
            if source.name == name and source.key.startswith(("lottery", "drand"))
        }
        for event in events:
            if isinstance(event, Reveal) and event.mark in keys and event.mark != but:
                return SourceResult(event.numbers[keys[event.mark]], event.time, event.task_no)
        return None

    def drawn_counts(self, but: str, visits: Mapping[str, str]) -> dict[str, int]:
        """Count for each entity its visits of the year, but those of task ``but``; a task's last attempt counts.

        ``visits`` says by plan number to which visit a task belongs, where several share theirs. An entity that
        dropped out is not counted, the one that came in its place is.
        """
        drawn: dict[str, set[str]] = {}
        for logged in self.events:
            event = logged.event
            if isinstance(event, Draw) and not logged.void:
                drawn[event.task] = set(event.drawn)
            elif isinstance(event, Replaced) and not logged.void and event.entered:
                drawn[event.task] ^= {*event.drop_out.codes, event.entered}
        pairs = {(visits.get(task, task), code) for task, codes in drawn.items() for code in codes}
        return dict(Counter(code for visit, code in pairs if visit != visits.get(but, but)))

    def visit_counts(self, but: str) -> dict[str, int]:
        """Count the inspections of the year of each certificate number in other tasks than ``but``."""
        last: dict[str, Mapping[str, int]] = {}
        for logged in self.events:
            event = logged.event
            if isinstance(event, Draw | Replaced) and not logged.void and event.visits is not None:
                last[event.task] = event.visits
        counts: Counter[str] = Counter()
        for visits in (visits for task, visits in last.items() if task != but):
            counts.update(visits)
        return dict(counts)


def draw_state(chain: Chain, void: Collection[int]) -> DrawState:
    """Fold a log; the lines of these numbers do not count, and need not be readable.

    Raises one of :data:`MALFORMED` where another line is not.
    """
    events = []
    for number, line in enumerate(chain.lines, start=1):
        event = _read(line, void=number in void)
        if event is not None:
            events.append(LoggedEvent(number, event, line_digest(line), number in void))
    return DrawState(chain, tuple(events), ended_by_repairs(chain))


def _read(line: str, *, void: bool) -> DrawEvent | None:
    try:
        return from_json(event_of(line) or {})
    except MALFORMED:
        if void:
            return None
        raise
