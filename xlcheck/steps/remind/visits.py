"""How often entities were inspected in all, said beside what is due."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from xlcheck.messages import error_text
from xlcheck.model import DrawnVisit, Settings, XlcheckError
from xlcheck.reading.others import other_inspections
from xlcheck.reading.plan import visit_of
from xlcheck.reading.tables import YearBooks
from xlcheck.reading.visits import Visits, counted_others, year_visits
from xlcheck.schema.inputs import ENTITIES, ENTITY_BOOK, OTHER_BOOK
from xlcheck.steps.desk.desk import Desk, Run
from xlcheck.steps.desk.load import read_tables
from xlcheck.steps.ledger.read import TaskLedger

_NAMED = 6
"""So many entities are named."""


def notes_of_visits(run: Run, settings: Settings, ledgers: Sequence[TaskLedger]) -> Iterator[str]:
    """Yield how many other inspections were entered, and who may not be inspected once more this year.

    Nothing is said where there is neither 其他检查 nor a yearly cap; of a workbook that cannot be read, why.
    """
    try:
        yield from _notes(run.desk, settings, ledgers)
    except XlcheckError as error:
        yield error_text(error)


def _notes(desk: Desk, settings: Settings, ledgers: Sequence[TaskLedger]) -> Iterator[str]:
    books = _books(desk, settings)
    if rows := tuple(counted_others(books)) or other_inspections(books):
        yield error_text(XlcheckError("status.visits", count=len(rows)))
    cap = settings.policy.inspection_cap
    if cap is not None:
        visits = year_visits(books, _drawn(settings, ledgers))
        full = sorted(code for code, of in visits.items() if len(of) >= cap)
        if full:
            names = _names(desk, full, visits)
            yield error_text(XlcheckError("status.visits-full", cap=cap, count=len(full), names=names))


def _books(desk: Desk, settings: Settings) -> YearBooks:
    tables = read_tables(desk, OTHER_BOOK)[0] if desk.book(OTHER_BOOK).exists() else {}
    return YearBooks(settings, others=tables.get(OTHER_BOOK.key))


def _drawn(settings: Settings, ledgers: Sequence[TaskLedger]) -> Iterator[DrawnVisit]:
    days = {(one.plan_no, line.code): line.inspected for one in ledgers for line in one.lines if line.inspected}
    for plan_no, one in {one.plan_no: one for one in ledgers}.items():
        plan = one.record.request.plan
        for code in (visit.drawn.code for visit in one.task.current):
            yield DrawnVisit(code, plan_no, plan.task_no, visit_of(plan, settings), days.get((plan_no, code)))


def _names(desk: Desk, codes: Sequence[str], visits: Visits) -> str:
    registry = read_tables(desk, ENTITY_BOOK)[0][ENTITY_BOOK.key]
    names = {code: name for _, code, name in registry.rows(ENTITIES.code, ENTITIES.name)}
    listed = "、".join(f"{names.get(code) or code}（{len(visits[code])} 次）" for code in codes[:_NAMED])
    return listed + ("等" if len(codes) > _NAMED else "")
