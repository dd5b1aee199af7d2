"""应抽数: how many entities a plan's ratio asks for, in exact arithmetic, and how it is printed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from xlcheck.draws.arithmetic import apportion, decimal_text, part_of, percent_text
from xlcheck.draws.plan import task_of
from xlcheck.model import DrawRequest, Ratio, RatioKind, StratumQuota, XlcheckError


@dataclass(frozen=True, slots=True)
class _Base:
    """Entities in the base of a stratum: those that can be drawn, and those drawn earlier this year."""

    stratum: str
    available: int
    earlier: int

    @property
    def size(self) -> int:
        return self.available + self.earlier


def quotas(request: DrawRequest, seed: str = "") -> tuple[StratumQuota, ...]:
    """The quota of each stratum in the plan's order; the only stratum is named ``""``.

    The ratio's own rule first, then 最少户数 (for each stratum), then what is available. The seed
    line settles ties where the plan gives an overall number beside the strata's ratios; before
    the freeze there is none. Raises :class:`XlcheckError`: ``draw.plan-unreadable``,
    ``draw.quota-disagrees`` (``10%（20户）`` of 150), ``draw.strata-unnamed`` (entities of a grade
    that the plan does not name, or of none).
    """
    ratio = task_of(request.plan).ratio
    bases = _bases(request, [name for name, _ in ratio.strata] or [""])
    return tuple(
        _limited(base, *asked, request.min_count) for base, asked in zip(bases, _asked(ratio, bases, seed), strict=True)
    )


def asked_of(ratio: Ratio, base: int) -> int:
    """How many of ``base`` entities a ratio without strata asks for, by its own rule alone; exact."""
    if ratio.kind is RatioKind.COUNT:
        return ratio.count or 0
    if ratio.share is None:
        return base
    return part_of(base, ratio.share, down=ratio.kind is RatioKind.AT_MOST)


def planned(ratio: Ratio, sizes: Mapping[str, int], least: int) -> dict[str, int]:
    """The quota of each stratum (the only one is ``""``) of a frame of which only the sizes are known.

    Strata that the ratio does not name have none. ``least`` is 最少户数. Raises ``draw.quota-disagrees``.
    """
    bases = [_Base(name, sizes.get(name, 0), 0) for name in [name for name, _ in ratio.strata] or [""]]
    asked = zip(bases, _asked(ratio, bases, ""), strict=True)
    return {base.stratum: _limited(base, *of, least).quota for base, of in asked}


def expected(request: DrawRequest) -> int:
    """The number due before anything is frozen, as far as it can be told; 0 where it cannot."""
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
    free, counted = (Counter(stratum for stratum, _ in listed) for listed in (available, earlier))
    return [_Base(name, free[name], counted[name]) for name in names]


def _asked(ratio: Ratio, bases: list[_Base], seed: str) -> list[tuple[int, str]]:
    """Number and arithmetic for each stratum by the plan's rule alone."""
    if not ratio.strata:
        return [_by_ratio(ratio, base.size) for base in bases]
    shares = dict(ratio.strata)
    if ratio.count is None:
        return [_by_share(shares[base.stratum], base.size) for base in bases]
    weights = {base.stratum: base.size * shares[base.stratum] for base in bases}
    dealt = apportion(ratio.count, weights, seed)
    return [(n, f"{decimal_text(weights[name])} ÷ 合计 × {ratio.count} → {n} 户") for name, n in dealt.items()]


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
    exact = base * share
    down = "（不超过，舍去小数）" if number < exact else ""
    return f"{base} × {percent_text(share)} = {decimal_text(exact)} → {number} 户{down}"


def _limited(base: _Base, number: int, arithmetic: str, least: int) -> StratumQuota:
    """The quota after 最少户数 and after what is available; each step that changes it is printed."""
    if base.size and number < least:
        number = least
        arithmetic += f"，不足最少户数，取 {number} 户"
    if base.earlier:
        arithmetic += f"（基数含本年度已抽中的 {base.earlier} 户）"
    if number > base.available:
        number = base.available
        arithmetic += f"，可抽 {number} 户，取 {number} 户"
    return StratumQuota(base.stratum, base.size, base.available, number, arithmetic)
