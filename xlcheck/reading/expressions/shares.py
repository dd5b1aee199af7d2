"""How many of so many a ratio asks for, in exact numbers: what the check foretells is what the draw does."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from xlcheck.model import Ratio, RatioKind


def part_of(base: int, share: Fraction, *, down: bool = False) -> int:
    """Return ``base`` × ``share`` as a whole number: up to the next one, or ``down`` to the last.

    No float comes in on the way.
    """
    parts = base * share.numerator
    return parts // share.denominator if down else -(-parts // share.denominator)


def asked_of(ratio: Ratio, base: int) -> int:
    """Count how many of ``base`` entities a ratio asks for by its overall number alone; exact."""
    if ratio.kind is RatioKind.COUNT:
        return ratio.count or 0
    if ratio.share is None:
        return base
    return part_of(base, ratio.share, down=ratio.kind is RatioKind.AT_MOST)


def parts_of(ratio: Ratio, sizes: Mapping[str, int]) -> dict[str, Fraction]:
    """Return the number that a ratio asks for of each grade (the only one is ``""``) before rounding."""
    if ratio.kind is RatioKind.STRATA:
        return weights_of(ratio, sizes)
    whole = sum(sizes.values())
    total = Fraction(ratio.count or 0) if ratio.kind is RatioKind.COUNT else whole * (ratio.share or Fraction(1))
    return dealt_of(total, weights_of(ratio, sizes)) if ratio.strata else {"": total}


def is_dealt(ratio: Ratio) -> bool:
    """Say whether the grades share an overall number, instead of each being drawn by its own ratio."""
    return bool(ratio.strata) and ratio.kind is not RatioKind.STRATA


def total_of(ratio: Ratio, sizes: Mapping[str, int], least: int) -> int:
    """Return the number that grades of these sizes share: no less than ``least``, no more than there are."""
    whole = sum(sizes.values())
    return min(max(asked_of(ratio, whole), least), whole)


def quota_of(ratio: Ratio, sizes: Mapping[str, int], least: int) -> int:
    """Return the whole number that a ratio asks for of grades of these sizes (the only one is ``""``).

    Of each grade, or of all together where they share a number, no less than ``least`` and no more than there are.
    """
    if not ratio.strata or is_dealt(ratio):
        return total_of(ratio, sizes, least)
    return sum(
        min(max(part_of(sizes.get(grade, 0), share), least), sizes.get(grade, 0)) for grade, share in ratio.strata
    )


def weights_of(ratio: Ratio, sizes: Mapping[str, int]) -> dict[str, Fraction]:
    """Return size × share of each grade that the ratio names, in its order."""
    return {grade: sizes.get(grade, 0) * share for grade, share in ratio.strata}


def dealt_of(total: int | Fraction, weights: Mapping[str, Fraction]) -> dict[str, Fraction]:
    """Deal an overall number to the grades by their weights, before rounding."""
    whole = sum(weights.values(), Fraction(0)) or Fraction(1)
    return {grade: total * weight / whole for grade, weight in weights.items()}


def overfull(parts: Mapping[str, Fraction], sizes: Mapping[str, int]) -> str:
    """Return the first grade to which more falls than it has entities; empty where there is none."""
    return next((grade for grade, part in parts.items() if part > sizes.get(grade, 0)), "")


def percent(share: Fraction | None) -> str:
    """Return a share for people to read: ``95.2%``; a dash where there is nothing to divide by."""
    return "—" if share is None else f"{float(share * 100):.1f}%"
