"""全年预演: the tasks of a year one after the other, each drawn on what those before it have left.

What is frozen and drawn here is what a freeze would fix and a draw would do, by the same functions; only the seed is
worth nothing. Whom it draws is counted and never shown: nobody's chance in the real draw depends on it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from xlcheck.draws.rehearsal.months import YearOfVisits, months_of
from xlcheck.draws.rehearsal.people import people_of
from xlcheck.draws.rehearsal.responsible import responsible_loads, without_responsible
from xlcheck.draws.rehearsal.tasks import RehearsedDraw, TasksBefore, rehearsed_draw
from xlcheck.messages import error_text
from xlcheck.model import DrawnVisit, PlanRow, Rehearsal, RehearsedTask, XlcheckError
from xlcheck.reading.plan import round_of, visit_of
from xlcheck.reading.tables import YearBooks
from xlcheck.reading.visits import has_caps, items_by_task


@dataclass(frozen=True, slots=True)
class YearSoFar:
    """What the year has drawn and frozen already.

    ``drawn`` are the companies, ``loads`` how many inspections each certificate number has of it, by plan number;
    ``frozen`` are the plan numbers of tasks that wait for their numbers.
    """

    drawn: tuple[DrawnVisit, ...] = ()
    loads: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    frozen: frozenset[str] = frozenset()

    def draw_of(self, row: PlanRow, mark: str) -> RehearsedDraw | None:
        """Return what a task has drawn; ``None`` where it has drawn nobody."""
        days = {visit.code: visit.day for visit in self.drawn if visit.plan_no == row.plan_no}
        made = {code: day for code, day in days.items() if day is not None}
        return RehearsedDraw(row, mark, frozenset(days), self.loads.get(row.plan_no, {}), days=made) if days else None


@dataclass(frozen=True, slots=True)
class _Outcome:
    """A task in the order of the year: what was drawn, or why nothing could be."""

    row: PlanRow
    draw: RehearsedDraw | None = None
    barrier: str = ""


def rehearse(books: YearBooks, rows: Sequence[PlanRow], so_far: YearSoFar, today: date) -> Rehearsal | None:
    """Rehearse the tasks of a plan in the order of their windows; ``None`` where a registry is missing or empty.

    Tasks that are drawn already count as they are; those that are frozen are rehearsed on the registries of today.
    """
    if not rows or books.entities is None or not len(books.entities) or books.inspectors is None:
        return None
    outcomes = list(_outcomes(books, rows, so_far, today))
    made = [outcome.draw for outcome in outcomes if outcome.draw is not None]
    work = YearOfVisits(books, today, made)
    unnamed = without_responsible(books, rows)
    return Rehearsal(
        tuple(
            _told(one, work, unnamed.get(one.row.row, ()), frozen=one.row.plan_no in so_far.frozen) for one in outcomes
        ),
        months_of(work),
        people_of(books, made),
        responsible_loads(books, rows, {draw.row.row: len(draw.codes) for draw in made}),
    )


def _outcomes(books: YearBooks, rows: Sequence[PlanRow], so_far: YearSoFar, today: date) -> Iterator[_Outcome]:
    """Yield the tasks in their order; what is drawn already stands before everything that is not."""
    in_order = sorted(rows, key=lambda row: row.window.start if row.window else date.max)
    marks = [(row, visit_of(row, books.settings)) for row in in_order]
    done = {row.row: draw for row, mark in marks if (draw := so_far.draw_of(row, mark))}
    items = items_by_task(books, {row.plan_no for row in rows}) if has_caps(books) else None
    before = TasksBefore(items, list(so_far.drawn))
    for draw in done.values():
        before.loads.update(draw.serving)
    for row, mark in marks:
        if row.row in done:
            yield _Outcome(row, done[row.row])
            continue
        try:
            draw = rehearsed_draw(books, row, mark, before, today)
        except XlcheckError as error:
            yield _Outcome(row, barrier=error_text(error).replace("\n", ""))
        else:
            before.add(draw)
            yield _Outcome(row, draw)


def _told(outcome: _Outcome, work: YearOfVisits, unnamed: Sequence[str], *, frozen: bool) -> RehearsedTask:
    row, draw = outcome.row, outcome.draw
    notes = [f"没有写{'、'.join(unnamed)}"] if unnamed else []
    notes += work.notes_on(draw) if draw is not None else []
    return RehearsedTask(
        row,
        round_of(row, work.books.settings),
        drawn=draw is not None and draw.request is None,
        frozen=frozen,
        frame=len(draw.request.entities) if draw is not None and draw.request is not None else None,
        sample=len(draw.codes) if draw is not None else 0,
        people=len(draw.serving) if draw is not None else 0,
        barriers=(outcome.barrier,) if outcome.barrier else (),
        notes=tuple(notes),
    )
