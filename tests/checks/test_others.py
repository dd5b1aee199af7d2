"""其他检查: what breaks exactly a rule over its rows, or a cap on inspections, and the neighbour that does not."""

import pytest

from tests.builders import ENTITY, INSPECTOR, ITEM, settings, typed, year
from xlcheck.checks import run_checks
from xlcheck.messages import OTHER_FINDINGS, problem
from xlcheck.model import DrawnVisit
from xlcheck.schema.inputs import OTHERS

CODE, NAME = ENTITY["code"], ENTITY["name"]
ROW = {"code": CODE, "inspected": "2021-03-01", "inspection_type": "日常"}


def rows(*cells):
    return [ROW | one for one in cells]


def days(*of):
    return rows(*({"inspected": f"2021-{day}"} for day in of))


CAPPED = ITEM | {"yearly_cap": "1"}

CASES = {
    "others.other-year": (rows({"inspected": "2020-12-31"}), rows({"inspected": "2021-12-31"}), {}),
    "others.unlisted": (rows({"code": "91140603MA0K00002H"}), rows({}), {}),
    "others.name-differs": (rows({"name": "示例客运有限公司"}), rows({"name": "示例货运 有限公司"}), {}),
    "others.unknown-person": (
        rows({"inspectors": "示例员、示例甲"}),
        rows({"inspectors": "示例员（SL140603-0001）、示例乙"}),
        {},
    ),
    "others.one-person": (rows({"inspectors": "示例员"}), rows({"inspectors": "示例员、示例乙"}), {}),
    "others.unknown-item": (rows({"items": "示例事项、别的事项"}), rows({"items": "示例事项"}), {}),
    "others.repeated": (rows({}, {}), rows({}, {"source": "示例举报 1 号"}), {}),
    "others.over-cap": (days("03-01", "04-01", "05-01"), days("03-01", "04-01"), {"inspection_cap": 2}),
    "others.over-window": (days("03-01", "03-07"), days("03-01", "03-08"), {"week_cap": 1}),
    "others.over-item": (
        rows({"items": "示例事项"}, {"items": "示例事项", "inspected": "2021-06-01"}),
        rows({"items": "示例事项"}, {"inspected": "2021-06-01"}),
        {},
    ),
}


def found(others, drawn=(), **policy):
    books = year(
        settings(**policy),
        others=others,
        entities=[ENTITY],
        inspectors=[INSPECTOR, INSPECTOR | {"name": "示例乙", "cert": "SL140603-0002"}],
        items=[CAPPED],
    )
    return [f for f in run_checks(books, drawn=drawn) if f.code.startswith("others.")]


@pytest.mark.parametrize("code", CASES)
def test_rule_is_broken__error(code):
    broken, _, policy = CASES[code]
    assert [f.code for f in found(broken, **policy)] == [code]


@pytest.mark.parametrize("code", CASES)
def test_neighbour_breaks_no_rule__ok(code):
    _, sound, policy = CASES[code]
    assert found(sound, **policy) == []


def test_every_finding_has_a_case():
    assert set(CASES) == set(OTHER_FINDINGS)


@pytest.mark.parametrize(
    ("cap", "broken", "sound"),
    [
        ("month_cap", ("03-01", "03-30"), ("03-01", "03-31")),
        ("sixty_cap", ("03-01", "04-29"), ("03-01", "04-30")),
    ],
)
def test_windows_have_thirty_and_sixty_days(cap, broken, sound):
    assert [f.code for f in found(days(*broken), **{cap: 1})] == ["others.over-window"]
    assert found(days(*sound), **{cap: 1}) == []


def test_a_day_counts_different_visits_and_all_else_counts_the_day_once():
    two = rows({"source": "示例举报 1 号"}, {"source": "示例举报 2 号"})
    assert [f.code for f in found(two, day_cap=1)] == ["others.over-window"]
    assert found(two, day_cap=2, week_cap=1, inspection_cap=1) == []
    same = rows({"source": "示例举报 1 号", "visit_code": "A1"}, {"source": "示例举报 2 号", "visit_code": "A1"})
    assert found(same, day_cap=1) == []


def test_rows_that_seem_to_stand_twice_are_told_apart_by_their_codes():
    assert found(rows({"visit_code": "A1"}, {"visit_code": "A2"})) == []
    assert [f.code for f in found(rows({"visit_code": "A1"}, {"visit_code": "A1"}))] == ["others.repeated"]


def test_drawn_visits_count_beside_the_rows_and_are_named():
    drawn = [DrawnVisit(CODE, "202101", "01号", "202101"), DrawnVisit(CODE, "202106", "06号", "202106")]
    [told] = found(days("03-01"), drawn, inspection_cap=2)
    visits = "2021-03-01 其他检查第 3 行（日常）；尚未检查 01号；尚未检查 06号"
    assert problem(told) == f"“{NAME}”本年度已检查 3 次（{visits}），超过每户年度检查上限 2 次"
    assert found(days("03-01"), drawn[:1], inspection_cap=2) == []


def test_what_a_superior_ordered_counts_unless_staff_say_otherwise():
    ordered = rows(*({"inspected": f"2021-0{month}-01", "inspection_type": "上级部署"} for month in (3, 5)))
    assert [f.code for f in found(ordered, inspection_cap=1)] == ["others.over-cap"]
    assert found(ordered, inspection_cap=1, superior_free=True) == []


@pytest.mark.parametrize(
    ("cells", "codes"),
    [
        ({}, []),
        ({"inspected": "3月1日"}, []),
        ({"inspected": "三月初"}, ["date.unreadable"]),
        ({"inspection_type": "日常监管"}, []),
        ({"inspection_type": "顺便"}, ["choice.unknown"]),
        ({"code": ""}, ["cell.required"]),
        ({"inspected": ""}, ["cell.required"]),
        ({"inspection_type": ""}, ["cell.required"]),
    ],
)
def test_code_day_and_kind_must_be_read(cells, codes):
    assert [f.code for f in typed(OTHERS, rows(cells))[1] if not f.code.startswith("code.")] == codes
