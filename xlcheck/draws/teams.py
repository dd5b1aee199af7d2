"""检查组: which inspectors go to which drawn entity."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import count

from xlcheck.draws.tickets import first, order
from xlcheck.model import Assignment, Attempt, DrawRequest, Inspector, XlcheckError

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


def rules_of(request: DrawRequest) -> Rules:
    """The rules for every team of a draw."""
    return Rules(request.team_size, request.speciality)


def assign(codes: Collection[str], inspectors: Sequence[Inspector], rules: Rules, seed: str) -> Teams:
    """A team for each entity, by lot, with loads kept level.

    Entities come in the order of their tickets under ``<seed>|order``. Raises :class:`XlcheckError`
    ``draw.no-team``, or ``draw.team-size`` where a team would have fewer than two.
    """
    if rules.size < LEAST_SIZE:
        raise XlcheckError("draw.team-size", size=rules.size)
    loads = {i.cert: 0 for i in inspectors}
    forming = forming_of(inspectors, rules, seed)
    recused = {i.cert: frozenset(i.recused) for i in inspectors}
    assigned: list[Assignment] = []
    rejected: list[Attempt] = []
    for number, drawn in enumerate(order(codes, f"{seed}|order"), start=1):
        serving = [cert for cert in loads if drawn.id not in recused[cert]]
        team, tried = forming.complete(Assignment(drawn.id, number, 0, 0, ()), serving, loads)
        assigned.append(team)
        rejected += tried
        for cert in team.certs:
            loads[cert] += 1
    return Teams(tuple(assigned), tuple(rejected))


def team_exists(certs: Collection[str], specialists: Collection[str], rules: Rules, kept: tuple[str, ...] = ()) -> bool:
    """Whether the rules leave any team at all among these certificate numbers beside the ``kept``; exact."""
    if not rules.speciality or any(cert in specialists for cert in kept):
        return _completes(kept, tuple(certs), rules)
    return any(
        _completes((*kept, s), tuple(c for c in certs if c != s), rules)
        for s in certs
        if s in specialists and _fits(kept, s, rules)
    )


def forming_of(inspectors: Iterable[Inspector], rules: Rules, seed: str) -> Forming:
    """How the teams of a draw are formed."""
    return Forming(rules, frozenset(i.cert for i in inspectors if rules.speciality in i.specialities), seed)


@dataclass(frozen=True, slots=True)
class Forming:
    """How a team is found for one entity after the other."""

    rules: Rules
    specialists: frozenset[str]
    seed: str

    def complete(
        self, begun: Assignment, serving: Collection[str], loads: Mapping[str, int]
    ) -> tuple[Assignment, tuple[Attempt, ...]]:
        """The team that ``begun`` becomes, and the tries that were turned down.

        ``begun`` has the members that keep their seats and the number of the first try. The eligible are those of
        ``serving`` whose load is at most ``window`` above the least among them; the window is 1 unless no legal
        team exists within it. Raises :class:`XlcheckError` ``draw.no-team``.
        """
        window, eligible = self._eligible(begun, serving, loads)
        rejected: list[Attempt] = []
        for attempt, team in self._tries(begun, eligible):
            if not (reason := self._objection(team)):
                break
            rejected.append(Attempt(begun.code, attempt, team, reason))
        return replace(begun, attempt=attempt, window=window, certs=team), tuple(rejected)

    def _eligible(self, begun: Assignment, serving: Collection[str], loads: Mapping[str, int]) -> tuple[int, list[str]]:
        """The narrowest window that allows a legal team, and the inspectors within it."""
        least = min((loads[cert] for cert in serving), default=0)
        for window in sorted({max(loads[cert] - least, 1) for cert in serving}):  # nothing changes in between
            within = [cert for cert in serving if loads[cert] <= least + window]
            if team_exists(within, self.specialists, self.rules, begun.certs):
                return window, within
        raise XlcheckError("draw.no-team", entity=begun.code, size=self.rules.size)

    def _tries(self, begun: Assignment, eligible: list[str]) -> Iterator[tuple[int, tuple[str, ...]]]:
        """Teams by lot, each under a seed of its own, without end."""
        open_seats = self.rules.size - len(begun.certs)
        for attempt in count(begun.attempt):
            drawn = first(eligible, f"{self.seed}|team|{begun.code}|{attempt}", open_seats)
            yield attempt, (*begun.certs, *(t.id for t in drawn))

    def _objection(self, team: tuple[str, ...]) -> str:
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
    return any(
        _fits(team, cert, rules) and _completes((*team, cert), rest[at + 1 :], rules) for at, cert in enumerate(rest)
    )


def _fits(team: tuple[str, ...], cert: str, rules: Rules) -> bool:
    return all(frozenset((cert, member)) not in rules.apart for member in team)
