"""下一年工作安排: counts of the plan, and what is to be decided."""

from dataclasses import replace
from datetime import date

from tests.builders import SETTINGS
from tests.draws.cases import HALF, plan
from xlcheck.model import DocumentTable, Paragraph, Scope, Window
from xlcheck.results.report.next_plan import NextPlan, next_parts

FIRST, SECOND = (Window("", date(2022, a, 1), date(2022, b, c)) for a, b, c in ((1, 4, 30), (5, 8, 31)))


def task(number, category="道路货物运输", window=FIRST, **more):
    row = plan(HALF)
    scope = Scope("", category) if category else None
    return replace(row, task_no=f"{number:02d}号", kind="不定向抽查", scope=scope, window=window, **more)


def said(*tasks):
    parts = tuple(next_parts(NextPlan(2022, tasks), SETTINGS))
    (table,) = (part for part in parts if isinstance(part, DocumentTable))
    return table, [part.text for part in parts if isinstance(part, Paragraph)]


def test_tasks_are_counted_by_category_and_round():
    table, texts = said(task(1), task(2, "机动车维修"), task(3, window=SECOND), task(4))
    assert table.header == ("对象类别", "第一批", "第二批", "第三批", "合计")
    assert table.rows == (("道路货物运输", "2", "1", "0", "3"), ("机动车维修", "1", "0", "0", "1"))
    assert table.sums == ("合计", "3", "1", "0", "4")
    assert "2022年度" in texts[0]
    assert "抽查任务4个" in texts[0]


def test_task_outside_the_rounds_or_unread_stands_apart():
    odd = Window("", date(2022, 2, 1), date(2022, 3, 31))
    table, texts = said(task(1, window=odd), task(2, "", None), task(3))
    assert table.header == ("对象类别", "第一批", "第二批", "第三批", "未定", "合计")
    assert table.rows == (("道路货物运输", "1", "0", "0", "1", "2"), ("未定", "0", "0", "0", "1", "1"))
    assert any(text.endswith("不能识别的任务：02号。") for text in texts)


def test_what_must_be_decided_is_named():
    _, texts = said(replace(task(1), kind="定向或不定向抽查"), replace(task(2), kind="定向抽查"), task(3))
    assert "2．定向还是不定向抽查待定的任务：01号。" in texts
    assert "3．定向抽查没有写明定向条件的任务：02号。" in texts


def test_what_concerns_every_task_is_said_in_short():
    _, texts = said(*(replace(task(n), kind="定向或不定向抽查") for n in (1, 2)))
    assert "2．定向还是不定向抽查待定的任务：全部2个。" in texts


def test_directed_task_with_its_condition_needs_no_decision():
    _, texts = said(replace(task(1), kind="定向抽查", filter="信用风险等级为C、D"))
    assert not any("定向条件" in text for text in texts)
