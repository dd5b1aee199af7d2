"""定向条件: which entities of a category a directed draw is among, read from one line of text.

``信用风险等级为C、D；上次抽查日期早于2020年`` - conditions joined by ；, each of a column of 检查对象名录库 that may
stand in one, a relation and values. Only columns with a list of values may, and dates by whole years: whatever is typed
freely could name one entity or one person.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from xlcheck.model import Condition, Filter, FilterRelation, Trouble
from xlcheck.reading.dates import read_date
from xlcheck.reading.folding import fold_title, split_list
from xlcheck.reading.tables import YearBooks
from xlcheck.reading.vocabulary import vocabulary
from xlcheck.schema.inputs import ENTITIES
from xlcheck.schema.table import DATE_KINDS, Column, Kind, Table

_WORDS: tuple[tuple[str, FilterRelation], ...] = (
    ("不为空", FilterRelation.FILLED),
    ("为空", FilterRelation.BLANK),
    ("不早于", FilterRelation.NOT_BEFORE),
    ("不晚于", FilterRelation.NOT_AFTER),
    ("早于", FilterRelation.BEFORE),
    ("晚于", FilterRelation.AFTER),
    ("不属于", FilterRelation.NOT_IN),
    ("不等于", FilterRelation.NOT_IN),
    ("不为", FilterRelation.NOT_IN),
    ("不是", FilterRelation.NOT_IN),
    ("属于", FilterRelation.IN),
    ("等于", FilterRelation.IN),
    ("为", FilterRelation.IN),
    ("是", FilterRelation.IN),
    ("=", FilterRelation.IN),
)
"""How staff write a relation; longer words before those that they begin with."""

_DATED = frozenset({FilterRelation.BEFORE, FilterRelation.NOT_BEFORE, FilterRelation.AFTER, FilterRelation.NOT_AFTER})
_ALONE = frozenset({FilterRelation.BLANK, FilterRelation.FILLED})
_MONTH = re.compile(r"\d{4}[年.-]\d{1,2}月?")
_BETWEEN = re.compile(r"[;；\n]+|并且|且")


def read_filter(books: YearBooks, text: str) -> Filter | Trouble:
    """Read 定向条件 by the columns of 检查对象名录库; see :func:`parse_filter`."""
    choices = [c for c in ENTITIES.columns if c.kind is Kind.CHOICE]
    allowed = {c.key: vocabulary(c.vocabulary, books.settings) for c in choices}
    return parse_filter(text, ENTITIES, allowed)


def parse_filter(text: str, table: Table, allowed: Mapping[str, tuple[str, ...]] | None = None) -> Filter | Trouble:
    """Return the filter, or the :class:`Trouble` that says which part could not be read and why.

    ``allowed`` are the values of choice columns by key.
    """
    columns = [column for column in table if column.condition]
    by_title = {fold_title(title): column for column in columns for title in column.titles}
    conditions = []
    for part in filter(None, map(fold_title, _BETWEEN.split(text))):
        condition = _condition(part, by_title, allowed or {})
        if isinstance(condition, Trouble):
            return condition
        conditions.append(condition)
    return Filter(text, tuple(conditions)) if conditions else _unread("filter.unreadable", text)


def _unread(code: str, part: str) -> Trouble:
    return Trouble(code, (("part", part),))


def _condition(
    part: str, by_title: Mapping[str, Column], allowed: Mapping[str, tuple[str, ...]]
) -> Condition | Trouble:
    title = max((title for title in by_title if part.startswith(title)), key=len, default="")
    if not title:
        return _unread("filter.column", part)
    column, rest = by_title[title], part[len(title) :]
    word, relation = next(((w, r) for w, r in _WORDS if rest.startswith(w)), ("", None))
    if relation is None:
        return _unread("filter.unreadable", part)
    value = rest[len(word) :]
    if relation in _ALONE:
        return _unread("filter.unreadable", part) if value else Condition(column.key, column.title, relation)
    if relation in _DATED:
        day = _day(column, relation, value, part)
        return day if isinstance(day, Trouble) else Condition(column.key, column.title, relation, day=day)
    values = _values(column, value, part, allowed.get(column.key))
    return values if isinstance(values, Trouble) else Condition(column.key, column.title, relation, values)


def _day(column: Column, relation: FilterRelation, value: str, part: str) -> date | Trouble:
    """Read the day that parts two years: the first of one, or the last; any other could name one entity."""
    if column.kind not in DATE_KINDS:
        return _unread("filter.not-dated", part)
    first = relation in (FilterRelation.BEFORE, FilterRelation.NOT_BEFORE)
    year = re.fullmatch(r"(\d{4})年?", value)
    day = read_date(f"{year[1]}年{'1月1日' if first else '12月31日'}" if year else value)
    if isinstance(day, Trouble):
        return _unread("filter.whole-year" if _MONTH.fullmatch(value) else "filter.unreadable", part)
    return day if (day.month, day.day) == ((1, 1) if first else (12, 31)) else _unread("filter.whole-year", part)


def _values(column: Column, value: str, part: str, allowed: tuple[str, ...] | None) -> tuple[str, ...] | Trouble:
    """Split the values named; those of a choice column must be ones that it may hold."""
    values = tuple(split_list(value.replace("或", "、")))
    if not values or column.kind in DATE_KINDS or column.kind is Kind.INTEGER:
        return _unread("filter.unreadable", part)
    if column.kind is Kind.CHOICE and allowed and not set(values) <= set(allowed):
        return _unread("filter.value", part)
    return values
