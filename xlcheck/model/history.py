"""检查对象档案: each entity over the years."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from xlcheck.model.inspection import Inspection


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
    """An entity over the years: what the registry says of it now, and its counts; ``others`` are 其他检查."""

    no: int
    code: str
    name: str
    category: str
    status: str
    drawn: int
    inspected: int
    others: int
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
