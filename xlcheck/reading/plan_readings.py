"""读作: each expression of a plan as it was typed, and what was read of it, in words that are read as the same."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator

from xlcheck.model import ItemMatch, Ratio, Reading, Trouble
from xlcheck.reading.bureaus import places_of
from xlcheck.reading.departments import sizes_of
from xlcheck.reading.expressions.days import parse_days
from xlcheck.reading.expressions.departments import parse_departments
from xlcheck.reading.expressions.filter import read_filter
from xlcheck.reading.expressions.frequency import parse_cap, parse_frequency
from xlcheck.reading.expressions.in_words import (
    days_in_words,
    departments_in_words,
    filter_in_words,
    frequency_in_words,
    grades_in_words,
    ratio_in_words,
    scope_in_words,
    window_in_words,
)
from xlcheck.reading.expressions.ratio import frequency_within, parse_grades, parse_ratio
from xlcheck.reading.expressions.scope import parse_scope, unused_words
from xlcheck.reading.expressions.window import parse_window
from xlcheck.reading.folding import says_nothing
from xlcheck.reading.grades import grade_words
from xlcheck.reading.items import match_in_books
from xlcheck.reading.tables import TypedTable, YearBooks
from xlcheck.schema.inputs import PLAN
from xlcheck.schema.table import Column


def plan_readings(books: YearBooks, plan_numbers: Collection[str] | None = None) -> Iterator[Reading]:
    """Yield what was read of every expression of the plan, row by row; of some tasks where their numbers are given."""
    plan = books.plan
    if plan is None:
        return
    for row, number, task in plan.rows(PLAN.plan_no, PLAN.task_no):
        if plan_numbers is None or number in plan_numbers:
            yield from _of_row(books, plan, int(row), task or number)


def _of_row(books: YearBooks, plan: TypedTable, row: int, task: str) -> Iterator[Reading]:
    if (match := _items_of(books, plan, row)) is not None:
        names = "" if match.doubts else "、".join(item.name for item in match.items)
        yield Reading(plan.place(row, PLAN.items), task, plan.shown(row, PLAN.items), names)
    for column, say in _READERS.items():
        if plan.has(column) and (text := str(plan.at(row, column))):
            said = "无" if column not in _ALWAYS and says_nothing(text) else say(books, plan.typed_in(row, column))
            yield Reading(plan.place(row, column), task, _as_shown(plan, row, column), said)


def _items_of(books: YearBooks, plan: TypedTable, row: int) -> ItemMatch | None:
    """Return what 抽查事项 of a row means by the list; ``None`` where there is no list to read it by."""
    scope = parse_scope(str(plan.at(row, PLAN.scope)), books.settings.categories, places_of(books.settings))
    category = "" if isinstance(scope, Trouble) else scope.category
    return match_in_books(books, str(plan.at(row, PLAN.items)), category, str(plan.at(row, PLAN.departments)))


def _as_shown(plan: TypedTable, row: int, column: Column) -> str:
    ratio = parse_ratio(plan.typed_in(row, column)) if column is PLAN.ratio else None
    return ratio.text if isinstance(ratio, Ratio) else plan.shown(row, column)


def _ratio(books: YearBooks, cell: str) -> str:
    ratio = parse_ratio(cell, grade_words(books.settings))
    if isinstance(ratio, Trouble):
        return ""
    often = frequency_within(cell)
    return ratio_in_words(ratio) + (f"；{_frequency(books, often)}" if often else "")


def _grades(books: YearBooks, cell: str) -> str:
    grades = parse_grades(cell, grade_words(books.settings))
    return "" if isinstance(grades, Trouble) else grades_in_words(grades) or "无"


def _scope(books: YearBooks, cell: str) -> str:
    settings = books.settings
    scope = parse_scope(cell, settings.categories, places_of(settings))
    if isinstance(scope, Trouble):
        return ""
    return scope_in_words(scope, unused_words(cell, settings.categories, places_of(settings)))


def _window(books: YearBooks, cell: str) -> str:
    window = parse_window(cell, books.settings.year)
    return "" if isinstance(window, Trouble) else window_in_words(window)


def _filter(books: YearBooks, cell: str) -> str:
    criteria = read_filter(books, cell)
    return "" if isinstance(criteria, Trouble) else filter_in_words(criteria)


def _departments(books: YearBooks, cell: str) -> str:
    names = parse_departments(cell)
    if isinstance(names, Trouble):
        return ""
    return departments_in_words(names, sizes_of(books.inspectors, names) if books.inspectors is not None else None)


def _frequency(books: YearBooks, cell: str) -> str:
    frequency = parse_frequency(cell, books.settings.year)
    return "" if isinstance(frequency, Trouble) else frequency_in_words(frequency)


def _cap(books: YearBooks, cell: str) -> str:
    cap = parse_cap(cell, books.settings.year)
    return "" if isinstance(cap, Trouble) else frequency_in_words(cap)


def _days(books: YearBooks, cell: str) -> str:
    days = parse_days(cell, books.settings.year)
    return "" if isinstance(days, Trouble) else days_in_words(days)


def _term(books: YearBooks, cell: str) -> str:
    days = parse_days(cell, books.settings.year)
    return "" if isinstance(days, Trouble) else f"{days.end}"


_READERS: dict[Column, Callable[[YearBooks, str], str]] = {
    PLAN.ratio: _ratio,
    PLAN.credit: _grades,
    PLAN.scope: _scope,
    PLAN.window: _window,
    PLAN.filter: _filter,
    PLAN.departments: _departments,
    PLAN.frequency: _frequency,
    PLAN.frequency_cap: _cap,
    PLAN.drawn_in: _days,
    PLAN.finished_by: _term,
}
_ALWAYS = frozenset({PLAN.ratio, PLAN.scope, PLAN.window})
"""Columns in which 无 says nothing that could be read."""
