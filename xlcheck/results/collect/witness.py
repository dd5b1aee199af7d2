"""The superior as witness: whether what a bureau sends agrees with what it lodged and sent before.

The first to arrive binds. What disagrees is told with both values, and never takes the place of what was there, unless
a person decided so. A key proves the sender and not his honesty; what another key signs accuses nobody.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from xlcheck.model import Finding, Place, finding
from xlcheck.model.held import (
    BureauHoldings,
    BureauVerdict,
    FixedDraw,
    Held,
    HeldPack,
    HeldSlip,
    LoggedDraw,
    WitnessedDraw,
)
from xlcheck.results.collect.numbers import as_read
from xlcheck.results.collect.senders import Senders, name_of

_SHORT, _ID = 16, 12
"""Signs of a digest that are printed, and by which a person names what is to count."""
_FINGERPRINTS = ("抽样框指纹", "人员名单指纹", "抽取规则指纹")


@dataclass(frozen=True, slots=True)
class _Bound:
    """A draw that is bound: what was fixed, since when it is held, and by what."""

    fixed: FixedDraw
    since: str
    by: str


@dataclass(slots=True)
class _Fold:
    """What is known of a bureau after each thing that arrived: the log as far as it is known, the draws that are bound.

    ``made`` is when the thing was made that told of the log, ``source`` its name.
    """

    held: BureauHoldings
    lines: tuple[str, ...] = ()
    made: str = ""
    source: str = ""
    bound: dict[str, _Bound] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    refused: dict[str, tuple[Finding, ...]] = field(default_factory=dict)
    standing: list[str] = field(default_factory=list)
    sound: list[HeldPack] = field(default_factory=list)

    def reason(self, what: str) -> str:
        """Return why a person decided that something counts; empty where nobody did."""
        return next((one.reason for one in reversed(self.held.accepted) if what.startswith(one.what)), "")

    @property
    def counting(self) -> HeldPack | None:
        """The pack that counts: of those that hold the one with the longest log, then the last."""
        return max(self.sound, key=lambda pack: (len(pack.facts.lines), pack.number, pack.made), default=None)


def bureau_verdict(held: BureauHoldings, numbers: Mapping[str, str], today: str) -> BureauVerdict:
    """Hold a bureau to its word.

    ``numbers`` are the officially published ones by the source's key, as the seed line has them; ``today`` is a day as
    text, on which a lodged draw may be due.
    """
    fold = _Fold(held)
    senders = Senders(held.keys)
    for arrived in _in_order(held):
        why = None if fold.reason(arrived.digest) else senders.refuses(arrived)
        if why is not None:
            _set_apart(fold, arrived, why)
        elif isinstance(arrived, HeldSlip):
            _take_slip(fold, arrived)
        else:
            _take_pack(fold, arrived, numbers)
    fold.findings += senders.remarks(held.bureau)
    fold.findings += _not_drawn(fold, today)
    draws = tuple(_witnessed(fold, draw) for draw in fold.counting.facts.draws) if fold.counting else ()
    return BureauVerdict(
        held, fold.counting, tuple(fold.refused.items()), tuple(fold.findings), tuple(fold.standing), draws
    )


def _in_order(held: BureauHoldings) -> list[HeldSlip | HeldPack]:
    """Return what arrived in its order; a slip that has a receipt comes before another one for the same draw.

    The receipt says that it was the first, though a mail may turn up afterwards that a server took earlier.
    """
    codes = {code for _, code in held.receipts}
    answered = [slip for slip in held.slips if slip.code in codes]

    def since(one: HeldSlip | HeldPack) -> str:
        if isinstance(one, HeldPack) or one.code in codes:
            return one.at
        return max([one.at, *(other.at for other in answered if _marks(other) & _marks(one))])

    return sorted([*held.slips, *held.packs], key=since)


def _marks(slip: HeldSlip) -> set[str]:
    return {fixed.mark for fixed in slip.fixed}


def _set_apart(fold: _Fold, arrived: HeldSlip | HeldPack, why: Finding) -> None:
    """Keep what another key signed, or none, without letting it count or accuse."""
    if isinstance(arrived, HeldPack):
        fold.refused[arrived.digest] = (why,)
    else:
        fold.findings.append(why)


def _take_slip(fold: _Fold, slip: HeldSlip) -> None:
    """Let a slip bind its draws, unless it disagrees with what is bound, or with the log."""
    reason = fold.reason(slip.digest)
    wrong = [*_forked(fold, slip.name, slip.lines, slip.frozen_at), *_second(fold, slip)]
    fold.findings += [*(wrong if not reason else ()), *_accepted(slip.name, reason)]
    fold.findings += _clock(slip)
    if wrong and not reason:
        return
    if reason or len(slip.lines) > len(fold.lines):
        fold.lines, fold.made, fold.source = slip.lines or fold.lines, slip.frozen_at, slip.name
    fold.standing.append(slip.digest)
    for fixed in slip.fixed:
        if reason or fixed.mark not in fold.bound:
            fold.bound[fixed.mark] = _Bound(fixed, slip.at, slip.name)


def _second(fold: _Fold, slip: HeldSlip) -> Iterator[Finding]:
    """Yield a finding for each draw of a slip that was lodged otherwise before; a day that was put off is none."""
    for fixed in slip.fixed:
        bound = fold.bound.get(fixed.mark)
        if bound is None:
            continue
        for what, before, after in _differences(bound.fixed, fixed):
            yield finding(
                "held.slip-second",
                Place(slip.name),
                id=slip.digest[:_ID],
                draw=_named(fixed),
                what=what,
                before=before,
                after=after,
                by=bound.by,
            )
            break


def _differences(before: FixedDraw, after: FixedDraw) -> Iterator[tuple[str, str, str]]:
    """Yield what differs of a draw that was fixed twice, and both values as they are printed."""
    for what, one, other in zip(_FINGERPRINTS, before.fingerprints, after.fingerprints, strict=True):
        if one != other:
            yield what, one[:_SHORT], other[:_SHORT]
    if before.source != after.source:
        yield "随机数来源", before.source_name, after.source_name


def _forked(fold: _Fold, name: str, lines: Sequence[str], made: str) -> Iterator[Finding]:
    """Say where a log does not go on from the one that is known; an older copy may be shorter."""
    pairs = enumerate(zip(fold.lines, lines, strict=False), start=1)
    wrong = next(((number, before, after) for number, (before, after) in pairs if before != after), None)
    if wrong is not None:
        number, before, after = wrong
        one, other = before[:_SHORT], after[:_SHORT]
        yield finding("held.log-forked", Place(name), line=number, before=one, after=other, by=fold.source)
    elif len(lines) < len(fold.lines) and made > fold.made:
        yield finding("held.log-short", Place(name), found=len(lines), known=len(fold.lines), by=fold.source)


def _accepted(name: str, reason: str) -> Iterator[Finding]:
    if reason:
        yield finding("held.accepted", Place(name), reason=reason)


def _clock(slip: HeldSlip) -> Iterator[Finding]:
    if slip.frozen_at > slip.at:
        yield finding("held.clock", Place(slip.name), frozen=slip.frozen_at, at=slip.at)


def _take_pack(fold: _Fold, pack: HeldPack, numbers: Mapping[str, str]) -> None:
    """Let a pack count, unless it disagrees with itself or with what is held."""
    reason, name = fold.reason(pack.digest), name_of(pack)
    wrong = tuple(_wrong_with(fold, pack, name, numbers))
    if wrong and not reason:
        fold.refused[pack.digest] = wrong
        return
    fold.findings += [*wrong, *_accepted(name, reason)]  # what was decided upon stays told
    if not pack.facts.lines:
        fold.findings.append(finding("held.no-log", Place(name)))
    fold.sound.append(pack)
    if reason or len(pack.facts.lines) > len(fold.lines):
        fold.lines, fold.made, fold.source = pack.facts.lines, pack.made, name


def _wrong_with(fold: _Fold, pack: HeldPack, name: str, numbers: Mapping[str, str]) -> Iterator[Finding]:
    facts = pack.facts
    if facts.faults:
        yield finding("held.unsound", Place(name), faults="；".join(facts.faults))
    yield from _forked(fold, name, facts.lines, pack.made)
    yield from _against_bound(fold, pack, name)
    yield from _against_codes(fold, pack, name)
    yield from _against_receipts(fold, pack, name)
    yield from _against_numbers(facts.draws, name, numbers)


def _against_bound(fold: _Fold, pack: HeldPack, name: str) -> Iterator[Finding]:
    """Compare each draw with what was lodged of it before."""
    logged = {draw.fixed.mark: draw.fixed for draw in pack.facts.draws}
    for mark, bound in fold.bound.items():
        fixed = logged.get(mark)
        if fixed is None:
            if pack.made > bound.since:
                yield finding("held.attempt-gone", Place(name), draw=_named(bound.fixed), by=bound.by)
            continue
        for what, before, after in _differences(bound.fixed, fixed):
            yield finding(
                "held.other-draw",
                Place(name),
                draw=_named(fixed),
                what=what,
                before=before,
                after=after,
                by=bound.by,
            )
            break


def _against_codes(fold: _Fold, pack: HeldPack, name: str) -> Iterator[Finding]:
    known = {slip.code for slip in pack.facts.slips}
    for code in fold.held.codes:
        if code.code not in known and pack.made > code.at:
            yield finding("held.code-gone", Place(name), lodging_code=code.code, since=code.at)


def _against_receipts(fold: _Fold, pack: HeldPack, name: str) -> Iterator[Finding]:
    """Say which receipts are stated as ours that we never gave, or gave for another slip."""
    issued = dict(fold.held.receipts)
    for stated in pack.facts.receipts:
        given = issued.get(stated.number)
        if given is None:
            yield finding("held.receipt-unknown", Place(name), number=stated.number, holder=stated.holder)
        elif given != stated.code:
            yield finding("held.receipt-other", Place(name), number=stated.number, before=given, after=stated.code)


def _against_numbers(draws: Iterable[LoggedDraw], name: str, numbers: Mapping[str, str]) -> Iterator[Finding]:
    for draw in draws:
        published = numbers.get(draw.fixed.source)
        if published and draw.numbers and draw.numbers != published:
            yield finding(
                "held.numbers",
                Place(name),
                draw=_named(draw.fixed),
                source=draw.fixed.source_name,
                found=as_read(draw.numbers),
                published=as_read(published),
            )


def _not_drawn(fold: _Fold, today: str) -> Iterator[Finding]:
    """Say which draws are due: by the pack that counts, or lodged without any result since."""
    place, counting = Place(fold.held.bureau), fold.counting
    logged = {draw.fixed.mark: draw for draw in counting.facts.draws} if counting else {}
    for draw in logged.values():
        is_over = draw.drawn_at or draw.given_up_at
        if counting and draw.due and not is_over and counting.made[:10] > draw.due:
            yield finding("held.not-drawn", place, draw=_named(draw.fixed), day=draw.fixed.day, due=draw.due)
    for mark, bound in fold.bound.items():
        if mark not in logged and bound.fixed.day and today > bound.fixed.day:
            yield finding("held.no-result", place, draw=_named(bound.fixed), day=bound.fixed.day, since=bound.since)


def _witnessed(fold: _Fold, draw: LoggedDraw) -> WitnessedDraw:
    """Say since when the superior holds a draw as it was fixed."""
    bound = fold.bound.get(draw.fixed.mark)
    proofs = [(bound.since, bound.by)] if bound and not list(_differences(bound.fixed, draw.fixed)) else []
    codes = {slip.code for slip in fold.counting.facts.slips if draw.fixed.mark in slip.marks} if fold.counting else ()
    proofs += [(code.at, f"收存码 {code.code}") for code in fold.held.codes if code.code in codes]
    since, by = min(proofs, default=("", ""))
    if not since:
        return WitnessedDraw(fold.held.bureau, draw, Held.NOT, "", "")
    in_time = since < (draw.fixed.closes or draw.drawn_at)
    return WitnessedDraw(fold.held.bureau, draw, Held.IN_TIME if in_time else Held.LATE, since, by)


def _named(fixed: FixedDraw) -> str:
    return f"{fixed.task_no}第{fixed.mark.rpartition('#')[2]}次"
