"""What the superior bureau gets: packs, and what becomes of each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple

from xlcheck.model.findings import Finding
from xlcheck.model.inspection import Inspection


class ListedFile(NamedTuple):
    """A file as 上报单 lists it: path in the pack, bytes, digests in hex."""

    file: str
    size: int
    sha256: str
    sm3: str


@dataclass(frozen=True, slots=True)
class Unit:
    """A bureau that is to report, and by when."""

    bureau: str
    region: str
    due: date | None = None


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

    ``tasks`` and ``inspections`` are its 进度 and 台账摘要; ``digest`` is that of 上报单 itself.
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
    """全市汇总: every bureau, those that are refused, and what else is to be said (of which source)."""

    year: int
    units: tuple[UnitReport, ...]
    refused: tuple[Pack, ...]
    notes: tuple[Finding, ...]
