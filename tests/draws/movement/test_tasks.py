"""Which moves touch a task, how they are counted and told, and which need a reason."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest

from tests.builders import SETTINGS, settings, year
from tests.draws.movement.cases import (
    FIRST,
    GOODS,
    LEAVE,
    OPENING,
    PEOPLE,
    PLAN,
    REPAIR,
    ROWS,
    SECOND,
    W,
    X,
    Y,
    Z,
    state,
)
from tests.draws.movement.test_moves import CASES
from xlcheck.draws.movement.history import SeenMove, seen_moves
from xlcheck.draws.movement.kinds import KINDS
from xlcheck.draws.movement.moves import Move
from xlcheck.draws.movement.tasks import counts, counts_text, moves_of_task, needs_reason
from xlcheck.draws.movement.words import seen_words, words
from xlcheck.model import Category, PlanRow
from xlcheck.reading.plan import plan_rows

(OF_GOODS, OF_PEOPLE), _ = plan_rows(year(**ROWS).plan, SETTINGS)


def seen(*found):
    lists = []
    for sighting, one in zip((FIRST, SECOND), found, strict=False):
        lists.append(seen_moves(OPENING, one, sighting, lists))
    return lists[-1]


def fields(found, task: PlanRow):
    return [(one.move.kind, one.move.field) for one in moves_of_task(found, task)]


@pytest.mark.parametrize(
    ("typed", "goods", "people"),
    [
        ({"entities": [X | {"status": "停业"}, Z]}, True, False),
        ({"entities": [X | {"category": PEOPLE}, Z]}, True, True),
        ({"entities": [X | {"category": REPAIR}, Z]}, True, False),
        ({"entities": [X | {"category": ""}, Z]}, True, False),
        ({"entities": [X]}, False, True),
        ({"entities": [X, Z, Z | {"code": "91140603MA0K00003F", "category": ""}]}, True, True),
        ({"inspectors": [Y | {"scope": PEOPLE}, W]}, True, True),
        ({"inspectors": [Y, W | {"scope": "机动车维修、道路旅客运输"}]}, False, True),
        ({"inspectors": [Y, W | {"status": "失效"}]}, False, False),
        ({"leaves": []}, True, True),
        ({"recusals": []}, True, False),
        ({"items": []}, True, False),
        ({"apart": []}, True, True),
        ({"visits": [(Z["code"], "2021-02-01 示例局")]}, False, True),
        ({"within": settings(leader=True)}, True, True),
        ({"plan": [PLAN[0] | {"ratio": "5%"}, PLAN[1]]}, True, False),
        ({"plan": [PLAN[0], PLAN[1] | {"departments": ""}]}, True, True),
        ({"plan": PLAN[:1]}, True, True),
    ],
)
def test_moves_concern_the_tasks_that_they_may_touch(typed, goods, people):
    found = seen(state(**typed))
    assert len(found) == 1
    assert (bool(moves_of_task(found, OF_GOODS)), bool(moves_of_task(found, OF_PEOPLE))) == (goods, people)


def test_entity_that_was_of_the_category_once_concerns_it_still():
    found = seen(
        state(entities=[X | {"category": PEOPLE, "status": "停业"}, Z]), state(entities=[X | {"status": "停业"}, Z])
    )
    assert fields(found, OF_PEOPLE) == [("entity", "category"), ("entity", "status")]


def test_task_whose_scope_was_not_read_has_the_moves_of_all():
    unread = replace(OF_GOODS, scope=None)
    assert fields(seen(state(settings(leader=True))), unread) == [("policy", "leader")]


def test_category_is_compared_as_it_is_folded():
    wide = "货运（示例）"
    within = replace(SETTINGS, categories=(*SETTINGS.categories, Category(wide)))
    task = replace(OF_GOODS, scope=replace(OF_GOODS.scope, category=wide))
    found = seen_moves(state(within), state(within, entities=[X | {"category": wide}, Z]), FIRST)
    assert fields(found, task) == [("entity", "category")]


MANY = state(
    settings(team_size=3, groups=4),
    entities=[
        X | {"status": "停业", "grade": "A"},
        Z | {"category": GOODS},
        *({**Z, "code": f"91140603MA0K0001{n}X"} for n in range(3)),
    ],
    inspectors=[Y | {"scope": GOODS}, W | {"cert": "SL140603-0003"}],
    leaves=[],
    recusals=[],
    apart=[],
    items=[],
    plan=[PLAN[0] | {"ratio": "5%", "credit": "守信1%、失信50%"}, PLAN[1]],
    visits=[(X["code"], "2021-02-01 示例局")],
)
TOLD = (
    "名录变动：新增 3 户、改类别 1 户、改状态 1 户、改等级 1 户；人员新增 1 人、移出 1 人、改范围 1 人；"
    "请假撤销 1 条；回避撤销 1 条；不得同组撤销 1 对；其他检查登记 1 条；"
    "计划改比例 1 项、改分级比例 1 项；事项删去 1 项；抽查策略改动 2 项"
)


def test_moves_are_counted_by_kind():
    assert counts(seen(MANY)) == Counter(
        {
            "新增": 3,
            "改类别": 1,
            "改状态": 1,
            "改等级": 1,
            "人员新增": 1,
            "人员移出": 1,
            "人员改范围": 1,
            "请假撤销": 1,
            "回避撤销": 1,
            "不得同组撤销": 1,
            "其他检查登记": 1,
            "计划改比例": 1,
            "计划改分级比例": 1,
            "事项删去": 1,
            "抽查策略改动": 2,
        }
    )
    assert counts_text(counts(seen(MANY))) == TOLD


def test_what_was_changed_again_is_counted_once_and_told():
    found = seen(state(entities=[X | {"status": "停业"}, Z]), state(entities=[X | {"status": "注销"}, Z]))
    assert counts_text(counts(found)) == "名录变动：改状态 1 户；其中再次变动 1 项"


def test_counts_of_one_task_are_of_what_concerns_it():
    assert counts_text(counts(moves_of_task(seen(MANY), OF_PEOPLE))) == (
        "名录变动：新增 3 户、改类别 1 户；人员改范围 1 人；请假撤销 1 条；不得同组撤销 1 对；抽查策略改动 2 项"
    )


def test_plan_of_a_new_year_is_not_counted():
    found = seen_moves(OPENING, state(replace(SETTINGS, year=2022), leaves=[]), FIRST, follows=True)
    assert [one.move.field for one in found] == ["planned", "planned"]
    assert counts_text(counts(found)) == "名录变动：无"


def test_words_of_counts_are_told_apart():
    words_of = [kind.counted for kind in KINDS.values()]
    assert len(set(words_of)) == len(words_of)
    for typed, _ in CASES.values():
        counted = counts(seen_moves(OPENING, state(**typed), FIRST))
        assert sum(counted.values()) == 1
        assert counts_text(counted).count("1") == 1


def status(found, gone=None):
    return SeenMove(Move("entity", X["code"], X["name"], "category", *found), FIRST, gone)


@pytest.mark.parametrize(
    ("one", "needed"),
    [
        (status((GOODS, PEOPLE)), True),
        (status((GOODS, "")), True),
        (status((GOODS, PEOPLE), gone=SECOND), True),
        (status((PEOPLE, REPAIR)), False),
        (status((PEOPLE, GOODS)), False),
        (status((PEOPLE, GOODS), gone=SECOND), True),
        (SeenMove(Move("entity", "X1", "", "removed", f"对象类别：{PEOPLE}", ""), FIRST), True),
        (SeenMove(Move("entity", "X1", "", "added", "", f"对象类别：{GOODS}"), FIRST), False),
        (SeenMove(Move("entity", "X1", "", "status", "营业", "停业"), FIRST), False),
        (SeenMove(Move("inspector", "SL-1", "", "removed", "", ""), FIRST), False),
        (SeenMove(Move("item", "示例事项", "", "category", GOODS, PEOPLE), FIRST), False),
    ],
)
def test_removal_and_a_category_left_need_a_reason(one, needed):
    assert needs_reason(one, [GOODS]) is needed


WORDS = {
    "X's status": "检查对象 示例货运有限公司（91140603MA0K00001K）：经营状态 由“营业”改为“停业”",
    "X's row deleted": (
        "检查对象 示例货运有限公司（91140603MA0K00001K）：移出（对象类别：道路货物运输；经营状态：营业；"
        "信用风险等级：B；成立日期：2015-03-01；许可有效期至：长期；上次抽查日期：2019-05-01）"
    ),
    "an entity more": (
        "检查对象 示例新有限公司（91140603MA0K00003F）：新增（对象类别：道路旅客运输；经营状态：营业；"
        "成立日期：2015-03-01）"
    ),
    "scope narrowed": "检查人员 示例员（SL140603-0001）：执法事项范围 由“道路旅客运输、道路货物运输”改为“道路旅客运输”",
    "speciality narrowed": "检查人员 示例员（SL140603-0001）：专业资质 由“道路货物运输”改为空白",
    "leave": "请假 示例员二（SL140603-0002）：登记 2021-01-01 至 2021-12-31",
    "recusal": "回避 示例员、示例客运有限公司（SL140603-0001、91140603MA0K00002H）：登记",
    "apart no more": "不得同组 示例员、示例员二（SL140603-0001、SL140603-0002）：撤销",
    "an invented inspection": "其他检查 示例货运有限公司（91140603MA0K00001K）：登记 2021-02-01 示例局",
    "ratio": "抽查任务 01号（202101）：抽查比例 由“50%”改为“5%”",
    "demand of an item": "抽查事项 示例事项：检查人员要求 由“专业资质”改为空白",
    "no policy before": "抽查策略：每户年度上限 由空白改为“1”",
    "a round": "批次 第一批：起止月份 由“1~4”改为“1~6”",
}


@pytest.mark.parametrize("case", WORDS)
def test_move_is_told_as_an_office_writes_it(case):
    [one] = seen_moves(OPENING, state(**CASES[case][0]), FIRST)
    assert words(one.move) == WORDS[case]
    assert seen_words(one) == f"{WORDS[case]}；首次见于01号第1次（2021-02-01）"


def test_row_of_which_nothing_is_known_is_told():
    assert words(Move("entity", "X1", "", "added", "", "")) == "检查对象 X1：新增"


def test_move_that_is_gone_is_told_with_the_freeze_that_found_it_so():
    [one] = seen(state(leaves=[]), state(leaves=[LEAVE]))
    assert seen_words(one) == (
        "请假 示例员（SL140603-0001）：撤销 2021-03-01 至 2021-03-05；"
        "首次见于01号第1次（2021-02-01），02号第1次（2021-05-06）时已再次变动"
    )
