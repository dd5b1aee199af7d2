"""What the superior bureau gets: packs, and what becomes of each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple

from xlcheck.model.findings import Finding
from xlcheck.model.held import BureauVerdict
from xlcheck.model.inspection import Inspection, OtherInspection
from xlcheck.model.visits import VisitReason


class ListedFile(NamedTuple):
    """A file as 上报单 lists it: path in the pack, bytes, digests in hex."""

    file: str
    size: int
    sha256: str
    sm3: str


@dataclass(frozen=True, slots=True)
class Unit:
    """A bureau that is to report, and by when; its mail address, and the fingerprints of its confirmed keys."""

    bureau: str
    region: str
    due: date | None = None
    mail: str = ""
    keys: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PackTask:
    """A line of 进度 in a pack: counts of entities, and the state in words."""

    plan_no: str
    task_no: str
    round: str
    category: str
    quota: int
    drawn: int
    inspected: int
    published: int
    overdue: int
    closed: int
    state: str


@dataclass(frozen=True, slots=True)
class Pack:
    """What one 上报单 says, where it came from and when, and what is wrong with it; whole where nothing is.

    ``tasks`` and ``inspections`` are its 进度 and 台账摘要, ``others`` and ``reasons`` the rows of 检查说明; ``digest``
    is that of 上报单 itself.
    """

    source: str
    received: datetime | None
    digest: str
    bureau: str = ""
    region: str = ""
    year: int = 0
    number: int = 0
    made: str = ""
    practice: bool = False
    files: tuple[ListedFile, ...] = ()
    tasks: tuple[PackTask, ...] = ()
    inspections: tuple[Inspection, ...] = ()
    others: tuple[OtherInspection, ...] = ()
    reasons: tuple[VisitReason, ...] = ()
    findings: tuple[Finding, ...] = ()


class ReportState(StrEnum):
    """How far a bureau has come with its report."""

    SENT = "已报送"
    LATE = "迟报"
    REFUSED = "已退回"
    WAITING = "未报送"
    OVERDUE = "逾期未报"


@dataclass(frozen=True, slots=True)
class UnitReport:
    """How one bureau stands: the pack that counts, if any, and what is to be said of it."""

    unit: Unit
    pack: Pack | None
    state: ReportState
    remarks: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class CityTotals:
    """全市汇总: every bureau, those that are refused, and what else is to be said (of which source).

    Where ``is_listed`` is false nobody said who is to report, and the bureaus are those that did. ``verdicts`` say how
    each bureau kept its word, ``disputes`` what bureaus have otherwise than others.
    """

    year: int
    units: tuple[UnitReport, ...]
    refused: tuple[Pack, ...]
    notes: tuple[Finding, ...]
    is_listed: bool = True
    verdicts: tuple[BureauVerdict, ...] = ()
    disputes: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class CityCounts:
    """What is counted of the packs that count: an entity as often as it was drawn.

    Up to ``overdue`` as the bureaus counted in their 进度; the rest is counted from the lines of their ledgers.
    ``answered`` have a result; of these ``problems`` are found, and of ``unjudged`` nobody can say. ``to_rectify`` have
    something to rectify, ``rectified`` of them are done, of these ``rectified_late`` after the term; of the others
    ``rectify_late`` are beyond their term, and ``rectify_undated`` have none that can be read.
    """

    tasks: int = 0
    quota: int = 0
    drawn: int = 0
    inspected: int = 0
    published: int = 0
    overdue: int = 0
    lines: int = 0
    answered: int = 0
    problems: int = 0
    unjudged: int = 0
    to_rectify: int = 0
    rectified: int = 0
    rectified_late: int = 0
    rectify_late: int = 0
    rectify_undated: int = 0

    @property
    def drawn_rate(self) -> Fraction | None:
        """抽取率: 已抽 ÷ 应查; ``None`` where nothing is due."""
        return _share_of(self.drawn, self.quota)

    @property
    def inspected_rate(self) -> Fraction | None:
        """检查率: 已查 ÷ 已抽; ``None`` where nothing was drawn."""
        return _share_of(self.inspected, self.drawn)

    @property
    def published_rate(self) -> Fraction | None:
        """公示率: 已公示 ÷ 已查; ``None`` where nothing was inspected."""
        return _share_of(self.published, self.inspected)

    @property
    def problem_rate(self) -> Fraction | None:
        """问题发现率: 发现问题 ÷ lines with a result; ``None`` where there is none."""
        return _share_of(self.problems, self.answered)

    @property
    def rectified_rate(self) -> Fraction | None:
        """整改完成率: 已整改 ÷ 应整改; ``None`` where nothing is to be rectified."""
        return _share_of(self.rectified, self.to_rectify)


def _share_of(part: int, whole: int) -> Fraction | None:
    """Return an exact share; ``None`` where there is nothing to divide by."""
    return Fraction(part, whole) if whole else None


@dataclass(frozen=True, slots=True)
class ValueCount:
    """How often ``value`` stands in a column (its ``field``), and in the ledgers of how many bureaus.

    ``listed`` is whether the built-in code list has it; ``whole`` counts the lines in which the column is filled.
    Of ``count`` lines ``problems`` count as 发现问题, and ``unjudged`` cannot be judged.
    """

    field: str
    value: str
    listed: bool
    count: int
    whole: int
    bureaus: int
    problems: int
    unjudged: int

    @property
    def share(self) -> Fraction | None:
        """占比: of the lines in which the column is filled."""
        return _share_of(self.count, self.whole)


@dataclass(frozen=True, slots=True)
class CategoryCounts:
    """The sums of one category as the bureaus name it, and how many of them have it."""

    category: str
    bureaus: int
    counts: CityCounts


@dataclass(frozen=True, slots=True)
class CitySummary:
    """What a municipal official asks: sums over all packs that count, on ``day``.

    ``by_unit`` has every bureau, those that have inspected least first and those without a pack, whose counts are 0,
    last; ``unit_results`` the results of each bureau by its name, ``names`` the bureaus in each state.
    """

    day: date
    whole: CityCounts
    by_unit: tuple[tuple[UnitReport, CityCounts], ...]
    by_category: tuple[CategoryCounts, ...]
    values: tuple[ValueCount, ...]
    unit_results: tuple[tuple[str, ValueCount], ...]
    names: Mapping[ReportState, tuple[str, ...]]
