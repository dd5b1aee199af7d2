"""How much of what a column of another layout holds could stand in one of ours."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

import numpy as np

from xlcheck.model import CellValue, Number, Settings, Trouble, shown_text
from xlcheck.reading.codes import code_problem
from xlcheck.reading.columns import type_cells
from xlcheck.reading.expressions.departments import parse_departments
from xlcheck.reading.expressions.ratio import parse_ratio
from xlcheck.reading.expressions.window import parse_window
from xlcheck.reading.folding import fold_id, fold_title, says_nothing
from xlcheck.reading.grades import grade_words
from xlcheck.schema.inputs import PLAN
from xlcheck.schema.table import DATE_KINDS, Column, Kind

_SAMPLE = 40
_PLAN_NAME = re.compile(r".*计划\d{2,3}")
"""Others call a task's name that of a plan; one that is numbered is the name of ours."""
_TYPED = DATE_KINDS | {Kind.CHOICE, Kind.INTEGER, Kind.PHONE}


def share_held(column: Column, cells: Sequence[CellValue], settings: Settings) -> float:
    """Return the share of the first filled cells that a column can hold; 1 where that is any text or none is filled."""
    filled = [cell for cell in cells if cell != "" and not says_nothing(shown_text(cell))][:_SAMPLE]
    if not filled:
        return 1
    if column.kind in _TYPED:
        which = type_cells(column, np.array(filled, dtype=object), settings).which
        return float((which == 0).mean())
    holds = _holds(column, settings)
    return sum(map(holds, filled)) / len(filled) if holds else 1


def _holds(column: Column, settings: Settings) -> Callable[[CellValue], bool] | None:
    """Return what says of a cell whether a column can hold it; ``None`` where it can hold any text."""
    if column.kind is Kind.RATIO:
        words = grade_words(settings)
        return lambda cell: not isinstance(parse_ratio(_typed(cell), words), Trouble)
    if column.kind is Kind.WINDOW:
        return lambda cell: not isinstance(parse_window(_typed(cell), settings.year), Trouble)
    if column.kind is Kind.CODE:
        return lambda cell: code_problem(fold_id(shown_text(cell))) in ("", "check")
    if column == PLAN.plan_name:
        return lambda cell: bool(_PLAN_NAME.fullmatch(fold_title(shown_text(cell))))
    if column == PLAN.departments:
        return lambda cell: not isinstance(parse_departments(shown_text(cell)), Trouble)
    return None


def _typed(cell: CellValue) -> str:
    """Return a cell as the grammars take it: a number as it stands, since its format counts."""
    return cell if isinstance(cell, Number) else shown_text(cell)
