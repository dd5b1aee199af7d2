"""How even the draw is: whole draws of a small frame, one after the other, and what chance allows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import combinations
from math import erfc, exp, gamma, sqrt

import numpy as np

from tests.draws.cases import SOURCES, drawn, entities, request, staff
from xlcheck.model import DrawRecord, Ratio, RatioKind, Source

COMPANIES, SAMPLE, PEOPLE, SPECIALISTS = 21, 5, 12, 5
FRAME, STAFF = entities(COMPANIES), staff(PEOPLE, SPECIALISTS)
FIFTH = Ratio("20%", RatioKind.EXACT, Fraction(1, 5))

LIKELY = 0.001
"""A chi-square that chance alone exceeds more rarely than this is no longer put down to chance."""

TEAMS = tuple(combinations(range(PEOPLE), 2))
LEGAL = [n for n, team in enumerate(TEAMS) if min(team) < SPECIALISTS]
"""Which of :data:`TEAMS` hold a specialist."""


@dataclass(frozen=True)
class Campaign:
    """What many draws gave; the first axis of each array of small whole numbers is the draw.

    ``sampled`` (companies), ``loads`` (inspectors), ``met`` (companies × inspectors) and ``first``
    (:data:`TEAMS`; which team was formed first).
    """

    sampled: np.ndarray
    loads: np.ndarray
    met: np.ndarray
    first: np.ndarray


def campaign(seeds: int, speciality: str = "") -> Campaign:
    """Whole draws by the functions of the program; a witness gives 100000, 100001, …"""
    base = request(FRAME, STAFF, ratio=FIFTH, speciality=speciality)
    met = np.zeros((seeds, COMPANIES, PEOPLE), dtype=np.int8)
    first = np.zeros((seeds, len(TEAMS)), dtype=np.int8)
    companies = {e.code: n for n, e in enumerate(FRAME)}
    people = {i.cert: n for n, i in enumerate(STAFF)}
    for number, record in enumerate(_records(base, seeds)):
        for team in record.teams:
            members = sorted(people[cert] for cert in team.certs)
            met[number, companies[team.code], members] = 1
            if team.order == 1:
                first[number, TEAMS.index(tuple(members))] = 1
    return Campaign(met.any(axis=2).astype(np.int8), met.sum(axis=1, dtype=np.int8), met, first)


def _records(base, seeds: int) -> Iterator[DrawRecord]:
    for number in range(seeds):
        yield drawn(replace(base, sources=(SOURCES[0], Source("witness1", "监督人示例甲", (100_000 + number,)))))


def chi_square(counts: np.ndarray) -> float:
    """How far the totals of things that should fare alike lie apart (draws × things).

    The things of one draw need not be independent: a sample without replacement, or loads that are kept
    level, spread less than so many throws of a die. What counts is how one draw spreads them, which is
    taken from the draws themselves. With one thing a draw it is Pearson's chi-square.
    """
    draws, things = counts.shape
    spread = counts.var(axis=1).mean() * things / (things - 1)
    totals = counts.sum(axis=0, dtype=np.int64)
    return float(((totals - totals.mean()) ** 2).sum() / (draws * spread))


def tail(statistic: float, freedom: int) -> float:
    """The share of chi-squares with so many degrees of freedom that exceed a value; the closed form."""
    half = statistic / 2
    steps = (freedom % 2 / 2 + n for n in range(freedom // 2))
    return (erfc(sqrt(half)) if freedom % 2 else 0.0) + exp(-half) * sum(half**k / gamma(k + 1) for k in steps)


def chance(counts: np.ndarray) -> float:
    """How often chance alone would drive things that fare alike further apart than ``counts`` (draws × things)."""
    return tail(chi_square(counts), counts.shape[1] - 1)
