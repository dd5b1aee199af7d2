"""What 公示日志 holds: a line for each row that was published or withdrawn, and one for each batch taken back whole.

A row has its facts and their digest.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import date, timedelta

from xlcheck.draws.codec import canonical_json
from xlcheck.journal.chain import MALFORMED, Break, Chain, Event, digest_of
from xlcheck.model import DrawRequest, Publication, Withdrawal
from xlcheck.schema.table import Column

LOG_NAME = "公示日志.jsonl"
RETRACT = "retract"
"""The event that takes a batch back whole; a line of a row names no event."""


@dataclass(frozen=True, slots=True)
class PublicationEvent:
    """A published row: day, batch, plan number and attempt of its task, code, and the facts that were published.

    Of a row that was taken back, ``withdrawn`` is the reason and the facts are those that had been published. Lines of
    old logs have no facts, and do not know the attempt (0).
    """

    day: date
    batch: str
    task: str
    code: str
    attempt: int = 0
    facts: Mapping[str, str] = field(default_factory=dict)
    withdrawn: str = ""

    def fact(self, column: Column) -> str:
        """Return what was told in a column of the ledger; empty where nothing was, or the line is of an old log."""
        return self.facts.get(column.key, "")

    def is_of(self, request: DrawRequest) -> bool:
        """Say whether the row is one of this draw."""
        return self.task == request.task and self.attempt in (0, request.attempt)


@dataclass(frozen=True, slots=True)
class Retraction:
    """A batch that was taken back whole before anybody had seen it: day, batch, how many lines it had, the reason."""

    day: date
    batch: str
    rows: int
    reason: str


def logged(line: Event) -> PublicationEvent | Retraction:
    """Return what a line records; raises one of :data:`MALFORMED` where it is neither."""
    if "event" not in line:
        return from_json(line)
    if line["event"] != RETRACT:
        raise ValueError(f"{line['event']!r} is no event of this log")
    rows = line["rows"]
    if type(rows) is not int:
        raise TypeError(f"{rows!r} is no number of rows")
    return Retraction(date.fromisoformat(_text(line["day"])), _text(line["batch"]), rows, _text(line["reason"]))


def retraction_json(retraction: Retraction) -> dict[str, object]:
    """Return a batch that is taken back as a line of the log."""
    line = {f.name: getattr(retraction, f.name) for f in fields(retraction)}
    return {**line, "event": RETRACT, "day": retraction.day.isoformat()}


def from_json(line: Event) -> PublicationEvent:
    """Return the row that a line records.

    Raises one of :data:`MALFORMED` where it tells of none, or of facts that were changed.
    """
    day, batch, task, code = (_text(line[key]) for key in ("day", "batch", "task", "code"))
    event = PublicationEvent(date.fromisoformat(day), batch, task, code)
    if "facts" not in line:
        return event
    facts, attempt = _facts(line["facts"]), line["attempt"]
    if line["digest"] != facts_digest(facts):
        raise ValueError("the facts are not those that were published")
    if type(attempt) is not int:
        raise TypeError(f"{attempt!r} is no attempt")
    return replace(event, attempt=attempt, facts=facts, withdrawn=_text(line.get("withdrawn", "")))


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{value!r} is no text")
    return value


def _facts(value: object) -> Mapping[str, str]:
    if not isinstance(value, dict):
        raise TypeError(f"{value!r} are no facts")
    return {key: _text(fact) for key, fact in value.items()}


def to_json(event: PublicationEvent) -> dict[str, object]:
    """Return the row as a line of the log."""
    row = {f.name: getattr(event, f.name) for f in fields(event)}
    return {**row, "day": event.day.isoformat(), "digest": facts_digest(event.facts)}


def facts_digest(facts: Mapping[str, str]) -> str:
    """Return the SHA-256 of the facts as JSON with sorted keys and no blanks, in hex."""
    return digest_of(canonical_json(facts))


@dataclass(frozen=True, slots=True)
class PublicationState:
    """What was published in a year, the oldest first; ``batches`` are the names of the folders that the log knows.

    Among these are those of ``retractions``, whose rows are in no event: nobody was told of them.
    """

    events: tuple[PublicationEvent, ...] = ()
    batches: frozenset[str] = frozenset()
    retractions: tuple[Retraction, ...] = ()

    def publications(self, request: DrawRequest) -> dict[str, Publication]:
        """Return what was published of one draw and not withdrawn since, by code."""
        public: dict[str, Publication] = {}
        for event in self._of(request):
            if event.withdrawn:
                public.pop(event.code, None)
            else:
                first = public[event.code].first if event.code in public else event.day
                public[event.code] = Publication(first, event.day, event.facts)
        return public

    def debuts(self, request: DrawRequest) -> dict[str, PublicationEvent]:
        """Return the line by which each row of one draw became public: the first since it was last withdrawn, by code.

        Rows that the public cannot read now have none; a correction is none.
        """
        first: dict[str, PublicationEvent] = {}
        for event in self._of(request):
            if event.withdrawn:
                first.pop(event.code, None)
            else:
                first.setdefault(event.code, event)
        return first

    def withdrawals(self, request: DrawRequest) -> dict[str, Withdrawal]:
        """Return what was withdrawn of one draw and not published again since, by code."""
        last = {event.code: event for event in self._of(request)}
        return {code: Withdrawal(e.day, e.withdrawn, e.facts) for code, e in last.items() if e.withdrawn}

    def first_days(self, request: DrawRequest) -> dict[str, date]:
        """Return the first day that can be the 公示日期 of each row of one draw that was ever withdrawn, by code.

        Which is the day after, or that day itself where the row was published again on it.
        """
        first: dict[str, date] = {}
        for event in self._of(request):
            if event.withdrawn:
                first[event.code] = event.day + timedelta(1)
            elif event.code in first:
                first[event.code] = min(first[event.code], event.day)
        return first

    def still_public(self) -> Sequence[PublicationEvent]:
        """Return the last line of each row that the public can read now, whichever draw of its task it is of."""
        last = {(event.task, event.attempt, event.code): event for event in self.events}
        return [event for event in last.values() if not event.withdrawn]

    def debuts_of(self, batch: str) -> list[PublicationEvent]:
        """Return the lines by which a batch made rows public, whichever draw they are of; corrections are none."""
        first: dict[tuple[str, int, str], PublicationEvent] = {}
        for event in self.events:
            key = (event.task, event.attempt, event.code)
            if event.withdrawn:
                first.pop(key, None)
            else:
                first.setdefault(key, event)
        return [event for event in first.values() if event.batch == batch]

    def built_on(self, batch: str) -> list[str]:
        """Return the batches after this one that tell more of a row of it."""
        rows = {(event.task, event.attempt, event.code) for event in self.events if event.batch == batch}
        numbers = [number for number, event in enumerate(self.events) if event.batch == batch]
        later = self.events[max(numbers, default=0) + 1 :]
        return list(dict.fromkeys(e.batch for e in later if (e.task, e.attempt, e.code) in rows))

    def _of(self, request: DrawRequest) -> Iterator[PublicationEvent]:
        return (event for event in self.events if event.is_of(request))


def publication_state(chain: Chain) -> PublicationState:
    """Fold a log that holds; a batch that was taken back leaves no event."""
    events: list[PublicationEvent] = []
    retractions: list[Retraction] = []
    for line in map(logged, chain.counted()):
        if isinstance(line, Retraction):
            retractions.append(line)
            events = [event for event in events if event.batch != line.batch]
        else:
            events.append(line)
    return PublicationState(tuple(events), batches_of(chain), tuple(retractions))


def batches_of(chain: Chain, void: Collection[int] = ()) -> frozenset[str]:
    """Return the names of the batches that the log or a repair of it knows, but for lines that are ``void``."""
    return frozenset({*(str(event["batch"]) for event in chain.counted(void)), *chain.unlogged})


def first_break(chain: Chain) -> Break | None:
    """Return the first line that does not hold, ``None`` where all do."""
    return chain.first_break(_problem, unbound=True)


def unreadable_lines(chain: Chain) -> list[int]:
    """Return the numbers of the lines that record nothing, or facts that were changed."""
    return chain.unsound(_problem, unbound=True)


def _problem(line: Event) -> tuple[str, str] | None:
    try:
        logged(line)
    except MALFORMED:
        return "内容不能识别，或与公示时的摘要不符", "公示时登记的内容"
    return None
