"""全年预演: what the draws of a year would come to, with a seed that is thrown away."""

from __future__ import annotations

from dataclasses import dataclass

from xlcheck.model.plan import PlanRow


@dataclass(frozen=True, slots=True)
class RehearsedTask:
    """A task as it was rehearsed: the size of its frame, how many were drawn, how many inspectors may serve.

    ``frozen`` ones wait for their numbers. ``frame`` is ``None`` where the task is drawn already, or could not be
    rehearsed; ``barriers`` say why it cannot be drawn, ``notes`` what to look at besides.
    """

    plan: PlanRow
    round: str
    drawn: bool = False
    frozen: bool = False
    frame: int | None = None
    sample: int = 0
    people: int = 0
    barriers: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RehearsedMonth:
    """A month: its days for inspections, its tasks, the companies to be visited, and the most that can be.

    ``person_days`` are the days on which somebody of the bureau can go, counted for each; ``most`` is ``None`` where
    抽查策略 has no limit a day.
    """

    month: int
    days: int
    off: str
    tasks: tuple[str, ...]
    visits: int
    person_days: int
    most: int | None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RehearsedPerson:
    """An inspector: in how many tasks he serves, at how many companies, and the mean of those of the same party."""

    name: str
    cert: str
    employer: str
    tasks: int
    visits: int
    mean: float
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ResponsibleLoad:
    """A 责任科室 or 责任人, as ``role`` says: the tasks, and how many companies these draw."""

    role: str
    name: str
    tasks: tuple[str, ...]
    visits: int
    mean: float
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """The year task by task, month by month, person by person, and by who is responsible."""

    tasks: tuple[RehearsedTask, ...]
    months: tuple[RehearsedMonth, ...]
    people: tuple[RehearsedPerson, ...]
    responsible: tuple[ResponsibleLoad, ...]

    @property
    def blocked(self) -> tuple[RehearsedTask, ...]:
        """The tasks that cannot be drawn."""
        return tuple(task for task in self.tasks if task.barriers)

    @property
    def notes(self) -> int:
        """How many things there are to look at besides."""
        return sum(len(one.notes) for part in (self.tasks, self.months, self.people, self.responsible) for one in part)
