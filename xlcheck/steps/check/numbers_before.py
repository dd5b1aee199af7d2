"""The numbers of last year's plan, whose form is followed by a plan in which nothing is numbered yet."""

from __future__ import annotations

from xlcheck.model import XlcheckError
from xlcheck.reading.numbering import TaskNumbers
from xlcheck.reading.tables import YearBooks
from xlcheck.schema.inputs import PLAN, PLAN_BOOK
from xlcheck.steps.desk.desk import Desk
from xlcheck.steps.desk.load import read_tables
from xlcheck.steps.desk.own_years import bureau_of


def numbers_before(desk: Desk, books: YearBooks) -> tuple[TaskNumbers, ...]:
    """Return the numbers of the plan in the folder of the year before, where the bureau is the same.

    None where this year's plan shows a form of its own, or where last year's cannot be read.
    """
    if books.plan is None or (books.plan[PLAN.plan_no] != "").any() or (books.plan[PLAN.task_no] != "").any():
        return ()
    last = Desk(desk.root.resolve().parent / str(books.settings.year - 1))
    if not last.book(PLAN_BOOK).is_file() or bureau_of(last) != books.settings.bureau:
        return ()
    try:
        plan = read_tables(last, PLAN_BOOK)[0][PLAN.key]
    except (XlcheckError, KeyError):
        return ()
    return tuple(TaskNumbers(*cells) for _, *cells in plan.rows(PLAN.plan_no, PLAN.plan_name, PLAN.task_no))
