"""Killed at any write, a freeze or a draw either did not happen or is whole; the next run completes it."""

import shutil
from dataclasses import replace
from datetime import timedelta

import pytest

from tests import journals
from tests.conftest import DECLARED, JANUARY, NUMBERS
from tests.length import LONG
from tests.steps.helpers import contents, draw
from tests.steps.killing import Killed, Killer, armed
from xlcheck.steps.desk.desk import Desk, Run
from xlcheck.steps.draw.draw import Attendance, draw_task
from xlcheck.steps.draw.freeze import freeze_task
from xlcheck.steps.draw.tasks import ready_books, tasks_of
from xlcheck.steps.verify.verify import verify_desk

TASK, NEW = "03号", DECLARED
OTHER = {"dice": "341122132851"}
LOG = "存档/抽取日志.jsonl"
EVENTS = ["freeze", "reveal", "draw"]


@pytest.fixture(scope="module")
def before(sample, tmp_path_factory):
    """A desk on which the task was drawn once, and what its workbooks hold."""
    folder = tmp_path_factory.mktemp("before") / "workbooks" / "2021"
    shutil.copytree(sample, folder)
    run = Run(Desk(folder), JANUARY)
    draw(run, TASK)
    return folder, ready_books(run)


def again(run, books, numbers=NUMBERS):
    """Freeze and draw the task once more."""
    (row,) = tasks_of(books, [TASK])
    return draw_task(run, freeze_task(run, books, row, NEW, again="示例理由"), numbers, Attendance())


def fresh(before, tmp_path, name):
    folder = tmp_path / name / "workbooks" / "2021"
    shutil.copytree(before[0], folder)
    return Run(Desk(folder), JANUARY + timedelta(hours=1))


def new_events(run):
    return [e["event"] for e in journals.events(run.desk)][4:]


def kept(found, was):
    """Whether every file of before is still there as it was; the log only goes on."""
    log = found.get(LOG, b"").startswith(was[LOG])
    return log and all(found.get(name) == content for name, content in was.items() if name != LOG)


@pytest.fixture(scope="module")
def undisturbed(before, tmp_path_factory):
    """The draw when nothing goes wrong, and how many changes of files it takes."""
    run = fresh(before, tmp_path_factory.mktemp("undisturbed"), "0")
    killer = Killer(run.desk.root)
    with armed(killer):
        done = again(run, before[1])
    assert new_events(run) == EVENTS
    return done.record, killer.changes


@pytest.mark.parametrize("torn", [False, True], ids=["before a write", "in a write"])
def test_killed_anywhere_it_happened_whole_or_not_at_all(before, undisturbed, tmp_path, torn):
    record, changes = undisturbed
    assert changes > 20
    was, reached = contents(before[0]), set()
    for number in range(1, changes + 1, 1 if LONG else 2):
        run = fresh(before, tmp_path, str(number))
        with armed(Killer(run.desk.root, number, torn)), pytest.raises(Killed):
            again(run, before[1])
        events, found = new_events(run), contents(run.desk.root)
        assert events == EVENTS[: len(events)]
        assert kept(found, was)
        left = [name for name in found.keys() - was.keys() if not name.endswith(".tmp")]
        reached.add((len(events), bool(left)))
        said = resumed(run, before[1], events, record)
        assert any("中断" in line for line in said) == (events == EVENTS[:2] or (bool(left) and not events))
        completed = contents(run.desk.root)
        assert kept(completed, was)
        assert {found[name] for name in left} <= set(completed.values())
        shutil.rmtree(run.desk.root)
    assert reached == {(0, False), (0, True), (1, True), (2, True)}


def resumed(run, books, events, record):
    """What the next run says, a day later and with other numbers typed where they cannot count any more."""
    said = []
    later = replace(run, now=run.now + timedelta(days=1), say=said.append)
    done = again(later, books, OTHER if "reveal" in events else NUMBERS)
    assert done.record.seed == record.seed
    assert (done.record.order, done.record.teams) == (record.order, record.teams)
    assert new_events(run) == EVENTS
    assert [v for v in verify_desk(run) if not v.sound] == []
    return said
