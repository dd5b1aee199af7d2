"""导入 on the screen: few questions the first time, none the next; what is kept, and what is refused."""

import re
from itertools import islice

import pytest
from openpyxl import load_workbook

from tests.builders import write_sheet
from tests.steps.adopt.layouts import LAYOUTS, write_layout
from tests.steps.helpers import rows_of
from tests.steps.update.planted import invented_codes
from xlcheck.excel.read.workbook import read_sheets
from xlcheck.schema.inputs import ENTITY_BOOK, INSPECTOR_BOOK, OTHER_BOOK, PLAN_BOOK

EACH = pytest.mark.parametrize("layout", LAYOUTS, ids=lambda one: str(one.number))
QUESTION = re.compile(r"（是/否）：|0 返回）：|都填什么")
MOST = 3


def plan_of(desk):
    """The rows of the desk's plan, by title."""
    _, (_, titles), *rows = read_sheets(desk / PLAN_BOOK.filename)[0].rows
    return [dict(zip(titles, [*cells, *[""] * len(titles)], strict=False)) for _, cells in rows]


@EACH
def test_it_comes_in_with_three_questions_at_most_and_then_with_none(xlcheck, sample_copy, layout, tmp_path):
    file = write_layout(layout, tmp_path)
    code, out, _ = xlcheck("adopt", file, "--desk", sample_copy, typed="\n".join((*layout.answers, "是", "")))
    assert code == 0, out
    assert len(QUESTION.findall(out)) <= MOST
    rows = plan_of(sample_copy)
    assert len(rows) == 12
    assert [row["原表位置"] for row in rows[:2]] == [
        f"“Sheet1”第 {3 if layout.titled else 2} 行",
        f"“Sheet1”第 {4 if layout.titled else 3} 行",
    ]
    assert all(row["抽查计划编号"] and row["抽查任务编号"] and row["抽查任务名称"] for row in rows)
    code, out, _ = xlcheck("adopt", file, "--desk", sample_copy, "--adopt", typed="")
    assert code == 0
    assert not QUESTION.findall(out)
    assert plan_of(sample_copy) == rows


@EACH
def test_what_is_adopted_can_be_read(xlcheck, sample_copy, layout, tmp_path):
    answers = "\n".join((*layout.answers, "是", ""))
    assert xlcheck("adopt", write_layout(layout, tmp_path), "--desk", sample_copy, typed=answers)[0] == 0
    _, out, _ = xlcheck("check", sample_copy)
    assert "没有识别" not in out
    assert not re.search(r"× 《抽查工作计划.*(?:没有填写|读不|看不|不能识别)", out), out


COMPANIES = ("业户名称", "统一代码", "负责人", "经营场所", "注册时间", "网格员")


@pytest.fixture
def companies(tmp_path):
    """A list of companies in a layout of its own, of one category that it does not name."""

    def written(name="示例名单.xlsx", sheet="导出", more=()):
        codes = invented_codes()
        rows = [[f"示例{n}号维修部", next(codes), "示例法人", "示例街1号", "2018-03-05", f"网格{n}"] for n in range(5)]
        return write_sheet(tmp_path / name, {sheet: [[*COMPANIES, *more], *rows]})

    return written


FILLED = ("--fill", "对象类别=机动车维修", "--fill", "经营状态=营业")


def test_a_registry_comes_in_with_texts_for_all_rows(xlcheck, sample_copy, companies):
    code, out, _ = xlcheck("adopt", companies(), "--desk", sample_copy, *FILLED, "--adopt")
    assert code == 0, out
    rows = rows_of(sample_copy / ENTITY_BOOK.filename)
    assert [row["序号"] for row in rows] == ["1", "2", "3", "4", "5"]
    assert {(row["对象类别"], row["经营状态"], f"{row['成立日期']:%F}") for row in rows} == {
        ("机动车维修", "营业", "2018-03-05")
    }
    assert [row["原表“网格员”"] for row in rows] == [f"网格{n}" for n in range(5)]
    assert len(list((sample_copy / "旧版").glob("检查对象名录库_*.xlsx"))) == 1


def test_a_sheet_named_after_a_category_needs_none(xlcheck, sample_copy, companies):
    code, out, _ = xlcheck("adopt", companies(sheet="机动车维修"), "--desk", sample_copy, typed="\n是\n")
    assert code == 0
    assert "原表没有“对象类别”" not in out
    assert {row["对象类别"] for row in rows_of(sample_copy / ENTITY_BOOK.filename)} == {"机动车维修"}


def test_a_layout_that_was_brought_in_is_known_to_update(xlcheck, sample_copy, companies):
    xlcheck("adopt", companies(), "--desk", sample_copy, *FILLED, "--adopt")
    file = companies("再次导出.xlsx")
    code, out, _ = xlcheck("update", "名录库", file, "--desk", sample_copy, "--compare")
    assert code == 0, out
    assert "“业户名称”作“检查对象名称”" in out.replace("\n    ", "")
    assert "没有变化 5 户" in out


def test_a_layout_that_was_brought_in_is_known_to_what_is_dropped(xlcheck, sample_copy, tmp_path):
    file = write_layout(LAYOUTS[0], tmp_path)
    assert "不像本年度的工作簿" in xlcheck("drop", file, "--desk", sample_copy)[1]
    xlcheck("adopt", file, "--desk", sample_copy, "--adopt")
    _, out, _ = xlcheck("drop", file, "--desk", sample_copy)
    assert "照列对应写成下面的工作簿" in out
    assert "导入-示例计划1.xlsx" in out


def test_a_text_of_another_year_is_asked_again(xlcheck, sample_copy, tmp_path):
    file = write_layout(LAYOUTS[5], tmp_path)
    xlcheck("adopt", file, "--desk", sample_copy, "--fill", "抽查日期=2020年1月至12月", "--adopt")
    assert "原表没有“抽查日期”" in xlcheck("adopt", file, "--desk", sample_copy)[1]


def test_a_no_leaves_the_desk_as_it_is(xlcheck, sample_copy, tmp_path):
    before = (sample_copy / PLAN_BOOK.filename).read_bytes()
    code, out, _ = xlcheck("adopt", write_layout(LAYOUTS[0], tmp_path), "--desk", sample_copy, typed="否\n")
    assert code == 1
    assert "没有采用" in out
    assert (sample_copy / PLAN_BOOK.filename).read_bytes() == before
    assert (tmp_path / "导入" / PLAN_BOOK.filename).is_file()


def test_what_is_not_answered_stays_blank_and_is_said(xlcheck, sample_copy, tmp_path):
    _, out, _ = xlcheck("adopt", write_layout(LAYOUTS[5], tmp_path), "--desk", sample_copy, typed="")
    assert "先空着的：抽查日期" in out


def test_what_was_left_blank_is_not_asked_again(xlcheck, sample_copy, tmp_path):
    file = write_layout(LAYOUTS[5], tmp_path)
    _, out, _ = xlcheck("adopt", file, "--desk", sample_copy, typed="先空着\n是\n")
    assert "抽查日期　←　先空着" in out
    code, out, _ = xlcheck("adopt", file, "--desk", sample_copy, "--adopt", typed="")
    assert code == 0
    assert not QUESTION.findall(out)
    assert "抽查日期　←　先空着" in out
    assert {row["抽查日期"] for row in plan_of(sample_copy)} == {""}


@pytest.mark.parametrize(
    ("word", "titles", "cells", "lacking"),
    [
        (
            "人员",
            ("人", "单位", "执法证号码", "证件有效期"),
            ("示例员", "示例局", "SL140603-0001", "2025-12-31"),
            "姓名",
        ),
        (
            "人员",
            ("姓名", "单位", "执法证号码", "职务"),
            ("示例员", "示例局", "SL140603-0001", "科员"),
            "执法证有效期至",
        ),
        (
            "名录库",
            ("谁", "统一代码", "负责人", "经营场所"),
            ("示例店", next(invented_codes()), "示例甲", "示例街"),
            "检查对象名称",
        ),
    ],
)
def test_column_that_must_be_filled_and_that_no_title_tells_is_asked_for(
    xlcheck, sample_copy, tmp_path, word, titles, cells, lacking
):
    file = write_sheet(tmp_path / "名单.xlsx", {"一": [titles, cells]})
    _, out, _ = xlcheck("adopt", file, "--as", word, "--desk", sample_copy, typed="1\n1\n1\n1\n")
    assert f"原表没有“{lacking}”" in out


@pytest.mark.parametrize(
    ("post", "asked"), [("示例区公安局 民警", True), ("示例区交通运输局 科员", False), ("科员", False)]
)
def test_people_of_another_bureau_are_never_written_as_the_bureaus_own(xlcheck, sample_copy, tmp_path, post, asked):
    titles = ("姓名", "执法证号", "证件有效期", "执法范围", "单位及职务")
    file = write_sheet(
        tmp_path / "名单.xlsx", {"一": [titles, ("示例员", "SL140603-0901", "2029-12-31", "普货企业", post)]}
    )
    _, out, _ = xlcheck("adopt", file, "--as", "人员", "--desk", sample_copy, typed="")
    assert ("原表没有“工作单位”" in out, "工作单位　←　统一填写" in out) == (asked, not asked)


def test_columns_that_the_command_line_names_go_before(xlcheck, sample_copy, tmp_path):
    file = write_layout(LAYOUTS[4], tmp_path)
    code, out, _ = xlcheck("adopt", file, "--desk", sample_copy, "--map", "抽取时间=抽查日期", "--adopt")
    assert code == 0
    assert "抽查日期　←　抽取时间" in out
    assert {row["抽查日期"] for row in plan_of(sample_copy)} == {"2021年2月", "2021年3月"}


def test_ratio_and_frequency_of_one_column_are_parted_with_a_note(xlcheck, sample_copy, tmp_path):
    file = write_layout(LAYOUTS[1], tmp_path)
    xlcheck("adopt", file, "--desk", sample_copy, "--adopt")
    assert {row["抽查频次"] for row in plan_of(sample_copy)} == {"每年1次", "每年2次"}
    sheet = load_workbook(sample_copy / PLAN_BOOK.filename)["抽查工作计划"]
    notes = [cell.comment.text for row in sheet for cell in row if cell.comment]
    assert any("由原文件“Sheet1”F3拆分" in note for note in notes)
    assert any("取自原文件“Sheet1”的F 列“抽查比例及频次”" in note for note in notes)


@pytest.mark.parametrize(
    ("options", "problem"),
    [
        (("--as", "台账"), "“台账”不是可以导入的表"),
        (("--map", "没有的栏=抽查日期"), "原表没有“没有的栏”一栏"),
        (("--map", "序号=没有的栏"), "《抽查工作计划》没有“没有的栏”一栏"),
        (("--fill", "抽查日期"), "“抽查日期”写得不对"),
    ],
)
def test_options_that_mean_nothing_are_refused__error(xlcheck, sample_copy, tmp_path, options, problem):
    code, out, err = xlcheck("adopt", write_layout(LAYOUTS[5], tmp_path), "--desk", sample_copy, *options)
    assert code == 2
    assert problem in out + err


def test_a_file_that_is_like_nothing_is_refused_with_its_titles__error(xlcheck, sample_copy, tmp_path):
    file = write_sheet(tmp_path / "食谱.xlsx", {"一": [["菜名", "价格"], ["示例菜", "5"]]})
    code, out, err = xlcheck("adopt", file, "--desk", sample_copy)
    assert code == 2
    assert "没有认出" in out + err
    assert "菜名、价格" in out + err


def test_a_file_without_rows_and_none_at_all_are_refused__error(xlcheck, sample_copy, tmp_path):
    file = write_layout(LAYOUTS[5], tmp_path, rows=0)
    assert "一行也没有" in "".join(map(str, xlcheck("adopt", file, "--desk", sample_copy)))
    assert "找不到" in "".join(map(str, xlcheck("adopt", tmp_path / "无.xlsx", "--desk", sample_copy)))


def test_what_stands_on_the_other_sheets_goes_along(xlcheck, sample_copy, tmp_path):
    """Whoever brings in a list of inspectors loses no 回避关系."""
    book = load_workbook(sample_copy / INSPECTOR_BOOK.filename)
    before = {name: [cell.value for row in book[name] for cell in row] for name in ("回避关系", "请假", "不得同组")}
    head = ["姓名", "单位", "执法证号码", "证件有效期", "执法领域"]
    row = ["示例员", "示例局", "SL140603-0001", "2025-12-31", "机动车维修"]
    file = write_sheet(tmp_path / "人员.xlsx", {"一": [head, row]})
    assert xlcheck("adopt", file, "--as", "人员", "--desk", sample_copy, "--adopt")[0] == 0
    after = load_workbook(sample_copy / INSPECTOR_BOOK.filename)
    assert {name: [cell.value for row in after[name] for cell in row] for name in before} == before
    assert any(before["回避关系"][4:])


def test_a_row_of_thousands_of_titles_is_no_header__error(xlcheck, sample_copy, tmp_path):
    wide = [[f"检查时间{n}" for n in range(5000)] for _ in range(20)]
    code, out, err = xlcheck("adopt", write_sheet(tmp_path / "宽.xlsx", {"一": wide}), "--desk", sample_copy)
    assert code == 2
    assert "没有认出" in out + err


def test_other_inspections_come_in_from_an_export(xlcheck, sample_copy, tmp_path):
    codes = list(islice(invented_codes(1), 2))
    titles = ("被检查对象", "统一社会信用代码", "检查时间", "执法人员", "检查事项", "检查结果", "入企编号")
    lines = [("示例甲公司", codes[0], "2021-03-04", "示例员", "示例事项", "未发现问题", "1"),
             ("示例乙公司", codes[1], "2021-03-05", "示例员", "示例事项", "未发现问题", "2")]  # fmt: skip
    file = write_sheet(tmp_path / "检查记录.xlsx", {"Sheet1": [titles, *lines]})
    said = ("--as", "其他检查", "--fill", "检查类型=日常", "--adopt")
    code, out, _ = xlcheck("adopt", file, "--desk", sample_copy, *said, typed="")
    assert code == 0, out
    _, (_, titles), *rows = read_sheets(sample_copy / OTHER_BOOK.filename)[0].rows
    found = [dict(zip(titles, cells, strict=False)) for _, cells in rows]
    assert [
        (row["统一社会信用代码"], str(row["检查日期"])[:10], row["检查类型"], row["检查人员"]) for row in found
    ] == [
        (codes[0], "2021-03-04", "日常", "示例员"),
        (codes[1], "2021-03-05", "日常", "示例员"),
    ]
