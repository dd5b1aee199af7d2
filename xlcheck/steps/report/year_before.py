"""The year before, for comparison: its desk is read as it stands, and nothing is written into it."""

from __future__ import annotations

from dataclasses import replace

from xlcheck.messages import error_text
from xlcheck.model import XlcheckError, YearBefore
from xlcheck.schema.inputs import ENTITY_BOOK, PLAN_BOOK, SETTINGS_BOOK
from xlcheck.steps.desk.desk import Desk, Run
from xlcheck.steps.desk.load import load_needed
from xlcheck.steps.desk.own_years import bureau_of, is_anothers_example
from xlcheck.steps.ledger.read import read_ledgers
from xlcheck.steps.report.figures import count_year, doubts

_PRACTICE = {True: "是演练", False: "不是演练"}


def year_before(run: Run, year: int) -> YearBefore:
    """Return the figures of the desk beside this one that is named for the year before ``year``.

    Where they cannot be had, the note says why; a practice desk is compared with practice desks only, and nobody but
    the bureau of the shipped year with that one.
    """
    last = year - 1
    desk = Desk(run.desk.root.resolve().parent / str(last))
    try:
        return _unfit(run, desk, last) or _count_year(replace(run.quiet, desk=desk), last)
    except XlcheckError as error:
        return _without(last, XlcheckError("report.year-before-unread", year=last, why=error_text(error)))


def _without(year: int, why: XlcheckError) -> YearBefore:
    return YearBefore(year, note=error_text(why))


def _unfit(run: Run, desk: Desk, year: int) -> YearBefore | None:
    """Say why a folder is not to be compared with; ``None`` where it is."""
    if not desk.book(SETTINGS_BOOK).is_file():
        return _without(year, XlcheckError("report.no-year-before", year=year))
    if desk.practice != run.desk.practice:
        ours, theirs = _PRACTICE[run.desk.practice], _PRACTICE[desk.practice]
        return _without(year, XlcheckError("report.year-before-practice", year=year, theirs=theirs, ours=ours))
    if is_anothers_example(desk, bureau_of(run.desk)):
        return _without(year, XlcheckError("report.year-before-example", year=year))
    return None


def _count_year(before: Run, year: int) -> YearBefore:
    books = load_needed(before, PLAN_BOOK, ENTITY_BOOK)
    desk_year = books.settings.year
    if desk_year != year:
        error = XlcheckError("report.year-before-other", found=desk_year, year=year)
        return _without(year, error)
    ledgers = read_ledgers(before, books.settings)
    figures = count_year(before, books, ledgers)
    problems = doubts(f for ledger in ledgers for f in ledger.findings)
    doubtful = XlcheckError("report.year-before-doubtful", year=year, count=len(problems))
    return YearBefore(year, len(figures.tasks), figures.whole, error_text(doubtful) if problems else "")
