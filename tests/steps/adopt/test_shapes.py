"""Columns that stand otherwise than ours: parted, joined, in two header rows, merged, on several sheets."""

import pytest
from openpyxl import Workbook

from tests.builders import write_sheet
from xlcheck.model import XlcheckError
from xlcheck.results.adopt.propose import positions_for
from xlcheck.schema.inputs import PLAN
from xlcheck.steps.adopt.source import read_other_layout
from xlcheck.steps.adopt.write import rows_of

HEAD = ["任务名称", "检查事项", "检查对象", "检查比例"]
ROW = ["示例检查", "示例事项", "普货企业", "5%"]


@pytest.fixture
def rows(run, tmp_path):
    """The rows that a plan of some lines gives, as texts by our titles."""

    def given(*lines):
        table = rows_of(
            read_other_layout(run, write_sheet(tmp_path / "计划.xlsx", {"一": [list(line) for line in lines]}))
        )
        return [{column.title: str(text) for column, text in row.cells.items() if text} for row in table.rows]

    return given


@pytest.mark.parametrize(
    "titles",
    [
        ("开始时间", "结束时间"),
        ("检查开始日期", "检查截止日期"),
        ("起始日期", "终止日期"),
        ("检查时间（起）", "检查时间（止）"),
    ],
)
def test_first_and_last_day_in_two_columns_are_one_period(rows, titles):
    (row,) = rows([*HEAD, *titles], [*ROW, "2021-03-01", "2021-04-30"])
    assert row["抽查日期"] == "2021-03-01至2021-04-30"


def test_heading_that_is_merged_right_above_the_titles_names_no_column(run, tmp_path):
    book = Workbook()
    sheet = book.active
    sheet.append(["示例局2021年度抽查工作计划"])
    sheet.append(["编号", *HEAD, "检查时间"])
    sheet.append(["1", *ROW, "2021年3月"])
    sheet.merge_cells("A1:F1")
    book.save(tmp_path / "计划.xlsx")
    mapping = read_other_layout(run, tmp_path / "计划.xlsx").mapping
    assert list(mapping.titles.values()) == ["编号", *HEAD, "检查时间"]


@pytest.mark.parametrize("title", ["参加部门", "参加单位", "联合检查部门", "联合抽查部门", "联合执法单位"])
def test_who_takes_part_is_told_by_each_of_its_words(rows, title):
    (row,) = rows([*HEAD, title], [*ROW, "示例区公安局"])
    assert row["联合部门"] == "示例区公安局"


def test_ratio_may_be_taken_from_the_number_that_is_drawn(run, tmp_path):
    lines = [
        ["任务名称", "检查事项", "检查对象", "抽取数", "股室"],
        ["示例检查", "示例事项", "普货企业", "5户", "一股"],
    ]
    file = read_other_layout(run, write_sheet(tmp_path / "计划.xlsx", {"一": lines}))
    assert positions_for(file.mapping, PLAN.ratio, file.settings) == (4,)


def test_two_header_rows_are_one(run, tmp_path):
    book = Workbook()
    sheet = book.active
    sheet.append([*HEAD, "检查时间", None])
    sheet.append([None] * 4 + ["开始", "结束"])
    sheet.append([*ROW, "2021-03-01", "2021-04-30"])
    sheet.merge_cells("E1:F1")
    for column in "ABCD":
        sheet.merge_cells(f"{column}1:{column}2")
    book.save(tmp_path / "计划.xlsx")
    (row,) = rows_of(read_other_layout(run, tmp_path / "计划.xlsx")).rows
    assert row.cells[PLAN.window] == "2021-03-01至2021-04-30"
    assert row.cells[PLAN.scope] == "普货企业"


def test_department_and_item_in_one_cell_are_parted(rows):
    (row,) = rows(
        ["任务名称", "发起部门(抽查事项)", "检查对象", "检查比例"],
        ["示例检查", "示例局（甲类检查、乙类检查）", *ROW[2:]],
    )
    assert (row["发起部门"], row["抽查事项"]) == ("示例局", "甲类检查、乙类检查")


def test_who_initiates_and_who_takes_part_in_one_cell_are_parted(rows):
    (row,) = rows([*HEAD, "发起部门/配合部门"], [*ROW, "示例区公安局/示例区应急管理局"])
    assert (row["发起部门"], row["联合部门"]) == ("示例区公安局", "示例区应急管理局")


def test_what_cannot_be_parted_stays_whole(rows):
    (row,) = rows([*HEAD, "发起部门/配合部门"], [*ROW, "示例区公安局"])
    assert row["联合部门"] == "示例区公安局"
    assert "发起部门" not in row


def test_a_cell_merged_over_rows_is_of_each(run, tmp_path):
    book = Workbook()
    sheet = book.active
    sheet.append([*HEAD, "检查时间"])
    sheet.append([*ROW, "2021年3月"])
    sheet.append(["示例核查", "示例事项二", None, "10%", "2021年4月"])
    sheet.merge_cells("C2:C3")
    book.save(tmp_path / "计划.xlsx")
    table = rows_of(read_other_layout(run, tmp_path / "计划.xlsx"))
    assert [row.cells[PLAN.scope] for row in table.rows] == ["普货企业"] * 2


def test_totals_and_notes_are_no_rows_and_are_told(run, tmp_path):
    lines = [[*HEAD, "检查时间"], [*ROW, "2021年3月"], ["合计", "", "", "", ""], ["注：以印发件为准。"]]
    table = rows_of(read_other_layout(run, write_sheet(tmp_path / "计划.xlsx", {"一": lines})))
    assert len(table.rows) == 1
    assert {found.code for found in table.left} == {"row.totals", "row.notes"}


def test_numbers_of_their_own_stay(rows):
    head = ["计划编号", *HEAD, "检查时间"]
    made = rows(head, ["2021005", *ROW, "2021年3月"], ["2021006", *ROW, "2021年4月"])
    assert [(row["抽查计划编号"], row["抽查任务编号"]) for row in made] == [("2021005", "005号"), ("2021006", "006号")]


def test_sheets_of_one_layout_come_in_together(run, tmp_path):
    plan = [[*HEAD, "检查时间"], [*ROW, "2021年3月"]]
    file = read_other_layout(
        run, write_sheet(tmp_path / "计划.xlsx", {"一季度": plan, "二季度": plan, "说明": [["示例说明"]]})
    )
    assert [row.place for row in rows_of(file).rows] == ["“一季度”第 2 行", "“二季度”第 2 行"]
    assert file.left_out == ("说明",)


def test_another_table_than_the_likest_may_be_named(run, tmp_path):
    file = write_sheet(
        tmp_path / "清单.xlsx", {"一": [["检查事项", "检查依据", "检查对象"], ["示例", "《示例条例》", "普货"]]}
    )
    assert read_other_layout(run, file).foreign.word == "事项"
    with pytest.raises(XlcheckError) as error:
        read_other_layout(run, file, "人员")
    assert error.value.code == "adopt.no-table"


PEOPLE = ["姓名", "执法证号", "有效期", "执法范围"]
PERSON = ["示例员甲", "SL140603-0901", "2029-01-01", "普货企业"]


@pytest.mark.parametrize(
    ("title", "text", "column"),
    [
        ("所属部门", "示例区公安局", "工作单位"),
        ("部门", "本县卫生健康委员会", "工作单位"),
        ("所在部门", "货运股", "所在科室"),
    ],
)
def test_department_of_a_person_is_the_employer_where_it_is_a_bureau(rows, title, text, column):
    (row,) = rows([*PEOPLE, title], [*PERSON, text])
    assert row[column] == text


@pytest.mark.parametrize(("title", "text"), [("在岗情况", "调离"), ("人员状态", "借调"), ("状态", "在岗")])
def test_state_of_a_person_is_taken_as_it_stands_and_never_as_valid(rows, title, text):
    (row,) = rows([*PEOPLE, title], [*PERSON, text])
    assert row["状态"] == text


@pytest.mark.parametrize("title", ["是否纳入双随机", "纳入随机抽查事项", "是否双随机"])
def test_item_that_is_not_drawn_stays_so(rows, title):
    (row,) = rows(["事项名称", "检查依据", "检查对象", title], ["示例检查", "《示例办法》", "普货企业", "否"])
    assert row["纳入随机抽查"] == "否"


def test_state_of_an_entity_in_unknown_words_is_taken_as_it_stands(rows):
    (row,) = rows(["企业名称", "信用代码", "住所", "登记状态"], ["示例企业", "91140603MA0K00001J", "示例街", "待查"])
    assert row["经营状态"] == "待查"


@pytest.mark.parametrize(
    ("plan_numbers", "task_numbers", "offered"),
    [
        (("2021001", "2021001"), ("001号", "002号"), [("2021001", "001号"), ("2021002", "002号")]),
        (("2021001", "2021002"), ("001号", "001号"), [("2021001", "001号"), ("2021002", "002号")]),
        (("示例检〔2021〕1号", "示例检〔2021〕2号"), ("1-1", "1-2"), [("202101", "01号"), ("202102", "02号")]),
        (("202107", "202109"), ("07号", "09号"), [("202107", "07号"), ("202109", "09号")]),
    ],
)
def test_numbers_that_are_none_of_each_row_go_to_the_right(rows, plan_numbers, task_numbers, offered):
    lines = [[*pair, *ROW] for pair in zip(plan_numbers, task_numbers, strict=True)]
    given = rows(["抽查计划编号", "抽查任务编号", *HEAD], *lines)
    assert [(row["抽查计划编号"], row["抽查任务编号"]) for row in given] == offered
    theirs = [
        (row.get("原表“抽查计划编号”", row["抽查计划编号"]), row.get("原表“抽查任务编号”", row["抽查任务编号"]))
        for row in given
    ]
    assert theirs == list(zip(plan_numbers, task_numbers, strict=True))
