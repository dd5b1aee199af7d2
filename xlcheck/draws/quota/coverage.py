"""年度覆盖: how many entities the plan would visit how often in the year, before anything is drawn."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from math import floor

import numpy as np

from xlcheck.draws.plan import PlannedTask, task_of
from xlcheck.draws.quota.quota import quotas_of
from xlcheck.model import Coverage, Outlook, PlanRow, Policy, XlcheckError
from xlcheck.reading.admission import frame_of, strata_of
from xlcheck.reading.matching import MaskArray
from xlcheck.reading.plan import visit_of
from xlcheck.reading.settings import rule_on_repeats
from xlcheck.reading.tables import YearBooks
from xlcheck.schema.inputs import ENTITIES
from xlcheck.schema.vocabularies import DIRECTED, EITHER

Chances = np.ndarray[tuple[int, int], np.dtype[np.float64]]
"""Array of entities × number of visits: the chance of each entity of just so many visits in the year."""

COUNTED = 3
"""So many visits and more are counted as one."""


@dataclass(frozen=True, slots=True)
class ComingDraw:
    """A task to come: the rows of the registry in each of its strata (the only one is ``""``), and their quotas.

    What is drawn by tasks of the same ``visit`` is visited once.
    """

    task: PlannedTask
    visit: str
    strata: Mapping[str, MaskArray]
    quotas: Mapping[str, int]


def outlook(books: YearBooks, rows: Sequence[PlanRow]) -> Outlook | None:
    """Return what the tasks of a plan come to, category by category; ``None`` where there is nothing to count.

    Counts are what many years of such draws would come to on average, rounded so that they add up.
    """
    if books.entities is None or not rows:
        return None
    tasks = draws_to_come(books, rows)
    chances, in_frame = visit_chances(books, tasks)
    categories = books.entities[ENTITIES.category].to_numpy()
    lines = []
    for category, count in Counter(planned.task.scope.category for planned in tasks).items():
        times = chances[in_frame & (categories == category)].sum(axis=0)
        visits = round(float(times @ np.arange(len(times))))
        counts = _round_parts([*times[:COUNTED], times[COUNTED:].sum()])
        lines.append(Coverage(category, count, sum(counts), visits, counts))
    plan_nos = {planned.task.plan.plan_no for planned in tasks}
    unfiltered = {row.plan_no for row in rows if row.kind == DIRECTED and not row.filter}
    return Outlook(
        tuple(lines),
        rule_on_repeats(books.settings.policy),
        left_out=tuple(row.task_no for row in rows if row.plan_no not in plan_nos | unfiltered),
        unfiltered=tuple(row.task_no for row in rows if row.plan_no in unfiltered),
        undecided=tuple(row.task_no for row in rows if row.plan_no in plan_nos and row.kind == EITHER),
    )


def draws_to_come(books: YearBooks, rows: Iterable[PlanRow]) -> list[ComingDraw]:
    """Return the tasks that can be counted, in the order in which they will be drawn."""
    tasks = [planned for row in rows if (planned := _coming_draw(books, row))]
    return sorted(tasks, key=lambda planned: (planned.task.window.start, planned.visit, planned.task.plan.plan_no))


def visit_chances(books: YearBooks, tasks: Sequence[ComingDraw]) -> tuple[Chances, MaskArray]:
    """Return the chances of each row of the registry, and the mask of the rows that any task admits.

    Tasks are drawn one after the other, those that share a visit without regard to each other. Whoever may still be
    drawn has the same chance: the quota over their number. Where that number is itself left to chance (a cap that
    only some have reached, a frame that is part of another) its mean is taken, and what this comes to is off by a
    fraction of an entity; in all other cases the chances are exact.
    """
    assert books.entities is not None
    most = _most_visits(books.settings.policy, len(tasks))
    chances = np.zeros((len(books.entities), max(len(tasks), COUNTED) + 1))
    chances[:, 0] = 1
    in_frame = np.zeros(len(books.entities), dtype=bool)
    for _, group in groupby(tasks, key=lambda planned: planned.visit):
        miss = np.ones(len(books.entities))
        for planned in group:
            for name, stratum in planned.strata.items():
                in_frame |= stratum
                miss[stratum] *= 1 - _chance(chances[stratum, :most], planned.quotas[name])
        flow = chances[:, :most] * (1 - miss)[:, np.newaxis]
        chances[:, :most] -= flow
        chances[:, 1 : most + 1] += flow
    return chances, in_frame


def _coming_draw(books: YearBooks, row: PlanRow) -> ComingDraw | None:
    """Return a task with the quota of each stratum; ``None`` where it cannot be computed (the check says why)."""
    frame = frame_of(books, row)
    if books.entities is None or frame is None:
        return None
    try:
        task = task_of(row)
        strata = strata_of(frame, books.entities[ENTITIES.grade], task.ratio)
        sizes = {name: int(stratum.sum()) for name, stratum in strata.items()}
        visit = visit_of(row, books.settings)
        return ComingDraw(task, visit, strata, quotas_of(task.ratio, sizes, books.settings.policy.min_count))
    except XlcheckError:
        return None


def _most_visits(policy: Policy, tasks: int) -> int:
    return tasks if policy.most_visits is None else min(policy.most_visits, tasks)


def _chance(free: Chances, quota: int) -> float:
    """Return the chance that an entity of a stratum is drawn, given each one's chance of still being available."""
    number = free.sum()
    return min(quota / number, 1) if number else 0


def _round_parts(parts: Sequence[float]) -> tuple[int, ...]:
    """Round parts to whole numbers that add up to what the parts add up to, by largest remainder."""
    whole = [floor(part) for part in parts]
    by_remainder = sorted(range(len(parts)), key=lambda n: whole[n] - parts[n])
    for index in by_remainder[: round(sum(parts)) - sum(whole)]:
        whole[index] += 1
    return tuple(whole)
