"""Whatever takes long on a large desk tells what it is at, how far, and of how many; counted by nobody's clock."""

from dataclasses import replace

import pytest

from tests.steps.helpers import fill_ledger
from xlcheck.steps.check.check import check
from xlcheck.steps.desk.desk import Talk
from xlcheck.steps.history.history import history
from xlcheck.steps.ledger.prepare import prepare
from xlcheck.steps.new.new import new_desk
from xlcheck.steps.publish.publish import publish
from xlcheck.steps.replace.replace import participants
from xlcheck.steps.report.report import report
from xlcheck.steps.send.send import send

RECORDS = "读取抽取记录"
TOLD = {
    check: (
        "读取《抽查工作计划.xlsx》（1/5）",
        "逐项核对",
        "写出《校验报告.xlsx》",
        "标注《检查对象名录库.xlsx》（3/6）",
    ),
    prepare: (
        RECORDS,
        "写出 01号 的表单和台账（1/1）",
        "填写《抽查通知书-01号.xlsx》（6/6）",
        "写出《检查记录表-01号.xlsx》",
    ),
    publish: (
        RECORDS,
        "写出《抽查结果公示.xlsx》6 条",
        "写出《抽查结果公示.html》6 条",
        "核对《省平台录入表.xlsx》有没有个人号码（4/4）",
    ),
    report: (RECORDS, "计算全年的数字", "写出《全年检查台账.xlsx》", "写出《年度总结（草稿）.docx》"),
    history: ("读取“2021”文件夹", RECORDS, "读取 01号 的台账（1/1）", "写出《检查对象档案.xlsx》582 户"),
    send: (
        RECORDS,
        "复制《抽取公告-01号.xlsx》",
        "写出《台账摘要.xlsx》",
        "计算各文件的散列值",
        "有没有个人号码（2/",
        "压缩《",
    ),
}


@pytest.mark.parametrize("step", TOLD, ids=lambda step: step.__name__)
def test_step_tells_what_it_is_at(step, desk):
    run, _, ledger = desk
    for path in run.desk.forms.iterdir():
        path.unlink()
    fill_ledger(ledger)
    told = []
    step(replace(run, progress=told.append))
    assert [words for words in TOLD[step] if not any(words in line for line in told)] == []


def test_year_that_is_carried_over_tells_what_it_is_at(desk):
    run, _, _ = desk
    told = []
    new_desk(run.desk.root.with_name("2022"), 2022, replace(run, progress=told.append))
    assert "结转《检查对象名录库.xlsx》（1/3）" in told


def test_who_can_drop_out_is_read_with_a_word(desk):
    run, _, _ = desk
    told = []
    participants(replace(run, progress=told.append), "01号")
    assert told == [RECORDS]


@pytest.mark.parametrize(("count", "told"), [(0, 0), (1, 1), (40, 40), (41, 21), (378, 39)])
def test_of_many_items_some_are_told_of_and_always_the_first_and_the_last(count, told):
    lines = []
    items = list(range(1, count + 1))
    assert list(Talk(progress=lines.append).each("第 {} 个", items)) == items
    assert len(lines) == told
    assert {lines[0], lines[-1]} == {f"第 {n} 个（{n}/{count}）" for n in (1, count)} if items else not lines
