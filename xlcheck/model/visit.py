"""A visit at a company as the rules of plausibility see it, wherever it is entered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time

from xlcheck.model.findings import Place
from xlcheck.model.plan import Window


@dataclass(frozen=True, slots=True)
class CompanyVisit:
    """One inspection of one company that was made on ``day``, as a line of a workbook has it.

    ``place`` is the cell of the day, ``key`` names the row. ``task`` is what a person calls the task by, and ``group``
    what tells it from others; a visit that belongs to no task has no group. ``people`` are certificate numbers, or
    names where there are none; ``people_named`` is how they are written. ``problem`` says whether one was found,
    ``None`` where nobody can tell; ``remark`` is what staff wrote there, without the tool's own words.

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
