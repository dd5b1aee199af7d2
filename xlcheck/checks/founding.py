"""成立日期, which a registry needs only where a task is limited by it: what a task needs is said by the task."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from xlcheck.checks.context import Context
from xlcheck.model import Condition, Filter, FilterRelation, Finding, PlanRow
from xlcheck.reading.admission import RowMask, licence_lapses, not_operating
from xlcheck.reading.expressions.filter import read_filter
from xlcheck.reading.folding import says_nothing
from xlcheck.reading.tables import TypedTable
from xlcheck.schema.inputs import ENTITIES, PLAN
from xlcheck.schema.table import Column

_NAMED = 3
"""So many entities are named; the others are counted."""
_ASKS_NOTHING = frozenset({FilterRelation.BLANK, FilterRelation.FILLED})
"""Relations of 定向条件 that a blank cell leaves in no doubt."""


def founding_days_are_known_where_a_task_needs_them(context: Context) -> Iterator[Finding]:
    """Require 成立日期 of the entities that a task would admit or not by it.

    It is an error, and stops the freeze: an entity whose day is struck out would else leave the frame.
    """
    entities = context.books.entities
    for row in context.rows:
        limit, at = _limit(context, row)
        if entities is None or not limit or row.scope is None:
            continue
        lacking = entities.only(_undated(entities, row) & _says_nothing(entities))
        if len(lacking):
            names = _names(lacking)
            category = row.scope.category
            yield context.tell("plan.undated", row, at, limit=limit, category=category, count=len(lacking), names=names)


def is_left_open(context: Context, row: PlanRow) -> bool:
    """Say whether it cannot be told whom a task admits, since entities lack the 成立日期 that it is limited by."""
    entities = context.books.entities
    if entities is None or row.scope is None or not _limit(context, row)[0]:
        return False
    return bool(_undated(entities, row).any())


def _undated(entities: TypedTable, row: PlanRow) -> RowMask:
    """Mark the entities of a task's category in operation that have no 成立日期 that can be read."""
    assert row.scope is not None
    fit = (entities[ENTITIES.category] == row.scope.category) & ~not_operating(entities)
    return fit & entities[ENTITIES.founded].isna() & ~(licence_lapses(entities, row.window) if row.window else False)


def _says_nothing(entities: TypedTable) -> RowMask:
    """Mark the rows whose 成立日期 holds nothing, and not something that is told at its own cell."""
    cells = pd.Series(entities.raw[ENTITIES.founded], index=entities.data.index)
    blank = cells == ""
    unread = cells[~blank & entities[ENTITIES.founded].isna()]
    blank[[row for row, cell in unread.items() if isinstance(cell, str) and says_nothing(cell)]] = True
    return blank


def _limit(context: Context, row: PlanRow) -> tuple[str, Column]:
    """Return how a task is limited by the founding, and the column that says so; empty where it is not."""
    if row.scope and row.scope.founded_before:
        return f"{row.scope.founded_before} 前成立", PLAN.scope
    criteria = read_filter(context.books, row.filter) if row.filter else None
    conditions = criteria.conditions if isinstance(criteria, Filter) else ()
    return next((_in_words(one) for one in conditions if _is_dated(one)), ""), PLAN.filter


def _is_dated(condition: Condition) -> bool:
    return condition.key == ENTITIES.founded.key and condition.relation not in _ASKS_NOTHING


def _in_words(condition: Condition) -> str:
    return f"{condition.title}{condition.relation} {condition.day}"


def _names(lacking: TypedTable) -> str:
    """Name the first entities, each with its row."""
    rows = list(lacking.rows(ENTITIES.name))
    named = "、".join(f"{lacking.row_in_words(row)}{name}" for row, name in rows[:_NAMED])
    return named + ("等" if len(rows) > _NAMED else "")
