"""读作, on the screen: what decides of each task, as it was read, before anything is fixed by it."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from xlcheck.cli import screen
from xlcheck.model import Reading
from xlcheck.reading.expressions.in_words import UNUSED

_BETWEEN = "　"


def show_readings(readings: Iterable[Reading], heading: str) -> None:
    """Say below a heading how the ratio, scope, window and departments of tasks were read, a line a task.

    What was not read is named by its column; words that decide nothing are in 校验报告 alone.
    """
    for number, (task, of_task) in enumerate(groupby(readings, lambda one: one.row)):
        if not number:
            screen.say(heading)
        screen.say(f"    {task}{_BETWEEN}{_BETWEEN.join(map(_said, of_task))}")


def _said(one: Reading) -> str:
    return one.reading.partition(UNUSED)[0] or f"（{one.place.title}没有读出）"
