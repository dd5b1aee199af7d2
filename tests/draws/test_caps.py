"""检查次数上限: who was inspected too often is not drawn, with days and entries in the reason."""

from dataclasses import replace
from datetime import date

import pytest

from tests.builders import ENTITY, ITEM, plan_cells, settings, year
from tests.draws.capped import OTHER, play
from xlcheck.draws.frame.caps import capped, caps_of, days_in, visits_in_words, visits_text
from xlcheck.draws.frame.frame import FrameTerms, entities_of
from xlcheck.draws.plan import task_of
from xlcheck.model import DrawnVisit
from xlcheck.reading.plan import plan_rows
from xlcheck.reading.visits import year_visits

CODE = ENTITY["code"]
ROW = {"code": CODE, "inspected": "2021-01-20", "inspection_type": "个案"}
EARLIER = DrawnVisit(CODE, "202101", "01号", "202101", date(2021, 2, 3))
SECOND = plan_cells(2, window="2021年5月至8月")


def reasons(others=(), drawn=(), items=(ITEM,), today=date(2021, 5, 6), **policy):
    within = settings(**policy)
    books = year(within, plan=[plan_cells(1), SECOND], entities=[ENTITY], items=items, others=others)
    task = plan_rows(books.plan, within)[0][1]
    visits = year_visits(books, drawn, task.plan_no, task.plan_no)
    return list(capped(caps_of(books, task, task.window, today), visits).values())


def test_yearly_cap_counts_draws_and_rows_together():
    told = "本年度已检查 2 次（2021-01-20 其他检查第 3 行（个案）；2021-02-03 01号），达到每户年度检查上限 2 次"
    assert reasons([ROW], [EARLIER], inspection_cap=2) == [told]
    assert reasons([ROW], [EARLIER], inspection_cap=3) == []
    assert reasons([ROW], inspection_cap=2) == []


def test_row_of_the_day_of_a_drawn_visit_is_the_same_inspection():
    assert reasons([ROW | {"inspected": "2021-02-03"}], [EARLIER], inspection_cap=2) == []


def test_drawn_visit_that_nobody_has_made_yet_counts():
    assert reasons(drawn=[replace(EARLIER, day=None)], inspection_cap=1) == [
        "本年度已检查 1 次（尚未检查 01号），达到每户年度检查上限 1 次"
    ]


def test_visit_of_the_task_that_is_drawn_again_does_not_count_until_it_was_made():
    own = DrawnVisit(CODE, "202102", "02号", "202102")
    assert reasons(drawn=[own], inspection_cap=1) == []
    assert len(reasons(drawn=[replace(own, day=date(2021, 5, 5))], inspection_cap=1)) == 1


def test_cap_of_an_item_counts_the_visits_that_looked_at_it():
    once = (ITEM | {"yearly_cap": "1"},)
    told = "本年度已检查 1 次（2021-02-03 01号），达到事项“示例事项”年度检查频次上限 1 次"
    assert reasons(drawn=[EARLIER], items=once) == [told]
    assert reasons([ROW], items=once) == []
    assert len(reasons([ROW | {"items": "示例事项"}], items=once)) == 1
    assert reasons(drawn=[EARLIER], items=(ITEM | {"yearly_cap": "2"},)) == []
    assert reasons(drawn=[EARLIER], items=(ITEM | {"yearly_cap": "1", "category": "机动车维修"},)) == []


@pytest.mark.parametrize(
    ("today", "inspected", "policy", "left_out"),
    [
        (date(2021, 8, 29), "2021-08-28", {"week_cap": 1}, True),
        (date(2021, 8, 29), "2021-08-24", {"week_cap": 1}, False),
        (date(2021, 8, 2), "2021-08-01", {"month_cap": 1}, False),
        (date(2021, 8, 3), "2021-08-02", {"month_cap": 1}, True),
        (date(2021, 7, 2), "2021-07-02", {"sixty_cap": 1}, False),
        (date(2021, 7, 4), "2021-07-03", {"sixty_cap": 1}, True),
        (date(2021, 7, 4), "2021-07-03", {"sixty_cap": 2}, False),
    ],
)
def test_window_leaves_out_where_no_day_of_the_task_has_room(today, inspected, policy, left_out):
    assert bool(reasons([ROW | {"inspected": inspected}], today=today, **policy)) == left_out


def test_left_out_entity_stays_in_the_base_of_the_ratio():
    task = task_of(plan_rows(year(plan=[plan_cells(1)]).plan, settings())[0][0])
    entities = year(entities=[ENTITY]).entities
    admitted, [one] = entities_of(entities, FrameTerms(task, settings().policy, {}, None, {CODE: "示例理由"}))
    assert (admitted, one.code, one.reason, one.counted) == ((), CODE, "示例理由", True)


def test_file_of_inspections_is_read_for_its_days():
    books = year(others=[ROW | {"items": "事项|甲、事项乙"}])
    visits = year_visits(books, [EARLIER])
    text = visits_text(visits)
    assert text.splitlines() == [
        f"{CODE}|2021-01-20|其他检查第 3 行|其他检查 个案、|其他检查第 3 行（个案）|事项%7C甲;事项乙",
        f"{CODE}|2021-02-03|202101|202101|01号|",
    ]
    assert days_in(text)["202101", CODE] == date(2021, 2, 3)
    assert visits_in_words(visits).startswith("计入检查次数上限的有 1 户 2 次，明细指纹（SHA-256）")
    with pytest.raises(ValueError, match="unpack"):
        days_in("甲\n")


@pytest.mark.parametrize("seed", range(2))
def test_nobody_is_inspected_too_often_in_an_invented_year(seed):
    played = play(seed)
    assert played.faults == []
    assert len(played.others) == OTHER
    assert played.left_out > 100
