"""What cannot work is said before the freeze, with what would make it work."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from xlcheck.draws.quota import quotas
from xlcheck.draws.teams import LEAST_SIZE, Rules, team_exists
from xlcheck.messages import error_text
from xlcheck.model import DrawRequest, XlcheckError


def problems(request: DrawRequest) -> tuple[XlcheckError, ...]:
    """Everything that makes the draw impossible; empty where nothing does."""
    return (*_frame_problems(request), *_staff_problems(request))


def require_feasible(request: DrawRequest) -> None:
    """Raise the only problem, or ``draw.infeasible`` that lists all of them."""
    found = problems(request)
    if len(found) == 1:
        raise found[0]
    if found:
        listed = "\n".join(f"（{n}）{error_text(problem)}" for n, problem in enumerate(found, start=1))
        raise XlcheckError("draw.infeasible", task=request.task, count=len(found), problems=listed)


def _frame_problems(request: DrawRequest) -> Iterator[XlcheckError]:
    earlier = sum(x.counted for x in request.excluded)
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
    size, speciality = request.team_size, request.speciality
    everyone = {i.cert for i in request.inspectors}
    specialists = {i.cert for i in request.inspectors if speciality in i.specialities}
    if size < LEAST_SIZE:
        yield XlcheckError("draw.team-size", size=size)
    if len(everyone) < size:
        yield XlcheckError("draw.staff-few", have=len(everyone), size=size)
    if speciality and not specialists:
        yield XlcheckError("draw.no-specialist", speciality=speciality)
    if team_exists(everyone, specialists, Rules(size, speciality)):  # else every entity would only repeat it
        yield from _recusal_problems(request, everyone, specialists)


def _recusal_problems(request: DrawRequest, everyone: set[str], specialists: set[str]) -> Iterator[XlcheckError]:
    """Entities whose recusals leave no team."""
    size, speciality = request.team_size, request.speciality
    recused: defaultdict[str, set[str]] = defaultdict(set)
    for inspector in request.inspectors:
        for code in inspector.recused:
            recused[code].add(inspector.cert)
    for entity in (e for e in request.entities if e.code in recused):
        left = everyone - recused[entity.code]
        if len(left) < size:
            yield XlcheckError("draw.recused-few", entity=entity.name, have=len(left), size=size)
        elif not team_exists(left, specialists, Rules(size, speciality)):
            yield XlcheckError("draw.recused-specialist", entity=entity.name, speciality=speciality)
