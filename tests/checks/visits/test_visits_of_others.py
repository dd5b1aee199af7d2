"""Rows of 其他检查 as visits: who was there, as well as that can be told, and what gives a reason."""

from dataclasses import replace
from datetime import date

import pytest

from tests.builders import INSPECTOR, SETTINGS, year
from tests.checks.visits.cases import JUNE
from xlcheck.checks.visits import VisitYear, check_visits
from xlcheck.checks.visits.of_others import visits_of_others
from xlcheck.messages import Level, level, problem
from xlcheck.model import VisitLimits

CODE = "91140603MA0K00001K"
ROW = {"code": CODE, "inspected": "2021-03-01", "inspection_type": "日常"}
NONE = VisitLimits()
CERT = "SL140603-0001"
PEOPLE = [INSPECTOR, INSPECTOR | {"name": "示例甲", "cert": "SL140603-0002"}]
NAMESAKES = [*PEOPLE, INSPECTOR | {"name": "示例甲", "cert": "SL140603-0003"}]


def made(*rows, people=PEOPLE, names=None):
    books = year(SETTINGS, others=[ROW | row for row in rows], inspectors=people)
    return tuple(visits_of_others(books, names or {}))


def found(*rows, limits=NONE, **known):
    visits = VisitYear(made(*rows), replace(SETTINGS, visit_limits=limits), JUNE, **known)
    return check_visits(visits)


@pytest.mark.parametrize(
    ("text", "people", "named"),
    [
        ("示例员、示例甲", (CERT, "SL140603-0002"), (f"示例员（{CERT}）", "示例甲（SL140603-0002）")),
        (CERT.lower(), (CERT,), (f"示例员（{CERT}）",)),
        (f"示例员（{CERT}）", (CERT,), (f"示例员（{CERT}）",)),
        ("示例员、示例乙", (CERT, "示例乙"), (f"示例员（{CERT}）", "示例乙")),
        ("", (), ()),
    ],
)
def test_people_are_those_of_the_registry_by_name_or_number_and_others_by_name(text, people, named):
    (visit,) = made({"inspectors": text})
    assert (visit.people, visit.people_named) == (people, named)


def test_name_that_several_people_bear_is_nobody():
    (visit,) = made({"inspectors": "示例甲、示例员"}, people=NAMESAKES)
    assert visit.people == (CERT,)


def test_rows_of_another_year_or_without_a_day_are_no_visits():
    assert made({"inspected": "2020-12-31"}, {"inspected": ""}) == ()


def test_row_is_known_by_company_and_day_and_called_by_its_kind():
    (first, second) = made({}, {"inspected": "2021-04-01"}, names={CODE: "示例公司"})
    assert (first.key, second.key) == (f"{CODE} 2021-03-01", f"{CODE} 2021-04-01")
    assert (first.name, first.task, first.group) == ("示例公司", "其他检查（日常）", "")
    assert (first.place.cell, first.place.title) == ("C3", "检查日期")


def test_company_without_a_name_is_called_by_its_code():
    (visit,) = made({})
    assert visit.name == CODE


@pytest.mark.parametrize(("result", "says"), [("未发现问题", False), ("", None)])
def test_result_says_whether_there_was_a_problem(result, says):
    (visit,) = made({"result": result})
    assert visit.problem is says


def test_somebody_on_leave_by_name_cannot_have_been_there():
    away = {CERT: ((date(2021, 3, 1), date(2021, 3, 5)),)}
    (told,) = found({"inspectors": "示例员"}, {"inspectors": "示例甲"}, leaves=away)
    assert (told.code, level(told), told.place.row) == ("visit.on-leave", Level.ERROR, 3)
    assert f"示例员（{CERT}）请假" in problem(told)


def test_somebody_whose_certificate_had_lapsed_cannot_have_been_there():
    (told,) = found({"inspectors": "示例员"}, {"inspectors": "示例甲"}, valid_to={CERT: date(2021, 2, 28)})
    assert (told.code, level(told), told.place.row) == ("visit.cert-lapsed", Level.ERROR, 3)


def test_two_rows_of_a_company_in_a_week_are_asked_about_and_those_of_a_day_are_one_visit():
    near = VisitLimits(near_days=7)
    (told,) = found({}, {"inspected": "2021-03-03", "source": "示例举报 1 号"}, limits=near)
    assert (told.code, told.place.row) == ("visit.same-week", 4)
    assert f"其他检查（日常）在 2021-03-01 检查过{CODE}" in problem(told)
    assert found({}, {"source": "示例举报 1 号"}, limits=near) == ()


def test_many_companies_a_day_count_whoever_is_in_no_registry_too():
    rows = [{"code": f"{CODE[:-1]}{n}", "inspectors": "示例乙"} for n in range(3)]
    (told,) = found(*rows, limits=VisitLimits(day_visits=2))
    assert (told.code, "示例乙 2021-03-01 一天检查了 3 户" in problem(told)) == ("visit.many-a-day", True)
    assert found(*rows[:2], limits=VisitLimits(day_visits=2)) == ()


@pytest.mark.parametrize(
    ("row", "settled"),
    [
        ({"inspection_type": "上级部署"}, "上级部署"),
        ({"source": "投诉举报 2021-5 号"}, "投诉举报 2021-5 号"),
        ({"remark": "法定期限"}, "备注：法定期限"),
        ({"remark": "顺路", "source": "法定期限"}, "法定期限"),
        ({"remark": "顺路"}, ""),
        ({}, ""),
    ],
)
def test_kind_and_source_may_name_the_reason_for_a_quiet_day(row, settled):
    (told,) = found(row, limits=VisitLimits(quiet_days=((1, 5),)))
    assert (told.code, told.waiver) == ("visit.on-quiet-day", settled)


def test_kind_and_source_settle_nothing_that_needs_no_reason_of_a_list():
    (told,) = found({"inspected": "2021-02-12", "inspection_type": "上级部署", "source": "投诉举报"})
    assert (told.code, told.waiver) == ("visit.on-day-off", "")
