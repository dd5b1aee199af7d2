"""What the five years before did with their items, where all of them stand beside this one."""

from __future__ import annotations

from xlcheck.journal.draw_events import Draw
from xlcheck.model import PastItems, XlcheckError
from xlcheck.reading.folding import fold_title
from xlcheck.reading.items import inspected_items, listed_items
from xlcheck.reading.plan import plan_rows
from xlcheck.reading.tables import YearBooks
from xlcheck.schema.inputs import ITEM_BOOK, ITEMS, PLAN, PLAN_BOOK
from xlcheck.steps.desk.desk import Desk
from xlcheck.steps.desk.load import read_tables
from xlcheck.steps.desk.own_years import bureau_of

_YEARS = 5


def items_before(desk: Desk, books: YearBooks) -> tuple[PastItems, ...]:
    """Return the items of the five years before, the first one first.

    None where one of these years does not stand beside this one, is another bureau's, or cannot be read: nothing can be
    said of an item then.
    """
    if books.items is None or not len(books.items):
        return ()
    year, home = books.settings.year, desk.root.resolve().parent
    desks = [Desk(home / str(before)) for before in range(year - _YEARS, year)]
    needed = [one.book(book) for one in desks for book in (PLAN_BOOK, ITEM_BOOK)]
    if not all(path.is_file() for path in needed) or any(bureau_of(one) != books.settings.bureau for one in desks):
        return ()
    try:
        return tuple(map(_of_year, desks))
    except (XlcheckError, OSError, KeyError):
        return ()


def _of_year(desk: Desk) -> PastItems:
    """Return the items of a year: those on its list under random inspection, and those of the tasks that were drawn."""
    plan, settings = read_tables(desk, PLAN_BOOK)
    items, _ = read_tables(desk, ITEM_BOOK)
    books = YearBooks(settings, plan=plan[PLAN.key], items=items[ITEMS.key])
    tasks = {event.task_no for event in desk.journal.draws().of_kind(Draw)}
    drawn = [row for row in plan_rows(plan[PLAN.key], settings)[0] if row.task_no in tasks]
    return PastItems(
        settings.year,
        frozenset(fold_title(item.name) for item in listed_items(items[ITEMS.key]) if item.random),
        frozenset(fold_title(item.name) for row in drawn for item in inspected_items(books, row)),
    )
