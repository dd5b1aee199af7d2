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
    (grade, share) pairs where the plan gives each credit grade its own ratio: in the cell itself
    (分级), or in 信用风险分类监管要求, whose text is ``grades``; the rest is then the overall number.
    """

    text: str
    kind: RatioKind
    share: Fraction | None = None
    count: int | None = None
    strata: tuple[tuple[str, Fraction], ...] = ()
    grades: str = ""


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


class FilterRelation(StrEnum):
    """How a condition of 定向条件 holds a cell against its values."""

    IN = "为"
    NOT_IN = "不为"
    BEFORE = "早于"
    NOT_BEFORE = "不早于"
    AFTER = "晚于"
    NOT_AFTER = "不晚于"
    BLANK = "为空"
    FILLED = "不为空"


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition: a column (its key, or the title of one that staff added), a relation, values or a day."""

    key: str
    title: str
    relation: FilterRelation
    values: tuple[str, ...] = ()
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Filter:
    """定向条件 as it was typed, and its conditions, all of which must hold."""

    text: str
    conditions: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class InspectionItem:
    """An item of 随机抽查事项清单 as forms name it: what is looked at, how, on which basis, what to have ready."""

    name: str
    content: str
    method: str
    basis: str
    materials: str = ""


@dataclass(frozen=True, slots=True)
class ListedItem:
    """A row of 随机抽查事项清单, as a plan may name it: its number, code, name and aliases, and what it is of.

    ``no`` is ``None`` where 序号 is blank; ``random`` says whether it is under random inspection; ``duty`` is how it is
    called in the list of duties.
    """

    row: int
    name: str
    category: str
    random: bool
    no: int | None = None
    code: str = ""
    aliases: tuple[str, ...] = ()
    bodies: tuple[str, ...] = ()
    duty: str = ""


@dataclass(frozen=True, slots=True)
class ItemDoubt:
    """Words of 抽查事项 that mean no item for sure; ``candidates`` may be meant, none where they are off the list."""

    words: str
    candidates: tuple[ListedItem, ...] = ()


@dataclass(frozen=True, slots=True)
class ItemMatch:
    """The items that 抽查事项 of a task means, in the order of the list, and what could not be told of it."""

    items: tuple[ListedItem, ...]
    doubts: tuple[ItemDoubt, ...] = ()


@dataclass(frozen=True, slots=True)
class PastItems:
    """The items of a year before, by their folded names: those on its list, and those of tasks that were drawn."""

    year: int
    listed: frozenset[str]
    drawn: frozenset[str]


@dataclass(frozen=True, slots=True)
class PlanRow:
    """One task of the plan; a part that could not be read is ``None`` (the checker has said so).

    ``filter`` and ``departments`` are the texts of 定向条件 and 联合部门.
    """

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
    filter: str = ""
    departments: str = ""
