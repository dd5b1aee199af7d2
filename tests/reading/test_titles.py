"""Titles with marks, notes and units are the titles; an unknown one is proposed for one column at most."""

import pytest

from tests.builders import SETTINGS
from xlcheck.model import Number, Percent, RawSheet
from xlcheck.reading.header import find_header
from xlcheck.reading.plan import plan_rows
from xlcheck.reading.reading import type_table
from xlcheck.reading.titles import proposed_titles, title_forms, with_unit
from xlcheck.schema.inputs import ENTITIES, INSPECTORS, LEADERS, PLAN


def header(table, *titles):
    return find_header(table, RawSheet.of_rows("表", ((1, titles),)))


@pytest.mark.parametrize(
    ("written", "column"),
    [
        ("*对象类别", ENTITIES.category),
        ("★对象类别", ENTITIES.category),
        ("成立日期（必填）", ENTITIES.founded),
        ("统一社会信用代码（18位）", ENTITIES.code),
        ("经营状态：", ENTITIES.status),
        ("* 经营状态（下拉选择）：", ENTITIES.status),
        ("成立日期\n（如2021-01-01）", ENTITIES.founded),
        ("统一信用代码/注册号", ENTITIES.code),
        ("注册号/统一社会信用代码", ENTITIES.code),
        ("许可证编号", ENTITIES.licence),
        ("有效期至", ENTITIES.licence_to),
        ("注册日期", ENTITIES.founded),
    ],
)
def test_title_with_marks_and_notes__ok(written, column):
    found = header(ENTITIES, "检查对象名称", written)
    assert (found.columns.get(column), found.unknown) == (2, ())


def test_further_titles__ok():
    assert header(INSPECTORS, "姓名", "担任职务", "执法证有效期").unknown == ()
    assert header(LEADERS, "职务", "姓名", "单位及职务").missing == ()


@pytest.mark.parametrize("written", ["成立日期（变更后）", "抽查比例（上年）", "（必填）"])
def test_note_that_means_something_makes_another_title(written):
    assert title_forms(written) == (written,)


@pytest.mark.parametrize(
    ("cell", "unit", "read"),
    [
        ("5", "%", "5%"),
        (Number("5"), "%", "5%"),
        (Number("2.5"), "%", "2.5%"),
        (Number("5"), "户", "5户"),
        (Number("0.05"), "%", Number("0.05")),  # 5 % or 0.05 %
        (Percent("0.05"), "%", Percent("0.05")),
        ("5%", "%", "5%"),
        ("不低于5%", "%", "不低于5%"),
        ("", "%", ""),
    ],
)
def test_number_below_a_unit(cell, unit, read):
    assert with_unit(cell, unit) == read


def test_unit_of_a_title_is_carried_to_its_column__ok():
    sheet = RawSheet.of_rows("表", ((1, ("抽查计划编号", "抽查比例(%)")), (2, ("202101", Number("5")))))
    plan, _ = type_table(PLAN, "计划.xlsx", [(sheet, find_header(PLAN, sheet))], SETTINGS)
    (row,), _ = plan_rows(plan, SETTINGS)
    assert str(row.ratio.share) == "1/20"


def test_unknown_title_is_proposed_for_one_column_by_its_last_words():
    assert proposed_titles(PLAN.titles, ["抽查对象"]) == {"抽查对象范围": "抽查对象"}
    assert proposed_titles(PLAN.titles, ["检查时间"]) == {"抽查日期": "检查时间"}
    assert proposed_titles(INSPECTORS.titles, ["单位工号"]) == {}
    assert proposed_titles(PLAN.titles, ["抽查对象", "检查时间", "检查比例"]) == {
        "抽查对象范围": "抽查对象",
        "抽查日期": "检查时间",
        "抽查比例": "检查比例",
    }


def test_renamed_columns_are_named_once():
    titles = [
        {"抽查对象范围": "抽查对象", "抽查日期": "检查时间"}.get(title, title) for title in PLAN.as_offered.titles
    ]
    assert header(PLAN, *titles).missing == (("抽查对象范围", "抽查对象"), ("抽查日期", "检查时间"))
    assert header(PLAN, *titles).similar == ()


@pytest.mark.parametrize(
    ("written", "column"),
    [
        ("检查类型（日常/专项）", PLAN.inspection_type),
        ("实施层级及说明", PLAN.tier),
        ("发起处室", PLAN.initiator),
        ("联合处室", PLAN.departments),
        ("参与部门", PLAN.departments),
        ("抽查主体（层级）", PLAN.body),
        ("抽查\n\n基数", PLAN.population),
        ("抽取对象数量（家）", PLAN.target),
        ("抽查目标数", PLAN.target),
        ("频次上限", PLAN.frequency_cap),
        ("执行股室", PLAN.responsible_office),
        ("制定任务依据", PLAN.grounds),
        ("抽取时间", PLAN.drawn_in),
        ("完成时间", PLAN.finished_by),
        ("公示日期", PLAN.announced),
        ("备案时间", PLAN.filed),
    ],
)
def test_title_of_a_further_column_of_the_plan__ok(written, column):
    found = header(PLAN, "抽查任务名称", written)
    assert (found.columns.get(column), found.unknown) == (2, ())


def test_further_columns_of_a_plan_stand_in_no_blank_workbook():
    assert PLAN.as_offered.titles[-1] == PLAN.window.title
