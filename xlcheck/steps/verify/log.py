"""核验日志: 抽取日志 line by line, on a desk against its records; any other log as the file alone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from xlcheck.journal import mail_events, publication_events, witness_events
from xlcheck.journal.chain import Break, Chain, Event, Repair, event_of, line_digest
from xlcheck.journal.disk import read_chain
from xlcheck.journal.draw_log import check_chain, check_order, name_of_line
from xlcheck.model import Difference, XlcheckError
from xlcheck.steps.desk.desk import Run
from xlcheck.steps.verify.issued_records import anchors_of, issued_records, issued_replacements
from xlcheck.steps.verify.log_contents import contradictions


@dataclass(frozen=True, slots=True)
class LogResult:
    """A log: each line by name and hash, and the first broken link or impossible event.

    ``records`` says how many were at hand, of which each prints the hash of a line; above one of the ``repairs`` lines
    need not follow. ``of_draws`` is 抽取日志: of another log no record prints anything.
    """

    path: Path
    lines: tuple[tuple[str, str], ...]
    broken: Difference | None
    records: int = 0
    repairs: tuple[Repair, ...] = ()
    of_draws: bool = True


@dataclass(frozen=True, slots=True)
class OtherLog:
    """A log that tells of no draws: its name, which keys a line of it has or which events, and what does not hold."""

    name: str
    keys: frozenset[str]
    events: frozenset[str]
    first_break: Callable[[Chain], Break | None]

    def tells(self, event: Event) -> bool:
        """Whether a line, sound or not, is meant to be one of it."""
        return self.keys <= event.keys() and ("event" not in event or event["event"] in self.events)

    def broken(self, chain: Chain) -> Difference | None:
        """Return the first line that does not hold, ``None`` where all do."""
        broken = self.first_break(chain)
        return Difference(f"{self.name}第 {broken.number} 行", broken.found, broken.expected) if broken else None


_COLLECTED_EVENTS = frozenset(event.kind for event in witness_events.EVENTS)
PUBLISHED = OtherLog("公示日志", frozenset({"batch", "facts"}), frozenset(), publication_events.first_break)
MAILED = OtherLog("发件日志", frozenset({"number", "mail"}), frozenset(), mail_events.first_break)
_COLLECTED = OtherLog("汇总日志", frozenset({"event"}), _COLLECTED_EVENTS, witness_events.first_break)


def walk_log(path: Path, anchors: Sequence[str] = (), records: int = 0) -> LogResult:
    """Walk a log, whichever it is, from its first line; ``anchors`` are the hashes that so many records print.

    Raises :class:`XlcheckError` ``log.missing`` or ``log.unreadable``.
    """
    if not path.is_file():
        raise XlcheckError("log.missing", file=path)
    chain = read_chain(path)
    if (other := _other_log(chain)) and not anchors:
        return LogResult(path, _lines(chain, _number_and_time), other.broken(chain), 0, chain.repairs, of_draws=False)
    broken = check_chain(chain.lines, anchors) or next(check_order(chain.lines), None)
    broken = broken or next(contradictions(chain), None)
    return LogResult(path, _lines(chain, name_of_line), broken, records, chain.repairs)


def walk_desk(run: Run) -> LogResult:
    """Walk the log of a desk, compared with the hash that each of its records prints."""
    records, replacements = issued_records(run.desk), issued_replacements(run.desk)
    anchors = anchors_of(records.values(), replacements.values())
    return walk_log(run.desk.journal.draw_log, anchors, len(records) + len(replacements))


def _lines(chain: Chain, named: Callable[[int, str], str]) -> tuple[tuple[str, str], ...]:
    return tuple((named(number, line), line_digest(line)) for number, line in enumerate(chain.lines, start=1))


def _number_and_time(number: int, line: str) -> str:
    time = (event_of(line, lenient=True) or {}).get("time") or ""
    return f"第 {number} 行" + (f"（{time}）" if time else "")


def _other_log(chain: Chain) -> OtherLog | None:
    """Return which other log the first line belongs to that belongs to any; ``None`` where none does."""
    events = (event_of(line, lenient=True) or {} for line in chain.lines)
    meant = (next((log for log in (PUBLISHED, MAILED, _COLLECTED) if log.tells(event)), None) for event in events)
    return next(filter(None, meant), None)
