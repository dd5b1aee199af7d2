"""补抽: the drawn order read further, for an entity or an inspector that falls away after the draw.

Nobody can choose who comes: an entity is followed by the next unused ticket of its stratum, a seat by the next try
for its team. The tries go by loads that only ever grow: a visit counts for everybody who was ever drawn for it, so
that it makes no difference to who comes which entity is reported as gone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from itertools import chain

from xlcheck.draws.frame.inspectors import covers
from xlcheck.draws.plan import task_of
from xlcheck.draws.record.cells import LIST, damaged, value_of
from xlcheck.draws.teams.teams import forming_of, rules_of
from xlcheck.model import (
    Assignment,
    Attempt,
    DrawnEntity,
    DrawnTask,
    DrawRecord,
    DropOut,
    Inspector,
    Replacement,
    Visit,
    Window,
    XlcheckError,
)

Visits = Mapping[str, Visit]
"""Visits by code, in the order in which they came."""

Tries = tuple[Attempt, ...]


def standing_of(record: DrawRecord, logged: Iterable[tuple[DropOut, str]] = ()) -> DrawnTask:
    """A draw with all that was replaced since; ``logged`` are the withdrawals with the hashes of their log lines.

    Raises :class:`XlcheckError` as :func:`following`.
    """
    teams = {team.code: team for team in record.teams}
    standing = DrawnTask(record, tuple(Visit(drawn, teams[drawn.code]) for drawn in record.sample))
    for withdrawal, log_digest in logged:
        standing = following(standing, withdrawal, log_digest)
    return standing


def following(before: DrawnTask, withdrawal: DropOut, log_digest: str = "") -> DrawnTask:
    """The task after one more replacement, which stands last among its replacements.

    Raises :class:`XlcheckError`: ``replace.not-drawn``, ``replace.gone`` or ``replace.not-in-team`` where nothing can
    fall away, ``replace.no-reserve`` or ``replace.no-team`` where nobody is left to come.
    """
    fallen = _fallen(before, withdrawal)
    number = len(before.replacements) + 1
    visits = {v.drawn.code: v for v in before.visits}
    entered: DrawnEntity | None = None
    if withdrawal.cert:
        decided, tries = _change_seats(before, withdrawal, fallen)
    else:
        [gone] = fallen
        visit, tries = _bring_in(before, withdrawal, gone)
        entered, decided = visit.drawn, [replace(visit, entered=number)]
        visits[gone.drawn.code] = replace(gone, left=number)
    visits |= {v.drawn.code: replace(v, decided=number) for v in decided}
    made = Replacement(number, withdrawal, entered, tuple(v.team for v in decided), tries, log_digest)
    return DrawnTask(before.record, tuple(visits.values()), (*before.replacements, made))


def _fallen(before: DrawnTask, withdrawal: DropOut) -> list[Visit]:
    """The visits that are concerned: of an entity its own, of an inspector one or more."""
    codes = withdrawal.codes
    if not codes or len(set(codes)) < len(codes) or (len(codes) > 1 and not withdrawal.cert):
        raise damaged("补抽", f"退出 {LIST.join(codes)}", "一户；人员退出的，一户或几户")
    return [_standing_visit(before, code) for code in codes]


def _standing_visit(standing: DrawnTask, code: str) -> Visit:
    visit = next((v for v in standing.visits if v.drawn.code == code), None)
    if visit is None:
        raise XlcheckError("replace.not-drawn", entity=code, task=standing.record.request.plan.task_no)
    if visit.left:
        raise XlcheckError("replace.gone", entity=visit.drawn.name, number=visit.left)
    return visit


def _bring_in(before: DrawnTask, withdrawal: DropOut, gone: Visit) -> tuple[Visit, Tries]:
    """The next ticket of the stratum, and a team for it, formed after all others."""
    visits = {v.drawn.code: v for v in before.visits}
    reserve = (d for d in before.record.order if d.stratum == gone.drawn.stratum and d.code not in visits)
    entered = next(reserve, None)
    if entered is None:
        raise XlcheckError("replace.no-reserve", entity=gone.drawn.name)
    begun = Assignment(entered.code, len(visits) + 1, 0, 0, ())
    team, tries = _complete(before, withdrawal, visits, begun, entered.name)
    return Visit(entered, team), tries


def _change_seats(before: DrawnTask, withdrawal: DropOut, fallen: list[Visit]) -> tuple[list[Visit], Tries]:
    """Another inspector in each seat of the one who falls away; the other members keep theirs."""
    visits = {v.drawn.code: v for v in before.visits}
    tries: list[Attempt] = []
    changed: list[Visit] = []
    for visit in sorted(fallen, key=lambda v: v.team.order):
        old = visit.team
        if withdrawal.cert not in old.certs:
            raise XlcheckError("replace.not-in-team", cert=withdrawal.cert, entity=visit.drawn.name)
        kept = tuple(cert for cert in old.certs if cert != withdrawal.cert)
        begun = replace(old, attempt=old.attempt + 1, certs=kept)
        team, tried = _complete(before, withdrawal, visits, begun, visit.drawn.name)
        tries += tried
        certs = tuple(team.certs[-1] if cert == withdrawal.cert else cert for cert in old.certs)
        changed.append(replace(visit, team=replace(team, certs=certs), earlier=(*visit.earlier, old.certs)))
        visits[old.code] = changed[-1]
    return changed, tuple(tries)


def _complete(
    before: DrawnTask, withdrawal: DropOut, visits: Visits, begun: Assignment, name: str
) -> tuple[Assignment, Tries]:
    """The team that ``begun`` becomes by the rules of the draw, out of those who can still serve."""
    request = before.record.request
    gone = {w.cert for w in (withdrawal, *(r.withdrawal for r in before.replacements)) if w.wholly}
    barred = gone | {withdrawal.cert} | (_ever(visits[begun.code]) if begun.code in visits else set())
    barred |= set(away(before.record, withdrawal))
    serving = [i.cert for i in request.inspectors if i.cert not in barred and begun.code not in i.recused]
    loads = Counter({i.cert: i.load for i in request.inspectors})
    loads.update(chain.from_iterable(map(_ever, visits.values())))
    forming = forming_of(request.inspectors, rules_of(request), before.record.seed)
    try:
        return forming.complete(begun, serving, loads)
    except XlcheckError:
        raise XlcheckError("replace.no-team", entity=name, size=request.team_size, have=len(serving)) from None


def away(record: DrawRecord, withdrawal: DropOut) -> tuple[str, ...]:
    """Who could not come when somebody fell away: on leave for all that was left of the window, or not valid then."""
    window = _window_left(record, withdrawal)
    return tuple(i.cert for i in record.request.inspectors if not _can_serve(i, window))


def _ever(visit: Visit) -> set[str]:
    """Everybody who was ever drawn for a visit."""
    return set(chain(visit.team.certs, *visit.earlier))


def _window_left(record: DrawRecord, withdrawal: DropOut) -> Window:
    """What is left of the task's window on the day of the withdrawal; that day where nothing is left."""
    window = task_of(record.request.plan).window
    today: date = value_of(date, withdrawal.at[:10], "补抽时间")
    first = max(today, window.start)
    return Window("", first, max(first, window.end))


def _can_serve(inspector: Inspector, window: Window) -> bool:
    return inspector.valid_to >= window.end and not covers(inspector.leaves, window)
