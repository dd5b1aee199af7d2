"""A draw: what is frozen before it and what is drawn."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from xlcheck.model.plan import PlanRow

FIRST_FORMAT = "xlcheck-draw/1"
"""The format of draws that name none."""

SECOND_FORMAT = "xlcheck-draw/2"

SINCE_SECOND = {"since": SECOND_FORMAT}
"""Marks what a frozen request has since the second format."""


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
    """执法检查人员 as the draw needs it; ``leaves`` are (first, last) days.

    ``party`` says for whom this person serves: a joint department or 专家, empty for the bureau;
    ``load`` how many inspections of the year he had before the freeze, where loads are levelled over the year.
    """

    cert: str
    name: str
    scope: tuple[str, ...]
    valid_to: date
    specialities: tuple[str, ...] = ()
    leaves: tuple[tuple[date, date], ...] = ()
    recusals: tuple[Recusal, ...] = ()
    leader: bool = False
    party: str = ""
    load: int = 0

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
class Seats:
    """How many members each team has of a party: a joint department, 专家."""

    party: str
    size: int


@dataclass(frozen=True, slots=True)
class DrawRequest:
    """Everything that is fixed at the freeze, before any randomness exists.

    ``basis`` is the 文号 of the document that the plan stands in, ``reason`` why a task is drawn
    once more (attempts after the first). ``filter`` is 定向条件 as it was read; ``leader`` whether each
    team needs a 组长, ``seats`` what it has beside the bureau's own, ``apart`` pairs of certificate numbers
    never in one team, ``groups`` how many 检查组 are formed beforehand (0: a team for each entity);
    ``format`` names the rules by which it is drawn, and the layout of its record.

    Since the second format: ``practice`` marks a desk to learn on; ``draw_day`` is the day on which the numbers of a
    public game come, ``day_basis`` what that rests on; ``source_reason`` says why the computer's own numbers serve,
    ``filter_reason`` why 定向条件 is not the plan's; ``category_size`` counts the entities of the category.
    ``opening`` is the fingerprint of the state of the books at the opening of the year, which ``follows`` that of the
    year before or not; ``moved`` that of the file of what moved since, ``moved_counts`` what of it touches the task,
    ``moved_reason`` why entities left; ``late`` are the codes left out by an entry of the last days. ``updated`` says
    when each registry was brought up to date, and by what. ``visits`` says how many inspections count against caps,
    with the fingerprint of the file that lists them; empty where no cap is set.
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
    filter: str = ""
    leader: bool = False
    seats: tuple[Seats, ...] = ()
    apart: tuple[tuple[str, str], ...] = ()
    groups: int = 0
    format: str = FIRST_FORMAT
    practice: bool = field(default=False, metadata=SINCE_SECOND)
    draw_day: date | None = field(default=None, metadata=SINCE_SECOND)
    day_basis: str = field(default="", metadata=SINCE_SECOND)
    source_reason: str = field(default="", metadata=SINCE_SECOND)
    filter_reason: str = field(default="", metadata=SINCE_SECOND)
    category_size: int = field(default=0, metadata=SINCE_SECOND)
    opening: str = field(default="", metadata=SINCE_SECOND)
    follows: bool = field(default=False, metadata=SINCE_SECOND)
    moved: str = field(default="", metadata=SINCE_SECOND)
    moved_counts: str = field(default="", metadata=SINCE_SECOND)
    moved_reason: str = field(default="", metadata=SINCE_SECOND)
    late: tuple[str, ...] = field(default=(), metadata=SINCE_SECOND)
    updated: str = field(default="", metadata=SINCE_SECOND)
    visits: str = field(default="", metadata=SINCE_SECOND)

    @property
    def task(self) -> str:
        """The ASCII task id of the seed line: 抽查计划编号."""
        return self.plan.plan_no

    def named(self, certs: Iterable[str], joined_by: str = "、") -> str:
        """Name inspectors by name and certificate number: ``甲（证号）、乙（证号）``."""
        names = {i.cert: i.name for i in self.inspectors}
        return joined_by.join(f"{names[cert]}（{cert}）" for cert in certs)


DRAWN, RESERVE = "抽中", "候补"
"""What becomes of an entity of the frame in a draw."""


@dataclass(frozen=True, slots=True)
class DrawnEntity:
    """One entity in the drawn order: hash in hex, ticket, rank in its stratum (1-based), 抽中 or 候补."""

    rank: int
    code: str
    name: str
    stratum: str
    digest: str
    ticket: str
    outcome: str


@dataclass(frozen=True, slots=True)
class RejectedTeam:
    """A team that was drawn and turned down, with the reason."""

    code: str
    number: int
    certs: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class Assignment:
    """检查组 of one drawn entity; ``attempt`` is the number of the accepted try (from 0).

    ``group`` names the 检查组 to which it was dealt, where groups were formed beforehand.
    """

    code: str
    order: int
    attempt: int
    window: int
    certs: tuple[str, ...]
    group: str = ""


class ProofKind(StrEnum):
    """By what it is shown that a freeze was lodged."""

    RECEIPT = "上级回执"
    WITNESS = "监督人留存"
    STATED = "自述"


@dataclass(frozen=True, slots=True)
class Proof:
    """收存: somebody else than the desk held the freeze before its numbers could be known.

    ``kind`` is one of :class:`ProofKind`; ``holder`` who holds it, ``number`` that of the receipt, ``at`` when.
    """

    kind: ProofKind
    holder: str
    number: str
    at: str


@dataclass(frozen=True, slots=True)
class DrawRecord:
    """抽取记录: the request, the revealed numbers and everything that follows from them.

    Since the second format: ``rules_digest`` is the fingerprint of the rules file, ``strength`` what the randomness
    is worth, ``proofs`` show where the freeze was lodged, ``marks`` are what a reader must know, printed in red,
    ``remarks`` what happened besides.
    """

    request: DrawRequest
    seed: str
    frame_digest: str
    inspectors_digest: str
    quotas: tuple[StratumQuota, ...]
    order: tuple[DrawnEntity, ...]
    teams: tuple[Assignment, ...]
    attempts: tuple[RejectedTeam, ...]
    frozen_at: str
    revealed_at: str
    drawn_at: str
    operator: str
    venue: str
    witnesses: str
    log_digest: str
    version: str
    rules_digest: str = ""
    strength: str = ""
    proofs: tuple[Proof, ...] = ()
    marks: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()

    @property
    def sample(self) -> tuple[DrawnEntity, ...]:
        """The drawn entities, in their order."""
        return tuple(d for d in self.order if d.outcome == DRAWN)
