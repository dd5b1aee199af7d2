"""Inspections of a year: as they count against caps, and as the rules of plausibility see them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time

from xlcheck.model.findings import Place
from xlcheck.model.plan import Window


@dataclass(frozen=True, slots=True)
class VisitEntry:
    """What tells of an inspection: a drawn task or a row of 其他检查.

    ``source`` is the plan number or the row, ``mark`` says which visit it was, where several tell of one; ``said`` is
    how a record names it, ``items`` are the names of the items that were looked at.
    """

    source: str
    mark: str
    said: str
    items: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class YearVisit:
    """One inspection of one entity: all that was entered of a day, or was drawn for one visit and not made yet.

    ``day`` is ``None`` where nobody has entered one.
    """

    day: date | None
    entries: tuple[VisitEntry, ...]

    @property
    def marks(self) -> int:
        """How many different visits are told of."""
        return len({entry.mark for entry in self.entries})

    @property
    def items(self) -> frozenset[str]:
        """The names of all items that were looked at."""
        return frozenset().union(*(entry.items for entry in self.entries))


@dataclass(frozen=True, slots=True)
class DrawnVisit:
    """An entity that a task has drawn: the task, the visit to which it belongs, and the day in the ledger."""

    code: str
    plan_no: str
    task_no: str
    mark: str
    day: date | None = None


@dataclass(frozen=True, slots=True)
class VisitReason:
    """Why a visit is right though it looks odd, as its bureau says: of which task, company and day.

    A visit of 其他检查 has no plan number. ``topic`` is what is explained, empty where that is whatever is asked.
    """

    plan_no: str
    code: str
    day: date
    topic: str
    reason: str


@dataclass(frozen=True, slots=True)
class CompanyVisit:
    """One inspection of one company that was made on ``day``, as a line of a workbook has it.

    ``place`` is the cell of the day, ``key`` names the row. ``task`` is what a person calls the task by, and ``group``
    what tells it from others; a visit that belongs to no task has no group. ``people`` are certificate numbers, or
    names where there are none; ``people_named`` is how they are written. ``problem`` says whether one was found,
    ``None`` where nobody can tell; ``remark`` is what staff wrote there, without the tool's own words, ``grounds`` what
    else of the line says why the company was visited.

    ``known_on`` is the day on which it was decided that these people go there: that of the draw, or of the replacement
    of that number (0: of none); a day before it cannot be. ``None`` where nothing decided it.
    """

    place: Place
    key: str
    code: str
    name: str
    day: date
    task: str = ""
    group: str = ""
    people: tuple[str, ...] = ()
    people_named: tuple[str, ...] = ()
    problem: bool | None = None
    situation: str = ""
    remark: str = ""
    grounds: tuple[str, ...] = ()
    known_on: date | None = None
    replacement: int = 0
    window: Window | None = None
    approved_on: date | None = None
    served_on: date | None = None
    started: time | None = None
    ended: time | None = None
    to_rectify: bool = False
    rectify_by: date | None = None
    rechecked: bool = False
