"""Which sheets of a registry take part: archives and hidden ones do not, and nobody on them is passed over silently."""

from dataclasses import replace

import openpyxl
import pytest

from tests.steps.helpers import draw, sentence, set_unit
from xlcheck.messages import Level, level, problem, remedy
from xlcheck.reading.named_sheets import named_sheets
from xlcheck.schema.inputs import ENTITIES, INSPECTORS
from xlcheck.steps.check.check import check, find_all
from xlcheck.steps.draw.tasks import choose_tasks, ready_books
from xlcheck.steps.verify.verify import verify_desk

REGISTRY, STAFF = "检查对象名录库.xlsx", "执法检查人员名录库.xlsx"
ARCHIVES = (
    "已注销企业（存档）",
    "离职人员",
    "旧",
    "名录库（旧）",
    "旧版名录",
    "2020年备份",
    "历史数据",
    "作废",
    "停用",
    "上年名录",
    "Sheet1 (old)",
    "检查对象名录库 副本",
    "停业歇业",
    "迁往朔城区",
    "不再检查的",
    "已关闭",
    "倒闭、破产",
    "勿用",
    "辞职辞退",
    "已调走",
    "病故",
    "老名单",
    "以前年度",
)


def with_sheet(path, name, rows=3, state="visible", change=lambda _: None, **cells):
    """Add a sheet of the same header with copies of the first rows, their codes and names others."""
    book = openpyxl.load_workbook(path)
    first = book.worksheets[0]
    sheet = book.create_sheet(name)
    for number, row in enumerate(first.iter_rows(max_row=2 + rows, values_only=True), start=1):
        sheet.append([None if number > 2 and at == 0 else cell for at, cell in enumerate(row)])
    titles = {cell.value: cell.column for cell in sheet[2]}
    for number, row in enumerate(range(3, 3 + rows)):
        for title, value in cells.items():
            sheet.cell(row, titles[title], value[number] if isinstance(value, list) else value)
    sheet.sheet_state = state
    change(sheet)
    book.save(path)
    return path


def gone(run, name="已注销企业（存档）", **more):
    """A registry with two driving schools on a further sheet."""
    codes = ["91140603MA0GXX0017", "91140603MA0GXX002X"]
    cells = {
        "统一社会信用代码": codes,
        "检查对象名称": ["示例旧驾校一", "示例旧驾校二"],
        "对象类别": "机动车驾驶员培训",
    }
    with_sheet(run.desk.root / REGISTRY, name, 2, **cells, **more)
    return codes


def left_out(run):
    return [f for f in find_all(run)[1] if f.code == "sheet.left-out"]


@pytest.mark.parametrize("name", ARCHIVES)
def test_archive_takes_no_part_and_is_a_warning(run, name):
    gone(run, name)
    (told,) = left_out(run)
    assert (level(told), told.place.sheet) == (Level.WARNING, name)
    assert "2 行没有采用" in problem(told)
    assert f"检查对象名录库：检查对象名录库、{name}" in remedy(told)


@pytest.mark.parametrize("name", ["2020", "2020年", "2019年度", "2020年检查对象名录库", "2020名单"])
def test_list_of_a_year_before_takes_no_part(run, name):
    gone(run, name)
    (told,) = left_out(run)
    assert "按名称是以前年度的" in problem(told)


@pytest.mark.parametrize(
    "name", ["乡镇企业", "旧县镇", "旧宫镇", "2021年新增", "2020年新增", "2021", "2021年名录", "道路货物运输"]
)
def test_further_sheet_of_the_registry_takes_part(run, name):
    before = len(find_all(run)[0].entities)
    gone(run, name)
    books, _ = find_all(run)
    assert (len(books.entities), books.entities_left, left_out(run)) == (before + 2, None, [])


@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
def test_hidden_sheet_takes_no_part(run, state):
    gone(run, "名录二", state=state)
    (told,) = left_out(run)
    assert "工作表被隐藏" in problem(told)


@pytest.mark.parametrize("name", ["名录", "历史名录"])
def test_only_sheet_of_the_header_is_the_registry_whatever_its_name(run, name):
    before = len(find_all(run)[0].entities)
    book = openpyxl.load_workbook(run.desk.root / REGISTRY)
    book.worksheets[0].title = name
    book.save(run.desk.root / REGISTRY)
    books, findings = find_all(run)
    assert (len(books.entities), [f.code for f in findings if f.code.startswith("sheet.")]) == (before, [])


def test_staff_accept_the_sheet_by_naming_it(run):
    before = len(find_all(run)[0].entities)
    gone(run)
    set_unit(run.desk.root, sheets="检查对象名录库：检查对象名录库、已注销企业（存档）")
    books, _ = find_all(run)
    assert (len(books.entities), left_out(run)) == (before + 2, [])


def test_sheet_that_is_not_among_the_named_ones_takes_no_part(run):
    gone(run, "乡镇企业")
    set_unit(run.desk.root, sheets="检查对象名录库")
    (told,) = left_out(run)
    assert "“采用的工作表”没有列入" in problem(told)


def test_named_sheet_that_is_not_there__error(run):
    set_unit(run.desk.root, sheets="检查对象名录库：检查对象名录库、企业")
    (told,) = (f for f in find_all(run)[1] if f.code == "sheet.named-absent")
    assert (level(told), "“企业”" in problem(told)) == (Level.ERROR, True)


def test_sheet_that_lacks_a_required_column_is_named_with_it(run):
    gone(run, "城关镇", change=lambda sheet: sheet.delete_cols([c.value for c in sheet[2]].index("经营状态") + 1))
    (told,) = (f for f in find_all(run)[1] if f.code == "sheet.unlike")
    assert (told.place.sheet, "“经营状态”" in problem(told)) == ("城关镇", True)


def test_sheets_and_their_rows_are_on_the_screen_at_check_and_draw(run):
    gone(run)
    for step in (check, lambda r: choose_tasks(r, ("03号",), "")):
        said = []
        step(replace(run, say=said.append))
        (line,) = (text for text in said if "采用工作表" in text)
        assert "没有采用“已注销企业（存档）”2 行（按名称是存档）" in line


def test_whoever_is_on_a_sheet_left_out_stands_on_the_record_with_that_reason(run):
    codes = gone(run)
    with_sheet(run.desk.root / STAFF, "离职人员", 1, 执法证号="SL140603-9001", 姓名="示例离")
    set_unit(run.desk.root)
    request = draw(run, "03号").record.request
    reasons = {one.code: one.reason for one in request.excluded}
    assert {reasons[code] for code in codes} == {"在工作表“已注销企业（存档）”中，按名称是存档，没有采用"}
    (person,) = (one for one in request.inspectors_excluded if one.code == "SL140603-9001")
    assert person.reason == "在工作表“离职人员”中，按名称是存档，没有采用"
    assert not {*codes} & {one.code for one in request.entities}


def test_who_is_in_the_registry_as_well_is_drawn_from_there(run):
    with_sheet(run.desk.root / REGISTRY, "备份", 5)
    books, _ = find_all(run)
    assert len(books.entities_left) == 5
    excluded = draw(run, "03号").record.request.excluded
    assert not [one for one in excluded if "备份" in one.reason]


def test_other_category_on_a_sheet_left_out_is_no_matter_of_the_task(run):
    codes = gone(run)
    request = draw(run, "01号").record.request
    assert not {*codes} & {one.code for one in request.excluded}


def test_people_on_a_hidden_sheet_are_in_no_team(run):
    with_sheet(run.desk.root / STAFF, "借调", 1, "hidden", 执法证号="SL140603-9001", 姓名="示例借")
    books = ready_books(run)
    assert "SL140603-9001" not in set(books.inspectors[INSPECTORS.cert])
    assert list(books.inspectors_left[INSPECTORS.cert]) == ["SL140603-9001"]
    assert ENTITIES.key in books.tables


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("检查对象名录库：企业、个体户", (("entities", ("企业", "个体户")),)),
        ("企业，个体户", (("entities", ("企业", "个体户")),)),
        ("《检查对象名录库.xlsx》:甲；随机抽查事项清单：乙", (("entities", ("甲",)), ("items", ("乙",)))),
        ("", ()),
    ],
    ids=range(4),
)
def test_named_sheets(text, named):
    assert named_sheets(text) == named


@pytest.mark.parametrize("text", ["名录：甲", "检查对象名录库：", "：甲"])
def test_named_sheets_that_cannot_be_read__error(run, text):
    set_unit(run.desk.root, sheets=text)
    (told,) = (f for f in find_all(run)[1] if f.code == "settings.sheets")
    assert text in problem(told)
    assert "单位设置" in sentence(ready_books, run)


def test_number_of_a_person_on_a_sheet_left_out_is_told_of_at_its_cell(run):
    gone(run)
    path = run.desk.root / REGISTRY
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[-1]
    at = [cell.value for cell in sheet[2]].index("检查对象名称") + 1
    sheet.cell(3, at, "示例旧驾校（13800138000）")
    book.save(path)
    (told,) = (f for f in find_all(run)[1] if f.code == "registry.personal-number")
    assert (told.place.sheet, told.place.row) == ("已注销企业（存档）", 3)


def test_row_without_a_readable_code_on_a_sheet_left_out_stands_on_the_record_by_its_name(run):
    cells = {"统一社会信用代码": ["", "没有换证", "？"], "检查对象名称": ["示例旧驾校一", "示例旧驾校二", ""]}
    with_sheet(run.desk.root / REGISTRY, "注销", 3, **cells, 对象类别="机动车驾驶员培训")
    with_sheet(run.desk.root / STAFF, "离职人员", 1, 姓名="示例离", 执法证号="")
    record = draw(run, "03号").record
    why = "在工作表“注销”中，按名称是存档，没有采用"
    told = {(one.name, one.reason) for one in record.request.excluded if one.code == "（没有）"}
    assert told == {
        ("示例旧驾校一", f"{why}；第 3 行，统一社会信用代码空着或读不出"),
        ("示例旧驾校二", f"{why}；第 4 行，统一社会信用代码空着或读不出"),
        ("（名称空着）", f"{why}；第 5 行，统一社会信用代码空着或读不出"),
    }
    assert ("（没有）", "示例离") in {(one.code, one.name) for one in record.request.inspectors_excluded}
    assert [d for result in verify_desk(run) for d in result.differences] == []


def test_row_without_a_code_on_a_sheet_left_out_whose_name_is_registered_is_that_entity(run):
    known = find_all(run)[0].entities.at(3, ENTITIES.name)
    with_sheet(run.desk.root / REGISTRY, "注销", 1, 检查对象名称=known, 对象类别="机动车驾驶员培训")
    assert known not in {one.name for one in draw(run, "03号").record.request.excluded if one.code == "（没有）"}


def test_code_on_a_sheet_left_out_that_looks_like_a_number_is_a_code(run):
    cells = {"统一社会信用代码": ["140603600012345"], "检查对象名称": ["示例旧驾校"], "对象类别": "机动车驾驶员培训"}
    with_sheet(run.desk.root / REGISTRY, "注销", 1, **cells)
    request = draw(run, "03号").record.request
    assert "140603600012345" in {one.code for one in request.excluded}
