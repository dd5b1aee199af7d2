"""定向条件: which entities of a category a directed draw is among, read from one line of text.

``信用风险等级为C、D；上次抽查日期早于2020年`` - conditions joined by ；, each of a column of 检查对象名录库 that may
stand in one, a relation and values. Only columns with a list of values may, and dates by whole years: whatever is typed
freely could name one entity or one person.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date

from xlcheck.model import Condition, Filter, FilterRelation, Settings, Trouble
from xlcheck.reading.dates import read_date
from xlcheck.reading.folding import fold_title
from xlcheck.reading.grades import grade_of
from xlcheck.reading.numerals import is_split
from xlcheck.reading.tables import YearBooks
from xlcheck.reading.vocabulary import synonyms, vocabulary
from xlcheck.schema.inputs import ENTITIES
from xlcheck.schema.table import DATE_KINDS, Column, Kind, Table
from xlcheck.schema.vocabularies import GRADE

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
_OR = re.compile("[、,]|或者?|[和及与]")
"""Between the values of a condition, of which an entity has one."""
_OF_THEM = re.compile("的(?:企业|市场主体|经营主体|检查对象|对象|户)?$")
_LONGEST = 120
"""Signs of the values of a condition."""


def read_filter(books: YearBooks, text: str) -> Filter | Trouble:
    """Read 定向条件 by the columns of 检查对象名录库; see :func:`parse_filter`."""
    return parse_filter(text, ENTITIES, books.settings)


def parse_filter(text: str, table: Table, settings: Settings | None = None) -> Filter | Trouble:
    """Return the filter, or the :class:`Trouble` that says which part could not be read and why.

    The values of a choice column are read as in its own cells: 低风险, A类 and 在营 too, as ``settings`` have them.
    """
    columns = [column for column in table if column.condition]
    by_title = {fold_title(title): column for column in columns for title in (*column.titles, *_also(column))}
    conditions = []
    for typed in filter(fold_title, _BETWEEN.split(text)):
        split = is_split(typed)  # 20 20年 may be one number or two
        condition = _unread("filter.unreadable", typed) if split else _condition(fold_title(typed), by_title, settings)
        if isinstance(condition, Trouble):
            return condition
        conditions.append(condition)
    return Filter(text, tuple(conditions)) if conditions else _unread("filter.unreadable", text)


def _unread(code: str, part: str) -> Trouble:
    return Trouble(code, (("part", part),))


def _also(column: Column) -> tuple[str, ...]:
    """Return other words for a column, as people say them."""
    return ("信用等级", "风险等级", "信用风险分类", "信用风险类别") if column.vocabulary == GRADE else ()


def _condition(part: str, by_title: Mapping[str, Column], settings: Settings | None) -> Condition | Trouble:
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
    values = _values(column, value, part, settings)
    return values if isinstance(values, Trouble) else Condition(column.key, column.title, relation, values)


def _day(column: Column, relation: FilterRelation, value: str, part: str) -> date | Trouble:
    """Read the day that parts two years: the first of one, or the last; any other could name one entity."""
    if column.kind not in DATE_KINDS:
        return _unread("filter.not-dated", part)
    first = relation in (FilterRelation.BEFORE, FilterRelation.NOT_BEFORE)
    year = re.fullmatch(r"(\d{4})年?|([〇○零一二三四五六七八九]{4})年", value)
    day = read_date(f"{year[1] or year[2]}年{'1月1日' if first else '12月31日'}" if year else value)
    if isinstance(day, Trouble):
        return _unread("filter.whole-year" if _MONTH.fullmatch(value) else "filter.unreadable", part)
    return day if (day.month, day.day) == ((1, 1) if first else (12, 31)) else _unread("filter.whole-year", part)


def _values(column: Column, value: str, part: str, settings: Settings | None) -> tuple[str, ...] | Trouble:
    """Return the values named; those of a choice column must be ones that it may hold."""
    if not value or column.kind in DATE_KINDS or column.kind is Kind.INTEGER:
        return _unread("filter.unreadable", part)
    said = _OF_THEM.sub("", value)
    if column.kind is not Kind.CHOICE:
        return tuple(filter(None, _OR.split(said))) or _unread("filter.unreadable", part)
    values = _chosen(said, _reader(column, settings)) if len(said) <= _LONGEST else ()
    return tuple(dict.fromkeys(values)) if values else _unread("filter.value", part)


def _reader(column: Column, settings: Settings | None) -> Callable[[str], str]:
    """Return the function that reads a value of a choice column, as its cells are read; ``""`` for none."""
    words = synonyms(column.vocabulary, settings) | {v: v for v in vocabulary(column.vocabulary, settings)}
    folded = {fold_title(word).upper(): value for word, value in words.items()}
    is_grade = column.vocabulary == GRADE
    return lambda text: folded.get(text.upper(), "") or (grade_of(text, folded) if is_grade else "")


def _chosen(text: str, read: Callable[[str], str]) -> tuple[str, ...]:
    """Return the values that a text lists, each as long as can be: 、 or 和 may stand within one; empty for none."""
    if whole := read(text):
        return (whole,)
    for found in reversed(list(_OR.finditer(text))):
        if (first := read(text[: found.start()])) and (others := _chosen(text[found.end() :], read)):
            return (first, *others)
    return ()
