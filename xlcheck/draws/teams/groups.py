"""检查组 formed beforehand: groups by lot, then the drawn entities dealt to them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from xlcheck.draws.teams.teams import Rules, Teams, assign, available, formation_of, rules_of, team_exists
from xlcheck.draws.tickets import first, order
from xlcheck.model import Assignment, DrawRequest, Inspector, RejectedTeam


@dataclass(frozen=True, slots=True)
class Group:
    """A group: its name on the record, its members."""

    name: str
    certs: tuple[str, ...]


def teams_of(codes: Collection[str], request: DrawRequest, seed: str) -> Teams:
    """Return the team of each drawn entity: one by one, or by groups where the request has them.

    Raises :class:`XlcheckError` ``draw.no-team`` where the rules leave none.
    """
    rules = rules_of(request)
    if not request.groups:
        return assign(codes, request.inspectors, rules, seed)
    groups, turned_down = form(request.groups, request.inspectors, rules, seed)
    dealt = _deal(codes, groups, request.inspectors, rules, seed)
    return Teams(dealt.assigned, (*turned_down, *dealt.rejected))


def form(
    number: int, inspectors: Sequence[Inspector], rules: Rules, seed: str
) -> tuple[tuple[Group, ...], tuple[RejectedTeam, ...]]:
    """Form as many groups as asked for, or as the inspectors suffice for; also return the teams turned down.

    Each by tickets under ``<seed>|group|<name>|<try>``, out of those whom no group took before; who is left over
    serves in none.
    """
    rest, loads = list(inspectors), {i.cert: i.load for i in inspectors}
    groups: list[Group] = []
    rejected: list[RejectedTeam] = []
    while len(groups) < number and team_exists(rest, rules):
        begun = Assignment(str(len(groups) + 1), 0, 0, 0, ())
        team, refused = formation_of(rest, rules, seed, "group").complete(
            begun, loads.keys() & {i.cert for i in rest}, loads
        )
        groups.append(Group(f"第{begun.code}组", team.certs))
        rejected += [replace(t, code=groups[-1].name) for t in refused]
        rest = [i for i in rest if i.cert not in team.certs]
    return tuple(groups), tuple(rejected)


def _deal(
    codes: Collection[str], groups: Sequence[Group], inspectors: Sequence[Inspector], rules: Rules, seed: str
) -> Teams:
    """Deal each entity in its order to a group by ticket, among those whose load is at most one above the least.

    A group with a member who is recused stands back; where all do, a team is formed for this entity alone.
    """
    people, loads = {i.cert: i for i in inspectors}, {i.cert: i.load for i in inspectors}
    assigned: list[Assignment] = []
    rejected: list[RejectedTeam] = []
    for number, drawn in enumerate(order(codes, f"{seed}|order"), start=1):
        able = {g.name: g for g in groups if not any(drawn.id in people[cert].recused for cert in g.certs)}
        if able:
            group = able[_lot(able.values(), loads, f"{seed}|team|{drawn.id}|0")]
            team = Assignment(drawn.id, number, 0, 1, group.certs, group.name)
        else:
            begun = Assignment(drawn.id, number, 0, 0, ())
            team, refused = formation_of(inspectors, rules, seed).complete(
                begun, available(inspectors, drawn.id), loads
            )
            rejected += refused
        assigned.append(team)
        for cert in team.certs:
            loads[cert] += 1
    return Teams(tuple(assigned), tuple(rejected))


def _lot(groups: Collection[Group], loads: Mapping[str, int], seed: str) -> str:
    """Return the name of the group with the lowest ticket among those with little to do."""
    busy = {group.name: max(loads[cert] for cert in group.certs) for group in groups}
    level = [name for name, load in busy.items() if load <= min(busy.values()) + 1]
    return first(level, seed, 1)[0].id
