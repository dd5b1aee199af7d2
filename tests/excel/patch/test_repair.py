"""改正副本: what is certainly wrong is corrected in a copy, everything else stays."""

from __future__ import annotations

from dataclasses import replace

import openpyxl
import pytest
import xlsxwriter

from tests.builders import SETTINGS, plan_cells, write_sheet
from tests.excel.packages import assert_sound
from xlcheck.checks import run_checks
from xlcheck.excel.patch import LEGEND_SHEET
from xlcheck.excel.patch.repair import FILL, repair
from xlcheck.excel.read.workbook import read_book, read_cells
from xlcheck.messages import CERTAIN_REPAIRS, FINDINGS
from xlcheck.model import Place, finding
from xlcheck.reading.tables import YearBooks
from xlcheck.schema.inputs import PLAN, PLAN_BOOK

BOOK = "抽查工作计划.xlsx"


def told(code: str, cell: tuple[int, int], value: str, proposal: str, **params: object):
    return finding(code, Place(BOOK, "抽查工作计划", *cell), value, proposal, **params)


TASK_NO = told("plan.task-no", (2, 1), "1号", "01号", wanted="01号")
GUESS = told("choice.unknown", (3, 1), "营业中", "营业", allowed="营业")


@pytest.fixture
def source(tmp_path):
    return write_sheet(tmp_path / BOOK, {"抽查工作计划": [["任务编号"], ["1号"], ["营业中"]]})


def repaired(source, *findings):
    out = source.with_name(f"改正-{source.name}")
    made = repair(source, findings, out)
    assert_sound(out)
    return made, out


def test_certain_repairs_are_findings__ok():
    assert set(FINDINGS) >= CERTAIN_REPAIRS


def test_certain_repair_is_made_and_told__ok(source):
    made, out = repaired(source, GUESS, TASK_NO)
    assert made == (TASK_NO,)
    book = openpyxl.load_workbook(out)
    cell = book["抽查工作计划"]["A2"]
    assert (cell.value, cell.number_format, cell.fill.fgColor.rgb) == ("01号", "@", FILL)
    assert cell.comment.text == "原值：1号\n改为：01号\n理由：任务编号与计划编号不一致，应为 01号。"
    assert book["抽查工作计划"]["A3"].value == "营业中"
    assert [[c.value for c in row] for row in book[LEGEND_SHEET]][:2] == [
        ["单元格", "原值", "改为", "理由"],
        ["抽查工作计划!A2", "1号", "01号", "任务编号与计划编号不一致，应为 01号。"],
    ]


def test_second_repair_of_a_cell_waits_for_the_next_check__ok(source):
    second = told("plan.year", (2, 1), "1号", "2021年1号", year=2021)
    assert repaired(source, TASK_NO, second)[0] == (TASK_NO,)


def test_accepted_finding_is_not_repaired__ok(source):
    made, out = repaired(source, replace(TASK_NO, waiver="按文件"))
    assert made == ()
    assert read_cells(out)["抽查工作计划"] == read_cells(source)["抽查工作计划"]
    assert "没有可以自动改正的问题。" in read_cells(out)[LEGEND_SHEET].values()


def test_formula_is_not_overwritten__ok(tmp_path):
    path = tmp_path / BOOK
    with xlsxwriter.Workbook(str(path)) as book:
        book.add_worksheet("抽查工作计划").write_formula("A2", '="1"&"号"', None, "1号")
    made, out = repaired(path, TASK_NO)
    assert made == ()
    assert openpyxl.load_workbook(out)["抽查工作计划"]["A2"].value == '="1"&"号"'


def test_repaired_plan_checks_clean_of_what_was_repaired__ok(tmp_path):
    faults = [
        plan_cells(1, task_no="1号"),
        plan_cells(2, plan_name="2021年示例市示例区交通运输局抽查工作计划 3"),
        plan_cells(3, task_name="2020年示例区交通运输局道路货物运输市场主体随机抽查方案"),
        plan_cells(4, plan_name="2021年别的区交通运输局抽查工作计划04"),
        plan_cells(5, plan_no="", plan_name="", task_no="", task_name=""),
        plan_cells(6, plan_no="", plan_name=""),
    ]
    rows = [list(PLAN.as_offered.titles), *([str(row.get(key, "")) for key in PLAN.as_offered.keys] for row in faults)]
    path = write_sheet(tmp_path / BOOK, {PLAN.sheet: rows})
    made, out = repaired(path, *findings_of(path))
    assert [(f.code, f.place.cell) for f in made] == [
        (f.code, f.place.cell) for f in findings_of(path) if f.code in CERTAIN_REPAIRS
    ]
    assert len(made) == 4 + 4 + 2
    assert openpyxl.load_workbook(out)[PLAN.sheet]["A6"].comment.text.startswith("原值：（空白）\n改为：202105\n")
    assert not [f for f in findings_of(out) if f.code in CERTAIN_REPAIRS]


def findings_of(path):
    tables, reading = read_book(path, PLAN_BOOK, SETTINGS)
    return (*reading, *run_checks(YearBooks(SETTINGS, plan=tables["plan"])))
