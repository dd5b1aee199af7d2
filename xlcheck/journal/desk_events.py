"""What 抽取日志 tells of the whole desk: opening state, slips and who holds them, days, clock, registries, restoring.

The names of the fields are the keys of the log.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class DeskEvent:
    """An event of the desk, and of no draw: its time as printed."""

    kind: ClassVar[str] = ""
    word: ClassVar[str] = ""
    time: str


@dataclass(frozen=True, slots=True)
class Opening(DeskEvent):
    """年初状态: the digest of the books at the opening of the year; whether it ``follows`` the year before."""

    kind: ClassVar[str] = "opening"
    word: ClassVar[str] = "年初状态"
    digest: str
    follows: bool


@dataclass(frozen=True, slots=True)
class Slip(DeskEvent):
    """收存单: the ``number``-th of the year, its 收存码, its draws as ``202101#1``, and the day of their numbers."""

    kind: ClassVar[str] = "slip"
    word: ClassVar[str] = "收存单"
    number: int
    code: str
    tasks: tuple[str, ...]
    day: str = ""

    def holds(self, plan_no: str, attempt: int) -> bool:
        """Say whether a draw stands on the slip."""
        return f"{plan_no}#{attempt}" in self.tasks


@dataclass(frozen=True, slots=True)
class Lodging(DeskEvent):
    """收存: who holds the slip of this number, ``how`` that is shown, and the number of a receipt.

    Of a signed receipt also when the slip ``arrived``, as it says, and its ``file`` in 存档/收存/回执 with the SHA-256.
    """

    kind: ClassVar[str] = "lodged"
    word: ClassVar[str] = "收存"
    slip: int
    how: str
    holder: str
    number: str
    arrived: str | None = None
    file: str | None = None

    @property
    def held_since(self) -> str:
        """Since when somebody holds the slip, as far as it is shown."""
        return self.arrived or self.time


@dataclass(frozen=True, slots=True)
class SheetScan(DeskEvent):
    """骰单存档: the signed dice sheet of the slip of this number, as a ``file`` in 存档/收存, with its SHA-256."""

    kind: ClassVar[str] = "scanned"
    word: ClassVar[str] = "骰单存档"
    slip: int
    file: str


@dataclass(frozen=True, slots=True)
class Postponement(DeskEvent):
    """改期: an issue is drawn on another ``day`` than was computed; ``notice`` is the file that shows it."""

    kind: ClassVar[str] = "rescheduled"
    word: ClassVar[str] = "改期"
    source: str
    name: str
    before: str
    day: str
    notice: str
    reason: str


@dataclass(frozen=True, slots=True)
class Restoration(DeskEvent):
    """恢复: the last ``lines`` above it came back from a copy that somebody else kept, with its SHA-256, and why.

    ``tasks`` are the draws of them, as ``202101#1``, of which the archive holds no inputs any more.
    """

    kind: ClassVar[str] = "restored"
    word: ClassVar[str] = "恢复"
    lines: int
    copy: str
    tasks: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class Upgrade(DeskEvent):
    """升级: from here on another format than ``before`` is frozen in."""

    kind: ClassVar[str] = "upgrade"
    word: ClassVar[str] = "升级"
    before: str
    format: str


@dataclass(frozen=True, slots=True)
class ClockCorrection(DeskEvent):
    """时钟更正: the clock was wrong when lines above were written, and why; later lines may be earlier than these."""

    kind: ClassVar[str] = "clock"
    word: ClassVar[str] = "时钟更正"
    reason: str


@dataclass(frozen=True, slots=True)
class RegistryUpdate(DeskEvent):
    """名录更新: a registry was brought up to date from an export, by whom, and how much of what.

    ``book`` is the name of its workbook, with the SHA-256 ``before`` and ``after``; ``folder`` has what was adopted and
    the record of it, with its SHA-256; ``source`` is the name of the export, with its SHA-256.
    """

    kind: ClassVar[str] = "updated"
    word: ClassVar[str] = "名录更新"
    book: str
    folder: str
    record: str
    source: str
    source_digest: str
    before: str
    after: str
    counts: str
    by: str


DESK_EVENTS: tuple[type[DeskEvent], ...] = (
    Opening,
    Slip,
    Lodging,
    SheetScan,
    Postponement,
    Restoration,
    Upgrade,
    ClockCorrection,
    RegistryUpdate,
)
