"""How the draws of a year stand, folded from 抽取日志."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

from xlcheck.draws.randomness.hours import counted_days
from xlcheck.journal.chain import Chain, Repair, event_of, line_digest
from xlcheck.journal.desk_events import (
    ClockCorrection,
    DeskEvent,
    Lodging,
    Opening,
    Postponement,
    RegistryUpdate,
    Restoration,
    SheetScan,
    Slip,
)
from xlcheck.journal.draw_events import (
    Abandon,
    Correction,
    Draw,
    DrawEvent,
    Freeze,
    Replace,
    Reveal,
    event_in,
    from_json,
)
from xlcheck.journal.draw_log import ended_by_repairs
from xlcheck.journal.logged_event import CorrectedDraw, LoggedEvent, SourceResult

E = TypeVar("E", bound=DrawEvent)

_DICE = "dice"
_OWN = ("witness", _DICE, "system")
"""Sources whose numbers are of one draw alone, by their keys; the others are public, and have one result."""


@dataclass(frozen=True, slots=True)
class DrawState:
    """The log as it stands: its chain, and its events, the oldest first; ``desk_lines`` number those of the desk."""

    chain: Chain
    events: tuple[LoggedEvent, ...] = ()
    desk_events: tuple[DeskEvent, ...] = ()
    desk_lines: tuple[int, ...] = ()
    ended: Mapping[tuple[str, str], Repair] = field(default_factory=dict)
    """The draws, by plan number and attempt, that a repair voids: they can go on no more."""

    @property
    def repairs(self) -> tuple[Repair, ...]:
        """What vouches for parts of the log that are broken."""
        return self.chain.repairs

    @property
    def last_time(self) -> str:
        """The latest time that a line tells since the clock was put right; empty where there is none."""
        times: list[str] = []
        for event in filter(None, map(event_of, self.chain.lines)):
            times = [*([] if event.get("event") == ClockCorrection.kind else times), str(event.get("time", ""))]
        return max(times, default="")

    @property
    def opening(self) -> Opening | None:
        """The opening state of the year that counts; ``None`` where none was fixed yet."""
        return next((event for event in self.desk_events if isinstance(event, Opening)), None)

    @property
    def slips(self) -> list[Slip]:
        """The slips of freeze runs, in order."""
        return [event for event in self.desk_events if isinstance(event, Slip)]

    @property
    def lodgings(self) -> list[Lodging]:
        """What tells that somebody holds a slip, in order."""
        return [event for event in self.desk_events if isinstance(event, Lodging)]

    def lodgings_since(self, plan_no: str, attempt: int) -> list[Lodging]:
        """Return the lodgings that were logged after a draw; none where it is not drawn."""
        of_draw = (
            e.number
            for e in self.events
            if e.counts and isinstance(e.event, Draw) and e.event.mark == (plan_no, attempt)
        )
        last = max(of_draw, default=len(self.chain.lines))
        numbered = zip(self.desk_lines, self.desk_events, strict=True)
        return [e for n, e in numbered if isinstance(e, Lodging) and n > last]

    @property
    def scans(self) -> list[SheetScan]:
        """The signed dice sheets that are archived, in order."""
        return [event for event in self.desk_events if isinstance(event, SheetScan)]

    @property
    def slips_by_dice(self) -> list[Slip]:
        """The slips by which something was drawn with dice, so that there is a signed sheet, in order."""
        by_dice = {event.mark for event in self.of_kind(Freeze) if any(s.key == _DICE for s in event.sources)}
        drawn = [event.mark for event in self.of_kind(Draw) if event.mark in by_dice]
        return [slip for slip in self.slips if any(slip.holds(*mark) for mark in drawn)]

    @property
    def slips_without_sheet(self) -> list[Slip]:
        """Those of them whose signed sheet is not archived."""
        archived = {scan.slip for scan in self.scans}
        return [slip for slip in self.slips_by_dice if slip.number not in archived]

    @property
    def restorations(self) -> list[Restoration]:
        """What came back from copies that others kept, in order."""
        return [event for event in self.desk_events if isinstance(event, Restoration)]

    @property
    def updates(self) -> list[RegistryUpdate]:
        """The updates of registries, in order."""
        return [event for event in self.desk_events if isinstance(event, RegistryUpdate)]

    def postponements(self, source_key: str) -> list[Postponement]:
        """Return the new days of an issue, in the order in which they were logged."""
        events = (event for event in self.desk_events if isinstance(event, Postponement))
        return [event for event in events if event.source == source_key]

    def new_days(self, source_key: str, computed: str) -> list[Postponement]:
        """Return the new days of an issue that count (:func:`.counted_days`)."""
        noted = self.postponements(source_key) if computed else []
        counted = set(counted_days(computed, ((event.day, event.time) for event in noted)))
        return [event for event in noted if (event.day, event.time) in counted]

    def day_of(self, source_key: str, computed: str) -> str:
        """Return the day of an issue: the computed one, or the last one that counts to which it was put off."""
        return [computed, *(event.day for event in self.new_days(source_key, computed))][-1]

    def above(self, number: int) -> DrawState:
        """Return how the draws stood before the line of this number was logged."""
        return draw_state(Chain(self.chain.lines[: number - 1]), self.chain.void)

    def of_kind(self, kind: type[E]) -> Iterator[E]:
        """Return the events of a kind that count."""
        return (e.event for e in self.events if e.counts and isinstance(e.event, kind))

    def of_draw(self, kind: type[E], plan_no: str, attempt: int) -> Iterator[tuple[E, str]]:
        """Yield the events of a kind of one draw that count, each with the hash of its line."""
        for logged in self.events:
            event = logged.event
            if logged.counts and isinstance(event, kind) and event.mark == (plan_no, attempt):
                yield event, logged.digest

    def changed_at(self, plan_no: str) -> str:
        """Return when a task was last drawn, or somebody replaced in it; empty where it never was."""
        events = (one.event for one in self.events if one.counts and isinstance(one.event, Draw | Replace))
        return max((event.time for event in events if event.task == plan_no), default="")

    def corrected(self, plan_no: str, attempt: int) -> list[CorrectedDraw]:
        """Return the draws of an attempt that corrections have made void, the first correction's first."""
        of_draw = [e.event for e in self.events if not e.void and e.event.mark == (plan_no, attempt)]
        reveals = (event for event in of_draw if isinstance(event, Reveal))  # corrections are among them
        draws = (event for event in of_draw if isinstance(event, Draw))
        corrections = [event for event in of_draw if isinstance(event, Correction)]
        return [CorrectedDraw(*one) for one in zip(reveals, draws, corrections, strict=False)]

    @property
    def void_draws(self) -> list[tuple[int, Draw]]:
        """The draws that corrections have made void, each with the number of its correction."""
        marks = dict.fromkeys(logged.event.mark for logged in self.events if logged.corrected)
        return [(number, void.draw) for mark in marks for number, void in enumerate(self.corrected(*mark), start=1)]

    def attempt(self, plan_no: str) -> int:
        """Return the number of the latest attempt of a task, be it void; 0 where there was none."""
        return max((e.event.attempt for e in self.events if e.event.task == plan_no), default=0)

    def is_waiting(self, plan_no: str) -> bool:
        """Say whether the latest attempt of a task is frozen, and neither drawn nor abandoned."""
        latest = self._latest(plan_no)
        is_over = any(isinstance(event, Draw | Abandon) for event in latest) or self._end(plan_no) is not None
        return bool(latest) and not is_over

    @property
    def awaited(self) -> list[Freeze]:
        """The freezes that wait for the numbers of a day, in the order of the log."""
        waiting = [event for event in self.of_kind(Freeze) if event.day and self.is_waiting(event.task)]
        return [event for event in waiting if event.attempt == self.attempt(event.task)]

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
        return [e.event for e in self.events if e.counts and e.event.mark == (plan_no, last)]

    def revealed(self, plan_no: str, attempt: int) -> tuple[Reveal, str] | None:
        """Return the numbers revealed for an attempt, if they were, with the hash of their line."""
        return next(self.of_draw(Reveal, plan_no, attempt), None)

    def result_of(self, name: str, but: tuple[str, int] = ("", 0)) -> SourceResult | None:
        """Return what the lottery or beacon of this name gave in another attempt of the year than ``but``.

        A witness may be asked again; a lottery of one issue, or a round of a beacon, has one result. The numbers of a
        draw that a repair voids are known to everybody all the same; those that were corrected never were its result.
        """
        events = [e.event for e in self.events if not e.corrected]
        keys = {
            event.mark: source.key
            for event in events
            if isinstance(event, Freeze)
            for source in event.sources
            if source.name == name and not source.key.startswith(_OWN)
        }
        for event in reversed(events):  # a correction that was interrupted has left the others as they were
            if isinstance(event, Reveal) and event.mark in keys and event.mark != but:
                return SourceResult(event.numbers[keys[event.mark]], event.time, event.task_no)
        return None

    def drawn_counts(self, but: str, visits: Mapping[str, str]) -> dict[str, int]:
        """Count for each entity its visits of the year, but those of task ``but``, as :meth:`drawn_codes` has them.

        ``visits`` says by plan number to which visit a task belongs, where several share theirs.
        """
        drawn = self.drawn_codes()
        pairs = {(visits.get(task, task), code) for task, codes in drawn.items() for code in codes}
        return dict(Counter(code for visit, code in pairs if visit != visits.get(but, but)))

    def drawn_codes(self) -> dict[str, set[str]]:
        """Return the entities that each task has drawn, by plan number; its last attempt counts.

        An entity that dropped out is not among them, the one that came in its place is.
        """
        drawn: dict[str, set[str]] = {}
        for logged in self.events:
            event = logged.event
            if isinstance(event, Draw) and logged.counts:
                drawn[event.task] = set(event.drawn)
            elif isinstance(event, Replace) and logged.counts and event.entered:
                drawn[event.task] ^= {*event.drop_out.codes, event.entered}
        return drawn

    def task_numbers(self) -> dict[str, str]:
        """Return 抽查任务编号 of each task that was frozen or drawn, by plan number."""
        return {logged.event.task: logged.event.task_no for logged in self.events}

    def visits_by_task(self) -> dict[str, Mapping[str, int]]:
        """Return the inspections of each certificate number by plan number; of old logs that do not say, none."""
        last: dict[str, Mapping[str, int]] = {}
        for logged in self.events:
            event = logged.event
            if isinstance(event, Draw | Replace) and logged.counts and event.visits is not None:
                last[event.task] = event.visits
        return last

    def visit_counts(self, but: str) -> dict[str, int]:
        """Count the inspections of the year of each certificate number in other tasks than ``but``."""
        counts: Counter[str] = Counter()
        for visits in (visits for task, visits in self.visits_by_task().items() if task != but):
            counts.update(visits)
        return dict(counts)


def draw_state(chain: Chain, void: Collection[int]) -> DrawState:
    """Fold a log; the lines of these numbers do not count, and need not be readable.

    Raises one of :data:`MALFORMED` where another line is not.
    """
    events, desk_events, desk_lines = [], list[DeskEvent](), list[int]()
    for number, line in enumerate(chain.lines, start=1):
        event = _event_of(line, void=number in void)
        if isinstance(event, DeskEvent):
            if number not in void:
                desk_events.append(event)
                desk_lines.append(number)
        elif event is not None:
            events.append(LoggedEvent(number, event, line_digest(line), number in void))
    logged = tuple(_with_corrections(events))
    return DrawState(chain, logged, tuple(desk_events), tuple(desk_lines), ended_by_repairs(chain))


def _with_corrections(events: Sequence[LoggedEvent]) -> Iterator[LoggedEvent]:
    """Yield the events, those marked that the last correction of their draw makes void."""
    last = {e.event.mark: e.number for e in events if isinstance(e.event, Correction) and not e.void}
    for logged in events:
        is_corrected = logged.number < last.get(logged.event.mark, 0)
        yield replace(logged, corrected=True) if is_corrected and isinstance(logged.event, Reveal | Draw) else logged


def _event_of(line: str, *, void: bool) -> DrawEvent | DeskEvent | None:
    return event_in(line) if void else from_json(event_of(line) or {})
