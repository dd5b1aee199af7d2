"""The superior as witness: whether what a bureau sends agrees with what it lodged and sent before.

The first to arrive binds. What disagrees is told with both values, and never takes the place of what was there, unless
a person decided so. A key proves the sender and not his honesty; what another key signs accuses nobody.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from xlcheck.model import Finding, Place, finding
from xlcheck.model.held import (
    BureauHoldings,
    BureauVerdict,
    Held,
    HeldPack,
    HeldSlip,
    LoggedDraw,
    WitnessedDraw,
)
from xlcheck.results.collect.history import (
    BoundDraw,
    BureauHistory,
    differences,
    forked,
    give_way,
    made_at,
    named,
    start_anew,
)
from xlcheck.results.collect.numbers import as_read
from xlcheck.results.collect.senders import Senders, name_of

_ID = 12
"""Signs of a digest by which a person names what is to count."""


def bureau_verdict(held: BureauHoldings, numbers: Mapping[str, str], today: str) -> BureauVerdict:
    """Hold a bureau to its word.

    ``numbers`` are the officially published ones by the source's key, as the seed line has them; ``today`` is a day as
    text, on which a lodged draw may be due.
    """
    fold = BureauHistory(held)
    senders = Senders(held.keys, dict(held.former), dict(held.foreign))
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
    if not held.listed and fold.standing:
        fold.findings.append(finding("held.unlisted", Place(held.bureau)))
    draws = tuple(_witnessed(fold, draw) for draw in fold.counting.facts.draws) if fold.counting else ()
    sound = {pack.digest for pack in fold.sound}  # of which somebody may have sent copies that are not whole
    settled = sound | set(_put_right(fold))
    refused = tuple((digest, findings) for digest, findings in fold.refused.items() if digest not in settled)
    standing = tuple(fold.standing) if held.listed else ()
    return BureauVerdict(held, fold.counting, refused, tuple(fold.findings), standing, draws)


def _in_order(held: BureauHoldings) -> list[HeldSlip | HeldPack]:
    """Return what arrived in its order; a slip that has a receipt comes before another one for the same draw.

    The receipt says that it was the first, though a mail may turn up afterwards that a server took earlier.
    """
    codes = {code for _, code, _ in held.receipts}
    answered = [slip for slip in held.slips if slip.code in codes]

    def since(one: HeldSlip | HeldPack) -> str:
        if isinstance(one, HeldPack) or one.code in codes:
            return one.at
        return max([one.at, *(other.at for other in answered if _marks(other) & _marks(one))])

    return sorted([*held.slips, *held.packs], key=since)


def _marks(slip: HeldSlip) -> set[str]:
    return {fixed.mark for fixed in slip.fixed}


def _set_apart(fold: BureauHistory, arrived: HeldSlip | HeldPack, why: Finding) -> None:
    """Keep what another key signed, or none, without letting it count or accuse; of copies nothing is said."""
    if isinstance(arrived, HeldPack):
        fold.refused[arrived.digest] = (why,)
    elif arrived.digest not in fold.standing:
        fold.findings.append(why)


def _take_slip(fold: BureauHistory, slip: HeldSlip) -> None:
    """Let a slip bind its draws, unless it disagrees with what is bound, or with the log."""
    reason = fold.reason(slip.digest)
    if slip.key:
        give_way(fold, slip.name, slip.frozen_at, slip.lines, slip.fixed, whole=False)
    wrong = [*forked(fold, slip.name, slip.lines, slip.frozen_at), *_second(fold, slip)]
    fold.findings += [*(wrong if not reason else ()), *_accepted(slip.name, reason)]
    fold.findings += _clock(slip)
    if wrong and not reason:
        return
    fold.learn(slip.lines or fold.lines, slip.frozen_at, slip.name, slip.key, decided=bool(reason))
    fold.standing.append(slip.digest)
    for fixed in slip.fixed:
        bound = None if reason else fold.bound.get(fixed.mark)
        fold.bound[fixed.mark] = (
            BoundDraw(fixed, slip.at, slip.name, bool(slip.key), slip.code)
            if bound is None
            else replace(bound, fixed=max(bound.fixed, fixed, key=lambda one: one.day))  # an issue that was put off
        )


def _second(fold: BureauHistory, slip: HeldSlip) -> Iterator[Finding]:
    """Yield a finding for each draw of a slip that was lodged otherwise before; a day that was put off is none."""
    for fixed in slip.fixed:
        bound = fold.bound.get(fixed.mark)
        if bound is None:
            continue
        for what, before, after in differences(bound.fixed, fixed):
            yield finding(
                "held.slip-second",
                Place(slip.name),
                id=slip.digest[:_ID],
                draw=named(fixed),
                what=what,
                before=before,
                after=after,
                by=bound.by,
            )
            break


def _accepted(name: str, reason: str) -> Iterator[Finding]:
    if reason:
        yield finding("held.accepted", Place(name), reason=reason)


def _clock(slip: HeldSlip) -> Iterator[Finding]:
    if slip.frozen_at > slip.at:
        yield finding("held.clock", Place(slip.name), frozen=slip.frozen_at, at=slip.at)


def _take_pack(fold: BureauHistory, pack: HeldPack, numbers: Mapping[str, str]) -> None:
    """Let a pack count, unless it disagrees with itself or with what is held."""
    reason, name = fold.reason(pack.digest), name_of(pack)
    if pack.key and not pack.facts.faults:
        draws = (draw.fixed for draw in pack.facts.draws)
        give_way(fold, name, made_at(pack), pack.facts.lines, draws, whole=True)
    wrong = tuple(_wrong_with(fold, pack, name, numbers))
    if wrong and not reason:
        fold.refused[pack.digest] = wrong
        return
    if wrong:
        start_anew(fold, pack)
    fold.findings += [*wrong, *_accepted(name, reason)]  # what was decided upon stays told
    if not pack.facts.lines:
        fold.findings.append(finding("held.no-log", Place(name)))
    fold.sound.append(pack)
    fold.learn(pack.facts.lines, made_at(pack), name, pack.key, decided=bool(reason))


def _wrong_with(fold: BureauHistory, pack: HeldPack, name: str, numbers: Mapping[str, str]) -> Iterator[Finding]:
    facts = pack.facts
    if facts.faults:
        yield finding("held.unsound", Place(name), faults="；".join(facts.faults))
    yield from forked(fold, name, facts.lines, made_at(pack))
    yield from _against_bound(fold, pack, name)
    yield from _against_codes(fold, pack, name)
    yield from _against_receipts(fold, pack, name)
    yield from _against_numbers(facts.draws, name, numbers)


def _against_bound(fold: BureauHistory, pack: HeldPack, name: str) -> Iterator[Finding]:
    """Compare each draw with what was lodged of it before, and the slips of the log with the one that was lodged."""
    codes = {slip.code for slip in pack.facts.slips}
    logged = {draw.fixed.mark: draw.fixed for draw in pack.facts.draws}
    for mark, bound in fold.bound.items():
        fixed = logged.get(mark)
        if fixed is None:
            if made_at(pack) > bound.since:
                yield finding("held.attempt-gone", Place(name), draw=named(bound.fixed), by=bound.by)
            continue
        if bound.code not in codes and not any(differences(bound.fixed, fixed)):
            yield finding("held.slip-gone", Place(name), draw=named(fixed), by=bound.by, lodging_code=bound.code)
        for what, before, after in differences(bound.fixed, fixed):
            yield finding(
                "held.other-draw",
                Place(name),
                draw=named(fixed),
                what=what,
                before=before,
                after=after,
                by=bound.by,
            )
            break


def _against_codes(fold: BureauHistory, pack: HeldPack, name: str) -> Iterator[Finding]:
    known = {slip.code for slip in pack.facts.slips}
    for code in fold.held.codes:
        if code.code not in known | fold.waived and made_at(pack) > code.at:
            yield finding("held.code-gone", Place(name), lodging_code=code.code, since=code.at)


def _against_receipts(fold: BureauHistory, pack: HeldPack, name: str) -> Iterator[Finding]:
    """Say which receipts are stated as ours that we never gave, or gave for another slip."""
    issued = {number: (code, times) for number, code, times in fold.held.receipts}
    for stated in pack.facts.receipts:
        given = issued.get(stated.number)
        if given is None:
            yield finding("held.receipt-unknown", Place(name), number=stated.number, holder=stated.holder)
        elif given[0] != stated.code:
            yield finding("held.receipt-other", Place(name), number=stated.number, before=given[0], after=stated.code)
        elif stated.arrived and stated.arrived not in given[1]:
            times = "、".join(given[1])
            yield finding("held.receipt-time", Place(name), number=stated.number, before=times, after=stated.arrived)


def _put_right(fold: BureauHistory) -> Iterator[str]:
    """Yield the packs of which only the numbers were wrong, and from whose log the one that counts goes on.

    There they were corrected, as was asked for; that they were wrong stands in red on the record.
    """
    for pack in fold.held.packs if fold.counting else ():
        lines, wrong = pack.facts.lines, fold.refused.get(pack.digest, ())
        goes_on = fold.counting is not None and fold.counting.facts.lines[: len(lines)] == lines
        if wrong and lines and goes_on and all(finding.code == "held.numbers" for finding in wrong):
            yield pack.digest


def _against_numbers(draws: Iterable[LoggedDraw], name: str, numbers: Mapping[str, str]) -> Iterator[Finding]:
    for draw in draws:
        published = numbers.get(draw.fixed.source)
        if published and draw.numbers and draw.numbers != published:
            yield finding(
                "held.numbers",
                Place(name),
                draw=named(draw.fixed),
                source=draw.fixed.source_name,
                found=as_read(draw.numbers),
                published=as_read(published),
            )


def _not_drawn(fold: BureauHistory, today: str) -> Iterator[Finding]:
    """Say which draws are due: by the pack that counts, or lodged without any result since."""
    place, counting = Place(fold.held.bureau), fold.counting
    logged = {draw.fixed.mark: draw for draw in counting.facts.draws} if counting else {}
    told = set()
    for draw in logged.values():
        is_over = draw.drawn_at or draw.given_up_at
        if counting and draw.due and not is_over and made_at(counting)[:10] > draw.due:
            told.add(draw.fixed.mark)
            yield finding("held.not-drawn", place, draw=named(draw.fixed), day=draw.fixed.day, due=draw.due)
    for mark, bound in fold.bound.items():
        known = logged.get(mark)
        is_open = known is None or not (known.drawn_at or known.given_up_at)
        if is_open and mark not in told and bound.fixed.day and today > bound.fixed.day:
            yield finding("held.no-result", place, draw=named(bound.fixed), day=bound.fixed.day, since=bound.since)


def _witnessed(fold: BureauHistory, draw: LoggedDraw) -> WitnessedDraw:
    """Say since when the superior holds a draw as it was fixed."""
    bound = fold.bound.get(draw.fixed.mark)
    proofs = [(bound.since, bound.by)] if bound and not list(differences(bound.fixed, draw.fixed)) else []
    codes = {slip.code for slip in fold.counting.facts.slips if draw.fixed.mark in slip.marks} if fold.counting else ()
    proofs += [(code.at, f"收存码 {code.code}") for code in fold.held.codes if code.code in codes]
    since, by = min(proofs, default=("", ""))
    if not since:
        return WitnessedDraw(fold.held.bureau, draw, Held.NOT, "", "")
    in_time = since < (draw.fixed.closes or draw.drawn_at)
    return WitnessedDraw(fold.held.bureau, draw, Held.IN_TIME if in_time else Held.LATE, since, by)
