"""全年预演: the tasks of a year one after the other, each drawn on what those before it have left.

What is frozen and drawn here is what a freeze would fix and a draw would do, by the same functions; only the seed is
worth nothing. Whom it draws is counted and never shown: nobody's chance in the real draw depends on it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from xlcheck.draws.rehearsal.months import YearOfVisits, months_of
from xlcheck.draws.rehearsal.people import people_of
from xlcheck.draws.rehearsal.responsible import responsible_loads, without_responsible
from xlcheck.draws.rehearsal.tasks import RehearsedDraw, TasksBefore, rehearsed_draw
from xlcheck.messages import error_text
from xlcheck.model import DrawnVisit, PlanRow, Rehearsal, RehearsedTask, XlcheckError
from xlcheck.reading.plan import round_of, visit_of
from xlcheck.reading.tables import YearBooks
from xlcheck.reading.visits import items_by_task

Loads = Mapping[str, Mapping[str, int]]
"""How many inspections each certificate number has, by the plan number of a task that is drawn."""


@dataclass(frozen=True, slots=True)
class _Outcome:
    """A task in the order of the year: what was drawn, or why nothing could be."""

    row: PlanRow
    draw: RehearsedDraw | None = None
    barrier: str = ""


def rehearse(
    books: YearBooks, rows: Sequence[PlanRow], drawn: Sequence[DrawnVisit], loads: Loads, today: date
) -> Rehearsal | None:
    """Rehearse the tasks of a plan in the order of their windows; ``None`` where a registry is missing or empty.

    ``drawn`` is what was drawn already, and ``loads`` how many inspections each certificate number has of it, by plan
    number: these tasks count as they are.
    """
    if not rows or books.entities is None or not len(books.entities) or books.inspectors is None:
        return None
    outcomes = list(_outcomes(books, rows, drawn, loads, today))
    made = [outcome.draw for outcome in outcomes if outcome.draw is not None]
    work = YearOfVisits(books, today, made)
    unnamed = without_responsible(books, rows)
    return Rehearsal(
        tuple(_told(books, outcome, work, unnamed) for outcome in outcomes),
        months_of(work),
        people_of(books, made),
        responsible_loads(books, rows, {draw.row.row: len(draw.codes) for draw in made}),
    )


def _outcomes(
    books: YearBooks, rows: Sequence[PlanRow], drawn: Sequence[DrawnVisit], loads: Loads, today: date
) -> Iterator[_Outcome]:
    """Yield the tasks in their order; what is drawn already stands before everything that is not."""
    before = TasksBefore(items_by_task(books, {row.plan_no for row in rows}))
    codes: dict[str, set[str]] = {}
    for visit in drawn:
        codes.setdefault(visit.plan_no, set()).add(visit.code)
        before.visits.append(visit)
    done = {row.plan_no for row in rows if row.plan_no in codes}
    for plan_no in done:
        before.loads.update(loads.get(plan_no, {}))
    days = {(visit.plan_no, visit.code): visit.day for visit in drawn if visit.day}
    for row in sorted(rows, key=lambda row: row.window.start if row.window else date.max):
        mark = visit_of(row, books.settings)
        if row.plan_no in done:
            of_task = {code: day for (plan_no, code), day in days.items() if plan_no == row.plan_no}
            yield _Outcome(
                row, RehearsedDraw(row, mark, frozenset(codes[row.plan_no]), loads.get(row.plan_no, {}), days=of_task)
            )
            continue
        try:
            draw = rehearsed_draw(books, row, mark, before, today)
        except XlcheckError as error:
            yield _Outcome(row, barrier=error_text(error).replace("\n", ""))
            continue
        before.add(draw)
        yield _Outcome(row, draw)


def _told(
    books: YearBooks, outcome: _Outcome, work: YearOfVisits, unnamed: Mapping[int, tuple[str, ...]]
) -> RehearsedTask:
    row, draw = outcome.row, outcome.draw
    notes = [f"没有写{'、'.join(unnamed[row.row])}"] if row.row in unnamed else []
    notes += work.notes_on(draw) if draw is not None else []
    return RehearsedTask(
        row,
        round_of(row, books.settings),
        drawn=draw is not None and draw.request is None,
        frame=len(draw.request.entities) if draw is not None and draw.request is not None else None,
        sample=len(draw.codes) if draw is not None else 0,
        people=len(draw.serving) if draw is not None else 0,
        barriers=(outcome.barrier,) if outcome.barrier else (),
        notes=tuple(notes),
    )
