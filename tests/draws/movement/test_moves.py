"""What moved between two states: nothing is missed, nothing is told that did not move."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders import ITEM, SETTINGS, settings
from tests.draws.movement.cases import (
    APART,
    GOODS,
    LEAVE,
    OPENING,
    PEOPLE,
    PLAN,
    RECUSAL,
    REPAIR,
    W,
    X,
    Y,
    Z,
    state,
)
from xlcheck.draws.movement.facts import Fact, folded
from xlcheck.draws.movement.kinds import KINDS
from xlcheck.draws.movement.moves import Move, moves
from xlcheck.draws.movement.state import RegistryState, state_text
from xlcheck.model import Round

CODE, CERT, OTHER = X["code"], Y["cert"], W["cert"]
SPAN = "2021-03-01~2021-03-05"
GIVEN = (
    "对象类别：道路货物运输；经营状态：营业；信用风险等级：B；成立日期：2015-03-01；许可有效期至：长期；"
    "上次抽查日期：2019-05-01"
)
SERVING = "工作单位：示例区交通运输局；执法事项范围：机动车维修；状态：有效；执法证有效期至：2025-12-31"
TASK = (
    "抽查任务名称：2021年示例区交通运输局道路货物运输市场主体随机抽查方案；抽查类型：不定向抽查；抽查比例：50%；"
    "抽查事项：货运企业监督检查；抽查对象范围：2021年1月前成立的运营的全区道路货物运输企业；抽查日期：2021年1月至4月"
)


def entity(field, before, after, concerns=(GOODS,)):
    return Move("entity", CODE, X["name"], field, before, after, concerns)


def inspector(field, before, after, concerns=(PEOPLE, GOODS)):
    return Move("inspector", CERT, Y["name"], field, before, after, concerns)


def of_x(**cells):
    return {"entities": [X | cells, Z]}


def of_y(**cells):
    return {"inspectors": [Y | cells, W]}


def of_plan(**cells):
    return {"plan": [PLAN[0] | cells, PLAN[1]]}


def planned(field, before, after):
    return Move("plan", "202101", "01号", field, before, after)


CASES = {
    "X's category changed": (of_x(category=REPAIR), entity("category", GOODS, REPAIR, (REPAIR, GOODS))),
    "X's category gone": (of_x(category=""), entity("category", GOODS, "")),
    "X's row deleted": ({"entities": [Z]}, entity("removed", GIVEN, "")),
    "X's status": (of_x(status="停业"), entity("status", "营业", "停业")),
    "X's grade": (of_x(grade="A"), entity("grade", "B", "A")),
    "X's founding": (of_x(founded="2021-02-01"), entity("founded", "2015-03-01", "2021-02-01")),
    "X's licence": (of_x(licence_to="2021-03-01"), entity("licence_to", "长期", "2021-03-01")),
    "X's approval": (of_x(licensed_on="2016-01-01"), entity("licensed_on", "", "2016-01-01")),
    "X's last draw": (of_x(last_drawn="2021-02-02"), entity("last_drawn", "2019-05-01", "2021-02-02")),
    "X's name": (
        of_x(name="示例物流有限公司"),
        replace(entity("name", X["name"], "示例物流有限公司"), name="示例物流有限公司"),
    ),
    "an entity more": (
        {"entities": [X, Z, Z | {"code": "91140603MA0K00003F", "name": "示例新有限公司"}]},
        Move(
            "entity",
            "91140603MA0K00003F",
            "示例新有限公司",
            "added",
            "",
            "对象类别：道路旅客运输；经营状态：营业；成立日期：2015-03-01",
            (PEOPLE,),
        ),
    ),
    "scope narrowed": (of_y(scope=PEOPLE), inspector("scope", "道路旅客运输;道路货物运输", PEOPLE)),
    "scope widened": (
        of_y(scope="机动车维修、道路货物运输、道路旅客运输"),
        inspector(
            "scope", "道路旅客运输;道路货物运输", "机动车维修;道路旅客运输;道路货物运输", (REPAIR, PEOPLE, GOODS)
        ),
    ),
    "speciality narrowed": (of_y(specialities=""), inspector("specialities", GOODS, "")),
    "no leader any more": (of_y(leader="否"), inspector("leader", "是", "否")),
    "an expert": (of_y(expert="是"), inspector("expert", "", "是")),
    "employer": (
        of_y(employer="示例区市场监督管理局"),
        inspector("employer", "示例区交通运输局", "示例区市场监督管理局"),
    ),
    "out of service": (of_y(status="失效"), inspector("status", "有效", "失效")),
    "certificate lapses": (of_y(cert_to="2021-03-31"), inspector("cert_to", "2025-12-31", "2021-03-31")),
    "an inspector less": ({"inspectors": [Y]}, Move("inspector", OTHER, "示例员二", "removed", SERVING, "", (REPAIR,))),
    "leave": (
        {"leaves": [LEAVE, {"cert": OTHER, "first": "2021-01-01", "last": "2021-12-31"}]},
        Move("leave", OTHER, "示例员二", "added", "", "2021-01-01~2021-12-31", (REPAIR,)),
    ),
    "leave taken back": ({"leaves": []}, Move("leave", CERT, "示例员", "removed", SPAN, "", (PEOPLE, GOODS))),
    "recusal": (
        {"recusals": [RECUSAL, {"cert": CERT, "code": Z["code"], "reason": "亲属"}]},
        Move("recusal", CERT, "示例员、示例客运有限公司", "added", "", Z["code"], (PEOPLE,)),
    ),
    "recusal taken back": (
        {"recusals": []},
        Move("recusal", CERT, "示例员、示例货运有限公司", "removed", CODE, "", (GOODS,)),
    ),
    "apart no more": (
        {"apart": []},
        Move("apart", CERT, "示例员、示例员二", "removed", OTHER, "", (REPAIR, PEOPLE, GOODS)),
    ),
    "apart from somebody unknown": (
        {"apart": [APART, {"cert": CERT, "other": "SL140603-0009"}]},
        Move("apart", CERT, "示例员", "added", "", "SL140603-0009", (PEOPLE, GOODS)),
    ),
    "an invented inspection": (
        {"visits": [(CODE, "2021-02-01 示例局")]},
        Move("visit", CODE, X["name"], "added", "", "2021-02-01 示例局", (GOODS,)),
    ),
    "an inspection in the workbook": (
        {
            "others": [
                {
                    "code": CODE,
                    "inspected": "2021-02-01",
                    "inspection_type": "日常",
                    "source": "某人",
                    "items": "示例事项",
                }
            ]
        },
        Move("visit", CODE, X["name"], "added", "", "2021-02-01 日常 示例事项", (GOODS,)),
    ),
    "cap of an item": (
        {"items": [ITEM | {"staffing": "专业资质", "yearly_cap": "1"}]},
        Move("item", "示例事项", "", "yearly_cap", "", "1", (GOODS,)),
    ),
    "cap on inspections": (
        {"within": settings(inspection_cap=2)},
        Move("policy", "", "", "inspection_cap", "", "2"),
    ),
    "superior's inspections left out": (
        {"within": settings(superior_free=True)},
        Move("policy", "", "", "superior_free", "", "是"),
    ),
    "ratio": (of_plan(ratio="5%"), planned("ratio", "50%", "5%")),
    "strata": (of_plan(credit="守信1%、失信50%"), planned("credit", "", "守信1%、失信50%")),
    "filter": (of_plan(filter="信用风险等级为C、D"), planned("filter", "", "信用风险等级为C、D")),
    "kind": (of_plan(kind="定向抽查"), planned("kind", "不定向抽查", "定向抽查")),
    "window": (of_plan(window="2021年5月至8月"), planned("window", "2021年1月至4月", "2021年5月至8月")),
    "joint departments": (of_plan(departments="示例局"), planned("departments", "", "示例局")),
    "a task less": ({"plan": PLAN[1:]}, planned("removed", TASK, "")),
    "demand of an item": (
        {"items": [ITEM]},
        Move("item", "示例事项", "", "staffing", "专业资质", "", (GOODS,)),
    ),
    "item not at random": (
        {"items": [ITEM | {"staffing": "专业资质", "random": "否"}]},
        Move("item", "示例事项", "", "random", "是", "否", (GOODS,)),
    ),
    "policy": ({"within": settings(team_size=3)}, Move("policy", "", "", "team_size", "2", "3")),
    "no policy before": ({"within": settings(yearly_cap=1)}, Move("policy", "", "", "yearly_cap", "", "1")),
    "year": ({"within": replace(SETTINGS, year=2020)}, Move("unit", "", "", "year", "2021", "2020")),
    "a round": (
        {"within": replace(SETTINGS, rounds=(Round("第一批", 1, 6), *SETTINGS.rounds[1:]))},
        Move("round", "第一批", "", "months", "1~4", "1~6"),
    ),
}
"""What is typed otherwise, and the one move that it is: moves 7, 18 and 19 of a dishonest operator among them."""


def told(move):
    """A move with what is not compared."""
    return move, move.name, set(move.concerns)


@pytest.mark.parametrize(("typed", "expected"), CASES.values(), ids=list(CASES))
def test_each_change_is_one_move(typed, expected):
    [move] = moves(OPENING, state(**typed))
    assert told(move) == told(expected)


@pytest.mark.parametrize("typed", [c[0] for c in CASES.values()], ids=list(CASES))
def test_what_came_goes_the_other_way(typed):
    there, back = moves(OPENING, state(**typed)), moves(state(**typed), OPENING)
    turned = {(m.kind, m.id, _other(m.field), m.after, m.before) for m in there}
    assert {(m.kind, m.id, m.field, m.before, m.after) for m in back} == turned
    assert there


def _other(field):
    return {"added": "removed", "removed": "added"}.get(field, field)


def test_a_category_that_is_taken_out_of_the_settings_is_seen():
    within = replace(SETTINGS, categories=SETTINGS.categories[:2])
    found = moves(OPENING, state(within))
    assert ("category", "机动车维修", "removed", "计划用语：维修经营业户") in {
        (m.kind, m.id, m.field, m.before) for m in found
    }
    assert ("inspector", OTHER, "scope", REPAIR) in {(m.kind, m.id, m.field, m.before) for m in found}


def test_another_certificate_is_another_inspector():
    found = moves(OPENING, state(inspectors=[Y, W | {"cert": "SL140603-0007"}], apart=[]))
    assert [(m.id, m.field) for m in found if m.kind == "inspector"] == [(OTHER, "removed"), ("SL140603-0007", "added")]


def test_moves_are_in_the_order_of_kinds_then_ids_then_fields():
    found = moves(OPENING, state(settings(team_size=3), **of_x(grade="A", status="停业"), **of_y(scope=GOODS), plan=[]))
    assert [(m.kind, m.id, m.field) for m in found] == [
        ("entity", CODE, "status"),
        ("entity", CODE, "grade"),
        ("inspector", CERT, "scope"),
        ("plan", "202101", "removed"),
        ("plan", "202102", "removed"),
        ("policy", "", "team_size"),
    ]


def test_row_that_came_lists_what_it_is():
    [move] = moves(state(plan=PLAN[:1]), OPENING)
    assert move.content["departments"] == "示例局"
    assert move.content["ratio"] == "50%"
    assert entity("status", "营业", "停业").content == {}


def test_row_of_which_nothing_is_known_comes_and_goes():
    bare = RegistryState().with_facts([Fact("entity", "X1", "name", "")])
    assert moves(RegistryState(), bare) == (Move("entity", "X1", "", "added", "", ""),)
    assert moves(bare, RegistryState()) == (Move("entity", "X1", "", "removed", "", ""),)


@st.composite
def states(draw):
    """Small states in which rows and values meet often."""
    facts = []
    for kind in draw(st.lists(st.sampled_from(sorted(KINDS)), max_size=6)):
        id_ = draw(st.sampled_from(["", "A", "A-1", "B", "甲"]))
        fields = KINDS[kind].fields
        facts += [Fact(kind, id_, KINDS[kind].first, draw(st.sampled_from(["", "甲", "a|b%;"])))]
        others = draw(st.dictionaries(st.sampled_from(list(fields)), st.text(min_size=1, max_size=3)))
        facts += [Fact(kind, id_, f, folded(v)) for f, v in others.items() if folded(v) and f != KINDS[kind].first]
    rows = {(f.kind, f.id, f.field, f.value if KINDS[f.kind].relation else ""): f for f in facts}
    return RegistryState().with_facts(rows.values())


@given(states())
def test_nothing_moved_between_a_state_and_itself(one):
    assert moves(one, one) == ()


@given(states(), states())
def test_states_that_differ_have_moved(one, other):
    assert (moves(one, other) == ()) == (one == other)


@given(states(), states())
def test_moves_make_one_state_of_the_other(one, other):
    facts = {(f.kind, f.id, f.field, f.value if KINDS[f.kind].relation else ""): f for f in one.beside(RegistryState())}
    for move in moves(one, other):
        _make(facts, move)
    assert state_text(RegistryState().with_facts(facts.values())) == state_text(other)


def _make(facts, move):
    kind = KINDS[move.kind]
    if kind.relation:
        value = move.after or move.before
        facts.pop((move.kind, move.id, kind.first, value), None)
        if move.field == "added":
            facts[move.kind, move.id, kind.first, value] = Fact(move.kind, move.id, kind.first, value)
        return
    if move.of_row:
        for key in [key for key in facts if key[:2] == (move.kind, move.id)]:
            del facts[key]
        values = {kind.first: move.name if kind.named else ""} | move.content if move.field == "added" else {}
    else:
        values = {move.field: move.after}
    for field, value in values.items():
        facts[move.kind, move.id, field, ""] = Fact(move.kind, move.id, field, value)
        if not value and field != kind.first:
            del facts[move.kind, move.id, field, ""]
