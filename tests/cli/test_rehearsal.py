"""The screen of a check says how the year would go, and of what cannot be drawn the reason."""

from tests.cells import HEADER, cell
from tests.conftest import JANUARY
from tests.steps.helpers import put, rows_of
from tests.steps.ledger.test_arrangement import set_policy
from xlcheck.schema.inputs import INSPECTOR_BOOK, INSPECTORS, PLAN, PLAN_BOOK
from xlcheck.steps.desk.desk import Desk, Run


def test_sound_year_is_one_line(sample_copy, xlcheck):
    _, out, _ = xlcheck("check", sample_copy)
    (line,) = [line for line in out.splitlines() if line.startswith("全年预演：")]
    assert line.startswith("全年预演：15 个任务，15 个可以抽取，共 138 户")
    assert "不能抽取" not in out


def test_tasks_that_cannot_be_drawn_are_named_with_their_reasons(sample_copy, xlcheck):
    plan = Desk(sample_copy).book(PLAN_BOOK)
    put(plan, {cell(PLAN, PLAN.kind, row): "定向抽查" for row in (6, 7)})
    _, out, _ = xlcheck("check", sample_copy)
    assert "13 个可以抽取" in out
    lines = [line for line in out.splitlines() if "不能抽取" in line]
    assert [line.partition("：")[0] for line in lines] == ["  ！ 04号 不能抽取", "  ！ 05号 不能抽取"]
    assert all("定向条件" in line for line in lines)


def test_one_reason_of_many_tasks_is_said_once(sample_copy, xlcheck):
    set_policy(Run(Desk(sample_copy), JANUARY), 每组须有组长="是")
    inspectors = Desk(sample_copy).book(INSPECTOR_BOOK)
    with_a_leader = [row for row in rows_of(inspectors) if row["是否组长"] == "是"]
    first = 1 + HEADER
    put(inspectors, {cell(INSPECTORS, INSPECTORS.leader, first + int(row["序号"]) - 1): "否" for row in with_a_leader})
    _, out, _ = xlcheck("check", sample_copy)
    (line,) = [line for line in out.splitlines() if "不能抽取" in line]
    assert line.startswith("  ！ 01号、02号、03号、")
    assert "组长" in line
