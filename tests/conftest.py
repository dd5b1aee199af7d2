"""Fixtures that several folders of tests share."""

import shutil
import signal
import sys
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import settings

from tests.length import examples
from xlcheck.steps.desk.desk import Desk, Run
from xlcheck.steps.draw.draw import Attendance, draw_task
from xlcheck.steps.draw.freeze import freeze_task
from xlcheck.steps.draw.source import DICE_SOURCE
from xlcheck.steps.draw.tasks import ready_books, tasks_of
from xlcheck.steps.ledger.prepare import prepare
from xlcheck.steps.practice.demo import demo
from xlcheck.steps.practice.sample import write_sample_desk

if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:  # by a shell that runs the tests in the background
    signal.signal(signal.SIGINT, signal.default_int_handler)  # what they start must hear Ctrl+C

settings.register_profile("unhurried", deadline=None, max_examples=examples(100))  # a busy machine is no failure
settings.load_profile("unhurried")


UNDER_STRAIN = ("test_interrupted", "test_uniformity")
"""Files that only repeat what others cover, killed at each write or thousands of times: too slow to be traced."""


SLOW_MARKS = ("office", "browser", "wine")
"""Marks of tests that start another program."""

SLOW_FIXTURES = ("whole_year", "played")
"""Fixtures that play a year, or the manual, before the first test can use them."""

_OTHER_PROGRAMS = "browser desk_wine manual office test_icon.py"
_AGAIN_AND_AGAIN = (
    "draws/movement/test_history.py draws/test_page_alone.py draws/test_replacement_record.py draws/test_tickets.py "
    "draws/test_verify.py excel/appearance/test_disguises.py excel/read/test_plain.py fuzz races "
    "steps/desk/test_lock_attacked.py steps/draw/test_same_draw.py"
)
_DRAWN_DESKS = """
    cli/menu cli/test_draw.py cli/test_publish.py cli/test_replace.py cli/test_send.py cli/test_steering.py
    cli/test_steering_superior.py cli/test_verify.py cli/test_workbooks_in_trouble.py cli/test_year.py released
    steps/check/test_accepted.py
    steps/check/test_adopt.py steps/check/test_drop.py steps/check/test_drop_outs.py
    steps/collect/test_campaign.py steps/collect/test_sent_and_collected.py steps/collect/test_witness.py steps/correct
    steps/desk/test_copies.py steps/desk/test_known.py steps/desk/test_plantings.py steps/desk/test_privacy.py
    steps/draw/test_moved.py steps/draw/test_receipt.py
    steps/history steps/install steps/ledger steps/new steps/practice steps/publish steps/remind steps/replace
    steps/report steps/send steps/verify
"""
SLOW_PATHS = (*_OTHER_PROGRAMS.split(), *_AGAIN_AND_AGAIN.split(), *_DRAWN_DESKS.split())
"""The other slow folders and files of tests/: most need a desk that is drawn, or played further."""


_LONGEST = """
    desk_wine/test_round.py office/test_printed.py manual/test_manual.py cli/menu/test_year_by_menu.py
    steps/send/test_interrupted.py steps/test_traced.py steps/test_filled.py cli/menu/test_seen.py
    steps/check/test_adopt.py steps/collect/test_witness.py cli/test_steering.py steps/draw/test_interrupted.py
"""
LONGEST = tuple(_LONGEST.split())
"""Files of half a minute and more: they begin first, lest one worker is busy with the last of them alone."""


def _place(item) -> str:
    return item.path.relative_to(Path(__file__).parent).as_posix()


def _is_slow(item) -> bool:
    path = _place(item)
    return (
        any(path == slow or path.startswith(f"{slow}/") for slow in SLOW_PATHS)
        or item.path.name.startswith(UNDER_STRAIN)
        or any(item.get_closest_marker(mark) for mark in SLOW_MARKS)
        or any(name in item.fixturenames for name in SLOW_FIXTURES)
    )


def pytest_collection_modifyitems(items):
    """Mark what the quick subset, ``pytest -m "not slow"``, leaves out; put the longest files first."""
    items.sort(key=lambda item: LONGEST.index(place) if (place := _place(item)) in LONGEST else len(LONGEST))
    for item in items:
        if _is_slow(item):
            item.add_marker(pytest.mark.slow)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item):
    traced = sys.gettrace()
    if item.path.name.startswith(UNDER_STRAIN):
        sys.settrace(None)
    try:
        return (yield)
    finally:
        sys.settrace(traced)


DECLARED = DICE_SOURCE
NUMBERS = {"dice": "3 0 7 1 9 4 2 8 6 5 0 3"}
JANUARY = datetime(2021, 1, 5, 9)


@pytest.fixture(scope="session")
def sample(tmp_path_factory) -> Path:
    """The shipped desk, made afresh; not to be written into."""
    folder = tmp_path_factory.mktemp("sample") / "workbooks" / "2021"
    write_sample_desk(folder)
    return folder


@pytest.fixture
def run(sample, tmp_path) -> Run:
    """A run on a desk of its own, on 5 January 2021."""
    folder = tmp_path / "workbooks" / "2021"
    shutil.copytree(sample, folder)
    return Run(Desk(folder), JANUARY)


@pytest.fixture
def drawn(run):
    """The run with task 03号 (driving schools) drawn, its record beside it."""
    books = ready_books(run)
    (row,) = tasks_of(books, ["03号"])
    done = draw_task(run, freeze_task(run, books, row, DECLARED), NUMBERS, Attendance("示例甲", "示例室", "示例乙"))
    return run, done


@pytest.fixture
def ledger_desk(drawn):
    """The run with forms and ledger of 03号 made, its record and the ledger's path."""
    run, done = drawn
    prepare(run)
    return run, done.record, run.desk.ledgers / "检查台账-03号.xlsx"


@pytest.fixture(scope="session")
def whole_year(tmp_path_factory):
    """The demonstration played to its end; not to be written into."""
    return demo(lambda _: None, tmp_path_factory.mktemp("demo"))
