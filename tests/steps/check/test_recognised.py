"""A workbook is known by the name of a sheet or by its required columns; else the nearest one is named."""

import openpyxl
import pytest

from tests.excel.read.test_other_formats import converted, needs_office
from tests.steps.helpers import sentence
from xlcheck.schema.inputs import (
    ENTITIES,
    ENTITY_BOOK,
    INPUT_BOOKS,
    INSPECTOR_BOOK,
    INSPECTORS,
    ITEM_BOOK,
    ITEMS,
    PLAN,
    PLAN_BOOK,
    UNIT,
)
from xlcheck.steps.check.check import recognise
from xlcheck.steps.check.drop import check_dropped, inbox

TABLES = {ENTITY_BOOK: ENTITIES, INSPECTOR_BOOK: INSPECTORS, ITEM_BOOK: ITEMS, PLAN_BOOK: PLAN}


def required(table):
    return [column.title for column in table if column.required]


def written(folder, titles, sheet="Sheet1", name="来件.xlsx", above=()):
    book = openpyxl.Workbook()
    book.active.title = sheet
    for line in (*above, titles, ["示例"] * len(titles)):
        book.active.append(line)
    folder.mkdir(exist_ok=True)
    book.save(folder / name)
    return folder / name


@pytest.mark.parametrize("book", TABLES, ids=lambda book: book.key)
def test_required_columns_alone_under_the_right_name_are_the_workbook(tmp_path, book):
    table = TABLES[book]
    assert recognise(written(tmp_path, required(table), table.sheet)) == book


@pytest.mark.parametrize("book", TABLES, ids=lambda book: book.key)
def test_required_columns_under_any_name_are_the_workbook(tmp_path, book):
    assert recognise(written(tmp_path, required(TABLES[book]), "表一", above=[["某某局"], ["2021年1月"]])) == book


@pytest.mark.parametrize("book", TABLES, ids=lambda book: book.key)
def test_right_name_and_some_columns_are_the_workbook(tmp_path, book):
    table = TABLES[book]
    assert recognise(written(tmp_path, required(table)[:2], table.sheet)) == book


def test_other_names_of_columns_count(tmp_path):
    titles = ["企业名称", "统一社会信用代码/注册号", "对象类别", "成立日期", "经营状态"]
    assert recognise(written(tmp_path, titles)) == ENTITY_BOOK


def test_settings_are_known_by_their_sheet(tmp_path):
    assert recognise(written(tmp_path, [*required(UNIT), "内容"], UNIT.sheet)).key == "settings"


@pytest.mark.office
@needs_office
@pytest.mark.parametrize(("suffix", "name"), [("xls", "来件.xls"), ("xls", "来件.et"), ("ods", "来件.ods")])
def test_format_makes_no_difference(tmp_path, suffix, name):
    path = converted(written(tmp_path, required(ENTITIES)), suffix)
    assert recognise(path.rename(path.with_name(name))) == ENTITY_BOOK


@pytest.mark.parametrize(
    ("titles", "kind", "lacking"),
    [
        (["序号", "企业名称", "统一社会信用代码", "成立日期", "地址"], "检查对象名录库", "对象类别、经营状态"),
        (["姓名", "工作单位", "执法证号"], "执法检查人员名录库", "执法证有效期至、执法事项范围、状态"),
        (
            ["抽查事项名称", "抽查依据", "抽查主体", "备注"],
            "随机抽查事项清单",
            "检查对象、市场监管执法事项、纳入随机抽查",
        ),
    ],
    ids=["entities", "inspectors", "items"],
)
def test_nearest_workbook_is_named_with_what_it_lacks__error(tmp_path, titles, kind, lacking):
    told = sentence(recognise, written(tmp_path, titles, "名单"))
    assert f"最接近的是《{kind}》：“名单”工作表里缺少“{lacking}”" in told


@pytest.mark.parametrize("titles", [["姓名", "金额"], ["日期", "摘要", "借方", "贷方", "余额"], ["序号"]], ids=range(3))
def test_workbook_that_is_like_none__error(tmp_path, titles):
    assert "不像是计划" in sentence(recognise, written(tmp_path, titles))


def test_dropped_workbook_with_only_what_is_required_is_checked(run):
    written(inbox(run.desk), required(ENTITIES), ENTITIES.sheet)
    written(inbox(run.desk), ["企业名称", "注册号"], "名单", "名单.xlsx")
    dropped = {one.path.name: one for one in check_dropped(run)}
    assert dropped["来件.xlsx"].checked is not None
    assert "最接近的是《检查对象名录库》" in dropped["名单.xlsx"].trouble


def test_every_workbook_of_staff_is_tried():
    assert {*TABLES} < {*INPUT_BOOKS}
