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
from xlcheck.draws.teams.teams import formation_of, rules_of
from xlcheck.model import (
    Assignment,
    DrawnEntity,
    DrawnTask,
    DrawRecord,
    DropOut,
    Inspector,
    Proof,
    RejectedTeam,
    Replacement,
    Visit,
    Window,
    XlcheckError,
)

Visits = Mapping[str, Visit]
"""Visits by code, in the order in which they came."""


def drawn_task_of(
    record: DrawRecord, logged: Iterable[tuple[DropOut, str]] = (), receipts: tuple[Proof, ...] = ()
) -> DrawnTask:
    """Return a draw with all that was replaced since.

    ``logged`` are the dropouts with the hashes of their log lines, ``receipts`` those that came after the draw.

    Raises :class:`XlcheckError` as :func:`following`.
    """
    teams = {team.code: team for team in record.teams}
    visits = tuple(Visit(drawn, teams[drawn.code]) for drawn in record.sample)
    drawn_task = DrawnTask(record, visits, receipts=receipts)
    for drop_out, log_digest in logged:
        drawn_task = following(drawn_task, drop_out, log_digest)
    return drawn_task


def following(before: DrawnTask, drop_out: DropOut, log_digest: str = "") -> DrawnTask:
    """Return the task after one more replacement, which stands last among its replacements.

    Raises :class:`XlcheckError`: ``replace.not-drawn``, ``replace.gone`` or ``replace.not-in-team`` where nothing can
    fall away, ``replace.no-reserve`` or ``replace.no-team`` where nobody is left to come.
    """
    fallen = _visits_of_drop_out(before, drop_out)
    number = len(before.replacements) + 1
    visits = {v.drawn.code: v for v in before.visits}
    entered: DrawnEntity | None = None
    if drop_out.cert:
        decided, rejected = _change_seats(before, drop_out, fallen)
    else:
        [leaving] = fallen
        visit, rejected = _bring_in(before, drop_out, leaving)
        entered, decided = visit.drawn, [replace(visit, entered=number)]
        visits[leaving.drawn.code] = replace(leaving, left=number)
    visits |= {v.drawn.code: replace(v, decided=number) for v in decided}
    replacement = Replacement(number, drop_out, entered, tuple(v.team for v in decided), rejected, log_digest)
    return replace(before, visits=tuple(visits.values()), replacements=(*before.replacements, replacement))


def _visits_of_drop_out(before: DrawnTask, drop_out: DropOut) -> list[Visit]:
    """Return the visits that are concerned: of an entity its own, of an inspector one or more."""
    codes = drop_out.codes
    if not codes or len(set(codes)) < len(codes) or (len(codes) > 1 and not drop_out.cert):
        raise damaged("补抽", f"退出 {LIST.join(codes)}", "一户；人员退出的，一户或几户")
    return [_standing_visit(before, code) for code in codes]


def _standing_visit(drawn_task: DrawnTask, code: str) -> Visit:
    visit = next((v for v in drawn_task.visits if v.drawn.code == code), None)
    if visit is None:
        raise XlcheckError("replace.not-drawn", entity=code, task=drawn_task.record.request.plan.task_no)
    if visit.left:
        raise XlcheckError("replace.gone", entity=visit.drawn.name, number=visit.left)
    return visit


def _bring_in(before: DrawnTask, drop_out: DropOut, leaving: Visit) -> tuple[Visit, tuple[RejectedTeam, ...]]:
    """Draw the next ticket of the stratum, and a team for it, formed after all others."""
    visits = {v.drawn.code: v for v in before.visits}
    reserve = (d for d in before.record.order if d.stratum == leaving.drawn.stratum and d.code not in visits)
    entered = next(reserve, None)
    if entered is None:
        raise XlcheckError("replace.no-reserve", entity=leaving.drawn.name)
    begun = Assignment(entered.code, len(visits) + 1, 0, 0, ())
    team, rejected = _complete(before, drop_out, visits, begun, entered.name)
    return Visit(entered, team), rejected


def _change_seats(
    before: DrawnTask, drop_out: DropOut, fallen: list[Visit]
) -> tuple[list[Visit], tuple[RejectedTeam, ...]]:
    """Draw another inspector for each seat of the one who falls away; the other members keep theirs."""
    visits = {v.drawn.code: v for v in before.visits}
    rejected: list[RejectedTeam] = []
    results: list[Visit] = []
    for visit in sorted(fallen, key=lambda v: v.team.order):
        old = visit.team
        if drop_out.cert not in old.certs:
            raise XlcheckError("replace.not-in-team", cert=drop_out.cert, entity=visit.drawn.name)
        members = tuple(cert for cert in old.certs if cert != drop_out.cert)
        begun = replace(old, attempt=old.attempt + 1, certs=members)
        team, refused = _complete(before, drop_out, visits, begun, visit.drawn.name)
        rejected += refused
        certs = tuple(team.certs[-1] if cert == drop_out.cert else cert for cert in old.certs)
        results.append(replace(visit, team=replace(team, certs=certs), earlier=(*visit.earlier, old.certs)))
        visits[old.code] = results[-1]
    return results, tuple(rejected)


def _complete(
    before: DrawnTask, drop_out: DropOut, visits: Visits, begun: Assignment, name: str
) -> tuple[Assignment, tuple[RejectedTeam, ...]]:
    """Return the team that ``begun`` becomes by the rules of the draw, out of those who can still serve."""
    request = before.record.request
    leavers = {w.cert for w in (drop_out, *(r.drop_out for r in before.replacements)) if w.wholly}
    barred = leavers | {drop_out.cert} | (_ever(visits[begun.code]) if begun.code in visits else set())
    barred |= set(absentees(before.record, drop_out))
    serving = [i.cert for i in request.inspectors if i.cert not in barred and begun.code not in i.recused]
    loads = Counter({i.cert: i.load for i in request.inspectors})
    loads.update(chain.from_iterable(map(_ever, visits.values())))
    formation = formation_of(request.inspectors, rules_of(request), before.record.seed)
    try:
        return formation.complete(begun, serving, loads)
    except XlcheckError:
        raise XlcheckError("replace.no-team", entity=name, size=request.team_size, have=len(serving)) from None


def absentees(record: DrawRecord, drop_out: DropOut) -> tuple[str, ...]:
    """Return who could not come when somebody fell away.

    On leave for all that was left of the window, or with a certificate not valid then.
    """
    window = _rest_of_window(record, drop_out)
    return tuple(i.cert for i in record.request.inspectors if not _can_serve(i, window))


def _ever(visit: Visit) -> set[str]:
    """Return everybody who was ever drawn for a visit."""
    return set(chain(visit.team.certs, *visit.earlier))


def _rest_of_window(record: DrawRecord, drop_out: DropOut) -> Window:
    """Return what is left of the task's window on the day of the dropout; that day where nothing is left."""
    window = task_of(record.request.plan).window
    today: date = value_of(date, drop_out.at[:10], "补抽时间")
    first = max(today, window.start)
    return Window("", first, max(first, window.end))


def _can_serve(inspector: Inspector, window: Window) -> bool:
    return inspector.valid_to >= window.end and not covers(inspector.leaves, window)
