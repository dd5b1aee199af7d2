"""补抽: who fell away after a draw, and who came instead."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from xlcheck.model.draw import Assignment, DrawnEntity, DrawRecord, Proof, RejectedTeam


@dataclass(frozen=True, slots=True)
class DropOut:
    """Who falls away, and why.

    An entity: its code alone in ``codes``, ``cert`` empty. An inspector: ``cert``, and in ``codes`` the entities to
    which somebody else goes; ``wholly`` where the inspector serves this task no more. ``evidence`` holds a text
    ``证据1.jpg <SHA-256>`` for each file that is kept; ``at`` is the time as it is printed.
    """

    codes: tuple[str, ...]
    cert: str
    wholly: bool
    reason: str
    note: str
    evidence: tuple[str, ...]
    at: str
    operator: str
    version: str


@dataclass(frozen=True, slots=True)
class LoggedDropOut:
    """Who fell away by the log, and on which day: in the ``number``-th 补抽 of an attempt of a task."""

    plan_no: str
    task_no: str
    attempt: int
    number: int
    day: date
    drop_out: DropOut


@dataclass(frozen=True, slots=True)
class Replacement:
    """补抽, the ``number``-th of its draw: the entity that came in, the teams that it formed or changed, the tries.

    ``entered`` is ``None`` where an inspector fell away. ``log_digest`` is the hash of the log line that tells of it.
    """

    number: int
    drop_out: DropOut
    entered: DrawnEntity | None
    teams: tuple[Assignment, ...]
    attempts: tuple[RejectedTeam, ...]
    log_digest: str


@dataclass(frozen=True, slots=True)
class Visit:
    """An entity that was drawn or came in, with the team that goes there now.

    ``earlier`` are the teams that it had before, the oldest first. The numbers are those of replacements, 0 where
    there was none: which one brought the entity in, which was the last to decide on it, which took it out.
    """

    drawn: DrawnEntity
    team: Assignment
    earlier: tuple[tuple[str, ...], ...] = ()
    entered: int = 0
    decided: int = 0
    left: int = 0


@dataclass(frozen=True, slots=True)
class DrawnTask:
    """A drawn task as it stands: the draw, what was replaced since, and every visit that followed from them.

    ``receipts`` are those of the superior that came after the draw.
    """

    record: DrawRecord
    visits: tuple[Visit, ...]
    replacements: tuple[Replacement, ...] = ()
    receipts: tuple[Proof, ...] = ()

    @property
    def current(self) -> tuple[Visit, ...]:
        """The visits that are to be made: all whose entity has not fallen away."""
        return tuple(v for v in self.visits if not v.left)
