"""The small frozen things that travel between the layers.

Nothing here reads, writes or decides. Registries and ledgers are pandas frames (see
:mod:`xlcheck.schema.frames`); everything smaller than a table is one of these.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from fractions import Fraction

FOREVER = date(9999, 12, 31)
"""How 长期 (no end date) is kept in a date column."""


# --- what a cell holds -------------------------------------------------------------------


class Number(str):
    """A numeric cell: the digits exactly as the workbook stores them."""

    __slots__ = ()


class Percent(Number):
    """A numeric cell shown as a percentage: ``0.05`` is 5 %."""

    __slots__ = ()


class ErrorValue(str):
    """A cell that shows an error such as ``#N/A``."""

    __slots__ = ()


class NoValue(str):
    """A formula whose result was never stored; holds the formula's text."""

    __slots__ = ()


CellValue = str | bool | datetime
"""Text, :class:`Number`, :class:`ErrorValue`, :class:`NoValue`, a truth value or a date; blank is ``""``."""


@dataclass(frozen=True, slots=True)
class RawSheet:
    """A sheet as it stands: (row number, cells) for each row that holds anything, the cells from column A on.

    ``merges`` are (first row, first column, last row, last column), all 1-based.
    """

    name: str
    rows: tuple[tuple[int, list[CellValue]], ...]
    hidden_rows: tuple[int, ...] = ()
    merges: tuple[tuple[int, int, int, int], ...] = ()
    hidden: bool = False


# --- findings ----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Place:
    """Where a finding stands: workbook, sheet, cell and the title of its column.

    ``row`` and ``column`` are 1-based Excel positions; ``None`` where the whole sheet or
    the whole workbook is meant.
    """

    book: str
    sheet: str = ""
    row: int | None = None
    column: int | None = None
    title: str = ""

    @property
    def cell(self) -> str:
        """``B7``; empty where no single cell is meant."""
        if self.row is None or self.column is None:
            return ""
        return f"{column_letters(self.column)}{self.row}"


def column_letters(index: int) -> str:
    """Letters of a 1-based column: 1 -> A, 27 -> AA."""
    letters = ""
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


@dataclass(frozen=True, slots=True)
class Finding:
    """Something about the user's data; its sentence is made by :mod:`xlcheck.messages`.

    ``key`` names the row for a person (a code, a certificate number, a plan number), ``also`` are the
    places of further cells of which the same is said, ``waiver`` the reason for which staff accepted it.
    """

    code: str
    place: Place
    value: str = ""
    params: tuple[tuple[str, str], ...] = ()
    proposal: str = ""
    key: str = ""
    also: tuple[Place, ...] = ()
    waiver: str = ""

    @property
    def places(self) -> tuple[Place, ...]:
        """Every cell of which this is said."""
        return (self.place, *self.also)


def finding(code: str, place: Place, value: object = "", proposal: str = "", **params: object) -> Finding:
    """Build a :class:`Finding`, its parameters kept as text in the order given."""
    return Finding(code, place, str(value), tuple((k, str(v)) for k, v in params.items()), proposal)


class XlcheckError(Exception):
    """The operation cannot go on (exit code 2); ``code`` names its sentence in the catalogue."""

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(code)
        self.code = code
        self.params = {k: str(v) for k, v in params.items()}


# --- what the plan says ------------------------------------------------------------------


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


# --- what the bureau has set -------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Category:
    """A kind of 检查对象 with the other names under which lists and plans mention it."""

    name: str
    aliases: tuple[str, ...] = ()
    wordings: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """The name, its aliases and the plan's wordings."""
        return (self.name, *self.aliases, *self.wordings)


@dataclass(frozen=True, slots=True)
class Round:
    """批次: a part of the year in which each category is drawn once."""

    name: str
    first_month: int
    last_month: int


@dataclass(frozen=True, slots=True)
class Policy:
    """抽查策略 of 单位设置; ``yearly_cap`` is ``None`` where no cap is set."""

    team_size: int = 2
    no_repeat: bool = False
    yearly_cap: int | None = None
    min_count: int = 1
    deadline_days: int = 7
    cert_pattern: str = ""


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything of 单位设置.xlsx that other steps need."""

    bureau: str
    short_name: str
    region: str
    superior: str
    superior_mail: str
    year: int
    document_no: str
    document_date: date | None
    categories: tuple[Category, ...]
    rounds: tuple[Round, ...]
    policy: Policy
    days_off: frozenset[date] = frozenset()
    days_on: frozenset[date] = frozenset()
    vocabularies: tuple[tuple[str, tuple[str, ...]], ...] = ()

    def category_of(self, name: str) -> str | None:
        """The category that carries this name or alias, else ``None``."""
        return next((c.name for c in self.categories if name in c.names), None)


# --- the draw ----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Entity:
    """检查对象 as the draw needs it; ``code`` is the folded id, ``stratum`` its grade where strata count."""

    code: str
    name: str
    stratum: str = ""


@dataclass(frozen=True, slots=True)
class Exclusion:
    """An entity or inspector left out of the draw; ``reason`` is a sentence for the record.

    ``counted`` entities stay in the base on which the quota is computed (those left out
    only because they were drawn earlier in the year), in the base of their ``stratum``.
    """

    code: str
    name: str
    reason: str
    counted: bool = False
    stratum: str = ""


@dataclass(frozen=True, slots=True)
class Recusal:
    """回避: the entity that an inspector must not inspect, and why."""

    code: str
    reason: str


@dataclass(frozen=True, slots=True)
class Inspector:
    """执法检查人员 as the draw needs it; ``leaves`` are (first, last) days."""

    cert: str
    name: str
    scope: tuple[str, ...]
    valid_to: date
    specialities: tuple[str, ...] = ()
    leaves: tuple[tuple[date, date], ...] = ()
    recusals: tuple[Recusal, ...] = ()

    @property
    def recused(self) -> tuple[str, ...]:
        """Codes of the entities that this inspector must not inspect."""
        return tuple(r.code for r in self.recusals)


@dataclass(frozen=True, slots=True)
class Source:
    """A source of randomness: declared at the freeze by key and name, revealed with its numbers.

    ``key`` is ASCII (``lottery1``, ``witness1``, ``drand1``, ``system1``) and stands in the
    seed line; ``ordered`` is false where the numbers are sorted first (a lottery).
    """

    key: str
    name: str
    numbers: tuple[int, ...] = ()
    ordered: bool = True


@dataclass(frozen=True, slots=True)
class StratumQuota:
    """应抽数 of one stratum (the only one is named ``""``): base, available, quota and its arithmetic."""

    stratum: str
    base: int
    available: int
    quota: int
    arithmetic: str


@dataclass(frozen=True, slots=True)
class DrawRequest:
    """Everything that is fixed at the freeze, before any randomness exists.

    ``basis`` is the 文号 of the document that the plan stands in, ``reason`` why a task is drawn
    once more (attempts after the first).
    """

    plan: PlanRow
    attempt: int
    bureau: str
    kind: str
    team_size: int
    min_count: int
    speciality: str
    entities: tuple[Entity, ...]
    excluded: tuple[Exclusion, ...]
    inspectors: tuple[Inspector, ...]
    inspectors_excluded: tuple[Exclusion, ...]
    sources: tuple[Source, ...]
    reason: str = ""
    basis: str = ""

    @property
    def task(self) -> str:
        """The ASCII task id of the seed line: 抽查计划编号."""
        return self.plan.plan_no


@dataclass(frozen=True, slots=True)
class Drawn:
    """One entity in the drawn order: hash in hex, ticket, rank in its stratum (1-based), 抽中 or 候补."""

    rank: int
    code: str
    name: str
    stratum: str
    digest: str
    ticket: str
    outcome: str


@dataclass(frozen=True, slots=True)
class Attempt:
    """A team that was drawn and turned down, with the reason."""

    code: str
    number: int
    certs: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class Assignment:
    """检查组 of one drawn entity; ``attempt`` is the number of the accepted try (from 0)."""

    code: str
    order: int
    attempt: int
    window: int
    certs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DrawRecord:
    """抽取记录: the request, the revealed numbers and everything that follows from them."""

    request: DrawRequest
    seed: str
    frame_digest: str
    inspectors_digest: str
    quotas: tuple[StratumQuota, ...]
    order: tuple[Drawn, ...]
    teams: tuple[Assignment, ...]
    attempts: tuple[Attempt, ...]
    frozen_at: str
    drawn_at: str
    operator: str
    venue: str
    witnesses: str
    log_digest: str
    version: str

    @property
    def sample(self) -> tuple[Drawn, ...]:
        """The drawn entities, in their order."""
        return tuple(d for d in self.order if d.outcome == "抽中")


PAGE_COLUMNS = 12
"""Columns of a printed page, all of one width; a cell says how many of them it takes."""


class Role(StrEnum):
    """What a cell is on the page; a layout has one format for each."""

    TITLE = "标题"
    HEADING = "小标题"
    LABEL = "项目"
    TEXT = "内容"
    HEADER = "表头"
    CELL = "表格"
    BLANK = "签字"


@dataclass(frozen=True, slots=True)
class PrintCell:
    """One cell of the page: 1-based row and first column, the columns it takes, text and role."""

    row: int
    col: int
    span: int
    text: str
    role: Role


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that a verification found to differ: where, what stands there, what was recomputed."""

    where: str
    found: str
    expected: str


# --- results -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Deadline:
    """公示期限 of one inspection: the last working day, and whether the calendar of that year is known."""

    inspected: date
    last_day: date
    certain: bool = True


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
