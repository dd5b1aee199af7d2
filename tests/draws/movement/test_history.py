"""What is carried from freeze to freeze: nothing that a freeze has seen is ever lost."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from tests.builders import SETTINGS, plan_cells, settings
from tests.draws.movement.cases import (
    APART,
    FIRST,
    FOURTH,
    GOODS,
    LEAVE,
    OPENING,
    PEOPLE,
    PLAN,
    REPAIR,
    SECOND,
    THIRD,
    W,
    X,
    Y,
    Z,
    short,
    state,
)
from xlcheck.draws.movement.history import SeenMove, Sighting, seen_moves
from xlcheck.draws.movement.moves import moves

CODE = X["code"]
NEW = Z | {"code": "91140603MA0K00003F", "name": "示例新有限公司"}


def x(**cells):
    return state(entities=[X | cells, Z])


def year_of(*seen, opening=OPENING, follows=False):
    """What each freeze of a year lists, by what it and those before it have seen."""
    lists = []
    for sighting, found in zip((FIRST, SECOND, THIRD, FOURTH), seen, strict=False):
        lists.append(seen_moves(opening, found, sighting, lists, follows))
    return [[short(one) for one in listed] for listed in lists]


def status(before, after, first, gone=None):
    return "entity", CODE, "status", before, after, first, gone


def test_move_keeps_the_freeze_that_saw_it_first():
    assert year_of(x(status="停业"), x(status="停业"), x(status="停业")) == [[status("营业", "停业", FIRST)]] * 3


def test_dummy_freeze_that_is_given_up_hides_nothing():
    """Move 18: what moved before it is still a move, though it is none since the last freeze."""
    *_, last = year_of(x(status="停业"), x(status="停业"))
    assert last == [status("营业", "停业", FIRST)]


def test_what_was_changed_for_a_minute_stays_listed():
    """Move 7: 停业 while one task is frozen, then 营业 again."""
    assert year_of(OPENING, x(status="停业"), OPENING, OPENING) == [
        [],
        [status("营业", "停业", SECOND)],
        [status("营业", "停业", SECOND, THIRD)],
        [status("营业", "停业", SECOND, THIRD)],
    ]


def test_what_was_changed_again_after_it_went_back_is_listed_twice():
    *_, last = year_of(x(status="停业"), OPENING, x(status="停业"), x(status="停业"))
    assert last == [status("营业", "停业", FIRST, SECOND), status("营业", "停业", THIRD)]


def test_what_came_and_went_on_one_day_is_kept_apart():
    monday = [Sighting(label, date(2021, 2, 1)) for label in ("丁", "丙", "乙", "甲")]
    lists = []
    for sighting, found in zip(monday, [x(status="停业"), OPENING, x(status="停业"), OPENING], strict=True):
        lists.append(seen_moves(OPENING, found, sighting, lists))
    spells = [(one.first.label, one.gone and one.gone.label) for one in lists[-1]]
    assert sorted(spells) == [("丁", "丙"), ("乙", "甲")]


def test_further_change_is_held_against_the_opening_state():
    *_, last = year_of(x(status="停业"), x(status="注销"))
    assert last == [status("营业", "停业", FIRST, SECOND), status("营业", "注销", SECOND)]


def test_entity_that_came_is_held_against_what_it_was_when_it_was_seen_first():
    came = (
        "entity",
        NEW["code"],
        "added",
        "",
        "对象类别：道路旅客运输；经营状态：营业；成立日期：2015-03-01",
        FIRST,
        None,
    )
    with_new = state(entities=[X, Z, NEW])
    moved = state(entities=[X, Z, NEW | {"status": "停业", "name": "示例改名有限公司"}])
    first, second, third, _ = year_of(with_new, moved, OPENING, with_new)
    assert first == [came]
    assert second == [
        came,
        ("entity", NEW["code"], "name", "示例新有限公司", "示例改名有限公司", SECOND, None),
        ("entity", NEW["code"], "status", "营业", "停业", SECOND, None),
    ]
    assert third[0] == came
    assert third[1] == ("entity", NEW["code"], "removed", came[4], "", THIRD, None)
    assert [one[-1] for one in third[2:]] == [THIRD, THIRD]


def test_entity_that_was_deleted_and_entered_again_otherwise():
    gone, again = state(entities=[Z]), x(status="停业")
    content = moves(OPENING, gone)[0].before
    *_, last = year_of(gone, again)
    assert last == [
        ("entity", CODE, "removed", content, "", FIRST, SECOND),
        status("营业", "停业", SECOND),
    ]


def test_relations_come_and_go():
    leave = {"cert": W["cert"], "first": "2021-01-01", "last": "2021-12-31"}
    *_, last = year_of(state(leaves=[LEAVE, leave]), state(leaves=[LEAVE]), state(apart=[]), state(apart=[APART]))
    assert last == [
        ("leave", W["cert"], "added", "", "2021-01-01~2021-12-31", FIRST, SECOND),
        ("apart", Y["cert"], "removed", W["cert"], "", THIRD, FOURTH),
    ]


def test_policy_that_was_changed_for_one_freeze():
    *_, last = year_of(state(settings(team_size=4)), OPENING)
    assert last == [("policy", "", "team_size", "2", "4", FIRST, SECOND)]


def test_move_concerns_what_it_has_ever_concerned():
    away = x(status="停业", category=REPAIR)
    [moved] = [
        one
        for one in seen_moves(OPENING, x(status="停业"), SECOND, [seen_moves(OPENING, away, FIRST)])
        if one.gone is None
    ]
    assert moved.move.field == "status"
    assert set(moved.move.concerns) == {GOODS, REPAIR}


def test_tasks_frozen_in_one_run_saw_it_together():
    found = x(status="停业")
    other = Sighting("02号第1次", FIRST.on)
    lists = [seen_moves(OPENING, found, FIRST), seen_moves(OPENING, found, other)]
    assert [short(one) for one in seen_moves(OPENING, found, SECOND, lists)] == [status("营业", "停业", FIRST)]
    gone = [
        seen_moves(OPENING, OPENING, SECOND, lists),
        seen_moves(OPENING, OPENING, replace(SECOND, label="03号"), lists),
    ]
    assert [short(one) for one in seen_moves(OPENING, OPENING, THIRD, [*lists, *gone])] == [
        status("营业", "停业", FIRST, SECOND)
    ]


NEXT = replace(SETTINGS, year=2022)
PLAN_2022 = [plan_cells(1, plan_no="202201", window="2022年1月至4月", ratio="5%")]


def next_year(plan=PLAN_2022, **rows):
    return state(NEXT, plan=plan, leaves=[], **rows)


def test_plan_of_a_new_year_is_planned_and_that_of_the_last_no_move():
    [[(kind, id_, field, before, after, *_)]] = year_of(next_year(), follows=True)
    assert (kind, id_, field, before) == ("plan", "202201", "planned", "")
    assert "抽查比例：5%；" in after


def test_what_the_year_before_left_counts_where_it_follows():
    listed = year_of(next_year(entities=[X | {"status": "停业"}, Z]), follows=True)[0]
    assert listed[0] == status("营业", "停业", FIRST)
    assert [one[:3] for one in listed[1:]] == [("plan", "202201", "planned")]


def test_task_of_a_new_year_that_is_changed_or_added_later_is_seen():
    later = [plan_cells(1, plan_no="202201", window="2022年1月至4月", ratio="3%"), plan_cells(5, plan_no="202205")]
    *_, last = year_of(next_year(), next_year(later), follows=True)
    assert [(one[1], one[2], one[5]) for one in last] == [
        ("202201", "planned", FIRST),
        ("202201", "ratio", SECOND),
        ("202205", "added", SECOND),
    ]


def test_last_years_leave_and_visits_are_no_moves_of_the_next():
    last = state(
        visits=[(CODE, "2021-02-01 示例局")], leaves=[LEAVE, LEAVE | {"first": "2021-12-20", "last": "2022-01-10"}]
    )
    into = [LEAVE | {"first": "2021-12-20", "last": "2022-01-10"}]
    assert seen_moves(last, state(NEXT, plan=[], leaves=into), FIRST, follows=True) == ()
    [seen] = seen_moves(last, state(NEXT, plan=[], leaves=[]), FIRST, follows=True)
    assert (seen.move.kind, seen.move.before) == ("leave", "2021-12-20~2022-01-10")


def test_year_that_is_not_the_next_one_is_seen():
    [seen] = seen_moves(OPENING, state(replace(SETTINGS, year=2023), plan=[], leaves=[]), FIRST, follows=True)
    assert (seen.move.kind, seen.move.field, seen.move.before, seen.move.after) == ("unit", "year", "2022", "2023")


def test_plan_within_a_year_is_held_against_the_plan():
    listed = year_of(state(plan=[PLAN[0] | {"ratio": "5%"}]))[0]
    assert [(one[1], one[2]) for one in listed] == [("202101", "ratio"), ("202102", "removed")]


_BOOKS = st.fixed_dictionaries(
    {
        "entities": st.lists(
            st.builds(
                lambda row, **cells: row | cells, st.sampled_from([X, Z, NEW]), status=st.sampled_from(["营业", "停业"])
            ),
            unique_by=lambda row: row["code"],
        ),
        "leaves": st.sampled_from([[], [LEAVE]]),
        "inspectors": st.sampled_from([[Y, W], [Y], [Y | {"scope": PEOPLE}, W]]),
    }
)


@given(st.lists(_BOOKS, min_size=2, max_size=4))
def test_what_a_freeze_has_listed_all_later_ones_list(books):
    lists = []
    for sighting, rows in zip((FIRST, SECOND, THIRD, FOURTH), books, strict=False):
        lists.append(seen_moves(OPENING, state(**rows), sighting, lists))
    for before, after in pairwise(lists):
        kept = {(one.move, one.first) for one in after}
        assert {(one.move, one.first) for one in before} <= kept
        ended = {(one.move, one.first): one.gone for one in after}
        assert all(ended[one.move, one.first] == one.gone for one in before if one.gone)


@given(_BOOKS)
def test_nothing_that_holds_against_the_opening_is_missing(rows):
    found = state(**rows)
    listed = seen_moves(OPENING, found, SECOND, [seen_moves(OPENING, OPENING, FIRST)])
    assert [one.move for one in listed] == list(moves(OPENING, found))
    assert {one.first for one in listed} <= {SECOND}
    assert all(isinstance(one, SeenMove) and one.gone is None for one in listed)
