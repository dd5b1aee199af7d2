"""What became of inspections: what is to be put right, handed over to others, and each entity over the years."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from xlcheck.model.inspection import Inspection


class RectificationState(StrEnum):
    """How far an entity has come with what it was told to put right; from the most to the least pressing."""

    LATE = "整改逾期"
    OPEN = "待整改"
    RECTIFIED = "已整改未完结"
    CLOSED = "已完结"


@dataclass(frozen=True, slots=True)
class FollowUpCount:
    """How many cases of a matter (整改, 移送, 抄告) are in a state."""

    matter: str
    state: str
    count: int


@dataclass(frozen=True, slots=True)
class FollowUpCase:
    """An inspection that has something to follow, and how far it has come.

    ``late`` counts working days since the term of a rectification, ``一年以上`` where that is longer; ``None`` where it
    is not late or nothing is to be rectified.
    """

    inspection: Inspection
    state: str
    late: int | str | None = None


@dataclass(frozen=True, slots=True)
class FollowUp:
    """后续处置清单: the counts, the cases of each list in their order, and what is to be said of them."""

    counts: tuple[FollowUpCount, ...]
    rectifications: tuple[FollowUpCase, ...]
    handed_over: tuple[FollowUpCase, ...]
    informed: tuple[FollowUpCase, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One entity in one draw: how it came into it, what the inspection found, and what is counted of it.

    ``category`` is that of the task; ``problem`` is whether anything was found, ``open`` whether the inspection was
    made and the case is not closed. ``published`` is the first day on which the result was public.
    """

    year: int
    round: str
    how: str
    drawn_on: date
    inspection: Inspection
    published: date | None
    category: str
    problem: bool
    open: bool


@dataclass(frozen=True, slots=True)
class EntityHistory:
    """An entity over the years: what the registry says of it now, and its counts."""

    no: int
    code: str
    name: str
    category: str
    status: str
    drawn: int
    inspected: int
    problems: int
    open: int
    last_day: date | None
    last_result: str


@dataclass(frozen=True, slots=True)
class History:
    """检查对象档案: each entity, each of its draws, and what is to be said of them."""

    entities: tuple[EntityHistory, ...]
    lines: tuple[HistoryLine, ...]
    notes: tuple[str, ...] = ()
