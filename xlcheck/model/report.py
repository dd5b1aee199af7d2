"""统计: how far the tasks of a year have come, and what is to be followed up of their inspections."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from xlcheck.model.inspection import Inspection
from xlcheck.model.plan import PlanRow


@dataclass(frozen=True, slots=True)
class TaskProgress:
    """How far one task has come; counts of entities.

    ``published_late`` of the ``published`` were published after their deadline. ``to_rectify`` have something to
    rectify by a day, ``rectified`` of them are done, ``rectify_late`` are not though that day has passed.
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
        """检查完成率: 已查 ÷ 应查; ``None`` where nothing is due."""
        return Fraction(self.inspected, self.quota) if self.quota else None

    @property
    def published_rate(self) -> Fraction | None:
        """公示率: 已公示 ÷ 已查; ``None`` where nothing was inspected."""
        return Fraction(self.published, self.inspected) if self.inspected else None

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
    operation any more or not in the registry, so that every drawn entity is in one line; ``reached`` are the drawn
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
class ReplacementLine:
    """补抽 as the figures list it: the ``number``-th of an attempt, who fell away, why, who came in.

    ``code`` is that of an entity, blank for an inspector; ``person`` has the name of an inspector and, on a second
    line that is not printed, what tells namesakes apart;
    ``registry`` says whether the registry agrees; ``again`` are the earlier replacements of the same seat.
    """

    task_no: str
    attempt: int
    number: int
    at: str
    name: str
    code: str
    person: str
    reason: str
    came: str
    registry: str
    differs: bool
    again: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class InspectionTotals:
    """All inspections of a year, drawn or not; of one entity and day each kind counts once.

    ``others`` has the kinds of 其他检查 with their counts. For 行政执法统计年报 an entity and day is one inspection:
    ``figure`` of them have a complete record, ``incomplete`` have none, and ``uncounted`` are left out by one of the
    ``words`` in what was entered.
    """

    drawn: int
    others: tuple[tuple[str, int], ...]
    figure: int
    incomplete: int
    uncounted: int
    words: tuple[str, ...]

    @property
    def whole(self) -> int:
        """How many there are in all."""
        return self.drawn + sum(count for _, count in self.others)

    @property
    def share(self) -> Fraction | None:
        """The share of 随机抽查 in all; ``None`` where there is none at all."""
        return Fraction(self.drawn, self.whole) if self.whole else None


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
    replacements: tuple[ReplacementLine, ...] = ()
    inspections: InspectionTotals | None = None


class RectificationState(StrEnum):
    """How far an entity has come with what it was told to rectify; from the most to the least pressing."""

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
