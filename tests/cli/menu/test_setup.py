"""开办表 in the menu: from the first start to a plan, with the answers and the cells that are typed counted."""

from datetime import datetime

import pytest
from openpyxl import load_workbook

from tests.cli.menu.test_first_day import BUREAU, FIVE
from tests.steps.helpers import contents
from tests.steps.new.forms import FIRST, type_into
from xlcheck.cli.menu.entries import SET_UP
from xlcheck.schema.inputs import PLAN, PLAN_BOOK, SETTINGS_BOOK
from xlcheck.steps.desk.desk import Desk
from xlcheck.steps.desk.load import load_settings, read_tables
from xlcheck.steps.new.setup import form_of


@pytest.fixture
def home(tmp_path, monkeypatch):
    """The folder of the years of a package that was just unpacked, on a day of 2026."""
    monkeypatch.setattr("xlcheck.cli.screen.now", lambda: datetime(2026, 3, 2, 9))
    folder = tmp_path / "workbooks"
    folder.mkdir()
    return folder


@pytest.fixture
def keys(xlcheck, opened):
    def typed(folder, *lines):
        code, out, err = xlcheck("menu", folder, typed="".join(f"{line}\n" for line in lines))
        return code, out + err

    return typed


ANSWERS = ("", "", "是", "", "0")
"""The entry that is offered, the report that is read, the yes, and the way out: 2 of them typed."""
CELLS = {"B": ("5%", "3%", "全覆盖")}
"""All that is typed into the form for three categories."""


def test_form_is_made_with_the_year_and_offered_as_next_step(home, keys):
    _, out = keys(home, *FIVE, "", "0")
    assert form_of(Desk(home / "2026")).is_file()
    assert out.splitlines()[-2] == "下一步：填好《开办表》，写出计划和设置"


def test_three_cells_and_two_typed_answers_make_a_plan_of_nine_tasks(home, keys, opened):
    keys(home, *FIVE, "", "0")
    desk = Desk(home / "2026")
    cells = {f"{column}{FIRST + at}": text for column, texts in CELLS.items() for at, text in enumerate(texts)}
    assert len(cells) == 3
    type_into(form_of(desk), cells)
    _, out = keys(home, "", "是", "", "0")
    assert "√ 已按开办表写出 9 个任务" in out
    tables, settings = read_tables(desk, PLAN_BOOK)
    plan = tables[PLAN.key]
    assert (settings.bureau, len(plan)) == (BUREAU, 9)
    assert list(plan[PLAN.ratio]) == ["5%", "3%", "全覆盖"] * 3
    assert plan.at(plan.data.index[0], PLAN.scope) == "2026年1月前成立的运营的全区在册企业"
    assert plan.at(plan.data.index[0], PLAN.plan_name) == f"2026年{BUREAU}抽查工作计划01"
    assert "下一步：在本年度" not in out
    assert str(opened[-1]).endswith(PLAN_BOOK.filename)


def test_form_without_a_ratio_is_opened_and_nothing_else_is_done(home, keys, opened):
    keys(home, *FIVE, "", "0")
    before = contents(home)
    _, out = keys(home, SET_UP, "", "0")
    assert "请在打开的《开办表》里填写抽查比例" in out
    assert str(opened[-1]).endswith("开办表.xlsx")
    assert contents(home) == before


def test_a_no_leaves_everything_as_it_was(home, keys):
    keys(home, *FIVE, "", "0")
    type_into(form_of(Desk(home / "2026")), {f"B{FIRST}": "5%"})
    before = contents(home)
    _, out = keys(home, "", "否", "", "0")
    assert "您答了“否”" in out
    assert contents(home) == before


def test_fault_names_its_cell_and_the_form_can_be_mended_and_read_again(home, keys):
    keys(home, *FIVE, "", "0")
    desk = Desk(home / "2026")
    type_into(form_of(desk), {f"B{FIRST}": "若干", f"C{FIRST + 1}": "第九批", f"B{FIRST + 1}": "5%"})
    _, out = keys(home, "", "", "0")
    assert f"《开办表.xlsx》开办表 B{FIRST}：" in out
    assert f"《开办表.xlsx》开办表 C{FIRST + 1}：没有“第九批”这个批次" in out
    assert "《开办表.xlsx》有 2 处要改正，没有写出" in out
    type_into(form_of(desk), {f"B{FIRST}": "5%", f"C{FIRST + 1}": "第二批"})
    _, out = keys(home, "", "是", "", "0")
    assert "√ 已按开办表写出 4 个任务" in out


def test_year_with_a_plan_is_not_written_over(home, keys):
    keys(home, *FIVE, "", "0")
    desk = Desk(home / "2026")
    type_into(form_of(desk), {f"B{FIRST}": "5%"})
    keys(home, "", "是", "", "0")
    before = desk.book(PLAN_BOOK).read_bytes(), desk.book(SETTINGS_BOOK).read_bytes()
    _, out = keys(home, SET_UP, "", "0")
    assert "《抽查工作计划.xlsx》里已经有内容，程序不改动" in out
    assert (desk.book(PLAN_BOOK).read_bytes(), desk.book(SETTINGS_BOOK).read_bytes()) == before


def test_other_trade_types_its_own_categories(home, keys):
    keys(home, "示例市示例县机关事务管理局", "", "140622", "", "", "", "0")
    desk = Desk(home / "2026")
    type_into(
        form_of(desk),
        {f"A{FIRST}": "办公用房", f"B{FIRST}": "30%", f"D{FIRST}": "办公用房使用单位", f"E{FIRST}": "用房单位、用房"},
    )
    _, out = keys(home, "", "是", "", "0")
    assert "增加类别 1 个" in out
    (category,) = load_settings(desk)[0].categories
    assert (category.name, category.aliases, category.wordings) == (
        "办公用房",
        ("用房单位", "用房"),
        ("办公用房使用单位",),
    )
    book = load_workbook(desk.root / "检查对象名录库.xlsx")
    assert "办公用房" in {str(cell.value) for row in book["选项"].iter_rows() for cell in row}


def test_form_that_is_not_there_is_made(home, keys):
    keys(home, *FIVE, "", "0")
    form_of(Desk(home / "2026")).unlink()
    _, out = keys(home, SET_UP, "", "0")
    assert "√ 请填写《开办表》" in out
    assert form_of(Desk(home / "2026")).is_file()
