"""Exact numbers: largest remainder, and how a fraction is printed."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from math import floor

from xlcheck.draws.tickets import ticket
from xlcheck.reading.expressions.shares import dealt_of


def decimal_text(value: Fraction, places: int = 1) -> str:
    """Write a non-negative fraction with at least ``places`` decimals, exact: 21 -> ``21.0``.

    One without a finite decimal form stays a fraction: ``1/3``.
    """
    # finite in decimals is only what is divided by nothing but twos and fives
    rest, twos, fives = value.denominator, 0, 0
    while rest % 2 == 0:
        rest, twos = rest // 2, twos + 1
    while rest % 5 == 0:
        rest, fives = rest // 5, fives + 1
    if rest > 1:
        return f"{value.numerator}/{value.denominator}"
    places = max(places, twos, fives)
    whole, decimals = divmod(value.numerator * 10**places // value.denominator, 10**places)
    return f"{whole}.{decimals:0{places}d}" if places else str(whole)


def percent_text(share: Fraction) -> str:
    """Write a share as a percentage: 1/20 -> ``5%``."""
    return decimal_text(share * 100, places=0) + "%"


def apportion(total: int, weights: Mapping[str, Fraction], seed: str) -> dict[str, int]:
    """Deal an overall number to strata in proportion to their weights, by largest remainder.

    Ties go to the stratum whose name has the lower ticket under ``<seed>|stratum``.
    """
    if not any(weights.values()):
        return dict.fromkeys(weights, 0)
    exact = dealt_of(total, weights)
    numbers = {name: floor(part) for name, part in exact.items()}
    by_remainder = sorted(weights, key=lambda name: (numbers[name] - exact[name], ticket(f"{seed}|stratum", name)))
    for name in by_remainder[: total - sum(numbers.values())]:
        numbers[name] += 1
    return numbers
