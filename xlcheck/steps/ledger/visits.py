"""The year's visits held against draws, calendar and registries: what the ledgers of all tasks say together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from xlcheck.checks.findings import with_reasons
from xlcheck.checks.visits import check_visits
from xlcheck.checks.visits.of_ledgers import visits_of_ledger
from xlcheck.checks.visits.year import Spans, VisitYear
from xlcheck.excel.read.workbook import read_book
from xlcheck.model import CompanyVisit, DrawnTask, Finding, Place, Settings, XlcheckError, finding
from xlcheck.reading.inspections import LedgerSheet
from xlcheck.reading.tables import TypedTable, day
from xlcheck.schema.inputs import ENTITIES, ENTITY_BOOK, INSPECTOR_BOOK, INSPECTORS, LEAVES, SETTINGS_BOOK, WAIVERS
from xlcheck.schema.table import Book
from xlcheck.steps.desk.desk import Run
from xlcheck.steps.desk.load import Tables, read_tables

Part = tuple[DrawnTask, LedgerSheet]
"""A task, and one of its ledgers."""


def implausible(run: Run, settings: Settings, parts: Sequence[Part]) -> tuple[Finding, ...]:
    """Return what is wrong or odd about the visits of a year, each with the reason for which staff accept it.

    Certificates and leaves are those of the registry as it is now; of who is not there, or where it cannot be read,
    those that were frozen for the draw.
    """
    visits = tuple(visit for task, sheet in parts for visit in visits_of_ledger(task, sheet, settings))
    if not visits:
        return ()
    if run.desk.practice:  # its draws are made today, its visits invented in the year that it is of
        visits = tuple(replace(visit, known_on=None) for visit in visits)
    run.progress("核对检查的日期和人员")
    people, unread = _read(run, INSPECTOR_BOOK, settings, visits)
    tasks = [task for task, _ in parts]
    year = VisitYear(
        visits,
        settings,
        run.now.date(),
        _leaves(people, tasks),
        _valid_to(people.get(INSPECTORS.key), tasks),
    )
    towns, no_towns = _towns(run, year)
    found = check_visits(replace(year, towns=towns))
    waivers, _ = _read(run, SETTINGS_BOOK, None, visits)
    return with_reasons((*unread, *no_towns, *found), waivers.get(WAIVERS.key))


def _read(
    run: Run, book: Book, settings: Settings | None, visits: Sequence[CompanyVisit]
) -> tuple[Tables, tuple[Finding, ...]]:
    """Read a book of the desk, and say at the first ledger where it cannot be."""
    path = run.desk.book(book)
    try:
        run.desk.answering(book).require_one()
        return read_book(path, book, settings)[0], ()
    except XlcheckError:
        return {}, (finding("visit.unread", Place(visits[0].place.book), book=path.name),)


def leaves_of(run: Run) -> Mapping[str, Spans]:
    """Return who is on leave when by the registry of a desk, by certificate number; raises as :func:`read_tables`."""
    return _leaves(read_tables(run.desk, INSPECTOR_BOOK)[0], ())


def _leaves(people: Tables, tasks: Iterable[DrawnTask]) -> Mapping[str, Spans]:
    """Return who is away when, by certificate number; what was frozen counts where there is no registry."""
    if LEAVES.key not in people:
        return {person.cert: person.leaves for task in tasks for person in task.record.request.inspectors}
    leaves: dict[str, Spans] = {}
    for cert, first, last in _spans(people[LEAVES.key]):
        leaves[cert] = (*leaves.get(cert, ()), (first, last))
    return leaves


def _spans(table: TypedTable) -> Iterator[tuple[str, date, date]]:
    """Yield the leaves that could be read; of the others the check of the registry tells."""
    for _, cert, first, last in table.rows(LEAVES.cert, LEAVES.first, LEAVES.last):
        start, end = day(first), day(last)
        if cert and start and end:
            yield cert, start, end


def _valid_to(registry: TypedTable | None, tasks: Iterable[DrawnTask]) -> Mapping[str, date]:
    """Return until when each certificate is valid: as the registry has it, else as it was frozen last."""
    frozen = {person.cert: person.valid_to for task in tasks for person in task.record.request.inspectors}
    rows = registry.rows(INSPECTORS.cert, INSPECTORS.cert_to) if registry is not None else ()
    return frozen | {cert: end for _, cert, value in rows if cert and (end := day(value)) is not None}


def _towns(run: Run, year: VisitYear) -> tuple[Mapping[str, str], tuple[Finding, ...]]:
    """Return the towns of companies, where anybody was at more of them on a day than he may be in towns.

    The registry is long, so it is not read for nothing.
    """
    most = year.limits.day_towns
    if most is None or all(len(visits) <= most for visits in year.by_person_and_day().values()):
        return {}, ()
    tables, unread = _read(run, ENTITY_BOOK, year.settings, year.visits)
    registry = tables.get(ENTITIES.key)
    rows = registry.rows(ENTITIES.code, ENTITIES.town) if registry is not None else ()
    return {code: town for _, code, town in rows if town}, unread
