"""What makes a draw impossible, reported before the freeze with its remedy."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from xlcheck.draws.quota.quota import quotas
from xlcheck.draws.teams.teams import LEAST_SIZE, OWN, Rules, rules_of, team_exists
from xlcheck.messages import error_text
from xlcheck.model import DrawRequest, Seats, XlcheckError

MOST_LISTED = 1_048_000
"""Entities that one sheet of a record can list, below its titles: more can be frozen, and then be written nowhere."""
_APART = "不得同组的人员分开"


def problems(request: DrawRequest) -> tuple[XlcheckError, ...]:
    """Return everything that makes the draw impossible; empty where nothing does."""
    return (*_frame_problems(request), *_staff_problems(request))


def require_feasible(request: DrawRequest) -> None:
    """Raise the only problem, or ``draw.infeasible`` that lists all of them."""
    errors = problems(request)
    if len(errors) == 1:
        raise errors[0]
    if errors:
        lines = "\n".join(f"（{n}）{error_text(problem)}" for n, problem in enumerate(errors, start=1))
        raise XlcheckError("draw.infeasible", task=request.plan.task_no, count=len(errors), problems=lines)


def _frame_problems(request: DrawRequest) -> Iterator[XlcheckError]:
    earlier = sum(x.counted for x in request.excluded)
    if (longest := max(len(request.entities), len(request.excluded))) > MOST_LISTED:
        yield XlcheckError("draw.too-many", count=longest, most=MOST_LISTED)
    if not request.entities and earlier:
        yield XlcheckError("draw.frame-used-up", earlier=earlier)
    elif not request.entities:
        yield XlcheckError("draw.frame-empty", left_out=len(request.excluded))
    else:
        yield from _quota_problems(request)


def _quota_problems(request: DrawRequest) -> Iterator[XlcheckError]:
    try:
        quotas(request)
    except XlcheckError as error:
        yield error


def _staff_problems(request: DrawRequest) -> Iterator[XlcheckError]:
    if request.team_size < LEAST_SIZE:
        yield XlcheckError("draw.team-size", size=request.team_size)
        return
    rules, everyone = rules_of(request), request.inspectors
    shortages = tuple(_shortages(request, rules))
    yield from shortages
    if team_exists(everyone, rules):
        yield from _recusal_problems(request, rules)  # else every entity would only repeat it
    elif not shortages:
        yield XlcheckError("draw.no-legal-team", have=len(everyone))


def _shortages(request: DrawRequest, rules: Rules) -> Iterator[XlcheckError]:
    """Point out the parties with fewer people than seats, and the demands that nobody meets."""
    for seats in rules.parties:
        have = sum(i.party == seats.party for i in request.inspectors)
        if have < seats.size and seats.party == OWN:
            yield XlcheckError("draw.staff-few", have=have, size=seats.size)
        elif have < seats.size:
            yield XlcheckError("draw.party-few", party=seats.party, have=have, size=seats.size)
    staff = [i for i in request.inspectors if i.party == OWN]
    if rules.speciality and not any(rules.speciality in i.specialities for i in staff):
        yield XlcheckError("draw.no-specialist", speciality=rules.speciality)
    if rules.leader and not any(i.leader for i in staff):
        yield XlcheckError("draw.no-leader")


def _recusal_problems(request: DrawRequest, rules: Rules) -> Iterator[XlcheckError]:
    """Point out the entities whose recusals leave no team."""
    absences: defaultdict[str, set[str]] = defaultdict(set)
    for inspector in request.inspectors:
        for code in inspector.recused:
            absences[code].add(inspector.cert)
    for entity in (e for e in request.entities if e.code in absences):
        rest = [i for i in request.inspectors if i.cert not in absences[entity.code]]
        if len(rest) < rules.size:
            yield XlcheckError("draw.recused-few", entity=entity.name, have=len(rest), size=rules.size)
        elif not team_exists(rest, rules):
            demands = "、".join((*map(_demand, rules.parties[1:]), *(d.wanted for d in rules.demands)))
            yield XlcheckError("draw.recused-none", entity=entity.name, have=len(rest), wanted=demands or _APART)


def _demand(seats: Seats) -> str:
    return f"{seats.party} {seats.size} 人"
