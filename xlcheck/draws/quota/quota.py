"""应抽数: how many entities a plan's ratio asks for, in exact arithmetic, and how it is printed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from xlcheck.draws.plan import DRAWN_ALREADY, task_of
from xlcheck.draws.quota.arithmetic import apportion, decimal_text, percent_text
from xlcheck.model import DrawRequest, Ratio, RatioKind, StratumQuota, XlcheckError
from xlcheck.reading.expressions.shares import asked_of, dealt_of, is_dealt, overfull, part_of, total_of, weights_of


@dataclass(frozen=True, slots=True)
class _Base:
    """Entities in the base of a stratum: those that can be drawn, and those drawn, or ``full``, earlier this year.

    ``full`` is whether any of the latter was inspected too often, and not drawn.
    """

    stratum: str
    available: int
    earlier: int
    full: bool = False

    @property
    def size(self) -> int:
        return self.available + self.earlier


def quotas(request: DrawRequest, seed: str = "") -> tuple[StratumQuota, ...]:
    """Return the quota of each stratum in the plan's order; the only stratum is named ``""``.

    The ratio's own rule first, then 最少户数 (for each stratum), then what is available. Where the plan gives
    an overall number beside the strata's ratios, that number (with 最少户数) is dealt to the strata by largest
    remainder; the seed line settles ties, and before the freeze there is none.
    Raises :class:`XlcheckError`: ``draw.plan-unreadable``, ``draw.quota-disagrees`` (``10%（20户）`` of 150),
    ``draw.strata-unnamed`` (entities of a grade that the plan does not name, or of none),
    ``draw.total-overfull`` (more falls to a stratum than it has).
    """
    ratio = task_of(request.plan).ratio
    bases = _bases(request, [name for name, _ in ratio.strata] or [""])
    return _quotas(ratio, bases, request.min_count, seed)


def quota_arithmetic(request: DrawRequest) -> str:
    """Write the arithmetic as far as it is fixed before the draw, in a line; equal remainders wait for the seed."""
    ratio = task_of(request.plan).ratio
    strata = quotas(request)
    if not is_dealt(ratio):
        return "；".join(f"{q.stratum} 级 {q.arithmetic}" if q.stratum else q.arithmetic for q in strata)
    bases = {q.stratum: q.base for q in strata}
    _, overall = _overall(ratio, bases, request.min_count)
    parts = "；".join(f"{grade} 级 {_weight(bases[grade], share)}" for grade, share in ratio.strata)
    return f"各级合计：{overall}；{parts}；合计按各级所得的大小分配，取整后余下的按小数大小依次补一户，小数相同的按签号"


def quotas_of(ratio: Ratio, sizes: Mapping[str, int], least: int) -> dict[str, int]:
    """Return the quota of each stratum (the only one is ``""``) of a frame of which only the sizes are known.

    Strata that the ratio does not name have none. ``least`` is 最少户数. Raises ``draw.quota-disagrees``
    and ``draw.total-overfull``.
    """
    bases = [_Base(name, sizes.get(name, 0), 0) for name in [name for name, _ in ratio.strata] or [""]]
    return {quota.stratum: quota.quota for quota in _quotas(ratio, bases, least, "")}


def expected_quota(request: DrawRequest) -> int:
    """Return the quota before anything is frozen, as far as it can be computed; 0 where it cannot."""
    try:
        return sum(q.quota for q in quotas(request))
    except XlcheckError:
        return 0


def _bases(request: DrawRequest, names: list[str]) -> list[_Base]:
    available = [(e.stratum, e.name) for e in request.entities]
    earlier = [(x.stratum, x.name) for x in request.excluded if x.counted]
    strangers = [name for stratum, name in available + earlier if stratum not in names]
    if strangers:
        raise XlcheckError("draw.strata-unnamed", names="、".join(strangers), grades="、".join(names))
    free, used = (Counter(stratum for stratum, _ in pairs) for pairs in (available, earlier))
    full = {x.stratum for x in request.excluded if x.counted and not x.reason.startswith(DRAWN_ALREADY)}
    return [_Base(name, free[name], used[name], name in full) for name in names]


def _quotas(ratio: Ratio, bases: list[_Base], least: int, seed: str) -> tuple[StratumQuota, ...]:
    if is_dealt(ratio):
        numbers, least = _dealt(ratio, {base.stratum: base.size for base in bases}, least, seed), 0
    elif ratio.strata:
        numbers = [_by_share(share, base.size) for (_, share), base in zip(ratio.strata, bases, strict=True)]
    else:
        numbers = [_by_ratio(ratio, base.size) for base in bases]
    return tuple(_limit(base, *of, least) for base, of in zip(bases, numbers, strict=True))


def _dealt(ratio: Ratio, sizes: Mapping[str, int], least: int, seed: str) -> list[tuple[int, str]]:
    """Return number and arithmetic for each stratum where the strata share an overall number."""
    total, overall = _overall(ratio, sizes, least)
    weights = weights_of(ratio, sizes)
    exact, whole = dealt_of(total, weights), decimal_text(sum(weights.values(), Fraction(0)))
    if grade := overfull(exact, sizes):
        part = part_of(1, exact[grade])
        raise XlcheckError(
            "draw.total-overfull", ratio=ratio.text, total=total, grade=grade, part=part, size=sizes[grade]
        )
    numbers = apportion(total, weights, seed)
    lines = []
    for grade, share in ratio.strata:
        deal = (
            f"{total} × {decimal_text(weights[grade])} ÷ {whole} = {decimal_text(exact[grade])} → {numbers[grade]} 户"
        )
        lines.append((numbers[grade], f"各级合计：{overall}；本级：{_weight(sizes[grade], share)}，{deal}"))
    return lines


def _overall(ratio: Ratio, sizes: Mapping[str, int], least: int) -> tuple[int, str]:
    """Return the overall number that the strata share, and its arithmetic."""
    number, arithmetic = _by_ratio(ratio, sum(sizes.values()))
    total = total_of(ratio, sizes, least)
    return total, arithmetic + (f"，取 {total} 户" if total != number else "")


def _weight(base: int, share: Fraction) -> str:
    return f"{base} × {percent_text(share)} = {decimal_text(base * share)}"


def _by_ratio(ratio: Ratio, base: int) -> tuple[int, str]:
    number = asked_of(ratio, base)
    if ratio.kind is RatioKind.COUNT:
        return number, f"按户数 {number} 户"
    if ratio.kind is RatioKind.ALL or ratio.share is None:
        arithmetic = f"全覆盖 {number} 户"
    else:
        arithmetic = _product(ratio.share, base, number)
    if ratio.count not in (None, number):
        raise XlcheckError("draw.quota-disagrees", ratio=ratio.text, by_share=arithmetic, count=ratio.count)
    return number, arithmetic


def _by_share(share: Fraction, base: int) -> tuple[int, str]:
    number = part_of(base, share)
    return number, _product(share, base, number)


def _product(share: Fraction, base: int, number: int) -> str:
    down = "（不超过，舍去小数）" if number < base * share else ""
    return f"{_weight(base, share)} → {number} 户{down}"


def _limit(base: _Base, number: int, arithmetic: str, least: int) -> StratumQuota:
    """Return the quota after 最少户数 and after what is available; each step that changes it is printed."""
    if base.size and number < least:
        number = least
        arithmetic += f"，不足最少户数，取 {number} 户"
    if base.earlier:
        which = "已抽中、检查次数已满" if base.full else "已抽中"
        arithmetic += f"（基数含本年度{which}的 {base.earlier} 户）"
    if number > base.available:
        number = base.available
        arithmetic += f"，可抽 {number} 户，取 {number} 户"
    return StratumQuota(base.stratum, base.size, base.available, number, arithmetic)
