"""读作: every reading of a plan is in words that are themselves read as what they say."""

import pytest

from tests.builders import INSPECTOR, SETTINGS, plan_cells, year
from tests.cells import FIRST
from xlcheck.model import Percent
from xlcheck.reading.plan import plan_rows
from xlcheck.reading.plan_readings import plan_readings
from xlcheck.schema.inputs import PLAN

POLICE = INSPECTOR | {"cert": "SL140603-0009", "employer": "示例区公安局"}


def read(people=(POLICE,), **cells):
    """The readings of one task by column, as (text, reading)."""
    books = year(plan=[plan_cells(1, **cells)], inspectors=people)
    return {one.place.title: (one.text, one.reading) for one in plan_readings(books)}


@pytest.mark.parametrize(
    ("column", "text", "reading"),
    [
        (PLAN.window, "2021年1月4日至15日", "2021-01-04 至 2021-01-15，共12天"),
        (PLAN.window, "2021年1月至4月", "2021-01-01 至 2021-04-30，共120天"),
        (PLAN.ratio, "不低于5%", "下限5%，进位"),
        (PLAN.ratio, "不超过5%", "上限5%，舍去"),
        (PLAN.ratio, "2.5%", "2.5%，进位"),
        (PLAN.ratio, "三分之一", "1/3，进位"),
        (PLAN.ratio, "至少3户", "3户"),
        (PLAN.ratio, "应查尽查", "全覆盖"),
        (PLAN.ratio, "10%（20户）", "10%（20户），进位"),
        (PLAN.ratio, "3%；2次/年", "3%，进位；每年2次"),
        (PLAN.ratio, "守信1%、警示10%", "A级1%、B级10%，各级进位"),
        (PLAN.credit, "低风险1%、高风险80%", "A级1%、D级80%"),
        (PLAN.credit, "不涉及", "无"),
        (PLAN.scope, "2021年1月前成立的运营的全区货运企业", "道路货物运输；2021-01-01前成立；在营；未用“全区”“企业”"),
        (PLAN.departments, "公安局 应急管理局", "公安局（现有1人）；应急管理局（现有0人）"),
        (PLAN.departments, "不涉及", "无"),
        (PLAN.frequency, "原则上每年1次", "每年1次"),
        (PLAN.frequency, "不超过2次/年", "每年不超过2次"),
        (PLAN.frequency_cap, "2", "每年不超过2次"),
        (PLAN.frequency_cap, "一年1次", "每年不超过1次"),
        (PLAN.frequency_cap, "每年不少于2次", ""),
        (PLAN.drawn_in, "2021年1月", "2021-01-01 至 2021-01-31，共31天"),
        (PLAN.drawn_in, "1月5日", "2021-01-05"),
        (PLAN.finished_by, "4月底前", "2021-04-30"),
        (PLAN.finished_by, "4月前", ""),
        (PLAN.filter, "信用风险等级为C、D；上次抽查日期早于2020年", "信用风险等级为C、D；上次抽查日期早于2020-01-01"),
        (PLAN.window, "另行通知", ""),
        (PLAN.ratio, "1 5%", ""),
        (PLAN.departments, "详见附件", ""),
    ],
)
def test_reading_of_a_cell(column, text, reading):
    assert read(**{column.key: text})[column.title] == (text, reading)


@pytest.mark.parametrize(
    ("column", "text"),
    [
        (PLAN.window, "2021年1月4日至15日"),
        (PLAN.ratio, "不低于5%"),
        (PLAN.ratio, "不超过三分之一"),
        (PLAN.ratio, "守信1%、警示10%"),
        (PLAN.ratio, "10%（20户）"),
        (PLAN.ratio, "3%；2次/年"),
        (PLAN.credit, "低风险1%、高风险80%"),
        (PLAN.scope, "2021年1月前成立的运营的全区货运企业"),
        (PLAN.departments, "公安局 应急管理局"),
        (PLAN.frequency, "每半年至少1次"),
        (PLAN.frequency_cap, "每半年1次"),
        (PLAN.drawn_in, "2021年1月"),
        (PLAN.finished_by, "2021年底"),
        (PLAN.filter, "信用风险等级为C、D；上次抽查日期早于2020年"),
    ],
)
def test_reading_is_read_as_itself(column, text):
    first = read(**{column.key: text})[column.title][1]
    again = read(**{column.key: first})[column.title]
    assert again[1].partition("；未用")[0] == first.partition("；未用")[0] != ""


def test_percentage_cell_is_shown_as_one():
    assert read(ratio=Percent("0.05"))[PLAN.ratio.title] == ("5%", "5%，进位")


def test_readings_have_their_cells_and_the_tasks_that_are_meant():
    books = year(plan=[plan_cells(1), plan_cells(2, window="2021年5月至8月")])
    (one,) = [r for r in plan_readings(books, {"202102"}) if r.place.title == PLAN.window.title]
    assert (one.row, one.place.row, one.place.book) == ("02号", FIRST + 1, "抽查工作计划.xlsx")


def test_every_expression_that_decides_a_task_has_its_reading():
    assert set(read()) == {PLAN.ratio.title, PLAN.scope.title, PLAN.window.title}
    (row,), _ = plan_rows(year(plan=[plan_cells(1)]).plan, SETTINGS)
    assert all((row.ratio, row.scope, row.window))
