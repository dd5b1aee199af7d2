"""What the superior bureau holds of other bureaus' draws: slips, codes and packs, and what these say of each draw.

A draw is named by its mark, plan number and attempt: ``202101#1``. Times are texts as they are logged, so that they
compare as they stand.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from xlcheck.model.findings import Finding


@dataclass(frozen=True, slots=True)
class FixedDraw:
    """A draw as it was fixed by its freeze: the three fingerprints in hex, and the source.

    ``day`` is that of its numbers, and ``closes`` the time by which somebody else must hold it; dice have neither.
    """

    mark: str
    task_no: str
    frame: str
    inspectors: str
    rules: str
    source: str
    source_name: str
    day: str
    closes: str

    @property
    def fingerprints(self) -> tuple[str, str, str]:
        """Frame, inspectors and rules."""
        return self.frame, self.inspectors, self.rules


@dataclass(frozen=True, slots=True)
class LoggedDraw:
    """A draw as log and record of a pack tell of it: what was fixed, what became of it, and what stands on its record.

    ``due`` is the last day to draw, ``numbers`` are as the seed line has them, ``late`` counts what an entry of the
    last days has left out, ``marks`` are the red ones, ``replaced`` the reasons of the replacements. What no record
    tells is empty, or 0.
    """

    fixed: FixedDraw
    frozen_at: str
    given_up_at: str = ""
    drawn_at: str = ""
    due: str = ""
    numbers: str = ""
    strength: str = ""
    directed: str = ""
    frame_size: int = 0
    category_size: int = 0
    drawn: int = 0
    moved: str = ""
    late: int = 0
    marks: tuple[str, ...] = ()
    replaced: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LoggedSlip:
    """A slip as a bureau's log tells of it: its code, and the marks of its draws."""

    code: str
    marks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StatedReceipt:
    """A receipt as a bureau's log states it: its number, whom it is said to be of, and the code of the slip.

    ``arrived`` is when the slip came, as a signed one says; empty where it was typed.
    """

    number: str
    holder: str
    code: str
    arrived: str = ""


@dataclass(frozen=True, slots=True)
class PackFacts:
    """What a pack shows once it is verified.

    ``lines`` are the hashes of the lines of its log; ``faults`` say what does not hold when it is recomputed.
    """

    lines: tuple[str, ...]
    draws: tuple[LoggedDraw, ...]
    slips: tuple[LoggedSlip, ...]
    receipts: tuple[StatedReceipt, ...]
    faults: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HeldSlip:
    """A slip that arrived: ``name`` by which it is spoken of; ``at`` when, and what that rests on.

    ``key`` is the fingerprint of the key that signed it, or empty; ``lines`` are the hashes of the log that came
    along; ``fixed`` the draws on it.
    """

    name: str
    bureau: str
    key: str
    at: str
    basis: str
    code: str
    digest: str
    frozen_at: str
    lines: tuple[str, ...]
    fixed: tuple[FixedDraw, ...]


@dataclass(frozen=True, slots=True)
class HeldCode:
    """收存码, as it was told on the telephone and typed, and when."""

    bureau: str
    code: str
    at: str


@dataclass(frozen=True, slots=True)
class HeldPack:
    """A whole pack that arrived: ``digest`` of its 上报单, whose and which it is, when it was made and when it came.

    ``folder`` is the name of that in which it is kept.
    """

    digest: str
    bureau: str
    region: str
    year: int
    number: int
    made: str
    key: str
    at: str
    folder: str
    facts: PackFacts


@dataclass(frozen=True, slots=True)
class Acceptance:
    """A person's decision that something counts though it disagrees, and why."""

    what: str
    reason: str
    time: str


@dataclass(frozen=True, slots=True)
class BureauHoldings:
    """All that is held of one bureau and year, each list in the order of arrival.

    ``keys`` are the fingerprints that were confirmed by telephone, ``receipts`` the issued ones: number, code of the
    slip, and the times at which copies of that came; ``accepted`` are the decisions by what they are about. One that is
    not ``listed`` is not among those that are to report. ``former`` are keys that were confirmed once, and until when
    they count: a new key takes nothing back that the old one signed. ``foreign`` are keys that were confirmed as those
    of other bureaus alone, each with its owner.
    """

    bureau: str
    slips: tuple[HeldSlip, ...] = ()
    codes: tuple[HeldCode, ...] = ()
    packs: tuple[HeldPack, ...] = ()
    keys: frozenset[str] = frozenset()
    receipts: tuple[tuple[str, str, tuple[str, ...]], ...] = ()
    accepted: tuple[Acceptance, ...] = ()
    listed: bool = True
    former: tuple[tuple[str, str], ...] = ()
    foreign: tuple[tuple[str, str], ...] = ()


class Held(StrEnum):
    """Whether the superior held a draw before its numbers could be known."""

    IN_TIME = "已收存"
    LATE = "开奖后收存"
    NOT = "未收存"


@dataclass(frozen=True, slots=True)
class WitnessedDraw:
    """A draw of the pack that counts, and how the superior holds it: since when, and by which slip or code."""

    bureau: str
    draw: LoggedDraw
    held: Held
    since: str
    by: str


@dataclass(frozen=True, slots=True)
class BureauVerdict:
    """What holding a bureau to its word came to, of all that is ``held`` of it.

    ``refused`` are the findings by the digest of a pack that does not count because of them; ``findings`` are those of
    slips and of the bureau; ``standing`` the digests of the slips that bind; ``draws`` those of the pack that counts.
    """

    held: BureauHoldings
    counting: HeldPack | None
    refused: tuple[tuple[str, tuple[Finding, ...]], ...]
    findings: tuple[Finding, ...]
    standing: tuple[str, ...]
    draws: tuple[WitnessedDraw, ...]

    @property
    def bureau(self) -> str:
        """The name of the bureau."""
        return self.held.bureau

    @property
    def is_contested(self) -> bool:
        """Whether two keys have signed in its name, and nobody has asked by telephone which one is its own."""
        said = (*self.findings, *(finding for _, findings in self.refused for finding in findings))
        return any(finding.code == "held.key-two" for finding in said)
