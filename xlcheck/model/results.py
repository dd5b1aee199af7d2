"""What became of a task: its deadline and its progress."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
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
class Withdrawal:
    """What was taken back (撤回) of one entity: when, why, and the facts that had been published."""

    day: date
    reason: str
    facts: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class TaskProgress:
    """How far one task has come; counts of entities.

    ``published_late`` of the ``published`` went out after their deadline. ``to_rectify`` have something to put right by
    a day, ``rectified`` of them are done, ``rectify_late`` are not though that day has passed.
    """

    plan: PlanRow
    round: str
    quota: int
    drawn: int = 0
    inspected: int = 0
    published: int = 0
    overdue: int = 0
    closed: int = 0
    results: tuple[tuple[str, int], ...] = ()
    problems: int = 0
    disposals: tuple[tuple[str, int], ...] = ()
    published_late: int = 0
    to_rectify: int = 0
    rectified: int = 0
    rectify_late: int = 0

    @property
    def counts(self) -> tuple[int, ...]:
        """应查, 已抽, 已查, 已公示, 逾期, 完结: what is counted of every task, in the order of 进度."""
        return (self.quota, self.drawn, self.inspected, self.published, self.overdue, self.closed)

    @property
    def done_rate(self) -> Fraction | None:
        """检查完成率: 已公示 ÷ 应检查; ``None`` where nothing is due."""
        return Fraction(self.published, self.quota) if self.quota else None

    @property
    def closed_rate(self) -> Fraction | None:
        """完结率: 完结 ÷ 已公示; ``None`` where nothing was published."""
        return Fraction(self.closed, self.published) if self.published else None

    @property
    def problem_rate(self) -> Fraction | None:
        """问题发现率: 发现问题 ÷ 已查; ``None`` where nothing was inspected."""
        return Fraction(self.problems, self.inspected) if self.inspected else None

    @property
    def state(self) -> str:
        """Where the task stands, in a word."""
        if not self.drawn:
            return "待抽取"
        if self.inspected < self.drawn:
            return "检查中"
        return "公示中" if self.published < self.drawn else "已公示"


@dataclass(frozen=True, slots=True)
class Workload:
    """What one inspector has to do in the year, in visits: those he was drawn for, and those of them that were made."""

    cert: str
    name: str
    drawn: int
    visited: int

    @property
    def open(self) -> int:
        """The visits that are still to be made."""
        return self.drawn - self.visited


@dataclass(frozen=True, slots=True)
class Reach:
    """How many entities of a town or a grade are in operation, were drawn, visited, found with a problem.

    Each entity counts once, however often it was drawn. ``entities`` is 0 in the lines of those that are not in
    operation any more or not in the registry, so that every drawn company is in one line; ``reached`` are the drawn
    ones of the others.
    """

    name: str
    entities: int
    drawn: int
    visited: int
    problems: int
    reached: int

    @classmethod
    def over(cls, name: str, lines: Iterable[Reach]) -> Reach:
        """Return the sum of lines."""
        rows = [(line.entities, line.drawn, line.visited, line.problems, line.reached) for line in lines]
        return cls(name, *(sum(column) for column in zip((0,) * 5, *rows, strict=True)))

    @property
    def share(self) -> Fraction | None:
        """抽查覆盖率: drawn and in operation ÷ in operation; ``None`` where none is."""
        return Fraction(self.reached, self.entities) if self.entities else None


@dataclass(frozen=True, slots=True)
class YearBefore:
    """The year to compare with; ``whole`` is ``None`` where there is none, and ``note`` says why.

    A ``note`` beside figures says what makes them doubtful.
    """

    year: int
    tasks: int = 0
    whole: TaskProgress | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class YearProgress:
    """Everything that 进度与统计 shows, and of which 年度总结 speaks."""

    tasks: tuple[TaskProgress, ...]
    whole: TaskProgress
    by_round: tuple[tuple[str, TaskProgress], ...]
    by_category: tuple[tuple[str, TaskProgress], ...]
    workload: tuple[Workload, ...]
    items: tuple[int, int]
    by_town: tuple[Reach, ...] = ()
    by_grade: tuple[Reach, ...] = ()
    before: YearBefore | None = None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Coverage:
    """What a plan comes to for the entities of a category that any of its tasks admits.

    ``visits`` are entity visits of the year; ``times`` says how many entities can expect no visit, one, two, and
    so on, the last number those with so many and more.
    """

    category: str
    tasks: int
    entities: int
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
