"""Which rows of 检查对象名录库 a task admits: the masks that the check and the draw share."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

import pandas as pd

from xlcheck.model import FOREVER, Condition, Filter, FilterRelation, PlanRow, Ratio, Scope, Window
from xlcheck.reading.expressions.filter import read_filter
from xlcheck.reading.matching import MaskArray
from xlcheck.reading.tables import TypedTable, YearBooks
from xlcheck.schema.inputs import ENTITIES
from xlcheck.schema.vocabularies import DIRECTED, OPERATING

RowMask: TypeAlias = "pd.Series[bool]"
"""A boolean pandas series over the rows."""


def not_operating(entities: TypedTable) -> RowMask:
    """Mark the rows whose 经营状态 is not one of operation."""
    return ~entities[ENTITIES.status].isin(OPERATING)


def undated(entities: TypedTable, scope: Scope) -> RowMask:
    """Mark the rows without 成立日期 where the scope has a cut-off."""
    return entities[ENTITIES.founded].isna() & (scope.founded_before is not None)


def founded_late(entities: TypedTable, scope: Scope) -> RowMask:
    """Mark the rows founded on the cut-off or later."""
    return entities[ENTITIES.founded] >= pd.Timestamp(scope.founded_before or FOREVER)


def licence_lapses(entities: TypedTable, window: Window) -> RowMask:
    """Mark the rows whose licence ends before the window does; a blank term admits."""
    return entities[ENTITIES.licence_to] < pd.Timestamp(window.end)


def admitted(entities: TypedTable, scope: Scope, window: Window) -> RowMask:
    """Mark the rows that a task admits, whatever was drawn earlier in the year."""
    too_young = undated(entities, scope) | founded_late(entities, scope)
    unfit = not_operating(entities) | too_young | licence_lapses(entities, window)
    return (entities[ENTITIES.category] == scope.category) & ~unfit


def frame_of(books: YearBooks, row: PlanRow) -> RowMask | None:
    """Mark the rows among which a task of the plan is drawn, whatever was drawn earlier in the year.

    ``None`` where it cannot be told: no registry, a scope or window that was not read, 定向抽查 without a 定向条件
    that can be read. What the plan leaves open (定向或不定向抽查) counts as 不定向.
    """
    if books.entities is None or row.scope is None or row.window is None:
        return None
    frame = admitted(books.entities, row.scope, row.window)
    if row.kind != DIRECTED:
        return frame
    criteria = read_filter(books, row.filter)
    if not isinstance(criteria, Filter):
        return None
    for condition in criteria.conditions:
        frame &= fitting(books.entities.cells(condition.key), condition)[0]
    return frame


def strata_of(frame: RowMask, grades: pd.Series, ratio: Ratio) -> dict[str, MaskArray]:
    """Split the rows of a frame by the grades that a ratio names, as arrays; all under ``""`` where it names none."""
    if not ratio.strata:
        return {"": frame.to_numpy()}
    return {name: (frame & (grades == name)).to_numpy() for name, _ in ratio.strata}


def fitting(cells: pd.Series, condition: Condition) -> tuple[RowMask, RowMask]:
    """Mark the cells that satisfy a condition of 定向条件, and the blank ones that leave it open.

    Text cells are blank as ``""``, dates as ``NaT``.
    """
    blank = cells.isna() | (cells == "")
    if condition.relation in (FilterRelation.BLANK, FilterRelation.FILLED):
        holds = blank if condition.relation is FilterRelation.BLANK else ~blank
        return holds, blank & False
    return _RELATIONS[condition.relation](cells, condition) & ~blank, blank


def _moment(condition: Condition) -> pd.Timestamp:
    assert condition.day is not None  # the relation is one of time
    return pd.Timestamp(condition.day)


_RELATIONS: dict[FilterRelation, Callable[[pd.Series, Condition], RowMask]] = {
    FilterRelation.IN: lambda cells, of: cells.isin(of.values),
    FilterRelation.NOT_IN: lambda cells, of: ~cells.isin(of.values),
    FilterRelation.BEFORE: lambda cells, of: cells < _moment(of),
    FilterRelation.NOT_BEFORE: lambda cells, of: cells >= _moment(of),
    FilterRelation.AFTER: lambda cells, of: cells > _moment(of),
    FilterRelation.NOT_AFTER: lambda cells, of: cells <= _moment(of),
}
