"""One task of the year, frozen and drawn as it would be, on what the tasks before it have left."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from xlcheck.draws.formats.two.seed import SYSTEM
from xlcheck.draws.freeze import FreezeContext, freeze
from xlcheck.draws.kind import UNCHOSEN, filter_of, kind_of
from xlcheck.draws.quota.quota import quotas
from xlcheck.draws.teams.groups import teams_of
from xlcheck.draws.tickets import first
from xlcheck.model import DrawnVisit, DrawRequest, PlanRow
from xlcheck.reading.tables import YearBooks
from xlcheck.reading.visits import ItemsByTask, Visits, year_visits
from xlcheck.schema.vocabularies import DIRECTED


@dataclass(frozen=True, slots=True)
class RehearsedDraw:
    """What a task draws: the companies, and how many of them each certificate number is sent to.

    ``request`` is what a freeze would fix, ``None`` for a task that is drawn already; ``days`` are those on which
    companies were inspected. ``mark`` is the visit to which the task belongs.
    """

    row: PlanRow
    mark: str
    codes: frozenset[str]
    serving: Mapping[str, int]
    request: DrawRequest | None = None
    days: Mapping[str, date] = field(default_factory=dict)


@dataclass(slots=True)
class TasksBefore:
    """What the tasks have drawn so far: the visits, and the inspections of each certificate number.

    ``items`` is what each task of the plan looks at, ``None`` where nothing has a cap.
    """

    items: ItemsByTask | None
    visits: list[DrawnVisit] = field(default_factory=list)
    loads: Counter[str] = field(default_factory=Counter)

    def add(self, draw: RehearsedDraw) -> None:
        """Count a task that was rehearsed."""
        row = draw.row
        self.visits += (DrawnVisit(code, row.plan_no, row.task_no, draw.mark) for code in sorted(draw.codes))
        self.loads.update(draw.serving)

    def times(self, mark: str) -> dict[str, int]:
        """Count the visits of each company, but those of ``mark``, which is drawn now."""
        return dict(Counter(code for code, of in {(v.code, v.mark) for v in self.visits} if of != mark))


def rehearsed_draw(books: YearBooks, row: PlanRow, mark: str, before: TasksBefore, today: date) -> RehearsedDraw:
    """Freeze and draw a task with a seed that is worth nothing.

    A task of which the plan leaves open whether it is directed is drawn among all. Raises :class:`XlcheckError` as
    :func:`freeze` and the draw do: then the task cannot be drawn.
    """
    kind = kind_of(row, UNCHOSEN)
    occasion = FreezeContext(
        drawn=before.times(mark),
        loads=before.loads,
        kind=kind,
        filter=filter_of(books, row, UNCHOSEN) if kind == DIRECTED else None,
        visits=_counted(books, row, mark, before),
        today=today,
    )
    request = freeze(books, row, SYSTEM, occasion)
    seed = f"rehearsal|{row.plan_no}|{row.row}"
    sample = list(_sample(request, seed))
    teams = teams_of(sample, request, seed).assigned
    serving = Counter(cert for team in teams for cert in team.certs)
    return RehearsedDraw(row, mark, frozenset(sample), serving, request)


def _counted(books: YearBooks, row: PlanRow, mark: str, before: TasksBefore) -> Visits:
    """Return the inspections that count against caps; none where nothing has a cap."""
    return {} if before.items is None else year_visits(books, before.visits, row.plan_no, mark, before.items)


def _sample(request: DrawRequest, seed: str) -> Iterator[str]:
    """Yield the codes that are drawn, those of each stratum in their order."""
    for quota in quotas(request, seed):
        codes = [one.code for one in request.entities if one.stratum == quota.stratum]
        yield from (ticket.id for ticket in first(codes, f"{seed}|entity", quota.quota))
