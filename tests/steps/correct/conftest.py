"""What tests of corrections begin with."""

from dataclasses import replace
from datetime import datetime

import pytest

from xlcheck.samples.picture import sample_picture
from xlcheck.steps.draw.draw import Attendance, draw_task
from xlcheck.steps.draw.freeze import freeze_task
from xlcheck.steps.draw.lodge import write_slips
from xlcheck.steps.draw.source import game_source_of
from xlcheck.steps.draw.tasks import ready_books, tasks_of

ISSUE = "双色球2021003期"
WRONG, RIGHT = "1 2 3 4 5 6 + 7", "1 2 3 4 5 6 + 8"


def at(run, *moment):
    """The run at another moment of January 2021."""
    return replace(run, now=datetime(2021, 1, *moment))


@pytest.fixture
def frozen(run):
    """The run with two tasks frozen on one issue and lodged, and these."""
    books = ready_books(run)
    declared = game_source_of(run, ISSUE, books.settings)
    tasks = [freeze_task(run, books, row, declared) for row in tasks_of(books, ["03号", "05号"])]
    write_slips(run, books.settings)
    return run, tasks


@pytest.fixture
def wrong(frozen):
    """The run at ten in the evening, with both tasks drawn by wrong numbers, and their records."""
    run, tasks = frozen
    night = at(run, 7, 22)
    room = Attendance("示例甲", "示例室", "示例乙")
    return night, [draw_task(night, task, {"ssq-2021003": WRONG}, room) for task in tasks]


@pytest.fixture
def notice(tmp_path):
    """A notice, as a picture of it."""
    path = tmp_path / "通知.png"
    path.write_bytes(sample_picture())
    return path
