"""What drawn tasks have inspected, and when: from the log and the ledgers, for whoever counts inspections."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from datetime import date
from pathlib import Path

from xlcheck.excel.read.workbook import read_book
from xlcheck.messages import Level, error_text, level, problem, where
from xlcheck.model import DrawnVisit, Finding, Inspection, Settings, XlcheckError
from xlcheck.reading.inspections import ledger_sheet
from xlcheck.reading.plan import plan_rows, visit_of
from xlcheck.reading.tables import YearBooks
from xlcheck.schema.outputs.ledger import LEDGER
from xlcheck.schema.table import Book
from xlcheck.steps.desk.answering import BOOK_SUFFIXES, answering_files
from xlcheck.steps.desk.desk import Desk

_TELLING = tuple(column.title for column in (LEDGER.plan_no, LEDGER.code, LEDGER.inspected))
"""Columns of a ledger that say who was inspected when."""

Days = Mapping[tuple[str, str], date]
"""The first day on which an entity was inspected for a task: by plan number and code."""


def drawn_visits(desk: Desk, books: YearBooks, *, strict: bool = True) -> tuple[DrawnVisit, ...]:
    """Return every entity that a task of the year has drawn, with the day that stands in a ledger.

    A ledger that is not there, or has no day, tells of none. One whose days cannot be told raises
    :class:`XlcheckError` ``draw.ledger-unread``, since a cap would else be counted too low; where that is not
    ``strict``, it tells of none either.
    """
    draws = desk.journal.draws()
    drawn, numbers = draws.drawn_codes(), draws.task_numbers()
    of_tasks = [numbers[plan_no] for plan_no in drawn] if strict else []
    days = _inspected_days(desk, books.settings, drawn, of_tasks) if drawn else {}
    return tuple(visits_of(drawn, numbers, days, books))


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


def _inspected_days(
    desk: Desk, settings: Settings, drawn: Mapping[str, Collection[str]], needed: Collection[str]
) -> Days:
    """Return the days in the ledgers of the desk, of the entities that are drawn.

    The ledgers of the tasks that are ``needed``, by task number, must be clear; raises as :func:`drawn_visits`.
    """
    days: dict[tuple[str, str], date] = {}
    named = (
        re.compile(rf"检查台账-(?:{'|'.join(map(re.escape, needed))})(?:-第\d+次)?(?:-补抽\d+)?") if needed else None
    )
    for path in _ledgers(desk):
        for line in _lines(path, settings, strict=named is not None and named.fullmatch(path.stem) is not None):
            key = line.plan_no, line.code
            if line.inspected and line.code in drawn.get(line.plan_no, ()):
                days[key] = min(line.inspected, days.get(key, line.inspected))
    return days


def _lines(path: Path, settings: Settings, *, strict: bool) -> tuple[Inspection, ...]:
    try:
        if strict:
            _require_one(path)
        tables, findings = read_book(path, Book("ledger", path.name, (LEDGER,)), settings)
    except XlcheckError as error:
        if strict:
            raise XlcheckError("draw.ledger-unread", text=error_text(error)) from None
        return ()
    unclear = next(filter(_hides_days, findings), None)
    if strict and unclear is not None:
        raise XlcheckError("draw.ledger-unread", text=f"{where(unclear.place)}：{problem(unclear)}。")
    return ledger_sheet(tables[LEDGER.key]).lines if LEDGER.key in tables else ()


def _require_one(path: Path) -> None:
    """Raise :class:`XlcheckError` ``ledger.several`` where other files may be meant by a ledger."""
    files = answering_files(path)
    if files.rivals:
        raise XlcheckError("ledger.several", book=path.name, files=files.dated)


def _hides_days(found: Finding) -> bool:
    """Say whether after a finding nobody knows who was inspected when: a sheet, a column or a cell is not read."""
    if level(found) is not Level.ERROR:
        return False
    return found.code.startswith(("sheet.", "header.")) or found.place.title in _TELLING


def _ledgers(desk: Desk) -> list[Path]:
    files = desk.ledgers.glob("检查台账-*")
    return sorted(path for path in files if path.suffix.lower() in BOOK_SUFFIXES and path.is_file())
