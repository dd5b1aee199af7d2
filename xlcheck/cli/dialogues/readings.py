"""读作, on the screen: what decides of each task, as it was read, before anything is fixed by it."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from xlcheck.cli import screen
from xlcheck.model import Reading


def show_readings(readings: Iterable[Reading], heading: str) -> None:
    """Say below a heading how the ratio, scope, window and departments of tasks were read, a line each."""
    for number, (task, of_task) in enumerate(groupby(readings, lambda one: one.row)):
        if not number:
            screen.say(heading)
        screen.say(f"    {task}")
        for one in of_task:
            screen.say(f"        {one.place.title}：{one.reading or '没有读出，请先做“校验”'}")
