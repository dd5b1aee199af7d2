"""检查组: which inspectors go to which drawn entity."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import count

from xlcheck.draws.tickets import first, order
from xlcheck.model import Assignment, Attempt, Inspector, XlcheckError

LEAST_SIZE = 2
"""Inspections are made by two at least."""

Pairs = frozenset[frozenset[str]]
"""Certificate numbers of two inspectors who must not be in one team."""


@dataclass(frozen=True, slots=True)
class Rules:
    """What makes a team legal: its size, a speciality that one member must have, pairs kept apart."""

    size: int
    speciality: str = ""
    apart: Pairs = frozenset()


@dataclass(frozen=True, slots=True)
class Teams:
    """The team of each entity in the order in which they were formed, and the teams turned down."""

    assigned: tuple[Assignment, ...]
    rejected: tuple[Attempt, ...]


def assign(codes: Collection[str], inspectors: Sequence[Inspector], rules: Rules, seed: str) -> Teams:
    """A team for each entity, by lot, with loads kept level.

    Entities come in the order of their tickets under ``<seed>|order``. The eligible inspectors are
    those whose load is at most ``window`` above the least among all who may serve the entity; the
    window is 1 unless no legal team exists within it. Raises :class:`XlcheckError` ``draw.no-team``,
    or ``draw.team-size`` where a team would have fewer than two.
    """
    if rules.size < LEAST_SIZE:
        raise XlcheckError("draw.team-size", size=rules.size)
    loads = {i.cert: 0 for i in inspectors}
    forming = _Forming(rules, frozenset(i.cert for i in inspectors if rules.speciality in i.specialities), seed)
    recused = {i.cert: frozenset(i.recused) for i in inspectors}
    assigned: list[Assignment] = []
    rejected: list[Attempt] = []
    for number, drawn in enumerate(order(codes, f"{seed}|order"), start=1):
        serving = [cert for cert in loads if drawn.id not in recused[cert]]
        window, eligible = forming.eligible(drawn.id, serving, loads)
        for attempt, team in forming.tries(drawn.id, eligible):
            if not (reason := forming.objection(team)):
                break
            rejected.append(Attempt(drawn.id, attempt, team, reason))
        assigned.append(Assignment(drawn.id, number, attempt, window, team))
        for cert in team:
            loads[cert] += 1
    return Teams(tuple(assigned), tuple(rejected))


def team_exists(certs: Collection[str], specialists: Collection[str], rules: Rules) -> bool:
    """Whether the rules leave any team at all among these certificate numbers; exact."""
    if not rules.speciality:
        return _completes((), tuple(certs), rules)
    return any(_completes((s,), tuple(c for c in certs if c != s), rules) for s in certs if s in specialists)


@dataclass(frozen=True, slots=True)
class _Forming:
    """How a team is found for one entity after the other."""

    rules: Rules
    specialists: frozenset[str]
    seed: str

    def eligible(self, code: str, serving: list[str], loads: dict[str, int]) -> tuple[int, list[str]]:
        """The narrowest window that allows a legal team, and the inspectors within it."""
        least = min((loads[cert] for cert in serving), default=0)
        for window in sorted({max(loads[cert] - least, 1) for cert in serving}):  # nothing changes in between
            within = [cert for cert in serving if loads[cert] <= least + window]
            if team_exists(within, self.specialists, self.rules):
                return window, within
        raise XlcheckError("draw.no-team", entity=code, size=self.rules.size)

    def tries(self, code: str, eligible: list[str]) -> Iterator[tuple[int, tuple[str, ...]]]:
        """Teams by lot, each under a seed of its own, without end."""
        for attempt in count():
            drawn = first(eligible, f"{self.seed}|team|{code}|{attempt}", self.rules.size)
            yield attempt, tuple(t.id for t in drawn)

    def objection(self, team: tuple[str, ...]) -> str:
        """Why a team is not legal; empty where it is."""
        if self.rules.speciality and not self.specialists.intersection(team):
            return f"组内无人具有“{self.rules.speciality}”专业资质"
        together = sorted("、".join(sorted(pair)) for pair in self.rules.apart if pair <= set(team))
        return f"{together[0]} 不得同组" if together else ""


def _completes(team: tuple[str, ...], rest: tuple[str, ...], rules: Rules) -> bool:
    """Whether members of ``rest`` can fill a team up without two who must be apart."""
    if len(team) == rules.size:
        return True
    if len(team) + len(rest) < rules.size:
        return False
    if not rules.apart:
        return True
    for at, cert in enumerate(rest):
        fits = all(frozenset((cert, member)) not in rules.apart for member in team)
        if fits and _completes((*team, cert), rest[at + 1 :], rules):
            return True
    return False
