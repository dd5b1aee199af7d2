"""Where times and order of 抽取日志 are no better than somebody's word: clocks put right, lines brought back."""

from __future__ import annotations

from dataclasses import dataclass

from xlcheck.journal.chain import Chain
from xlcheck.journal.desk_events import ClockCorrection, Restoration
from xlcheck.journal.draw_events import event_in


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
        event = event_in(line)
        if isinstance(event, ClockCorrection):
            fixes.append(ClockFix(number, event, reached))
            reached = ""
        reached = max(reached, event.time if event is not None else "")
    return fixes


def restored_lines(chain: Chain) -> list[RestoredLines]:
    """Return the restorations."""
    events = ((number, event_in(line)) for number, line in enumerate(chain.lines, start=1))
    return [RestoredLines(e, range(n - e.lines, n)) for n, e in events if isinstance(e, Restoration)]
