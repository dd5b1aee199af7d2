"""What staff accept, what machines read, what is repaired, and rows that have gone."""

import json
import os
import time
from dataclasses import replace
from datetime import timedelta

import openpyxl
import pytest
from click.testing import CliRunner

from tests.cells import FIRST, cell, found_at
from xlcheck.cli.program import program
from xlcheck.excel.read.workbook import read_sheets
from xlcheck.messages import Level, level
from xlcheck.schema.inputs import ENTITY_BOOK, PLAN, PLAN_BOOK, SETTINGS_BOOK, WAIVERS
from xlcheck.steps.check import check as step
from xlcheck.steps.check.check import as_json, changes, check
from xlcheck.steps.draw.tasks import ready_books
from xlcheck.steps.practice.sample import PRINTED_PLAN


def edited(path, change):
    book = openpyxl.load_workbook(path)
    change(book)
    book.save(path)


def accept(run, *rows):
    columns = (WAIVERS.code, WAIVERS.book, WAIVERS.row, WAIVERS.reason)

    def write(book):
        for number, waiver in enumerate(rows, start=FIRST):
            for column, text in zip(columns, waiver, strict=True):
                book[WAIVERS.sheet][cell(WAIVERS, column, number)] = text

    edited(run.desk.book(SETTINGS_BOOK), write)


@pytest.fixture
def faulty(run):
    """The desk with one error: an impossible ratio in the plan's first row."""
    edited(run.desk.book(PLAN_BOOK), lambda book: book.active.__setitem__(cell(PLAN, PLAN.ratio), "2%-5%"))
    return run


def test_accepted_finding_is_a_hint_with_its_reason_and_stops_nothing_else(faulty):
    assert check(faulty).count(Level.ERROR) == 1
    accept(faulty, ("ratio.range", "抽查工作计划.xlsx", "202101", "上级文件如此规定"))
    done = check(faulty)
    (found,) = [f for f in done.findings if f.code == "ratio.range"]
    assert (level(found), found.waiver) == (Level.HINT, "上级文件如此规定")
    assert done.count(Level.ERROR) == 0
    texts = [str(c) for s in read_sheets(done.report) for _, cells in s.rows for c in cells]
    assert any("已接受：上级文件如此规定" in text for text in texts)
    ready_books(faulty)


@pytest.mark.parametrize(
    "waiver",
    [("ratio.range", "抽查工作计划", "202102", "别的行"), ("ratio.bare-number", "抽查工作计划", "202101", "别的问题")],
)
def test_waiver_of_another_row_or_finding_changes_nothing_and_is_pointed_out(faulty, waiver):
    accept(faulty, waiver)
    done = check(faulty)
    assert done.count(Level.ERROR) == 1
    assert "waiver.unused" in {f.code for f in done.findings}


def test_waiver_without_a_reason_is_none(faulty):
    accept(faulty, ("ratio.range", "抽查工作计划.xlsx", "202101", ""))
    done = check(faulty)
    assert ("cell.required", WAIVERS.reason.title, FIRST) in found_at(done.findings)
    assert done.count(Level.ERROR) == 2


def test_registry_that_lost_rows_is_pointed_out_at_every_check(run):
    assert "registry.fewer" not in {f.code for f in check(run).findings}
    edited(run.desk.book(ENTITY_BOOK), lambda book: book.active.delete_rows(100, 7))
    for _ in range(2):
        (found,) = [f for f in check(run).findings if f.code == "registry.fewer"]
        assert dict(found.params) == {"now": "575", "before": "582", "lost": "7"}


def test_json_has_every_finding_with_its_cells(run):
    done = check(run, run.desk.root / PRINTED_PLAN)
    document = json.loads(as_json(done))
    by_code = {f["code"]: f for f in document["findings"]}
    blank = [[cell(PLAN, PLAN.task_no, n) for n in range(8, 18)], [cell(PLAN, PLAN.scope, n) for n in range(8, 14)]]
    assert by_code["cell.required"]["cells"] in blank
    assert by_code["plan.bureau"]["proposal"].startswith("2021年平鲁区交通运输局")
    assert sum(len(f["cells"]) for f in document["findings"] if f["level"] == "error") == 26


def test_json_on_the_command_line_is_json_alone(run):
    result = CliRunner().invoke(program, ["check", str(run.desk.root / PRINTED_PLAN), "--json"], standalone_mode=False)
    assert result.return_value == 1
    assert json.loads(result.stdout)["findings"]


def test_repaired_copy_of_the_printed_plan_needs_only_what_nobody_can_know(run):
    source = run.desk.root / PRINTED_PLAN
    before = source.read_bytes()
    done = check(run, source, with_repairs=True)
    assert source.read_bytes() == before
    names = {cell(PLAN, PLAN.plan_name, n) for n in range(7, 18)}
    assert {f.place.cell for f in done.repairs} == names | {cell(PLAN, PLAN.task_name, n) for n in (16, 17)}
    again = check(replace(run, now=run.now + timedelta(seconds=1)), done.repaired[0])
    left = {f.code for f in again.findings if level(f) is Level.ERROR}
    assert left == {"cell.required", "scope.leftover"}


def test_nothing_to_repair_makes_no_copy(run):
    assert check(run, with_repairs=True).repaired == ()


def test_a_saved_workbook_is_noticed_once(run, monkeypatch):
    monkeypatch.setattr(step, "_PAUSE", 0.01)
    path = run.desk.book(PLAN_BOOK)
    waiting = changes(run.desk)
    calls = iter(range(3))

    def sleep(_):
        if next(calls) == 1:
            os.utime(path, (time.time() - 5, time.time() - 5))

    monkeypatch.setattr(step.time, "sleep", sleep)
    assert next(waiting) == "抽查工作计划.xlsx"
    with pytest.raises((StopIteration, RuntimeError)):
        next(waiting)
