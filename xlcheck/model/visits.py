"""Inspections of a year, drawn or not, as they count against caps."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


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
