"""全年预演 by month, person and who is responsible: what is too much, and what falls to nobody."""

from collections import Counter
from dataclasses import replace
from datetime import date

import pytest

from tests.builders import SETTINGS, settings
from tests.draws.rehearsal.years import companies, rehearsed, staff, year_of
from xlcheck.model import DrawnVisit, VisitLimits

MARCH = {"window": "2021年3月1日至31日"}


def limited(**limits):
    """The settings with bounds for visits."""
    return replace(SETTINGS, visit_limits=VisitLimits(**limits))


def month(books, number, **known):
    return rehearsed(books, **known).months[number - 1]


def test_each_company_to_be_visited_stands_in_one_month():
    months = rehearsed(year_of({}, {}, {}, entities=companies(40))).months
    counts = {one.month: one.visits for one in months}
    assert sum(counts.values()) == 60
    assert all(4 <= count <= 6 for count in counts.values())


def test_days_of_a_month_are_its_working_days_without_the_quiet_ones():
    quiet = limited(quiet_days=((1, 20),))
    assert month(year_of(MARCH), 3).days == 23
    assert month(year_of(MARCH, within=quiet), 3).days == 8
    assert "企业安静期占工作日 15 日" in month(year_of(MARCH, within=quiet), 3).off
    assert month(year_of(MARCH), 2).days == 17  # 2021: 春节 from the 11th to the 17th, 7th and 20th worked


def test_month_with_more_than_its_people_can_visit_is_noted():
    tight = limited(day_visits=1)
    books = year_of({**MARCH, "ratio": "100%"}, entities=companies(47), inspectors=staff(4), within=tight)
    assert month(books, 3).most == 4 * 23 // 2 == 46
    assert "最多能检查 46 户" in month(books, 3).notes[0]
    one_less = year_of({**MARCH, "ratio": "100%"}, entities=companies(46), inspectors=staff(4), within=tight)
    assert month(one_less, 3).notes == ()
    assert "做不完" in rehearsed(books).tasks[0].notes[0]
    assert rehearsed(one_less).tasks[0].notes == ()


def test_leave_takes_days_away():
    leaves = [{"cert": "SL140603-0001", "name": "示例员01", "first": "2021-03-01", "last": "2021-03-05"}]
    assert month(year_of(MARCH), 3).person_days - month(year_of(MARCH, leaves=leaves), 3).person_days == 5


def test_window_without_a_day_for_visits_is_noted():
    books = year_of({"window": "2021年3月6日至7日"})  # a weekend
    assert rehearsed(books).tasks[0].notes == ("抽查日期内没有可以检查的日子（节假日、企业安静期以外）",)


def test_what_was_visited_stands_in_the_month_of_its_day():
    drawn = [DrawnVisit(one["code"], "202101", "01号", "202101", date(2021, 2, 3)) for one in companies(5)]
    months = rehearsed(year_of({}), drawn).months
    assert {one.month: one.visits for one in months if one.visits} == {2: 5}


def test_visit_that_tasks_share_counts_once_a_month():
    within = settings(merge_visits=True)
    books = year_of(*[{"window": "2021年1月至4月", "ratio": "100%"}] * 2, within=within)
    assert sum(one.visits for one in rehearsed(books).months) == 10


def test_whoever_carries_more_than_the_others_is_noted():
    versatile = staff(1, scope="道路货物运输、道路旅客运输")
    carriers, others = staff(2, 2, scope="道路货物运输"), staff(7, 4, scope="道路旅客运输")
    bus = {"scope": "2021年1月前成立的运营的全区道路旅客运输企业", "window": "2021年1月至4月"}
    entities = [*companies(30), *companies(45, category="道路旅客运输")[30:]]
    books = year_of({"ratio": "100%"}, bus, entities=entities, inspectors=[*versatile, *carriers, *others])
    people = {one.name: one for one in rehearsed(books).people}
    assert sum(one.visits for one in people.values()) == 2 * (30 + 8)
    assert min(people[name].visits for name in ("示例员01", "示例员02", "示例员03")) >= 20
    assert "全年均衡工作量" in people["示例员01"].notes[0]
    assert {one.notes for name, one in people.items() if name > "示例员03"} == {()}


def test_levelled_loads_differ_by_little():
    loads = [one.visits for one in rehearsed(year_of({}, {}, {}, within=settings(year_load=True))).people]
    assert max(loads) - min(loads) <= 2
    assert sum(loads) == 2 * 15


def test_each_party_has_a_mean_of_its_own():
    police = staff(2, 5, employer="示例市公安局示例分局公安局")
    people = rehearsed(year_of({"departments": "公安局"}, inspectors=[*staff(4), *police])).people
    means = Counter((one.employer, one.mean) for one in people)
    assert means == {("示例区交通运输局", 2.5): 4, ("示例市公安局示例分局公安局", 5.0): 2}


RESPONSIBLE = {"responsible_office": "运输科", "responsible": "示例员01"}


def test_offices_without_a_task_and_with_too_many_are_noted():
    inspectors = [*staff(4, office="运输科"), *staff(1, 5, office="建管科"), *staff(1, 6, office="法规科")]
    books = year_of(
        *[RESPONSIBLE] * 5, {"responsible_office": "建管科", "responsible": "示例员05"}, inspectors=inspectors
    )
    loads = {(one.role, one.name): one for one in rehearsed(books).responsible}
    assert {key: (len(one.tasks), one.notes) for key, one in loads.items()} == {
        ("责任科室", "运输科"): (5, ("任务比平均数多一半以上",)),
        ("责任科室", "建管科"): (1, ()),
        ("责任科室", "法规科"): (0, ("没有任务",)),
        ("责任人", "示例员01"): (5, ("任务比平均数多一半以上",)),
        ("责任人", "示例员05"): (1, ()),
    }


def test_task_that_says_less_than_the_others_is_noted():
    tasks = rehearsed(year_of(RESPONSIBLE, {"responsible_office": "运输科"}, {})).tasks
    assert [task.notes for task in tasks] == [(), ("没有写责任人",), ("没有写责任科室、责任人",)]
    assert [task.notes for task in rehearsed(year_of({}, {})).tasks] == [(), ()]


@pytest.mark.parametrize(("today", "spread"), [(date(2021, 3, 20), {3, 4}), (date(2022, 1, 1), {1, 2, 3, 4})])
def test_what_is_left_to_do_falls_on_the_days_that_are_left(today, spread):
    months = rehearsed(year_of({}, entities=companies(40)), today=today).months
    assert {one.month for one in months if one.visits} == spread
