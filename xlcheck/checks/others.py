"""其他检查: each row is a visit of this year, of a known entity by known people, and stands once."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from xlcheck.checks.context import Context
from xlcheck.model import Finding, OtherInspection, Trouble
from xlcheck.reading.folding import fold_title, split_list
from xlcheck.reading.others import known_people, other_inspections, people_in
from xlcheck.reading.tables import YearBooks
from xlcheck.schema.inputs import ENTITIES, ITEMS, OTHERS
from xlcheck.schema.table import Column

Told = Callable[[OtherInspection], Trouble | None]
"""Returns what is wrong with a row, if anything is."""


def _each(context: Context, column: Column, told: Told) -> Iterator[Finding]:
    """Make a finding in a column for each row of which something is told."""
    if context.books.others is not None:
        troubles = ((row.row, told(row)) for row in other_inspections(context.books))
        yield from context.books.others.each(column, ((row, trouble) for row, trouble in troubles if trouble))


def visits_lie_in_the_year(context: Context) -> Iterator[Finding]:
    """Require 检查日期 to lie in the year of the desk: a row of another year counts nowhere."""
    year = context.settings.year

    def told(row: OtherInspection) -> Trouble | None:
        if row.inspected is None or row.inspected.year == year:
            return None
        return Trouble("others.other-year", (("day", str(row.inspected)), ("year", str(year))))

    yield from _each(context, OTHERS.inspected, told)


def visited_entities_are_listed(context: Context) -> Iterator[Finding]:
    """Point out a visited entity that the registry does not have."""
    names = _names(context.books)
    if names:
        trouble = Trouble("others.unlisted")
        yield from _each(context, OTHERS.code, lambda row: None if row.code in names else trouble)


def visited_names_agree(context: Context) -> Iterator[Finding]:
    """Require 检查对象名称 to be that which the registry has for the code."""
    names = _names(context.books)

    def told(row: OtherInspection) -> Trouble | None:
        listed = names.get(row.code, "")
        if not (row.name and listed) or fold_title(row.name) == fold_title(listed):
            return None
        return Trouble("others.name-differs", (("listed", listed),))

    yield from _each(context, OTHERS.name, told)


def visitors_are_known(context: Context) -> Iterator[Finding]:
    """Point out people of 检查人员 whom the registry does not have."""
    known = known_people(context.books.inspectors)

    def told(row: OtherInspection) -> Trouble | None:
        unknown = people_in(row.inspectors, known)[1]
        return Trouble("others.unknown-person", (("people", "、".join(unknown)),)) if unknown else None

    if known:
        yield from _each(context, OTHERS.inspectors, told)


def nobody_visits_alone(context: Context) -> Iterator[Finding]:
    """Require 检查人员, where they are entered, to be two at least, as the law does.

    Source: 行政处罚法 (2021), article 42.
    """
    trouble = Trouble("others.one-person")
    yield from _each(context, OTHERS.inspectors, lambda row: trouble if len(split_list(row.inspectors)) == 1 else None)


def visited_items_are_listed(context: Context) -> Iterator[Finding]:
    """Require 检查事项 to be names of 随机抽查事项清单: nothing is inspected that is on no list."""
    items = context.books.items
    known = set(map(fold_title, items[ITEMS.name])) if items is not None else set()

    def told(row: OtherInspection) -> Trouble | None:
        unknown = [name for name in split_list(row.items) if fold_title(name) not in known]
        return Trouble("others.unknown-item", (("items", "、".join(unknown)),)) if unknown else None

    if known:
        yield from _each(context, OTHERS.items, told)


def visits_stand_once(context: Context) -> Iterator[Finding]:
    """Require rows to differ in entity, day, kind, source, items or 检查码."""
    others = context.books.others
    if others is None:
        return
    first: dict[tuple[object, ...], int] = {}

    def told(row: OtherInspection) -> Trouble | None:
        items = frozenset(map(fold_title, split_list(row.items)))
        same = (row.code, row.inspected, row.inspection_type, fold_title(row.source), items, row.visit_code)
        before = first.setdefault(same, row.row)
        if before == row.row or row.inspected is None:
            return None
        assert others is not None
        return Trouble("others.repeated", (("first", others.row_in_words(before)),))

    yield from _each(context, OTHERS.code, told)


def _names(books: YearBooks) -> dict[str, str]:
    """Return the names of the registry by code; none where no visit asks for them, as registries are long."""
    if books.others is None or books.entities is None:
        return {}
    return {code: name for _, code, name in books.entities.rows(ENTITIES.code, ENTITIES.name)}
