"""A fixture a rule: visits that break exactly that rule, and their neighbours that do not."""

from dataclasses import replace
from datetime import date, time, timedelta

import pytest

from tests.checks.visits.cases import JUNE, LIMITS, MONDAY, PEOPLE, codes, findings, visit, visits
from xlcheck.messages import VISIT_FINDINGS, Level, level, problem
from xlcheck.model import VisitLimits

WITH_THE_STEP = {"visit.unread"}
LATE, ORDER = {"to_rectify": True, "rectify_by": date(2021, 3, 31)}, {"to_rectify": True}
NEAR, WEEK = VisitLimits(near_days=7), timedelta(days=7)
END = date(2021, 4, 21)
"""The first of the last ten days of the window."""


def only(**limits):
    return {"limits": VisitLimits(**limits)}


def alike(same, others=0, **facts):
    """Visits of one task of which so many have one wording."""
    return [*(replace(one, situation="查阅台账。") for one in visits(same, **facts)), *visits(same + others)[same:]]


def at_the_end(late, others=0):
    return [
        *(replace(one, day=END + timedelta(days=n)) for n, one in zip((0, 1, 2, 5, 6), visits(late), strict=False)),
        *visits(late + others)[late:],
    ]


def clean_times(*pairs, problem=False):
    """Visits of different tasks at one company, a month apart."""
    days = (date(2021, 2, 1), date(2021, 3, 1), date(2021, 4, 1), date(2021, 5, 6))
    return [
        visit(1, day, people=pair, group=f"20210{n}", problem=problem)
        for n, (day, pair) in enumerate(zip(days, pairs, strict=False), start=1)
    ]


def two_tasks(apart, **facts):
    return [visit(1), visit(1, MONDAY + timedelta(days=apart), group="202102", task="02号", **facts)]


def hours(first, second, **facts):
    """Two companies on one day with the same people, or others, each with its hours."""
    return [
        visit(n, people=PEOPLE, started=time(start), ended=time(end), **(facts if n == 2 else {}))
        for n, (start, end) in enumerate((first, second), start=1)
    ]


TOWNS = {"towns": {"C1": "井坪镇", "C2": "凤凰城镇"}}
LEAVE = {"leaves": {"SL-11": ((date(2021, 2, 22), MONDAY),)}}

CASES = {
    "visit.before-draw": (
        ([visit(known_on=date(2021, 3, 2))], {}),
        ([visit(known_on=MONDAY)], {}),
    ),
    "visit.before-replacement": (
        ([visit(known_on=date(2021, 3, 2), replacement=1)], {}),
        ([visit(known_on=MONDAY, replacement=1)], {}),
    ),
    "visit.before-approval": (
        ([visit(approved_on=date(2021, 3, 2))], {}),
        ([visit(approved_on=MONDAY)], {}),
    ),
    "visit.before-notice": (
        ([visit(served_on=date(2021, 3, 2))], {}),
        ([visit(served_on=MONDAY)], {}),
    ),
    "visit.on-leave": (
        ([visit()], LEAVE),
        ([visit(day=date(2021, 3, 2))], LEAVE),
    ),
    "visit.cert-lapsed": (
        ([visit()], {"valid_to": {"SL-11": date(2021, 2, 28)}}),
        ([visit()], {"valid_to": {"SL-11": MONDAY}}),
    ),
    "visit.on-day-off": (
        ([visit(day=date(2021, 2, 12))], {}),
        ([visit(day=date(2021, 2, 20))], {}),  # a Saturday on which offices work
    ),
    "visit.on-quiet-day": (
        ([visit()], only(quiet_days=((1, 5),))),
        ([visit()], only(quiet_days=((2, 5), (20, 31)))),
    ),
    "visit.many-a-day": (
        ([visit(n, people=PEOPLE) for n in (1, 2, 3)], only(day_visits=2)),
        ([visit(1, people=PEOPLE), visit(2, people=PEOPLE), visit(3)], only(day_visits=2)),
    ),
    "visit.many-towns": (
        ([visit(n, people=PEOPLE) for n in (1, 2)], only(day_towns=1) | TOWNS),
        ([visit(1, people=PEOPLE), visit(2, date(2021, 3, 2), people=PEOPLE)], only(day_towns=1) | TOWNS),
    ),
    "visit.overlap": (
        (hours((9, 11), (10, 12)), {}),
        (hours((9, 11), (11, 12)), {}),
    ),
    "visit.same-week": (
        (two_tasks(1), {"limits": NEAR}),
        (two_tasks(0), {"limits": NEAR}),  # one visit for both
    ),
    "visit.same-words": (
        (alike(3, others=2), only(same_words=50)),
        (alike(2, others=2), only(same_words=50)),
    ),
    "visit.window-end": (
        (at_the_end(3, others=2), only(window_end=50)),
        (at_the_end(2, others=2), only(window_end=50)),
    ),
    "visit.never-a-problem": (
        (visits(5), only(clean_year=5)),
        ([*visits(4), visit(5, date(2021, 3, 5), problem=True)], only(clean_year=5)),
    ),
    "visit.clean-pair": (
        (clean_times(PEOPLE, PEOPLE, (*PEOPLE, "SL-03")), only(clean_pair=3)),
        (clean_times(PEOPLE, ("SL-01", "SL-03"), PEOPLE, PEOPLE), only(clean_pair=3)),
    ),
    "visit.not-rechecked": (
        ([visit(**LATE)], only(recheck_days=10)),
        ([visit(**LATE, rechecked=True)], only(recheck_days=10)),
    ),
}


@pytest.mark.parametrize("code", CASES)
def test_visits_break_exactly_one_rule_and_their_neighbours_none(code):
    (broken, given), (sound, known) = CASES[code]
    assert set(codes(broken, **given)) == {code}
    assert codes(sound, **known) == []


def test_every_finding_about_visits_has_a_case_here():
    assert set(CASES) | WITH_THE_STEP == set(VISIT_FINDINGS)


def test_plain_visits_are_free_of_findings_under_every_limit():
    quiet = replace(LIMITS, quiet_days=(), clean_year=9)
    assert codes(visits(8), limits=quiet, towns=dict.fromkeys(("C1", "C2"), "井坪镇")) == []


def test_without_limits_nothing_is_asked_that_needs_one():
    made = [*alike(6), *two_tasks(1)[1:], *clean_times(PEOPLE, PEOPLE, PEOPLE), visit(9, **LATE)]
    assert codes(made) == []


def test_what_cannot_be_is_an_error_and_what_is_odd_a_warning():
    errors = {code for code, message in VISIT_FINDINGS.items() if message.level is Level.ERROR}
    assert errors == {
        "visit.before-draw",
        "visit.before-replacement",
        "visit.before-approval",
        "visit.before-notice",
        "visit.on-leave",
        "visit.cert-lapsed",
    }


def test_each_of_two_who_were_on_leave_is_named():
    away = dict.fromkeys(("SL-11", "SL-12"), ((MONDAY, MONDAY),))
    told = [problem(found) for found in findings([visit()], leaves=away)]
    assert ["SL-11" in told[0], "SL-12" in told[1], len(told)] == [True, True, 2]
    assert "2021-03-01至2021-03-01" in told[0]


def test_visit_of_a_person_on_leave_before_and_after_is_free():
    away = {"SL-11": ((date(2021, 2, 1), date(2021, 2, 26)), (date(2021, 3, 2), date(2021, 3, 5)))}
    assert codes([visit()], leaves=away) == []


def test_two_tasks_that_share_a_visit_are_one_company_of_a_day():
    made = [visit(1, people=PEOPLE), visit(1, people=PEOPLE, group="202102"), visit(2, people=PEOPLE)]
    assert codes(made, **only(day_visits=2)) == []


@pytest.mark.parametrize(("apart", "told"), [(1, 1), (6, 1), (7, 0), (30, 0)])
def test_visits_of_two_tasks_in_a_week_are_asked_about(apart, told):
    made = two_tasks(apart)
    assert codes(made, limits=NEAR).count("visit.same-week") == told


def test_two_visits_of_one_task_at_a_company_are_not_two_tasks():
    assert codes([visit(1), visit(1, MONDAY + timedelta(days=2))], limits=NEAR) == []


def test_same_words_are_the_same_however_they_are_spaced():
    made = visits(4)
    for n, text in enumerate(("查阅台账。", "查阅 台账", "查阅台账；")):
        made[n] = replace(made[n], situation=text)
    assert codes(made, **only(same_words=50)) == ["visit.same-words"]


def test_three_visits_are_too_few_to_say_that_their_words_are_alike():
    assert codes(alike(3), **only(same_words=50)) == []


def test_tasks_are_not_taken_together_for_their_words():
    others = [replace(one, group="202102") for one in alike(2)]
    assert codes([*alike(2), *others], **only(same_words=50)) == []


def test_window_of_twenty_days_has_no_end_to_speak_of():
    short = replace(visit().window, start=date(2021, 4, 12))
    made = [replace(one, window=short) for one in at_the_end(5)]
    assert codes(made, **only(window_end=50)) == []


def test_a_problem_between_ends_the_run_of_a_pair():
    first, second, third, fourth = clean_times(PEOPLE, PEOPLE, PEOPLE, PEOPLE)
    assert codes([first, second, third, fourth], **only(clean_pair=4)) == ["visit.clean-pair"]
    assert codes([first, replace(second, problem=True), third, fourth], **only(clean_pair=3)) == []


def test_of_two_runs_of_a_pair_that_are_as_long_the_later_one_is_told():
    days = [date(2021, *day) for day in ((2, 1), (3, 1), (4, 1), (5, 6), (6, 1))]
    made = [visit(1, day, people=PEOPLE, group=f"20210{n}", problem=n == 2) for n, day in enumerate(days)]
    (told,) = findings(made, limits=VisitLimits(clean_pair=2))
    assert "2021-05-06、2021-06-01" in problem(told)


def test_a_visit_that_several_tasks_share_is_one_clean_visit():
    first, second, third = clean_times(PEOPLE, PEOPLE, PEOPLE)
    shared = [first, replace(first, group="202109"), second, replace(second, group="202109")]
    assert codes(shared, **only(clean_pair=3)) == []
    assert codes([*shared, third], **only(clean_pair=3)) == ["visit.clean-pair"]
    assert codes(shared, **only(clean_year=3)) == []
    assert codes([*shared, third], **only(clean_year=3)) == ["visit.never-a-problem"]


def test_a_visit_without_a_result_says_nothing_of_problems():
    assert codes([*visits(4), visit(5, problem=None)], **only(clean_year=5)) == []


@pytest.mark.parametrize(("today", "told"), [(date(2021, 4, 15), 0), (date(2021, 4, 16), 1)])
def test_re_check_is_asked_for_after_so_many_working_days(today, told):
    """31 March and ten working days: 5 April is a day off."""
    assert len(codes([visit(**LATE)], today=today, **only(recheck_days=10))) == told


def test_order_without_a_day_is_told_of_by_the_ledger_not_here():
    assert codes([visit(**ORDER)], today=JUNE, **only(recheck_days=10)) == []


def test_reason_in_the_remark_settles_what_is_odd():
    (told,) = findings([visit(day=date(2021, 2, 12), remark="春节保畅通专项检查")])
    assert (level(told), told.waiver) == (Level.HINT, "备注：春节保畅通专项检查")


def test_no_reason_settles_what_cannot_be():
    (told,) = findings([visit(known_on=date(2021, 3, 2), remark="已经查过")])
    assert (level(told), told.waiver) == (Level.ERROR, "")


@pytest.mark.parametrize(("remark", "settled"), [("情况紧急，事后补批", True), ("补批", False), ("", False)])
def test_approval_that_came_afterwards_is_settled_where_it_was_urgent(remark, settled):
    (told,) = findings([visit(approved_on=date(2021, 3, 2), remark=remark)])
    assert (level(told) is Level.HINT) == settled


@pytest.mark.parametrize(
    ("remark", "settled"), [("投诉举报：群众来电", True), ("其他：企业要求", True), ("顺路", False), ("其他", False)]
)
def test_quiet_day_needs_a_reason_of_the_list(remark, settled):
    (told,) = findings([visit(remark=remark)], **only(quiet_days=((1, 20),)))
    assert (level(told) is Level.HINT) == settled
