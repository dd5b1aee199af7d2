"""The year's visits held against draws, calendar and registries: what ledgers and 其他检查 say together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from xlcheck.checks.findings import with_reasons
from xlcheck.checks.visits import CERTAIN_RULES, check_visits
from xlcheck.checks.visits.of_ledgers import visits_of_ledger
from xlcheck.checks.visits.of_others import visits_of_others
from xlcheck.checks.visits.year import Spans, VisitYear
from xlcheck.excel.read.workbook import read_book
from xlcheck.model import CompanyVisit, DrawnTask, Finding, Place, Settings, XlcheckError, finding
from xlcheck.reading.inspections import LedgerSheet
from xlcheck.reading.tables import TypedTable, YearBooks, day
from xlcheck.schema.inputs import (
    ENTITIES,
    ENTITY_BOOK,
    INSPECTOR_BOOK,
    INSPECTORS,
    LEAVES,
    OTHER_BOOK,
    SETTINGS_BOOK,
    WAIVERS,
)
from xlcheck.schema.table import Book
from xlcheck.steps.desk.desk import Run
from xlcheck.steps.desk.load import Tables, read_tables

Part = tuple[DrawnTask, LedgerSheet]
"""A task, and one of its ledgers."""


def impossible(run: Run, settings: Settings, parts: Sequence[Part]) -> tuple[Finding, ...]:
    """Return what cannot be true of the visits of ledgers: what keeps their rows back, and no more.

    It needs neither the long registry nor 其他检查, so whoever asks often asks for this.
    """
    lines = _of_ledgers(run, settings, parts)
    if not lines:
        return ()
    year, unread = _held_against(run, settings, lines, None, [task for task, _ in parts])
    return (*_unread(lines, unread), *check_visits(year, CERTAIN_RULES))


def implausible(run: Run, settings: Settings, parts: Sequence[Part]) -> tuple[Finding, ...]:
    """Return what is wrong or odd about the visits of a year, each with the reason for which staff accept it.

    The visits are those of ledgers and of 其他检查; what is found stands at the row of either. Certificates and leaves
    are those of the registry as it is now; of who is not there, or where it cannot be read, those that were frozen for
    the draw.
    """
    lines = _of_ledgers(run, settings, parts)
    others, no_others = _others(run, settings)
    if not lines and (others is None or not len(others)):
        return ()
    run.progress("核对检查的日期和人员")
    year, no_people = _held_against(run, settings, lines, others, [task for task, _ in parts])
    towns, no_towns = _towns(run, year)
    found = check_visits(replace(year, towns=towns))
    waivers, _ = read_if_whole(run, SETTINGS_BOOK, None)
    unread = _unread(year.visits, (*no_others, *no_people, *no_towns))
    return with_reasons((*unread, *found), waivers.get(WAIVERS.key))


def _of_ledgers(run: Run, settings: Settings, parts: Sequence[Part]) -> list[CompanyVisit]:
    visits = [visit for task, sheet in parts for visit in visits_of_ledger(task, sheet, settings)]
    if run.desk.practice:  # its draws are made today, its visits invented in the year that it is of
        visits = [replace(visit, known_on=None) for visit in visits]
    return visits


def _held_against(
    run: Run,
    settings: Settings,
    lines: Sequence[CompanyVisit],
    others: TypedTable | None,
    tasks: Sequence[DrawnTask],
) -> tuple[VisitYear, tuple[str, ...]]:
    """Return the visits with what the registry says of people; and its name where it could not be read."""
    people, unread = read_if_whole(run, INSPECTOR_BOOK, settings)
    registry = people.get(INSPECTORS.key)
    books = YearBooks(settings, inspectors=registry, others=others)
    visits = (*lines, *visits_of_others(books, {visit.code: visit.name for visit in lines}))
    year = VisitYear(visits, settings, run.now.date(), _leaves(people, tasks), _valid_to(registry, tasks))
    return year, unread


def _unread(visits: Sequence[CompanyVisit], books: Iterable[str]) -> list[Finding]:
    """Say of books that could not be read, at the first workbook that would have been held against them."""
    return [finding("visit.unread", Place(visits[0].place.book), book=name) for name in books] if visits else []


def read_if_whole(run: Run, book: Book, settings: Settings | None) -> tuple[Tables, tuple[str, ...]]:
    """Read a book of the desk; returns its tables, and its name where they could not be read."""
    path = run.desk.book(book)
    try:
        run.desk.answering(book).require_one()
        return read_book(path, book, settings)[0], ()
    except XlcheckError:
        return {}, (path.name,)


def _others(run: Run, settings: Settings) -> tuple[TypedTable | None, tuple[str, ...]]:
    """Read 其他检查, which need not be there."""
    if not run.desk.book(OTHER_BOOK).exists():
        return None, ()
    tables, unread = read_if_whole(run, OTHER_BOOK, settings)
    return tables.get(OTHER_BOOK.key), unread


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


def _towns(run: Run, year: VisitYear) -> tuple[Mapping[str, str], tuple[str, ...]]:
    """Return the towns of companies, where anybody was at more of them on a day than he may be in towns.

    The registry is long, so it is not read for nothing.
    """
    most = year.limits.day_towns
    if most is None or all(len(visits) <= most for visits in year.by_person_and_day().values()):
        return {}, ()
    tables, unread = read_if_whole(run, ENTITY_BOOK, year.settings)
    registry = tables.get(ENTITIES.key)
    rows = registry.rows(ENTITIES.code, ENTITIES.town) if registry is not None else ()
    return {code: town for _, code, town in rows if town}, unread
