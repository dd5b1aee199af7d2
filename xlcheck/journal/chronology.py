"""Where times and order of 抽取日志 are no better than somebody's word: clocks put right, lines brought back."""

from __future__ import annotations

from dataclasses import dataclass

from xlcheck.journal.chain import MALFORMED, Chain, event_of
from xlcheck.journal.draw_events import ClockCorrection, DeskEvent, DrawEvent, Restoration, from_json


@dataclass(frozen=True, slots=True)
class ClockFix:
    """时钟更正, the number of its line, and the latest time that the log told of above it."""

    number: int
    event: ClockCorrection
    reached: str


@dataclass(frozen=True, slots=True)
class RestoredLines:
    """恢复, and the numbers of the lines that came back by it."""

    event: Restoration
    lines: range


def clock_fixes(chain: Chain) -> list[ClockFix]:
    """Return the corrections of the clock."""
    fixes, reached = [], ""
    for number, line in enumerate(chain.lines, start=1):
        event = _event_of(line)
        if isinstance(event, ClockCorrection):
            fixes.append(ClockFix(number, event, reached))
            reached = ""
        reached = max(reached, event.time if event is not None else "")
    return fixes


def restored_lines(chain: Chain) -> list[RestoredLines]:
    """Return the restorations."""
    events = ((number, _event_of(line)) for number, line in enumerate(chain.lines, start=1))
    return [RestoredLines(e, range(n - e.lines, n)) for n, e in events if isinstance(e, Restoration)]


def _event_of(line: str) -> DrawEvent | DeskEvent | None:
    """Return the event of a line; ``None`` of one that is damaged, which a repair vouches for."""
    try:
        return from_json(event_of(line) or {})
    except MALFORMED:
        return None
