"""全年预演 of a desk: of what the log says is drawn and of what is not; told on the screen and for machines."""

import json
from dataclasses import replace

import pytest

from tests.cells import cell
from tests.steps.helpers import contents, put
from xlcheck.schema.inputs import INSPECTOR_BOOK, PLAN, PLAN_BOOK
from xlcheck.steps.check import rehearsal as step
from xlcheck.steps.check.as_json import as_json
from xlcheck.steps.check.check import check
from xlcheck.steps.draw.freeze import freeze_task
from xlcheck.steps.draw.source import DICE_SOURCE
from xlcheck.steps.draw.tasks import ready_books, tasks_of

DIRECTED_ROW, DIRECTED = 6, "04号"
TASKS = 15


@pytest.fixture
def directed(run):
    """The desk with a directed task without 定向条件."""
    put(run.desk.book(PLAN_BOOK), {cell(PLAN, PLAN.kind, DIRECTED_ROW): "定向抽查"})
    return run


def test_shipped_year_can_be_drawn_from_its_first_task_to_its_last(run):
    rehearsal = check(run).rehearsal
    assert (len(rehearsal.tasks), rehearsal.blocked) == (TASKS, ())
    assert sum(task.sample for task in rehearsal.tasks) == 138


def test_what_is_drawn_stands_as_it_is(desk):
    run, record, _ = desk
    first, *others = check(run).rehearsal.tasks
    assert (first.drawn, first.sample) == (True, len(record.sample))
    assert first.people == len({cert for team in record.teams for cert in team.certs})
    assert not any(task.drawn for task in others)


def test_what_is_frozen_is_said_to_be(run):
    books = ready_books(run)
    freeze_task(run, books, tasks_of(books, ["03号"])[0], DICE_SOURCE)
    assert [task.plan.task_no for task in check(run).rehearsal.tasks if task.frozen] == ["03号"]


def test_nothing_of_it_is_logged_or_kept(run):
    before = contents(run.desk.archive) if run.desk.archive.exists() else {}
    assert check(run).rehearsal is not None
    log = run.desk.archive / "抽取日志.jsonl"
    assert not log.exists() or log.name in {path.name for path in before}


def test_single_workbook_is_checked_without_it(run):
    assert check(run, run.desk.book(PLAN_BOOK)).rehearsal is None


def test_nothing_is_rehearsed_where_the_log_does_not_tell_what_is_drawn(desk):
    run, _, _ = desk
    log = run.desk.journal.draw_log
    log.write_text(log.read_text("utf-8").replace("01号", "02号", 1), "utf-8")
    assert check(run).rehearsal is None


def test_missing_registry_is_an_error_and_nothing_is_rehearsed(run):
    run.desk.book(INSPECTOR_BOOK).unlink()
    result = check(run)
    assert (result.rehearsal, result.errors > 0) == (None, True)


@pytest.mark.parametrize(
    ("bound", "most", "told"),
    [
        ("MOST_ENTITIES", 581, "检查对象名录库有 582 户，多于 581 户，没有作全年预演"),
        ("MOST_TASKS", TASKS - 1, "抽查工作计划有 15 个任务，多于 14 个，没有作全年预演"),
    ],
)
def test_very_long_registry_or_plan_is_not_rehearsed_and_that_is_said(run, monkeypatch, bound, most, told):
    said = []
    monkeypatch.setattr(step, bound, most)
    result = check(replace(run, say=said.append))
    assert result.rehearsal is None
    assert [line for line in said if "没有作全年预演" in line] == [told]


def test_machines_are_told_of_each_task(directed):
    tasks = json.loads(as_json(check(directed)))["rehearsal"]
    assert [task["task_no"] for task in tasks] == [f"{n:02d}号" for n in range(1, TASKS + 1)]
    assert {task["task_no"]: bool(task["barriers"]) for task in tasks if task["barriers"]} == {DIRECTED: True}
