"""An event of a draw in its line of the log, and what a state tells of several."""

from __future__ import annotations

from dataclasses import dataclass

from xlcheck.journal.draw_events import Correction, Draw, DrawEvent, Reveal


@dataclass(frozen=True, slots=True)
class LoggedEvent:
    """An event with the number of its line, counted from 1, and the hash of it.

    ``void`` where a repair says so; ``corrected`` where a later correction of its draw puts other numbers in its place.
    """

    number: int
    event: DrawEvent
    digest: str
    void: bool = False
    corrected: bool = False

    @property
    def counts(self) -> bool:
        """Whether it still says what is so."""
        return not (self.void or self.corrected)


@dataclass(frozen=True, slots=True)
class CorrectedDraw:
    """A draw by numbers that were typed wrong, and what made it void."""

    numbers: Reveal
    draw: Draw
    correction: Correction


@dataclass(frozen=True, slots=True)
class SourceResult:
    """The numbers of a lottery or beacon as they were typed, when, and for which task."""

    numbers: str
    time: str
    task_no: str
