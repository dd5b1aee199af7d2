"""What is known of a bureau after each thing that arrived: the log so far, and the draws that are bound."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain

from xlcheck.model import Finding, Place, finding
from xlcheck.model.held import BureauHoldings, FixedDraw, HeldPack

_SHORT = 16
"""Signs of a digest that are printed."""
_FINGERPRINTS = ("抽样框指纹", "人员名单指纹", "抽取规则指纹")


@dataclass(frozen=True, slots=True)
class BoundDraw:
    """A draw that is bound: what was fixed, since when it is held, and by what; ``signed`` by the bureau's key.

    ``code`` is that of the slip, which names besides what moved and the log as it was then.
    """

    fixed: FixedDraw
    since: str
    by: str
    signed: bool
    code: str


@dataclass(slots=True)
class BureauHistory:
    """What is known of a bureau after each thing that arrived: the log as far as it is known, the draws that are bound.

    ``made`` is when the thing was made that told of the log, ``source`` its name, and ``signed`` says whether the
    bureau's key vouches for it.
    """

    held: BureauHoldings
    lines: tuple[str, ...] = ()
    made: str = ""
    source: str = ""
    signed: bool = False
    bound: dict[str, BoundDraw] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    refused: dict[str, tuple[Finding, ...]] = field(default_factory=dict)
    standing: list[str] = field(default_factory=list)
    sound: list[HeldPack] = field(default_factory=list)
    waived: set[str] = field(default_factory=set)

    def reason(self, what: str) -> str:
        """Return why a person decided that something counts; empty where nobody did."""
        return next((one.reason for one in reversed(self.held.accepted) if what.startswith(one.what)), "")

    @property
    def counting(self) -> HeldPack | None:
        """The pack that counts: of those that hold, signed ones first, that with the longest log, then the last."""
        return max(
            self.sound, key=lambda pack: (bool(pack.key), len(pack.facts.lines), pack.number, pack.made), default=None
        )

    def learn(self, lines: tuple[str, ...], made: str, source: str, key: str, *, decided: bool) -> None:
        """Take a log as the one that is known: a longer one, the first that is signed, or what was ``decided`` upon."""
        if decided or len(lines) > len(self.lines) or (key and lines and not self.signed):
            self.lines, self.made, self.source, self.signed = lines, made, source, bool(key)


def give_way(
    fold: BureauHistory, name: str, made: str, lines: Sequence[str], fixed: Iterable[FixedDraw], *, whole: bool
) -> None:
    """Let what came unsigned give way to what the bureau's key signed: it may be anybody's, so it accuses nobody.

    A ``whole`` pack tells of every draw that was lodged before it was made.
    """
    told = {one.mark: one for one in fixed}
    for mark, bound in list(fold.bound.items()):
        if bound.signed:
            continue
        now = told.get(mark)
        if (now and any(differences(bound.fixed, now))) or (not now and whole and made > bound.since):
            del fold.bound[mark]
            fold.findings.append(
                finding("held.unsigned-other", Place(name), by=bound.by, what=f"{named(bound.fixed)}抽取")
            )
        elif now:
            fold.bound[mark] = replace(bound, signed=True)
    if not fold.signed and lines and any(forked(fold, name, lines, made)):
        fold.findings.append(finding("held.unsigned-other", Place(name), by=fold.source, what="抽取日志"))
        fold.lines, fold.made = (), ""


def differences(before: FixedDraw, after: FixedDraw) -> Iterator[tuple[str, str, str]]:
    """Yield what differs of a draw that was fixed twice, and both values as they are printed."""
    for what, one, other in zip(_FINGERPRINTS, before.fingerprints, after.fingerprints, strict=True):
        if one != other:
            yield what, one[:_SHORT], other[:_SHORT]
    if before.source != after.source:
        yield "随机数来源", before.source_name, after.source_name


def forked(fold: BureauHistory, name: str, lines: Sequence[str], made: str) -> Iterator[Finding]:
    """Say where a log does not go on from the one that is known; an older copy may be shorter."""
    pairs = enumerate(zip(fold.lines, lines, strict=False), start=1)
    wrong = next(((number, before, after) for number, (before, after) in pairs if before != after), None)
    if wrong is not None:
        number, before, after = wrong
        one, other = before[:_SHORT], after[:_SHORT]
        yield finding("held.log-forked", Place(name), line=number, before=one, after=other, by=fold.source)
    elif len(lines) < len(fold.lines) and made > fold.made:
        yield finding("held.log-short", Place(name), found=len(lines), known=len(fold.lines), by=fold.source)


def named(fixed: FixedDraw) -> str:
    """Return how a draw is spoken of: ``03号第1次``."""
    return f"{fixed.task_no}第{fixed.mark.rpartition('#')[2]}次"


def made_at(pack: HeldPack) -> str:
    """Return when a pack was made: as it says, but not before the last thing of which it tells."""
    times = ((draw.frozen_at, draw.drawn_at, draw.given_up_at) for draw in pack.facts.draws)
    return max([pack.made, *chain.from_iterable(times)])


def start_anew(fold: BureauHistory, pack: HeldPack) -> None:
    """Let what was decided upon take the place of what it disagrees with, for the packs that go on from it too."""
    told = {draw.fixed.mark: draw.fixed for draw in pack.facts.draws}
    known = {slip.code for slip in pack.facts.slips}
    fold.sound.clear()
    for mark, bound in list(fold.bound.items()):
        if mark not in told or any(differences(bound.fixed, told[mark])) or bound.code not in known:
            del fold.bound[mark]
    fold.waived |= {code.code for code in fold.held.codes if code.code not in known and code.at < pack.at}
