"""年度计划报表: what the plan, settings, registry and list of items know is filled in, all else stays blank."""

from dataclasses import replace

import pytest

from tests.builders import ENTITY, SETTINGS, plan_cells, year
from xlcheck.model import Percent
from xlcheck.reading.bureaus import area_of, city_of
from xlcheck.reading.plan import plan_rows
from xlcheck.results.report.plan_layouts import joint_rows, notes_of, survey_rows
from xlcheck.schema.outputs.report import JOINT_PLAN, PLAN_LAYOUTS, PLAN_SURVEY

WHOLE = {
    "inspection_type": "日常",
    "body": "示例区运输服务中心",
    "tier": "县级",
    "grounds": "示例文件",
    "population": "12户",
    "frequency_cap": "1次/年",
    "initiation": "部门联合",
    "departments": "公安局 应急管理局",
    "initiator": "示例区交通运输局",
    "frequency": "每年1次",
}


def laid_out(*rows, methods=None, **books):
    made = year(plan=[plan_cells(n, **row) for n, row in enumerate(rows, start=1)], **books)
    tasks, _ = plan_rows(made.plan, made.settings)
    rows = {PLAN_SURVEY.key: survey_rows(made, tasks, methods or {}), JOINT_PLAN.key: joint_rows(made, tasks)}
    return {key: [{c.title: row.get(c, "") for c in _table(key)} for row in of] for key, of in rows.items()}, rows


def _table(key):
    return next(table for table in PLAN_LAYOUTS if table.key == key)


def test_every_column_that_the_desk_knows_is_filled():
    shown, _ = laid_out(WHOLE, methods={3: "现场检查"})
    (survey,), (joint,) = shown[PLAN_SURVEY.key], shown[JOINT_PLAN.key]
    assert survey == {
        "序号": "",
        "任务名称": "2021年示例区交通运输局道路货物运输市场主体随机抽查方案",
        "制定任务依据": "示例文件",
        "检查类型（日常/专项）": "日常",
        "实施主体": "示例区运输服务中心",
        "是否联合检查": "是",
        "联合部门": "公安局、应急管理局",
        "检查地域": "示例区",
        "实施层级": "县级",
        "检查事项": "货运企业监督检查",
        "检查方式": "现场检查",
        "任务日期": "2021年1月至4月",
        "是否涉企": "",
        "检查对象": "2021年1月前成立的运营的全区道路货物运输企业",
        "检查对象基数": "12户",
        "检查比例": "50%",
        "检查频次上限": "1次/年",
    }
    assert (joint["地市"], joint["抽查比例及频次"]) == ("示例市", "50%，每年1次")
    assert (joint["发起部门"], joint["配合部门"]) == ("示例区交通运输局", "公安局、应急管理局")


def test_what_the_plan_lacks_comes_from_settings_and_registry_or_stays_blank():
    others = [ENTITY | {"code": f"91140603MA0K{n:06d}", "name": f"示例{n}"} for n in range(3)]
    shown, rows = laid_out({}, entities=[*others, ENTITY | {"status": "停业"}])
    (survey,) = shown[PLAN_SURVEY.key]
    assert (survey["实施主体"], survey["是否联合检查"], survey["联合部门"]) == (SETTINGS.bureau, "否", "无")
    assert (survey["检查对象基数"], survey["检查频次上限"]) == (3, "")
    assert shown[JOINT_PLAN.key] == []
    lacking = ("制定任务依据", "检查类型（日常/专项）", "实施层级", "检查方式", "是否涉企", "检查频次上限")
    (below,) = notes_of(rows, "今天")[PLAN_SURVEY.key]
    assert f"有空白格子的列：{'、'.join(lacking)}。" in below
    assert notes_of(rows, "今天")[JOINT_PLAN.key] == ("截至 今天。本年度计划中没有部门联合的任务。",)


def test_column_of_staffs_own_fills_what_the_tool_does_not_know():
    made = year(plan=[plan_cells(1, ratio=Percent("0.05"))])
    plan = replace(made.plan, extra=made.plan.data[[]].assign(是否涉企="是", 检查地域="全县"))
    books = replace(made, plan=plan)
    (row,) = survey_rows(books, plan_rows(plan, books.settings)[0], {})
    assert (row[PLAN_SURVEY.of_companies], row[PLAN_SURVEY.area]) == ("是", "示例区")
    assert row[PLAN_SURVEY.ratio] == "5%"


@pytest.mark.parametrize(
    ("bureau", "superior", "area", "city"),
    [
        ("朔州市平鲁区交通运输局", "", "平鲁区", "朔州市"),
        ("平遥县交通运输局", "晋中市交通运输局", "平遥县", "晋中市"),
        ("北京市通州区交通局", "", "通州区", "北京市"),
        ("交通运输局", "", "", ""),
    ],
)
def test_place_of_a_bureau_follows_from_its_name(bureau, superior, area, city):
    settings = replace(SETTINGS, bureau=bureau, short_name="交通运输局", superior=superior)
    assert (area_of(settings), city_of(settings)) == (area, city)


@pytest.mark.parametrize("ratio", ["5%，每年1次", "5%\n每年1次", "1次/年，5%"])
def test_ratio_that_says_how_often_says_it_once(ratio):
    shown, _ = laid_out(WHOLE | {"ratio": ratio})
    assert shown[JOINT_PLAN.key][0]["抽查比例及频次"].count("次") == 1


def test_registry_without_entries_is_no_population_of_nought():
    shown, _ = laid_out({}, entities=[])
    assert shown[PLAN_SURVEY.key][0]["检查对象基数"] == ""
