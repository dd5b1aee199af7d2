"""检查组: which inspectors go to which drawn entity, one team an entity."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, count, product

from xlcheck.draws.tickets import first, order
from xlcheck.model import Assignment, DrawRequest, Inspector, RejectedTeam, Seats, XlcheckError

LEAST_SIZE = 2
"""Inspections are made by two at least."""

OWN = ""
"""The party of the bureau's own inspectors."""

Pairs = frozenset[frozenset[str]]
"""Certificate numbers of two inspectors who must not be in one team."""


@dataclass(frozen=True, slots=True)
class Demand:
    """A demand on one of the bureau's own members; ``reason`` is given for a team without such a member."""

    wanted: str
    reason: str
    met_by: Callable[[Inspector], bool]


@dataclass(frozen=True, slots=True)
class Rules:
    """What makes a team legal.

    ``size`` inspectors of the bureau and the ``seats`` of other parties; a speciality that one member
    must have, a 组长 where one is demanded, pairs kept apart.
    """

    size: int
    speciality: str = ""
    apart: Pairs = frozenset()
    leader: bool = False
    seats: tuple[Seats, ...] = ()

    @property
    def parties(self) -> tuple[Seats, ...]:
        """Every party with its seats, the bureau's own first."""
        return (Seats(OWN, self.size), *self.seats)

    @property
    def demands(self) -> tuple[Demand, ...]:
        """What the bureau's own members must bring, between them."""
        skill = f"“{self.speciality}”专业资质"
        special = Demand(f"具有{skill}", f"组内无人具有{skill}", lambda i: self.speciality in i.specialities)
        leader = Demand("组长", "组内没有组长", lambda i: i.leader)
        return (*((special,) if self.speciality else ()), *((leader,) if self.leader else ()))


@dataclass(frozen=True, slots=True)
class Teams:
    """The team of each entity in the order in which they were formed, and the teams turned down."""

    assigned: tuple[Assignment, ...]
    rejected: tuple[RejectedTeam, ...]


def rules_of(request: DrawRequest) -> Rules:
    """Return the rules that a request has frozen; raises :class:`XlcheckError` ``draw.team-size`` below two."""
    if request.team_size < LEAST_SIZE:
        raise XlcheckError("draw.team-size", size=request.team_size)
    return Rules(
        request.team_size,
        request.speciality,
        frozenset(map(frozenset, request.apart)),
        request.leader,
        request.seats,
    )


def assign(codes: Collection[str], inspectors: Sequence[Inspector], rules: Rules, seed: str) -> Teams:
    """Form a team for each entity, by lot, with loads kept level.

    Entities come in the order of their tickets under ``<seed>|order``. Raises :class:`XlcheckError` ``draw.no-team``.
    """
    loads = {i.cert: i.load for i in inspectors}
    formation = formation_of(inspectors, rules, seed)
    assigned: list[Assignment] = []
    rejected: list[RejectedTeam] = []
    for number, drawn in enumerate(order(codes, f"{seed}|order"), start=1):
        team, refused = formation.complete(
            Assignment(drawn.id, number, 0, 0, ()), available(inspectors, drawn.id), loads
        )
        assigned.append(team)
        rejected += refused
        for cert in team.certs:
            loads[cert] += 1
    return Teams(tuple(assigned), tuple(rejected))


def available(inspectors: Iterable[Inspector], code: str) -> list[str]:
    """Return the certificate numbers of those who need not stand back from an entity."""
    return [i.cert for i in inspectors if code not in i.recused]


def team_exists(inspectors: Collection[Inspector], rules: Rules, kept: Sequence[Inspector] = ()) -> bool:
    """Say whether the rules leave any team at all among these inspectors besides the ``kept``; exact."""
    open_seats = {seats.party: seats.size for seats in rules.parties}
    for member in kept:
        open_seats[member.party] -= 1
    unmet = [demand for demand in rules.demands if not any(map(demand.met_by, _own(kept)))]
    candidates = ([i for i in _own(inspectors) if demand.met_by(i)] for demand in unmet)
    certs = tuple(member.cert for member in kept)
    return any(_takes(certs, start, inspectors, open_seats, rules.apart) for start in product(*candidates))


def formation_of(inspectors: Iterable[Inspector], rules: Rules, seed: str, lot: str = "team") -> TeamFormation:
    """Return how the teams of a draw are formed, by tickets under ``<seed>|<lot>|…``."""
    return TeamFormation(rules, {i.cert: i for i in inspectors}, seed, lot)


@dataclass(frozen=True, slots=True)
class TeamFormation:
    """How a team is found for one entity after the other: the rules, the inspectors by certificate number, the lot."""

    rules: Rules
    people: Mapping[str, Inspector]
    seed: str
    lot: str

    def complete(
        self, begun: Assignment, serving: Collection[str], loads: Mapping[str, int]
    ) -> tuple[Assignment, tuple[RejectedTeam, ...]]:
        """Return the team that ``begun`` becomes, and the teams that were turned down.

        ``begun`` has the members that keep their seats and the number of the first try. The eligible are those of
        ``serving`` whose load is at most ``window`` above the least of their party among them; the window is 1
        unless no legal team exists within it. Raises :class:`XlcheckError` ``draw.no-team``.
        """
        window, eligible = self._eligible(begun, serving, loads)
        rejected: list[RejectedTeam] = []
        for attempt in count(begun.attempt):
            team = (*begun.certs, *self._pick(begun, eligible, attempt))
            if not (reason := self._objection(team)):
                break
            rejected.append(RejectedTeam(begun.code, attempt, team, reason))
        return replace(begun, attempt=attempt, window=window, certs=team), tuple(rejected)

    def _eligible(
        self, begun: Assignment, serving: Collection[str], loads: Mapping[str, int]
    ) -> tuple[int, list[Inspector]]:
        """Return the narrowest window that allows a legal team, and the inspectors within it."""
        members = [self.people[cert] for cert in begun.certs]
        free = [self.people[cert] for cert in serving]
        least: dict[str, int] = {}
        for one in free:
            least[one.party] = min(least.get(one.party, loads[one.cert]), loads[one.cert])
        above = {one.cert: loads[one.cert] - least[one.party] for one in free}
        for window in sorted({max(n, 1) for n in above.values()}):  # nothing changes in between
            within = [one for one in free if above[one.cert] <= window]
            if team_exists(within, self.rules, members):
                return window, within
        raise XlcheckError("draw.no-team", entity=begun.code, size=self.rules.size)

    def _pick(self, begun: Assignment, eligible: Iterable[Inspector], attempt: int) -> Iterator[str]:
        """Pick of each party as many as it has seats open, the lowest tickets of this try."""
        seed = f"{self.seed}|{self.lot}|{begun.code}|{attempt}"
        for seats in self.rules.parties:
            members = sum(self.people[cert].party == seats.party for cert in begun.certs)
            certs = [one.cert for one in eligible if one.party == seats.party]
            yield from (ticket.id for ticket in first(certs, seed, seats.size - members))

    def _objection(self, team: tuple[str, ...]) -> str:
        """Say why a team is not legal; empty where it is."""
        staff = _own(self.people[cert] for cert in team)
        for demand in self.rules.demands:
            if not any(map(demand.met_by, staff)):
                return demand.reason
        together = sorted("、".join(sorted(pair)) for pair in self.rules.apart if pair <= set(team))
        return f"{together[0]} 不得同组" if together else ""


def _own(inspectors: Iterable[Inspector]) -> list[Inspector]:
    return [i for i in inspectors if i.party == OWN]


def _takes(
    kept: tuple[str, ...],
    start: Iterable[Inspector],
    others: Iterable[Inspector],
    seats: Mapping[str, int],
    apart: Pairs,
) -> bool:
    """Say whether the ``start``, who meet the demands (one person may several), and others can take the open seats."""
    certs = tuple(dict.fromkeys(i.cert for i in start))
    team = (*kept, *certs)
    if len(certs) > seats[OWN] or any(frozenset(pair) in apart for pair in combinations(team, 2)):
        return False
    rest = tuple(i for i in others if i.cert not in certs)
    return _completes(team, rest, {**seats, OWN: seats[OWN] - len(certs)}, apart)


def _completes(team: tuple[str, ...], rest: tuple[Inspector, ...], seats: Mapping[str, int], apart: Pairs) -> bool:
    """Say whether members of ``rest`` can take the open seats without two who must be apart."""
    if any(sum(i.party == party for i in rest) < size for party, size in seats.items() if size):
        return False
    if not apart or not any(seats.values()):  # without pairs, numbers alone decide
        return True
    for at, one in enumerate(rest):
        free = seats.get(one.party, 0)
        if free and all(frozenset((one.cert, member)) not in apart for member in team):
            fewer = {**seats, one.party: free - 1}
            if _completes((*team, one.cert), rest[at + 1 :], fewer, apart):
                return True
    return False
