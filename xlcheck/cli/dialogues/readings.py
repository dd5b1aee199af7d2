"""读作, on the screen: what decides of each task, as it was read, before anything is fixed by it."""

from __future__ import annotations

from collections.abc import Collection
from itertools import groupby

from xlcheck.cli import screen
from xlcheck.reading.plan_readings import plan_readings
from xlcheck.reading.tables import YearBooks


def show_readings(books: YearBooks, plan_numbers: Collection[str], heading: str) -> None:
    """Say below a heading how the ratio, scope, window, departments of some tasks were read, a line each.

    Nothing is said of a plan that has none of the tasks.
    """
    readings = list(plan_readings(books, plan_numbers))
    if readings:
        screen.say(heading)
    for task, of_task in groupby(readings, lambda one: one.row):
        screen.say(f"    {task}")
        for one in of_task:
            screen.say(f"        {one.place.title}：{one.reading or '没有读出，请先做“校验”'}")
