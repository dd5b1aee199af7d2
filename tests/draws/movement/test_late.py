"""Exclusions that rest on an entry of the last days before the freeze."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.builders import year
from tests.draws.cases import HALF, plan
from tests.draws.movement.cases import FIRST, GOODS, OPENING, ROWS, SECOND, X, Z, state
from xlcheck.draws.frame.frame import FrameTerms, entities_of
from xlcheck.draws.movement.history import seen_moves
from xlcheck.draws.movement.late import late_exclusions, late_text
from xlcheck.draws.plan import task_of
from xlcheck.model import Condition, Exclusion, Filter, FilterRelation, Policy
from xlcheck.schema.inputs import ENTITIES

CODE = X["code"]
DIRECTED = Filter("信用风险等级为B", (Condition(ENTITIES.grade.key, ENTITIES.grade.title, FilterRelation.IN, ("B",)),))


def excluded(rows, drawn=(), criteria=None):
    """Who is left out of the draw of 道路货物运输, by the sentences of the frame itself."""
    terms = FrameTerms(task_of(plan(HALF)), Policy(no_repeat=True), dict.fromkeys(drawn, 1), criteria)
    return entities_of(year(entities=rows).entities, terms)[1]


def late(*freezes, drawn=(), criteria=None, days=0):
    """The late exclusions of the last of some freezes, each by the rows of its registry; one some days after it."""
    lists = []
    for sighting, rows in zip((FIRST, SECOND), freezes, strict=False):
        lists.append(seen_moves(OPENING, state(entities=rows), sighting, lists))
    frozen_on = (FIRST, SECOND)[len(freezes) - 1].on + timedelta(days)
    return late_exclusions(excluded(freezes[-1], drawn, criteria), lists[-1], frozen_on, drawn)


@pytest.mark.parametrize(
    "cells",
    [
        {"status": "停业"},
        {"status": ""},
        {"founded": "2021-02-01"},
        {"founded": ""},
        {"licence_to": "2021-01-31"},
        {"last_drawn": "2021-01-31"},
        {"category": ""},
    ],
)
def test_entry_that_leaves_an_entity_out_is_late__error(cells):
    assert late([X | cells, Z]) == (CODE,)


@pytest.mark.parametrize(
    "rows",
    [
        [X, Z],
        [X | {"last_drawn": "2020-01-31", "grade": "A"}, Z],
        [X | {"category": "道路旅客运输", "status": "停业"}, Z],
        [Z],
        [X, Z, X | {"code": "91140603MA0K00003F", "status": "停业"}],
        [X, Z | {"status": "停业"}],
    ],
)
def test_nobody_is_left_out_late__ok(rows):
    assert late(rows) == ()


def test_entry_is_late_for_thirty_days():
    rows = [X | {"status": "停业"}, Z]
    assert late(rows, days=30) == (CODE,)
    assert late(rows, days=31) == ()


def test_entry_that_an_earlier_freeze_has_seen_is_as_old_as_that():
    assert late([X | {"status": "停业"}, Z], [X | {"status": "停业"}, Z]) == ()
    assert late([X | {"status": "停业"}, Z], [X | {"status": "注销"}, Z]) == (CODE,)


def test_entry_that_went_back_is_none():
    assert late([X | {"status": "停业"}, Z], [X, Z]) == ()


def test_another_entry_of_the_same_row_is_not_the_one_that_leaves_it_out():
    before = X | {"status": "停业"}
    assert late([before, Z], [before | {"grade": "A", "licensed_on": "2016-01-01"}, Z]) == ()


def test_entity_that_came_earlier_in_the_year_may_be_left_out_late():
    came = X | {"code": "91140603MA0K00003F"}
    assert late([X, Z, came], [X, Z, came | {"status": "停业"}]) == ("91140603MA0K00003F",)


def test_filter_leaves_out_by_an_entry_too():
    assert late([X | {"grade": "A"}, Z], criteria=DIRECTED) == (CODE,)


def test_entity_that_the_desk_itself_has_drawn_is_left_out_by_its_records():
    rows = [X | {"last_drawn": "2021-01-31"}, Z]
    assert late(rows, drawn=(CODE,)) == ()


def test_inspection_by_others_that_is_entered_late__error():
    for reason in ("本年度已抽中 1 次，达到每户年度上限 1 次", "其他检查 2021-01-31 示例局，达到每户年度上限 1 次"):
        seen = seen_moves(OPENING, state(visits=[(CODE, "2021-01-31 示例局")]), FIRST)
        assert late_exclusions([Exclusion(CODE, X["name"], reason)], seen, FIRST.on) == (CODE,)
        assert late_exclusions([Exclusion(CODE, X["name"], "经营状态为“停业”")], seen, FIRST.on) == ()


def test_number_of_late_exclusions_is_told():
    assert late_text((CODE, Z["code"])) == "冻结前 30 日内首次见到的登记使 2 户未列入"
    assert late_text(()) == ""


def test_cases_are_of_one_category():
    assert {row["category"] for row in ROWS["entities"]} > {GOODS}
    assert excluded([X, Z]) == ()
