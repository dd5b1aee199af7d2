"""全年预演 task by task: what cannot be drawn later in the year is said in January, in the words of the draw."""

from dataclasses import replace

import pytest

from tests.builders import ENTITY, settings
from tests.conftest import JANUARY as NOW
from tests.draws.rehearsal.years import barriers, companies, rehearsed, staff, year_of
from xlcheck.draws.formats.two.seed import SYSTEM
from xlcheck.draws.freeze import FreezeContext, freeze
from xlcheck.model import DrawnVisit
from xlcheck.reading.plan import plan_rows

ROUND = ({}, {}, {})


def test_sound_year_can_be_drawn():
    books = year_of(*ROUND)
    tasks = rehearsed(books).tasks
    assert [(task.plan.task_no, task.round, task.frame, task.sample) for task in tasks] == [
        ("01号", "第一批", 10, 5),
        ("02号", "第二批", 10, 5),
        ("03号", "第三批", 10, 5),
    ]
    assert {task.barriers for task in tasks} == {()}


def test_frame_is_the_one_that_a_freeze_has():
    books = year_of(*ROUND, entities=[*companies(6), ENTITY | {"code": "91140603MA0K00077X", "status": "注销"}])
    row = plan_rows(books.plan, books.settings)[0][0]
    frozen = freeze(books, row, SYSTEM, FreezeContext(today=NOW.date()))
    assert rehearsed(books).tasks[0].frame == len(frozen.entities) == 6


def test_nobody_who_was_drawn_is_in_a_later_frame_where_repeats_are_excluded():
    tasks = rehearsed(year_of(*ROUND, within=settings(no_repeat=True), entities=companies(20))).tasks
    assert [(task.frame, task.sample) for task in tasks] == [(20, 10), (10, 10), (None, 0)]
    assert "已抽中" in tasks[2].barriers[0]


def test_tasks_are_rehearsed_in_the_order_of_their_windows_not_of_their_rows():
    books = year_of({"window": "2021年9月至12月"}, {"window": "2021年1月至4月"}, within=settings(no_repeat=True))
    assert [(task.plan.task_no, task.frame) for task in rehearsed(books).tasks] == [("02号", 10), ("01号", 5)]


def test_cap_on_all_inspections_counts_other_ones_too():
    entities = companies(10)
    others = [
        {
            "code": entity["code"],
            "name": entity["name"],
            "inspected": "2021-01-05",
            "inspection_type": "日常",
        }
        for entity in entities[:4]
    ]
    without = rehearsed(year_of({}, within=settings(inspection_cap=1))).tasks[0]
    capped = rehearsed(year_of({}, within=settings(inspection_cap=1), others=others)).tasks[0]
    assert (without.frame, capped.frame) == (10, 6)


@pytest.mark.parametrize(
    ("cells", "staffing", "policy", "said"),
    [
        ({"departments": "公安局"}, staff(4), {}, "公安局"),
        ({}, staff(4), {"leader": True}, "组长"),
        ({}, staff(4), {"expert_size": 1}, "专家"),
        ({}, staff(1), {}, "检查人员"),
        ({}, staff(4, cert_to="2021-02-01"), {}, "检查人员"),
    ],
    ids=["a department without people", "no leader", "no expert", "one inspector", "certificates lapse"],
)
def test_team_that_cannot_be_formed_is_a_barrier(cells, staffing, policy, said):
    books = year_of(cells, inspectors=staffing, within=settings(**policy))
    assert said in barriers(books)["01号"]
    assert barriers(year_of({})) == {}


def test_leave_through_a_window_is_a_barrier_of_its_round_alone():
    leaves = [
        {"cert": person["cert"], "name": person["name"], "first": "2021-05-01", "last": "2021-08-31"}
        for person in staff(3)
    ]
    assert list(barriers(year_of(*ROUND, leaves=leaves))) == ["02号"]
    assert barriers(year_of(*ROUND, leaves=leaves[:2])) == {}


def test_task_that_cannot_be_read_stops_no_other():
    books = year_of({"window": "待定"}, {}, {})
    assert list(barriers(books)) == ["01号"]
    assert "抽查日期" in barriers(books)["01号"]
    assert [task.sample for task in rehearsed(books).tasks] == [5, 5, 0]


def test_directed_task_without_its_filter_is_a_barrier():
    assert "定向条件" in barriers(year_of({"kind": "定向抽查"}))["01号"]
    filtered = year_of({"kind": "定向抽查", "filter": "信用风险等级为C"}, entities=companies(4, grade="C"))
    assert barriers(filtered) == {}


def test_what_is_drawn_counts_as_it_is():
    entities = companies(10)
    drawn = [DrawnVisit(entity["code"], "202101", "01号", "202101") for entity in entities[:8]]
    books = year_of({}, {"ratio": "20%"}, within=settings(no_repeat=True), entities=entities)
    first, second = rehearsed(books, drawn, {"202101": {"SL140603-0001": 8}}).tasks
    assert (first.drawn, first.frame, first.sample, first.people) == (True, None, 8, 1)
    assert (second.frame, second.sample) == (2, 2)


def test_rehearsal_is_the_same_each_time():
    books = year_of(*ROUND, within=settings(no_repeat=True))
    assert rehearsed(books) == rehearsed(books)


@pytest.mark.parametrize("lacking", ["entities", "inspectors"])
def test_nothing_is_rehearsed_without_a_registry(lacking):
    books = replace(year_of({}), **{lacking: None})
    assert rehearsed(books) is None
