"""Which rows of 检查对象名录库 a task's scope admits: the masks that the check and the draw share."""

from __future__ import annotations

from typing import Any

import pandas as pd

from xlcheck.model import FOREVER, Scope, Window
from xlcheck.schema.vocabularies import OPERATING

Rows = Any
"""A pandas frame (pandas is untyped here)."""

Mask = Any
"""A boolean pandas series."""


def not_operating(rows: Rows) -> Mask:
    """Rows whose 经营状态 is not one of operation."""
    return ~rows["status"].isin(OPERATING)


def undated(rows: Rows, scope: Scope) -> Mask:
    """Rows without 成立日期 where the scope has a cut-off."""
    return rows["founded"].isna() & (scope.founded_before is not None)


def founded_late(rows: Rows, scope: Scope) -> Mask:
    """Rows founded on the cut-off or later."""
    return rows["founded"] >= pd.Timestamp(scope.founded_before or FOREVER)


def licence_lapses(rows: Rows, window: Window) -> Mask:
    """Rows whose licence ends before the window does; a blank term admits."""
    return rows["licence_to"] < pd.Timestamp(window.end)


def admitted(rows: Rows, scope: Scope, window: Window) -> Mask:
    """Rows that a task admits, before what was drawn earlier in the year is looked at."""
    left_out = not_operating(rows) | undated(rows, scope) | founded_late(rows, scope) | licence_lapses(rows, window)
    return (rows["category"] == scope.category) & ~left_out
