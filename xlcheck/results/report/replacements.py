"""补抽 as the figures list it: who fell away, why, and who came in; no number of a person."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container

from xlcheck.model import DrawnTask, Replacement, ReplacementLine
from xlcheck.reading.personal import personal_number


def replacement_line(
    task: DrawnTask,
    replacement: Replacement,
    registry: str,
    *,
    differs: bool,
    again: tuple[int, ...],
    known: Container[str] = (),
) -> ReplacementLine:
    """Return a replacement of a task; ``registry`` says whether the registry shows it, ``again`` as in the line."""
    request, drop_out = task.record.request, replacement.drop_out
    name = _name(task, drop_out.cert or drop_out.codes[0])
    return ReplacementLine(
        task_no=request.plan.task_no,
        attempt=request.attempt,
        number=replacement.number,
        at=drop_out.at,
        name=name,
        code="" if drop_out.cert else drop_out.codes[0],
        person=f"{name}\n{drop_out.cert}" if drop_out.cert else "",
        reason=_without_numbers(drop_out.reason, known),
        came=_came(task, replacement),
        registry=registry,
        differs=differs,
        again=again,
    )


def _name(task: DrawnTask, key: str) -> str:
    names = {visit.drawn.code: visit.drawn.name for visit in task.visits}
    return (names | {i.cert: i.name for i in task.record.request.inspectors}).get(key, key)


def _without_numbers(text: str, known: Container[str]) -> str:
    """Return a reason; one that holds a person's number, which was logged for good, stays on the record."""
    kind = personal_number(text, known)
    return f"（原因中有{kind}，见补抽记录）" if kind else text


def _came(task: DrawnTask, replacement: Replacement) -> str:
    """Name the entity that came in, or who came into how many seats."""
    if replacement.entered is not None:
        return replacement.entered.name
    teams_of = {visit.drawn.code: (*visit.earlier, visit.team.certs) for visit in task.visits}
    seats: Counter[str] = Counter()
    for team in replacement.teams:
        teams = teams_of[team.code]
        seats.update(set(team.certs) - set(teams[teams.index(team.certs) - 1]))
    return "、".join(f"{_name(task, cert)}（{count} 户）" for cert, count in sorted(seats.items()))
