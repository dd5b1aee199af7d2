"""检查结果告知书 and 责令改正通知书: each complete line once, and later ones in a workbook of their own."""

import re
from dataclasses import replace
from datetime import datetime

import pytest

from tests.steps.helpers import LEDGER_FIRST, contents, fill_ledger, formulas, sentence, type_over
from xlcheck.excel.read.workbook import read_cells
from xlcheck.steps.ledger.result_papers import write_result_papers
from xlcheck.steps.verify.visit_codes import visit_of_code

FOUND = {"result": "发现问题已责令改正", "disposal": "责令限期整改", "rectify_by": "2021-03-20"}


@pytest.fixture
def typed(ledger_desk):
    """A run of March, the record of 03号 and its ledger, in whose first row nothing was found."""
    run, record, path = ledger_desk
    fill_ledger(path, 1)
    return replace(run, now=datetime(2021, 3, 8, 9)), record, path


def said_in(path):
    """What each sheet of a workbook says, by its name."""
    return {name: "\n".join(cells.values()) for name, cells in read_cells(path).items()}


def test_a_complete_line_is_told_once_and_the_next_one_beside_it(typed):
    run, record, path = typed
    first, second = record.sample
    done = write_result_papers(run)
    assert [p.name for p in done.made] == ["检查结果告知书-03号.xlsx"]
    assert (done.told, done.ordered) == (1, 0)
    ((name, said),) = said_in(done.made[0]).items()
    assert name == f"001{first.name}"
    for words in (
        first.code,
        "平鲁区交通运输局检告〔2021〕03-001号",
        "检查结果：未发现问题。",
        "处理结果：无需后续处置。",
    ):
        assert words in said
    assert visit_of_code(run, re.search(r"核对码：(\S+)", said)[1]).paper.code == first.code
    before = contents(run.desk.root)
    assert write_result_papers(run).made == ()
    assert contents(run.desk.root) == before
    fill_ledger(path, 1, start=1, **FOUND)
    later = write_result_papers(run)
    assert [p.name for p in later.made] == ["检查结果告知书-03号-2.xlsx", "责令改正通知书-03号.xlsx"]
    assert (later.told, later.ordered) == (1, 1)
    first_workbook = done.made[0].read_bytes()
    assert first_workbook == before[done.made[0].relative_to(run.desk.root).as_posix()]
    told, ordered = map(said_in, later.made)
    assert list(told) == list(ordered) == [f"002{second.name}"]
    assert "请在2021年3月20日前改正。" in told[f"002{second.name}"]
    order = ordered[f"002{second.name}"]
    assert "在2021年3月20日前改正完毕" in order
    assert "发现问题已责令改正" in order
    assert "《机动车驾驶员培训管理规定》" in order
    assert "（草稿，由单位负责人审核以后使用）" in order


@pytest.mark.parametrize(
    "cells", [{"situation": ""}, {"inspected": "2021-01-01"}], ids=["not complete", "before the draw"]
)
def test_a_line_that_is_not_complete_or_wrong_is_not_told(typed, cells):
    run, _, path = typed
    type_over(path, LEDGER_FIRST, **cells)
    assert write_result_papers(run).made == ()


def test_a_company_that_was_told_in_a_workbook_saved_by_staff_is_not_told_again(typed):
    run, _, _ = typed
    (made,) = write_result_papers(run).made
    made.rename(made.with_name("检查结果告知书-03号-2.xlsx"))
    assert write_result_papers(run).made == ()


def test_what_staff_typed_stays_text(typed):
    run, _, path = typed
    type_over(path, LEDGER_FIRST, situation="=1+1")
    (made,) = write_result_papers(run).made
    assert formulas(made) == []
    ((_, said),) = said_in(made).items()
    assert "三、检查情况：=1+1" in said


def test_task_that_is_not_drawn__error(typed):
    run, _, _ = typed
    assert "“99号”还没有抽取" in sentence(write_result_papers, run, ["99号"])
