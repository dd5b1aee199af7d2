"""What a row of 抽查工作计划 says, read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction


class RatioKind(StrEnum):
    """How the text of 抽查比例 is meant."""

    EXACT = "按比例"
    AT_LEAST = "不低于"
    AT_MOST = "不超过"
    COUNT = "按户数"
    ALL = "全覆盖"
    STRATA = "分级"


@dataclass(frozen=True, slots=True)
class Ratio:
    """抽查比例 read from its cell; ``share`` is exact (5 % is ``Fraction(1, 20)``).

    ``count`` is the number of entities where the plan names one. ``strata`` holds
    (grade, share) pairs where the plan gives each credit grade its own ratio.
    """

    text: str
    kind: RatioKind
    share: Fraction | None = None
    count: int | None = None
    strata: tuple[tuple[str, Fraction], ...] = ()


@dataclass(frozen=True, slots=True)
class Window:
    """抽查日期: the first and the last day, both included."""

    text: str
    start: date
    end: date


@dataclass(frozen=True, slots=True)
class Scope:
    """抽查对象范围: which category, founded before which day, only those in operation."""

    text: str
    category: str
    founded_before: date | None = None
    operating: bool = False


@dataclass(frozen=True, slots=True)
class PlanRow:
    """One task of the plan; a part that could not be read is ``None`` (the checker has said so)."""

    row: int
    plan_no: str
    plan_name: str
    task_no: str
    task_name: str
    kind: str
    items: str
    ratio: Ratio | None
    scope: Scope | None
    window: Window | None
