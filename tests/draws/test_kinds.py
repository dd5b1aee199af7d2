"""Directed draws, joint departments, experts, leaders, groups, loads of the year: from the books to the record."""

from collections import Counter
from dataclasses import replace
from itertools import chain

import pytest

from tests.builders import ENTITY, INSPECTOR, ITEM, plan_cells, settings, year
from tests.draws.cases import codes, drawn, entities, request, staff
from tests.draws.formats.second import THROWS
from xlcheck.draws.feasibility import problems
from xlcheck.draws.formats.one.printed import print_content
from xlcheck.draws.formats.one.record import LAYOUT as FIRST_LAYOUT
from xlcheck.draws.formats.two.printed import print_content as second_page
from xlcheck.draws.formats.two.record import LAYOUT
from xlcheck.draws.formats.two.seed import DICE
from xlcheck.draws.freeze import FreezeContext, freeze
from xlcheck.model import SECOND_FORMAT, Filter, Seats
from xlcheck.reading.expressions.filter import read_filter
from xlcheck.reading.plan import plan_rows

THROWN = replace(DICE, numbers=THROWS)
MARKET = "示例市场监管局"


def books(within=None, plan=None, **more):
    rows = {
        "plan": [plan_cells(1, **(plan or {}))],
        "entities": [
            ENTITY | {"code": code, "name": f"示例{n}", "grade": "ABCD"[n % 4]} for n, code in enumerate(codes(20))
        ],
        "inspectors": [INSPECTOR | {"cert": f"SL-{n}", "name": f"示例员{n}"} for n in range(4)],
        "items": [ITEM],
    }
    return year(within or settings(), **(rows | more))


def frozen(of, **more):
    [row], _ = plan_rows(of.plan, of.settings)
    return freeze(of, row, DICE, FreezeContext(**more))


def people(*more, count=4):
    return [INSPECTOR | {"cert": f"SL-{n}", "name": f"示例员{n}"} for n in range(count)] + [
        INSPECTOR | {"cert": f"SL-9{n}", "name": f"另一员{n}", **cells} for n, cells in enumerate(more)
    ]


def directed(of, text):
    made = read_filter(of, text)
    assert isinstance(made, Filter)
    return frozen(of, kind="定向抽查", filter=made)


def test_directed_draw_is_among_those_that_fit_and_says_why_others_do_not():
    of = directed(books(), "信用风险等级为C、D")
    assert len(of.entities) == 10
    assert Counter(x.reason for x in of.excluded) == {
        "“信用风险等级”为“A”，不符合定向条件": 5,
        "“信用风险等级”为“B”，不符合定向条件": 5,
    }
    assert (of.kind, of.filter) == ("定向抽查", "信用风险等级为C、D")


def test_blank_cell_of_a_directed_draw_is_not_guessed():
    days = ("2019-05-01", "", "2020-05-01")
    rows = [ENTITY | {"code": code, "last_drawn": day} for code, day in zip(codes(3), days, strict=True)]
    of = directed(books(entities=rows), "上次抽查日期早于2020年")
    assert [x.reason for x in of.excluded] == [
        "“上次抽查日期”没有填写，不能确定是否符合定向条件",
        "“上次抽查日期”为“2020-05-01”，不符合定向条件",
    ]


@pytest.mark.parametrize(("day", "left_out"), [("2021-02-01", True), ("2020-12-31", False)])
def test_last_inspection_within_the_year_counts_as_drawn(day, left_out):
    rows = [ENTITY | {"code": code, "last_drawn": day if not n else ""} for n, code in enumerate(codes(3))]
    of = frozen(books(settings(no_repeat=True), entities=rows))
    assert [x.code for x in of.excluded if x.counted] == ([codes(1)[0]] if left_out else [])


def test_grades_with_ratios_of_their_own_share_the_overall_number():
    of = frozen(books(plan={"ratio": "不超过26%", "credit": "A级10%、B级20%、C级20%、D级50%"}))
    record = drawn(replace(of, sources=(THROWN,)))
    assert [(q.stratum, q.base, q.quota) for q in record.quotas] == [("A", 5, 1), ("B", 5, 1), ("C", 5, 1), ("D", 5, 2)]
    # A and D have the same remainder
    assert Counter(d.stratum for d in record.sample) == {"A": 1, "B": 1, "C": 1, "D": 2}
    printed = [getattr(block, "text", "") for block in second_page(record)]
    assert {"不超过26%", "A级10%、B级20%、C级20%、D级50%"} <= set(printed)
    assert LAYOUT.record_from(LAYOUT.grids(record)) == record


def test_joint_task_has_people_of_each_department_in_every_team():
    market = [{"employer": MARKET}] * 3
    of = frozen(books(plan={"departments": "市场监管局", "initiation": "部门联合"}, inspectors=people(*market)))
    assert of.seats == (Seats("市场监管局", 2),)
    record = drawn(replace(of, sources=(THROWN,)))
    for team in record.teams:
        assert [cert[:4] == "SL-9" for cert in team.certs] == [False, False, True, True]
    assert_holds(record)


def test_people_of_another_department_stay_out_of_a_task_of_the_bureau_alone():
    rows = [plan_cells(1), plan_cells(2, window="2021年5月至8月", departments=MARKET)]
    of = year(
        settings(),
        plan=rows,
        entities=[ENTITY | {"code": code} for code in codes(4)],
        inspectors=people({"employer": MARKET}),
        items=[ITEM],
    )
    row = plan_rows(of.plan, of.settings)[0][0]
    made = freeze(of, row, DICE, FreezeContext())
    assert [x.reason for x in made.inspectors_excluded] == [f"属于“{MARKET}”，本任务不是与该部门的联合抽查"]
    assert len(made.inspectors) == 4


def test_people_of_another_office_that_no_task_names_are_not_the_bureaus():
    made = frozen(books(inspectors=people({"employer": "示例区应急管理局"}, {"employer": "示例区道路运输管理局"})))
    (out,) = made.inspectors_excluded
    assert out.reason == "属于“示例区应急管理局”，本任务不是与该单位的联合抽查"
    assert len(made.inspectors) == 5


def test_experts_come_on_top_and_need_no_valid_certificate():
    of = books(settings(expert_size=1), inspectors=people({"expert": "是", "cert_to": "2020-01-01"}, {"expert": "是"}))
    made = frozen(of)
    assert made.seats == (Seats("专家", 1),)
    record = drawn(replace(made, sources=(THROWN,)))
    assert all(len(t.certs) == 3 and t.certs[2].startswith("SL-9") for t in record.teams)
    assert_holds(record)


def test_each_team_has_a_leader_where_one_is_demanded():
    of = frozen(books(settings(leader=True), inspectors=people({"leader": "是"}, {"leader": "是"})))
    record = drawn(replace(of, sources=(THROWN,)))
    assert all(any(cert.startswith("SL-9") for cert in t.certs) for t in record.teams)
    assert {a.reason for a in record.attempts} <= {"组内没有组长"}
    assert_holds(record)


def test_pairs_kept_apart_reach_the_draw():
    pair = {"cert": "SL-1", "other": "SL-0", "reason": "夫妻"}
    of = frozen(books(apart=[pair, pair | {"other": "SL-77"}]))
    assert of.apart == (("SL-0", "SL-1"),)
    record = drawn(replace(of, sources=(THROWN,)))
    assert not any({"SL-0", "SL-1"} <= set(t.certs) for t in record.teams)
    assert_holds(record)


def test_groups_are_formed_once_and_share_the_work():
    of = request(entities(40), staff(7), groups=3)
    record = drawn(of)
    groups = {t.group: t.certs for t in record.teams}
    assert sorted(groups) == ["第1组", "第2组", "第3组"]
    assert len(set(chain.from_iterable(groups.values()))) == 6
    assert all(t.certs == groups[t.group] for t in record.teams)
    counts = Counter(t.group for t in record.teams)
    assert max(counts.values()) - min(counts.values()) <= 2
    assert_holds(record)


def test_group_with_a_recused_member_stands_back_and_one_team_is_formed_where_all_do():
    recusals = [(n, codes(1)) for n in range(0, 4)]
    record = drawn(request(entities(1), staff(6, recusals=recusals), groups=2))
    (team,) = record.teams
    assert codes(1)[0] not in {code for i in record.request.inspectors if i.cert in team.certs for code in i.recused}
    assert_holds(record)


def test_more_groups_than_people_suffice_for_are_not_formed():
    record = drawn(request(entities(20), staff(5), groups=9))
    assert {t.group for t in record.teams} == {"第1组", "第2组"}


def test_loads_of_the_year_come_first_where_staff_so_decide():
    loads = {"SL-0": 3, "SL-1": 3}
    assert {i.load for i in frozen(books(), loads=loads).inspectors} == {0}
    of = frozen(books(settings(year_load=True)), loads=loads)
    assert [i.load for i in of.inspectors] == [3, 3, 0, 0]
    record = drawn(replace(of, sources=(THROWN,)))
    assert set(record.teams[0].certs) == {"SL-2", "SL-3"}
    assert_holds(record)


@pytest.mark.parametrize(
    ("impossible", "codes_"),
    [
        (request(seats=(Seats("专家", 1),)), ["draw.party-few"]),
        (request(leader=True), ["draw.no-leader"]),
        (request(inspectors=staff(2), apart=(("SL-00", "SL-01"),)), ["draw.no-legal-team"]),
    ],
)
def test_what_cannot_work_is_named__error(impossible, codes_):
    assert [p.code for p in problems(impossible)] == codes_


def test_record_says_the_rule_in_words():
    of = request(entities(6), staff(6), filter="信用风险等级为C", kind="定向抽查", groups=2)
    texts = str(print_content(drawn(of)))
    assert "定向抽查（定向条件：信用风险等级为C）" in texts
    assert "先抽成至多 2 个检查组" in texts


def assert_holds(record):
    """The record reads back as itself, and is drawn again alike."""
    layout = LAYOUT if record.request.format == SECOND_FORMAT else FIRST_LAYOUT
    assert layout.record_from(layout.grids(record)) == record
    again = drawn(record.request)
    assert (again.order, again.teams, again.attempts) == (record.order, record.teams, record.attempts)
