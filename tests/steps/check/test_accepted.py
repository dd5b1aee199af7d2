"""What staff accept, what machines read, what is repaired, and rows that have gone."""

import json
import os
import shutil
import time
from dataclasses import replace
from datetime import timedelta

import openpyxl
import pytest
from click.testing import CliRunner

from tests.cells import FIRST, cell, found_at
from tests.length import STRIDE
from tests.steps.helpers import contents, put, rows_of, sentence
from tests.steps.killing import Killed, Killer, armed
from xlcheck.cli.program import program
from xlcheck.excel.read.workbook import read_sheets
from xlcheck.messages import Level, level
from xlcheck.schema.inputs import ENTITIES, ENTITY_BOOK, PLAN, PLAN_BOOK, SETTINGS_BOOK, WAIVERS
from xlcheck.schema.outputs.check import FINDINGS, READINGS
from xlcheck.steps.check import check as step
from xlcheck.steps.check.accept import accept as by_number
from xlcheck.steps.check.as_json import as_json
from xlcheck.steps.check.check import REPORT_NAME, changes, check
from xlcheck.steps.desk.desk import Desk, Run
from xlcheck.steps.desk.files import OLD
from xlcheck.steps.draw.tasks import ready_books
from xlcheck.steps.practice.sample import PRINTED_PLAN

PROVEN = "code.repairable"
"""The warning about a code whose letter O must be a digit, since the check digit then fits."""


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


def numbered(run, *codes):
    """The numbers of findings in the report that is written now, by their codes."""
    rows = rows_of(check(run).report, 1)
    return [next(int(str(row["序号"])) for row in rows if row["代码"] == code) for code in codes]


def entered(run):
    """The rows of 已接受问题."""
    sheets = {sheet.name: sheet for sheet in read_sheets(run.desk.book(SETTINGS_BOOK))}
    return [cells for number, cells in sheets[WAIVERS.sheet].rows if number >= FIRST]


@pytest.fixture
def doubtful(run):
    """The desk with one warning and three like hints about rows of the registry."""
    path = run.desk.book(ENTITY_BOOK)
    cells = {cell(ENTITIES, ENTITIES.phone, row): "12" for row in (FIRST + 4, FIRST + 5, FIRST + 6)}
    put(path, {cell(ENTITIES, ENTITIES.code): "91140603MAY7YARROC", **cells})
    return run


def test_warning_is_accepted_by_its_number(doubtful):
    (number,) = numbered(doubtful, PROVEN)
    before = doubtful.desk.book(SETTINGS_BOOK).read_bytes()
    done = by_number(doubtful, [number], "登记证书如此", "示例甲")
    assert (done.problems, done.rows, done.backup.read_bytes()) == (1, 1, before)
    found = check(doubtful)
    (one,) = [f for f in found.findings if f.code == PROVEN]
    assert (level(one), one.waiver) == (Level.HINT, "登记证书如此")
    ((code, book, key, text, reason, by, on),) = entered(doubtful)
    assert (code, book, key) == (PROVEN, "检查对象名录库.xlsx", "91140603MAY7YARROC")
    assert text == "代码中的字母 O、I、S、Z 应为数字"
    assert (reason, by, f"{on:%Y-%m-%d}") == ("登记证书如此", "示例甲", "2021-01-05")
    assert "waiver.unused" not in {f.code for f in found.findings}


@pytest.mark.parametrize("reason", ["", "。", "1", "无"])
def test_problem_is_not_accepted_without_a_reason__error(doubtful, reason):
    assert "没有写明接受的理由" in sentence(by_number, doubtful, numbered(doubtful, PROVEN), reason, "示例甲")
    assert entered(doubtful) == []


def test_code_is_out_of_sight_and_a_sheet_of_before_without_the_problem_is_filled_all_the_same(doubtful):
    path = doubtful.desk.book(SETTINGS_BOOK)
    sheet = openpyxl.load_workbook(path)[WAIVERS.sheet]
    assert [name for name, column in sheet.column_dimensions.items() if column.hidden] == ["A"]
    assert found_title(sheet, "代码") == "A"
    edited(path, lambda book: book[WAIVERS.sheet].delete_cols(1 + WAIVERS.columns.index(WAIVERS.text)))
    by_number(doubtful, numbered(doubtful, PROVEN), "登记证书如此", "示例甲")
    ((code, _, _, reason, by, _),) = entered(doubtful)
    assert (code, reason, by) == (PROVEN, "登记证书如此", "示例甲")
    assert [f.waiver for f in check(doubtful).findings if f.code == PROVEN] == ["登记证书如此"]


def found_title(sheet, title):
    """The letters of the column with a title."""
    return next(cell.column_letter for row in sheet.iter_rows() for cell in row if cell.value == title)


def test_problem_of_many_cells_is_accepted_for_each_row_and_old_rows_stay(doubtful):
    accept(doubtful, (PROVEN, "检查对象名录库", "91140603MAY7YARROC", "以前登记的"))
    (number,) = numbered(doubtful, "phone.unusual")
    assert by_number(doubtful, [number], "总机分机").rows == 3
    found = {f.code: f for f in check(doubtful).findings if f.waiver}
    assert found[PROVEN].waiver == "以前登记的"
    assert len(found["phone.unusual"].places) == 3
    assert [row[0] for row in entered(doubtful)] == [PROVEN, *["phone.unusual"] * 3]


def test_accepting_again_by_the_same_report_changes_nothing(doubtful):
    numbers = numbered(doubtful, PROVEN, "phone.unusual")
    by_number(doubtful, numbers[:1], "登记证书如此")
    assert by_number(doubtful, numbers, "登记证书如此").problems == 1
    before = contents(doubtful.desk.root)
    done = by_number(doubtful, numbers, "登记证书如此")
    assert (done.problems, done.rows, done.backup) == (0, 0, None)
    assert contents(doubtful.desk.root) == before


def settled(run):
    return {n: c for n, c in contents(run.desk.root).items() if OLD not in n.split("/")}


@pytest.mark.parametrize("torn", [False, True])
def test_killed_anywhere_the_next_run_accepts_once(doubtful, tmp_path, torn):
    numbers = numbered(doubtful, PROVEN)

    def copied(name):
        root = tmp_path / name / "2021"
        shutil.copytree(doubtful.desk.root, root)
        return Run(Desk(root), doubtful.now)

    whole, counter = copied("nobody"), Killer(tmp_path)
    with armed(counter):
        by_number(whole, numbers, "登记证书如此")
    assert counter.changes > 3
    for at in range(1, counter.changes + 1, STRIDE):
        own = copied(str(at))
        with pytest.raises(Killed), armed(Killer(own.desk.root, at, torn)):
            by_number(own, numbers, "登记证书如此")
        by_number(own, numbers, "登记证书如此")
        assert settled(own) == settled(whole)


def test_report_that_staff_have_sorted_is_read_by_its_numbers(doubtful):
    (number,) = numbered(doubtful, PROVEN)

    def turned(book):
        sheet = book[FINDINGS.sheet]
        rows = [[c.value for c in row] for row in sheet.iter_rows(min_row=FIRST)]
        for row, cells in enumerate(reversed(rows), start=FIRST):
            for column, text in enumerate(cells, start=1):
                sheet.cell(row, column).value = text

    edited(doubtful.desk.checks / REPORT_NAME, turned)
    assert by_number(doubtful, [number], "登记证书如此").rows == 1
    assert entered(doubtful)[0][0] == PROVEN


def test_error_is_not_accepted__error(faulty):
    (number,) = numbered(faulty, "ratio.range")
    before = contents(faulty.desk.root)
    assert "是错误，不能接受" in sentence(by_number, faulty, [number], "理由")
    assert contents(faulty.desk.root) == before


def test_what_speaks_of_no_row_is_not_accepted__error(run):
    check(run)
    edited(run.desk.book(ENTITY_BOOK), lambda book: book.active.delete_rows(100, 7))
    (number,) = numbered(run, "registry.fewer")
    assert "不是其中某一行" in sentence(by_number, run, [number], "理由")


def test_number_and_report_must_be_of_now__error(doubtful):
    assert "还没有校验报告" in sentence(by_number, doubtful, [1], "理由")
    (number,) = numbered(doubtful, PROVEN)
    assert "没有第 999 号" in sentence(by_number, doubtful, [999], "理由")
    put(doubtful.desk.book(ENTITY_BOOK), {cell(ENTITIES, ENTITIES.code): "91140603MAY7YARR0C"})
    assert "已经改正，或者" in sentence(by_number, doubtful, [number], "理由")
    edited(doubtful.desk.checks / REPORT_NAME, lambda book: book[FINDINGS.sheet].delete_cols(1))
    assert "没有序号" in sentence(by_number, doubtful, [number], "理由")
    assert entered(doubtful) == []


def test_settings_that_are_open_or_lack_the_sheet_are_told__error(doubtful):
    (number,) = numbered(doubtful, PROVEN)
    path = doubtful.desk.book(SETTINGS_BOOK)
    lock = path.with_name(f"~${path.name}")
    lock.write_bytes(b"")
    assert "可能正在被" in sentence(by_number, doubtful, [number], "理由")
    lock.unlink()
    edited(path, lambda book: book.remove(book[WAIVERS.sheet]))
    assert "没有“已接受问题”工作表" in sentence(by_number, doubtful, [number], "理由")


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


def test_json_has_every_reading_of_the_plan_with_its_cell_and_code(run):
    plan = run.desk.book(PLAN_BOOK)
    put(plan, {cell(PLAN, PLAN.window): "另行通知", cell(PLAN, PLAN.ratio): "不低于50%"})
    document = json.loads(as_json(check(run)))
    assert document["format"] == "xlcheck-check/2"
    by_cell = {one["cell"]: one for one in document["readings"]}
    unread, read = by_cell[cell(PLAN, PLAN.window)], by_cell[cell(PLAN, PLAN.ratio)]
    assert (unread["text"], unread["reading"], unread["code"]) == ("另行通知", "", "window.unknown-words")
    assert (read["book"], read["sheet"], read["column"]) == (plan.name, PLAN.sheet, PLAN.ratio.title)
    assert (read["text"], read["reading"], read["code"]) == ("不低于50%", "下限50%，进位", "")


def test_report_has_a_sheet_of_the_readings(run):
    put(run.desk.book(PLAN_BOOK), {cell(PLAN, PLAN.window): "另行通知"})
    sheet = openpyxl.load_workbook(check(run).report)[READINGS.sheet]
    _, titles, *rows = [[c.value for c in row] for row in sheet.rows]
    assert tuple(titles) == READINGS.titles
    by_cell = {row[2]: row for row in rows if row[2]}
    unread = by_cell[cell(PLAN, PLAN.window)]
    assert unread[4:] == ["另行通知", "（没有读出）", "抽查日期“另行通知”中的“另行通知”没有读懂"]
    assert by_cell[cell(PLAN, PLAN.ratio)][4:] == ["50%", "50%，进位", None]


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
    numbers = {cell(PLAN, PLAN.task_no, n) for n in range(8, 18)}  # stand blank in the printed plan
    task_names = {cell(PLAN, PLAN.task_name, n) for n in (16, 17)}
    assert {f.place.cell for f in done.repairs} == names | numbers | task_names
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
