"""What drawn tasks have inspected, and when: from the log and the ledgers, for whoever counts inspections."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import date
from pathlib import Path

from xlcheck.excel.read.workbook import read_book
from xlcheck.model import DrawnVisit, Inspection, Settings, XlcheckError
from xlcheck.reading.inspections import ledger_sheet
from xlcheck.reading.plan import plan_rows, visit_of
from xlcheck.reading.tables import YearBooks
from xlcheck.schema.outputs.ledger import LEDGER
from xlcheck.schema.table import Book
from xlcheck.steps.desk.answering import BOOK_SUFFIXES
from xlcheck.steps.desk.desk import Desk

Days = Mapping[tuple[str, str], date]
"""The first day on which an entity was inspected for a task: by plan number and code."""


def drawn_visits(desk: Desk, books: YearBooks, *, strict: bool = True) -> tuple[DrawnVisit, ...]:
    """Return every entity that a task of the year has drawn, with the day that stands in a ledger.

    A ledger that is not there, or has no day, tells of none. Raises :class:`XlcheckError` as :func:`read_book`; where
    that is not ``strict``, a ledger that cannot be read tells of no day either.
    """
    draws = desk.journal.draws()
    drawn = draws.drawn_codes()
    days = inspected_days(desk, books.settings, drawn, strict=strict) if drawn else {}
    return tuple(visits_of(drawn, draws.task_numbers(), days, books))


def visits_of(
    drawn: Mapping[str, Collection[str]], numbers: Mapping[str, str], days: Days, books: YearBooks
) -> Iterator[DrawnVisit]:
    """Iterate over the drawn entities of each task; ``numbers`` are 抽查任务编号 by plan number."""
    rows = plan_rows(books.plan, books.settings)[0] if books.plan is not None else ()
    marks = {row.plan_no: visit_of(row, books.settings) for row in rows}
    for plan_no, codes in sorted(drawn.items()):
        for code in sorted(codes):
            mark = marks.get(plan_no, plan_no)
            yield DrawnVisit(code, plan_no, numbers[plan_no], mark, days.get((plan_no, code)))


def inspected_days(desk: Desk, settings: Settings, drawn: Mapping[str, Collection[str]], *, strict: bool) -> Days:
    """Return the days in the ledgers of the desk, of the entities that are drawn; raises as :func:`drawn_visits`."""
    days: dict[tuple[str, str], date] = {}
    for path in _ledgers(desk):
        for line in _lines(path, settings, strict=strict):
            key = line.plan_no, line.code
            if line.inspected and line.code in drawn.get(line.plan_no, ()):
                days[key] = min(line.inspected, days.get(key, line.inspected))
    return days


def _lines(path: Path, settings: Settings, *, strict: bool) -> tuple[Inspection, ...]:
    try:
        tables, _ = read_book(path, Book("ledger", path.name, (LEDGER,)), settings)
    except XlcheckError:
        if strict:
            raise
        return ()
    return ledger_sheet(tables[LEDGER.key]).lines if LEDGER.key in tables else ()


def _ledgers(desk: Desk) -> list[Path]:
    files = desk.ledgers.glob("检查台账-*")
    return sorted(path for path in files if path.suffix.lower() in BOOK_SUFFIXES and path.is_file())
