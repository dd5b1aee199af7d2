"""进度与统计: every figure can be counted by hand."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from tests.builders import SETTINGS
from tests.draws.cases import drawn, drop_out, entities, request
from tests.results.cases import CATEGORY, CLEAN, CODES, DRAWN, PROBLEM, RECORD, ledger, row_of, rows
from xlcheck.draws.replacement import drawn_task_of, following
from xlcheck.model import Scope, Window
from xlcheck.results.ledger.check import without_drop_outs
from xlcheck.results.ledger.given_lines import given_lines
from xlcheck.results.report.statistics import (
    TaskInspections,
    add_up,
    task_progress,
    totals_by_category,
    totals_by_round,
)

PLAN = RECORD.request.plan
COUNTS = ("quota", "drawn", "inspected", "published", "overdue", "closed")
IN_TIME, LATE = date(2021, 3, 10), date(2021, 3, 11)
"""The last day to publish an inspection of 1 March, and the day after."""


def progress(*typed_in, published=(), today=IN_TIME):
    lines = ledger(rows(*typed_in)).lines
    return task_progress(PLAN, TaskInspections(DRAWN, lines), dict(published), SETTINGS, today)


def counts(task):
    return tuple(getattr(task, name) for name in COUNTS)


def test_task_that_is_not_drawn():
    task = task_progress(PLAN, None, {}, SETTINGS, IN_TIME)
    assert (counts(task), task.state, task.round) == ((0, 0, 0, 0, 0, 0), "待抽取", "第一批")
    assert (task.done_rate, task.published_rate, task.closed_rate) == (None, None, None)


def test_task_whose_ledger_is_not_made():
    task = task_progress(PLAN, TaskInspections(DRAWN, None), {}, SETTINGS, IN_TIME)
    assert (counts(task), task.state) == ((3, 3, 0, 0, 0, 0), "检查中")


def test_rows_are_counted_and_rates_are_exact():
    task = progress(
        CLEAN, PROBLEM | {"closed": "否", "rectified": ""}, published={CODES[0]: IN_TIME, CODES[1]: IN_TIME}
    )
    assert counts(task) == (3, 3, 2, 2, 0, 1)
    assert (task.done_rate, task.published_rate, task.closed_rate) == (Fraction(2, 3), 1, Fraction(1, 2))
    assert task.state == "检查中"


def test_what_was_inspected_and_what_was_published_are_two_rates():
    task = progress(CLEAN, PROBLEM, CLEAN, published={CODES[0]: IN_TIME})
    assert (task.done_rate, task.published_rate) == (1, Fraction(1, 3))


def test_business_that_is_not_done_there_is_no_problem_unless_the_code_list_says_so():
    stopped = CLEAN | {"result": "未发现开展本次抽查涉及的经营活动"}
    lines = ledger(rows(CLEAN, stopped, PROBLEM)).lines
    within = replace(SETTINGS, problems=(("未发现开展本次抽查涉及的经营活动", True),))
    counted = [
        task_progress(PLAN, TaskInspections(DRAWN, lines), {}, settings, IN_TIME).problems
        for settings in (SETTINGS, within)
    ]
    assert counted == [1, 2]


@pytest.mark.parametrize(
    ("count", "out", "state"), [(2, 2, "检查中"), (3, 2, "公示中"), (3, 3, "已公示"), (0, 0, "检查中")]
)
def test_state_follows_the_counts(count, out, state):
    assert progress(*[CLEAN] * count, published=dict.fromkeys(CODES[:out], IN_TIME)).state == state


def test_half_filled_row_is_not_inspected():
    assert counts(progress(CLEAN | {"result": ""})) == (3, 3, 0, 0, 0, 0)


def test_case_is_closed_only_once_it_is_published():
    assert progress(CLEAN, CLEAN).closed == 0
    assert progress(CLEAN, CLEAN, published={CODES[0]: IN_TIME}).closed == 1


def test_published_is_what_the_log_or_staff_say():
    assert progress(CLEAN, CLEAN, CLEAN, published={CODES[0]: IN_TIME}).published == 1
    typed_day = CLEAN | {"published": "2021-03-05"}
    assert progress(typed_day, CLEAN, published={CODES[1]: IN_TIME}).published == 2


def test_overdue_is_a_matter_of_days():
    assert progress(CLEAN, today=IN_TIME).overdue == 0
    assert progress(CLEAN, today=LATE).overdue == 1
    assert progress(CLEAN, published={CODES[0]: IN_TIME}, today=date(2021, 12, 31)).overdue == 0
    assert progress(CLEAN, published={CODES[0]: LATE}, today=date(2021, 12, 31)).overdue == 1


def test_day_that_staff_typed_goes_before_the_log():
    assert progress(CLEAN | {"published": "2021-03-05"}, published={CODES[0]: LATE}, today=LATE).overdue == 0


def test_results_are_counted_one_by_one():
    both = PROBLEM | {"result": "未按规定公示应当公示的信息、公示信息隐瞒真实情况、弄虚作假"}
    task = progress(CLEAN, CLEAN, both)
    assert task.results == (
        ("未发现问题", 2),
        ("未按规定公示应当公示的信息", 1),
        ("公示信息隐瞒真实情况、弄虚作假", 1),
    )


def other(category=CATEGORY, first=5, last=8):
    """Another task: 202103, of another category or round."""
    window = Window("", date(2021, first, 1), date(2021, last, 31 if last != 4 else 30))
    plan = replace(PLAN, plan_no="202103", task_no="03号", scope=Scope("", category), window=window)
    record = drawn(replace(request(entities(4)), plan=replace(plan, ratio=PLAN.ratio)))
    drawn_task = drawn_task_of(record)
    lines = ledger(rows(CLEAN, CLEAN, of=drawn_task)).lines
    return task_progress(plan, TaskInspections(drawn_task, lines), {}, SETTINGS, LATE)


def test_sums_are_the_sums_of_the_parts():
    one, two = progress(CLEAN, PROBLEM, published={CODES[0]: IN_TIME}, today=LATE), other("机动车维修")
    whole = add_up([one, two])
    assert counts(whole) == tuple(a + b for a, b in zip(counts(one), counts(two), strict=True))
    assert dict(whole.results) == {"未发现问题": 3, "发现问题待后续处理": 1}
    assert (whole.done_rate, whole.published_rate) == (Fraction(4, 5), Fraction(1, 4))


def test_totals_by_round_and_by_category():
    one, two, three = progress(CLEAN), other(), other("机动车维修")
    by_round, by_category = dict(totals_by_round([one, two, three])), dict(totals_by_category([one, two, three]))
    assert list(by_round) == ["第一批", "第二批"]
    assert list(by_category) == [CATEGORY, "机动车维修"]
    assert counts(by_round["第二批"]) == counts(add_up([two, three]))
    assert counts(by_category[CATEGORY]) == counts(add_up([one, two]))
    for parts in (by_round, by_category):
        assert counts(add_up(list(parts.values()))) == counts(add_up([one, two, three]))


def test_task_outside_every_round_is_counted_apart():
    assert [name for name, _ in totals_by_round([progress(CLEAN), other(first=2, last=5)])] == ["第一批", "未定"]


def ledgers_of(gone, *typed_in):
    """The lines of a task's ledger and of that of its replacement, whose company was visited too."""
    (came,) = map(row_of, given_lines(gone, 1))
    return (without_drop_outs(ledger(lines), gone).lines for lines in (rows(*typed_in), [came | CLEAN]))


def test_replaced_company_is_not_counted_twice():
    """Its own row, though filled in by mistake, counts for nothing; the row of the one that came does."""
    gone = following(DRAWN, drop_out(CODES[0]))
    own, more = ledgers_of(gone, CLEAN, CLEAN)
    task = task_progress(PLAN, TaskInspections(gone, own + more), {}, SETTINGS, IN_TIME)
    assert counts(task)[:3] == (3, 3, 2)
    assert task.results == (("未发现问题", 2),)
    assert counts(task_progress(PLAN, TaskInspections(gone, own), {}, SETTINGS, IN_TIME))[:3] == (3, 3, 1)


def test_problems_and_disposals_are_counted_by_company():
    both = PROBLEM | {"result": "未按规定公示应当公示的信息、发现问题待后续处理"}
    task = progress(CLEAN, both, PROBLEM)
    assert (task.problems, task.problem_rate) == (2, Fraction(2, 3))
    assert task.disposals == (("责令限期整改", 2), ("无需后续处置", 1))
    assert progress().problem_rate is None


def test_what_is_to_be_put_right_is_done_open_or_late():
    waiting = PROBLEM | {"rectified": "", "closed": "否"}
    later = waiting | {"rectify_by": "2021-12-31"}
    task = progress(PROBLEM, waiting, later, today=date(2021, 3, 16))
    assert (task.to_rectify, task.rectified, task.rectify_late) == (3, 1, 1)
    assert progress(waiting, today=date(2021, 3, 15)).rectify_late == 0


def test_late_publications_are_told_from_those_still_waiting():
    days = {CODES[0]: IN_TIME, CODES[1]: LATE}
    task = progress(CLEAN, CLEAN, CLEAN, published=days, today=date(2021, 12, 31))
    assert (task.published, task.published_late, task.overdue) == (2, 1, 2)


def test_rows_that_stand_alike_in_two_ledgers_count_each():
    gone = following(DRAWN, drop_out(CODES[2]))
    own, more = ledgers_of(gone, CLEAN, CLEAN)
    assert own[0].row == more[0].row
    task = TaskInspections(gone, own + more)
    assert task_progress(PLAN, task, {}, SETTINGS, LATE).overdue == 3
    days = {own[0].code: IN_TIME, more[0].code: LATE}
    found = task_progress(PLAN, task, days, SETTINGS, date(2021, 12, 31))
    assert (found.published, found.published_late, found.overdue) == (2, 1, 2)
