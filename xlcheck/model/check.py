"""年度覆盖测算: what a plan comes to for the entities, before anything is drawn."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Coverage:
    """What a plan comes to for the entities of a category that any of its tasks admits.

    ``visits`` are entity visits of the year; ``times`` says how many entities can expect no visit, one, two, and
    so on, the last number those with so many and more.
    """

    category: str
    tasks: int
    entities: int
    visits: int
    times: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Outlook:
    """年度覆盖测算: a line a category, and the policy that it goes by in words.

    Task numbers of those not counted: ``left_out`` has errors, ``unfiltered`` is directed without 定向条件;
    ``undecided`` ones are counted as 不定向, though the plan leaves it to the draw.
    """

    lines: tuple[Coverage, ...]
    rule: str
    left_out: tuple[str, ...] = ()
    unfiltered: tuple[str, ...] = ()
    undecided: tuple[str, ...] = ()
