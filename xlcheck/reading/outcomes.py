"""Whether the results of an inspection name a problem: as 码表 says, else as the built-in list has it."""

from __future__ import annotations

from xlcheck.model import Settings
from xlcheck.reading.folding import chosen
from xlcheck.schema.vocabularies import CLEAN_RESULT, NO_PROBLEM


def names_problem(value: str, settings: Settings) -> bool:
    """Say whether one result is a problem."""
    return dict(settings.problems).get(value, value not in NO_PROBLEM)


def has_problem(result: str, settings: Settings) -> bool:
    """Say whether any of the results in a cell is a problem; nothing is where there is none."""
    return any(names_problem(value, settings) for value in chosen(result))


def is_clean(result: str) -> bool:
    """Say whether 未发现问题 is among the results, which stands for itself alone."""
    return CLEAN_RESULT in chosen(result)
