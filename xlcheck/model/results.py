"""What became of a task: its deadline and its progress."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from xlcheck.model.plan import PlanRow


@dataclass(frozen=True, slots=True)
class Deadline:
    """公示期限 of one inspection: the last working day, and whether the calendar of that year is known."""

    inspected: date
    last_day: date
    certain: bool = True


@dataclass(frozen=True, slots=True)
class Publication:
    """What went out of one entity: the days of its first and its last batch, and its facts as last published.

    ``facts`` are texts by the keys of LEDGER_PUBLISHED; empty where the log is older than they are.
    """

    first: date
    last: date
    facts: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Retraction:
    """What was taken back (撤回) of one entity: when, why, and the facts that had been published."""

    day: date
    reason: str
    facts: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class TaskProgress:
    """How far one task has come; counts of entities."""

    plan: PlanRow
    round: str
    quota: int
    drawn: int = 0
    inspected: int = 0
    published: int = 0
    overdue: int = 0
    closed: int = 0
    results: tuple[tuple[str, int], ...] = ()

    @property
    def done_rate(self) -> Fraction | None:
        """检查完成率: 已公示 ÷ 应检查; ``None`` where nothing is due."""
        return Fraction(self.published, self.quota) if self.quota else None

    @property
    def closed_rate(self) -> Fraction | None:
        """完结率: 完结 ÷ 已公示; ``None`` where nothing was published."""
        return Fraction(self.closed, self.published) if self.published else None

    @property
    def state(self) -> str:
        """Where the task stands, in a word."""
        if not self.drawn:
            return "待抽取"
        if self.inspected < self.drawn:
            return "检查中"
        return "公示中" if self.published < self.drawn else "已公示"


@dataclass(frozen=True, slots=True)
class YearProgress:
    """Everything that 进度与统计 shows."""

    tasks: tuple[TaskProgress, ...]
    whole: TaskProgress
    by_round: tuple[tuple[str, TaskProgress], ...]
    by_category: tuple[tuple[str, TaskProgress], ...]
    workload: tuple[tuple[str, str, int], ...]
    items: tuple[int, int]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Coverage:
    """What a plan comes to for the companies of a category that any of its tasks admits.

    ``visits`` are company visits of the year; ``times`` says how many companies can expect no visit, one, two, and
    so on, the last number those with so many and more.
    """

    category: str
    tasks: int
    companies: int
    visits: int
    times: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Outlook:
    """年度覆盖测算: a line a category, and the policy that it goes by in words.

    Task numbers of those not counted: ``left_out`` has errors, ``unfiltered`` is directed without 定向条件;
    ``undecided`` ones are counted as 不定向, though the plan leaves it to the draw.
    """

    lines: tuple[Coverage, ...]
    rule: str
    left_out: tuple[str, ...] = ()
    unfiltered: tuple[str, ...] = ()
    undecided: tuple[str, ...] = ()
