"""年度覆盖: how many companies the plan would visit how often in the year, before anything is drawn."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from math import floor
from typing import Any

import numpy as np

from xlcheck.draws.plan import Task, task_of
from xlcheck.draws.quota import planned
from xlcheck.model import Coverage, Outlook, PlanRow, Policy, RatioKind, XlcheckError
from xlcheck.schema.admission import admitted
from xlcheck.schema.frames import YearBooks

Chances = Any
"""Array of companies × number of visits: the chance of each company of just so many visits in the year."""

COUNTED = 3
"""So many visits and more are counted as one."""


def outlook(books: YearBooks, rows: Sequence[PlanRow]) -> Outlook | None:
    """What the tasks of a plan come to, category by category; ``None`` where there is nothing to count.

    Counts are what many years of such draws would come to on average, rounded so that they add up.
    """
    if books.entities is None or not rows:
        return None
    tasks = _tasks(rows)
    chances, framed = visit_chances(books, tasks)
    categories = books.entities.frame["category"].to_numpy()
    lines = []
    for category, count in Counter(task.scope.category for task in tasks).items():
        times = chances[framed & (categories == category)].sum(axis=0)
        visits = round(float(times @ np.arange(len(times))))
        counts = _rounded([*times[:COUNTED], times[COUNTED:].sum()])
        lines.append(Coverage(category, count, sum(counts), visits, counts))
    read = {task.plan.plan_no for task in tasks}
    left_out = tuple(row.task_no for row in rows if row.plan_no not in read)
    return Outlook(tuple(lines), _rule(books.settings.policy), left_out)


def visit_chances(books: YearBooks, tasks: Iterable[Task]) -> tuple[Chances, Any]:
    """The chances of each row of the registry, and whether any task admits it.

    Tasks are drawn one after the other. Whoever may still be drawn has the same chance: the quota over their
    number. Where that number is itself left to chance (a cap that only some have reached) its mean is taken, and
    what this comes to is off by a fraction of a company; in all other cases the chances are exact.
    """
    assert books.entities is not None
    registry, policy = books.entities.frame, books.settings.policy
    tasks = tuple(tasks)
    most = _most_visits(policy, len(tasks))
    chances = np.zeros((len(registry), max(len(tasks), COUNTED) + 1))
    chances[:, 0] = 1
    framed = np.zeros(len(registry), dtype=bool)
    for task in tasks:
        frame = admitted(registry, task.scope, task.window).to_numpy()
        framed |= frame
        grades = registry["grade"].to_numpy() if task.ratio.kind is RatioKind.STRATA else np.full(len(registry), "")
        for stratum, quota in _quotas(task, grades[frame], policy).items():
            _draw(chances, frame & (grades == stratum), quota, most)
    return chances, framed


def _tasks(rows: Sequence[PlanRow]) -> list[Task]:
    """The tasks that can be read, in the order in which they will be drawn."""
    tasks = []
    for row in rows:
        try:
            tasks.append(task_of(row))
        except XlcheckError:
            continue  # the check says what cannot be read
    return sorted(tasks, key=lambda task: (task.window.start, task.plan.plan_no))


def _most_visits(policy: Policy, tasks: int) -> int:
    if policy.no_repeat:
        return 1
    return tasks if policy.yearly_cap is None else min(policy.yearly_cap, tasks)


def _quotas(task: Task, grades: Any, policy: Policy) -> Mapping[str, int]:
    names, sizes = np.unique(grades, return_counts=True)
    try:
        return planned(task.ratio, dict(zip(names.tolist(), sizes.tolist(), strict=True)), policy.min_count)
    except XlcheckError:
        return {}


def _draw(chances: Chances, stratum: Any, quota: int, most: int) -> None:
    """One more draw of ``quota`` from a stratum, of those that were visited less than ``most`` times."""
    free = chances[stratum, :most]
    number = free.sum()
    if number:
        moved = free * min(quota / number, 1)
        chances[stratum, :most] -= moved
        chances[stratum, 1 : most + 1] += moved


def _rounded(parts: Sequence[float]) -> tuple[int, ...]:
    """Whole numbers that add up to what the parts add up to, by largest remainder."""
    found = [floor(part) for part in parts]
    by_remainder = sorted(range(len(parts)), key=lambda n: found[n] - parts[n])
    for index in by_remainder[: round(sum(parts)) - sum(found)]:
        found[index] += 1
    return tuple(found)


def _rule(policy: Policy) -> str:
    if policy.no_repeat:
        return "年内不重复抽取"
    return "不设每户年度上限" if policy.yearly_cap is None else f"每户年度上限 {policy.yearly_cap} 次"
