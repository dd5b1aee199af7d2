"""随机抽查事项清单: which of its items a task inspects, and the share of those under random inspection."""

from __future__ import annotations

from fractions import Fraction

import pandas as pd

from xlcheck.model import Category, ItemMatch, ListedItem, PlanRow
from xlcheck.reading.bureaus import places_of
from xlcheck.reading.expressions.items import has_numbers_alone, match_items
from xlcheck.reading.folding import split_list
from xlcheck.reading.plan import departments_in, departments_of
from xlcheck.reading.tables import TypedTable, YearBooks
from xlcheck.schema.inputs import ITEMS

TARGET = Fraction(5, 100)
"""The share to be reached at least (平交字〔2020〕94号, 一)."""


def item_share(items: TypedTable) -> tuple[int, int]:
    """Count the market-supervision items under random inspection, and all of them."""
    supervised = items[ITEMS.supervised] == "是"
    return int((supervised & (items[ITEMS.random] == "是")).sum()), int(supervised.sum())


def listed_items(items: TypedTable) -> tuple[ListedItem, ...]:
    """Return the named items of the list, in its order."""
    duties = items[ITEMS.duty].to_dict() if items.has(ITEMS.duty) else {}
    columns = (ITEMS.no, ITEMS.code, ITEMS.name, ITEMS.aliases, ITEMS.body, ITEMS.category, ITEMS.random)
    return tuple(
        ListedItem(
            row,
            name,
            category,
            random == "是",
            None if no is pd.NA else int(no),
            code,
            split_list(aliases),
            split_list(body),
            str(duties.get(row, "")),
        )
        for row, no, code, name, aliases, body, category, random in items.rows(*columns)
        if name
    )


def admitted_items(books: YearBooks, category: str, departments: str) -> tuple[ListedItem, ...]:
    """Return the items under random inspection that a task can inspect, by its category and 联合部门.

    They are those of its category, also of the departments that join it. What is for departments alone that join
    other tasks of the plan is left out.
    """
    if books.items is None:
        return ()
    absent = departments_of(books.plan) - set(departments_in(departments))
    return tuple(
        item
        for item in listed_items(books.items)
        if item.category == category and item.random and (not item.bodies or {*item.bodies} - absent)
    )


def match_in_books(books: YearBooks, text: str, category: str, departments: str) -> ItemMatch | None:
    """Return the items of the list that a text of 抽查事项 means, and what of it means none for sure.

    ``None`` where there is nothing to hold it against: no list or a blank one, no text, no category.
    """
    if books.items is None or not len(books.items) or not category or not text:
        return None
    known = next((one for one in books.settings.categories if one.name == category), Category(category))
    own = admitted_items(books, category, departments)
    return match_items(text, known, own, listed_items(books.items), places_of(books.settings))


def task_items(books: YearBooks, plan: PlanRow) -> ItemMatch | None:
    """Return what 抽查事项 of a task means by the list, as :func:`match_in_books`."""
    return match_in_books(books, plan.items, plan.scope.category if plan.scope else "", plan.departments)


def written_items(books: YearBooks, plan: PlanRow, text: str) -> str:
    """Return 检查事项 as the public reads it: where a text has numbers and codes of the list alone, the names."""
    if books.items is None or plan.scope is None:
        return text
    codes = [code for _, code in books.items.rows(ITEMS.code) if code]
    match = match_in_books(books, text, plan.scope.category, plan.departments)
    if match is None or match.doubts or not has_numbers_alone(text, codes):
        return text
    return "、".join(item.name for item in match.items)


def inspected_items(books: YearBooks, plan: PlanRow, narrowed: str = "") -> tuple[ListedItem, ...]:
    """Return the items that are inspected at the entities of a task: those that its 抽查事项 means.

    Of a department that joins, and of whose items none is named, all go along. Where 抽查事项 cannot be told for sure
    it is all that the task can inspect. A text to which an inspection was ``narrowed`` counts where it can be told.
    """
    if plan.scope is None:
        return ()
    if narrowed and narrowed != plan.items:
        part = match_in_books(books, narrowed, plan.scope.category, plan.departments)
        if part is not None and part.items and not part.doubts:
            return part.items
    own, match = admitted_items(books, plan.scope.category, plan.departments), task_items(books, plan)
    if match is None or match.doubts or not match.items:
        return own
    joining = set(departments_in(plan.departments)) if plan.departments else set()
    silent = joining - {body for item in match.items for body in item.bodies}
    return tuple(item for item in own if item in match.items or {*item.bodies} & silent)


def items_of_task(books: YearBooks, plan: PlanRow) -> tuple[str, ...]:
    """Return the names of the items that a task inspects."""
    return tuple(item.name for item in inspected_items(books, plan))
