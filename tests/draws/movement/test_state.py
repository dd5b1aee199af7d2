"""The canonical text of what a draw depends on: exact, whatever the order of rows, and read back strictly."""

from __future__ import annotations

from dataclasses import fields, replace
from hashlib import sha256
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders import ENTITY, INSPECTOR, SETTINGS, plan_cells, settings, year
from tests.draws.movement.cases import APART, LEAVE, OPENING, RECUSAL, ROWS, X, Y, refusal, state
from xlcheck.draws.movement.books import state_of
from xlcheck.draws.movement.facts import Fact, fact_of, folded, line_of
from xlcheck.draws.movement.kinds import KINDS, POLICY
from xlcheck.draws.movement.state import RegistryState, read_state, state_digest, state_text
from xlcheck.messages import error_text
from xlcheck.model import Category, Number, Policy, XlcheckError
from xlcheck.schema.inputs import ENTITIES, INSPECTORS, PLAN
from xlcheck.schema.setting_items import POLICY_ITEMS
from xlcheck.schema.table import DATE_KINDS, Kind

TEXT = """\
apart|SL140603-0001|other|SL140603-0002
category|机动车维修|aliases|
category|机动车维修|wordings|维修经营业户
category|道路旅客运输|aliases|
category|道路旅客运输|wordings|道路旅客运输企业
category|道路货物运输|aliases|货运
entity|91140603MA0K00001K|category|道路货物运输
entity|91140603MA0K00001K|founded|2015-03-01
entity|91140603MA0K00001K|grade|B
entity|91140603MA0K00001K|last_drawn|2019-05-01
entity|91140603MA0K00001K|licence_to|长期
entity|91140603MA0K00001K|name|示例货运有限公司
entity|91140603MA0K00001K|status|营业
entity|91140603MA0K00002H|category|道路旅客运输
entity|91140603MA0K00002H|founded|2015-03-01
entity|91140603MA0K00002H|name|示例客运有限公司
entity|91140603MA0K00002H|status|营业
inspector|SL140603-0001|cert_to|2025-12-31
inspector|SL140603-0001|employer|示例区交通运输局
inspector|SL140603-0001|leader|是
inspector|SL140603-0001|name|示例员
inspector|SL140603-0001|scope|道路旅客运输;道路货物运输
inspector|SL140603-0001|specialities|道路货物运输
inspector|SL140603-0001|status|有效
inspector|SL140603-0002|cert_to|2025-12-31
inspector|SL140603-0002|employer|示例区交通运输局
inspector|SL140603-0002|name|示例员二
inspector|SL140603-0002|scope|机动车维修
inspector|SL140603-0002|status|有效
item|示例事项|category|道路货物运输
item|示例事项|random|是
item|示例事项|staffing|专业资质
leave|SL140603-0001|span|2021-03-01~2021-03-05
plan|202101|items|货运企业监督检查
plan|202101|kind|不定向抽查
plan|202101|ratio|50%25
plan|202101|scope|2021年1月前成立的运营的全区道路货物运输企业
plan|202101|task_name|2021年示例区交通运输局道路货物运输市场主体随机抽查方案
plan|202101|task_no|01号
plan|202101|window|2021年1月至4月
plan|202102|departments|示例局
plan|202102|items|货运企业监督检查
plan|202102|kind|不定向抽查
plan|202102|ratio|50%25
plan|202102|scope|2021年1月前成立的运营的全区道路旅客运输企业
plan|202102|task_name|2021年示例区交通运输局道路货物运输市场主体随机抽查方案
plan|202102|task_no|02号
plan|202102|window|2021年1月至4月
policy||expert_size|0
policy||groups|0
policy||joint_size|2
policy||leader|否
policy||merge_visits|否
policy||min_count|1
policy||no_repeat|否
policy||team_size|2
policy||year_load|否
recusal|SL140603-0001|code|91140603MA0K00001K
round|第一批|months|1~4
round|第三批|months|9~12
round|第二批|months|5~8
unit||year|2021
"""


def test_text_has_a_line_a_fact():
    assert state_text(OPENING) == TEXT


def test_lines_are_sorted_by_bytes():
    lines = TEXT.encode().splitlines()
    assert lines == sorted(lines)


def test_digest_is_that_of_the_file():
    assert state_digest(OPENING) == sha256(TEXT.encode()).hexdigest()
    assert state_digest(RegistryState()) == sha256(b"").hexdigest()


def test_state_of_nothing_has_the_rules_alone():
    kinds = {line.partition("|")[0] for line in state_of(year()).lines}
    assert kinds == {"policy", "unit", "category", "round"}


@given(st.randoms(use_true_random=False))
def test_order_of_rows_does_not_matter(random: Random):
    mixed = {key: random.sample(rows, len(rows)) for key, rows in ROWS.items()}
    categories = tuple(random.sample(SETTINGS.categories, 3))
    rounds = tuple(random.sample(SETTINGS.rounds, 3))
    assert state(replace(SETTINGS, categories=categories, rounds=rounds), **mixed) == OPENING


def test_order_of_choices_does_not_matter():
    assert state(inspectors=[Y | {"scope": "道路旅客运输，道路货物运输"}, ROWS["inspectors"][1]]) == OPENING


def test_apart_is_of_two_whoever_stands_first():
    assert state(apart=[{"cert": APART["other"], "other": APART["cert"]}, APART]) == OPENING


@pytest.mark.parametrize(
    "cells",
    [
        {"name": "示例货运有限公司\u200b"},
        {"name": " 示例货运有限公司 "},
        {"status": "在营"},
        {"code": "９１140603ma0k00001k"},
        {"founded": "2015年3月1日"},
        {"grade": "B级"},
        {"licence_to": "永久"},
        {"contact": "示例联络", "phone": "0349-5550373", "legal_person": "示例某", "remark": "X", "address": "某处"},
    ],
)
def test_what_reads_alike_is_one_state(cells):
    assert state(entities=[X | cells, ROWS["entities"][1]]) == OPENING


def test_name_is_compatible():
    [name] = [
        f.value
        for f in map(fact_of, state(entities=[X | {"name": "示例（集团）Ａ公司"}]).lines)
        if f.field == "name" and f.kind == "entity"
    ]
    assert name == "示例(集团)A公司"


def test_percentage_typed_as_a_number_is_a_percentage():
    assert "plan|202101|ratio|5%25" in state(plan=[plan_cells(1, ratio="５%")]).lines
    assert "plan|202101|ratio|5" in state(plan=[plan_cells(1, ratio=Number("5"))]).lines


def test_what_is_private_never_enters():
    private = {"phone": "13812345678", "contact": "示例联络", "remark": "示例备注", "legal_person": "示例法人"}
    text = state_text(
        state(
            entities=[X | private | {"address": "示例地址"}],
            inspectors=[Y | {"phone": "13812345678", "remark": "示例备注", "position": "示例职务"}],
        )
    )
    for secret in (*private.values(), "示例地址", "示例职务", LEAVE["reason"], RECUSAL["reason"], APART["reason"]):
        assert secret not in text


def test_every_column_that_a_filter_may_name_is_known():
    """定向条件 of the second format names drop-down columns and dates."""
    named = {c.key for c in ENTITIES if c.condition and (c.kind is Kind.CHOICE or c.kind in DATE_KINDS)}
    assert named <= set(KINDS["entity"].fields)


def test_no_private_column_is_a_fact():
    private = {(t.key, c.key) for t in (ENTITIES, INSPECTORS, PLAN) for c in t if c.private}
    assert private
    fields = {("entities", key) for key in KINDS["entity"].fields} | {
        ("inspectors", key) for key in KINDS["inspector"].fields
    }
    assert private & fields == set()


def test_titles_are_those_of_the_workbooks():
    for kind, table in (("entity", ENTITIES), ("inspector", INSPECTORS), ("plan", PLAN)):
        assert {key: field.title for key, field in KINDS[kind].fields.items()}.items() <= {
            c.key: c.title for c in table
        }.items()
    assert {key: field.title for key, field in POLICY.fields.items()}.items() <= {
        key: item for key, item, _ in POLICY_ITEMS
    }.items()


def test_every_policy_is_of_draws_or_known_to_be_of_other_things():
    others = {"deadline_days", "cert_pattern", "licence_forms", "uncounted"}
    assert {f.name for f in fields(Policy)} == set(POLICY.fields) | others


def test_settings_of_a_draw_are_typed_as_staff_type_them():
    lines = state(settings(no_repeat=True, yearly_cap=2, team_size=3)).lines
    assert {"policy||no_repeat|是", "policy||yearly_cap|2", "policy||team_size|3"} <= set(lines)


def test_aliases_of_categories_are_facts():
    within = replace(SETTINGS, categories=(*SETTINGS.categories, Category("出租", ("的士", "出租汽车"), ())))
    assert "category|出租|aliases|出租汽车;的士" in state(within).lines


def test_rows_that_share_a_code_are_told_together():
    lines = state(entities=[ENTITY, ENTITY | {"status": "停业", "grade": "A"}]).lines
    assert {"entity|91140603MA0K00001K|status|停业;营业", "entity|91140603MA0K00001K|grade|A"} <= set(lines)


def test_rows_without_a_code_are_no_facts():
    assert state(entities=[*ROWS["entities"], ENTITY | {"code": ""}]) == OPENING
    assert state(inspectors=[*ROWS["inspectors"], INSPECTOR | {"cert": ""}]) == OPENING


def test_half_a_relation_is_none():
    halves = {
        "leaves": [LEAVE, LEAVE | {"last": ""}, LEAVE | {"cert": ""}],
        "recusals": [RECUSAL, RECUSAL | {"code": ""}],
        "apart": [APART, {"cert": Y["cert"]}, {"cert": Y["cert"], "other": Y["cert"]}],
    }
    assert state(**halves) == OPENING


def test_leave_that_was_over_before_the_year_is_no_fact():
    assert state(leaves=[LEAVE, LEAVE | {"first": "2020-12-01", "last": "2020-12-31"}]) == OPENING
    into = LEAVE | {"first": "2020-12-01", "last": "2021-01-01"}
    assert "leave|SL140603-0001|span|2020-12-01~2021-01-01" in state(leaves=[into]).lines


def test_other_inspections_are_facts():
    lines = state(visits=[(X["code"], "2021-02-01 示例局"), ("", "无")]).lines
    assert [line for line in lines if line.startswith("visit")] == ["visit|91140603MA0K00001K|said|2021-02-01 示例局"]


def test_text_is_read_back():
    assert read_state(TEXT) == OPENING
    assert read_state("") == RegistryState()


_IDS = st.text(st.characters(codec="utf-8"), max_size=8).map(folded)
_FACTS = st.sampled_from(sorted(KINDS)).flatmap(
    lambda kind: st.builds(Fact, st.just(kind), _IDS, st.just(KINDS[kind].first), _IDS)
)


@given(st.dictionaries(st.tuples(st.sampled_from(sorted(KINDS)), _IDS), _IDS))
def test_any_state_is_read_back(values):
    made = RegistryState().with_facts(Fact(kind, id_, KINDS[kind].first, v) for (kind, id_), v in values.items())
    assert read_state(state_text(made)) == made
    assert all(made.value(kind, id_, KINDS[kind].first) == value for (kind, id_), value in values.items())


@given(_FACTS)
def test_any_fact_stands_in_one_line(fact):
    assert fact_of(line_of(fact)) == fact
    assert line_of(fact).count("|") == 3
    assert len(line_of(fact).splitlines()) == 1


@given(st.text(st.characters(codec="utf-8")))
def test_folding_twice_is_folding_once(text):
    assert folded(folded(text)) == folded(text)


LINE = "entity|91140603MA0K00001K|name|示例货运有限公司\n"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (TEXT[:-1], 62),
        (TEXT.replace("\n", "\r\n", 1), 1),
        ("\n" + TEXT, 1),
        (TEXT + "\n", 63),
        (TEXT + "unit||year|2021\n", 63),
        (TEXT.replace("policy||groups|0\n", "policy||groups|0\npolicy||groups|1\n"), 51),
        (TEXT.replace("|leader|是", "|leader|是|"), 20),
        (TEXT.replace("|leader|", "|phone|"), 20),
        (TEXT.replace("apart", "friends"), 1),
        (TEXT.replace("50%25", "50%"), 36),
        (TEXT.replace("01号", "%30%31号"), 39),
        (TEXT.replace("示例员二", "示例员\u200b二"), 27),
        (TEXT.replace("示例员二", "（示例员）"), 27),
        (TEXT.replace(LINE, ""), 7),
        ("unit||year|2021\n" + LINE, 2),
    ],
)
def test_text_that_is_not_canonical__error(text, line):
    assert refusal(read_state, text) == ("draw.state-damaged", str(line))


def test_damage_is_told_with_what_to_do():
    with pytest.raises(XlcheckError) as caught:
        read_state("x")
    assert error_text(caught.value) == "名录状态文件第 1 行不能识别，可能被改动过。请从备份中恢复。"
