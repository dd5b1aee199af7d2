"""A person is one person: never twice in a team, under whichever certificates, in any kind of draw and afterwards."""

from dataclasses import replace

import pytest

from tests.builders import ENTITY, INSPECTOR, ITEM, plan_cells, settings, typed_table, year
from tests.draws.cases import codes, drawn, drop_out
from tests.reading.tables import BOOK
from xlcheck.checks import run_checks
from xlcheck.checks.findings import with_waivers
from xlcheck.draws.formats.two.seed import DICE
from xlcheck.draws.freeze import FreezeContext, freeze
from xlcheck.draws.replacement import drawn_task_of, following
from xlcheck.messages import Level, level, problem
from xlcheck.model import RawSheet, XlcheckError
from xlcheck.reading.header import find_header
from xlcheck.reading.persons import TWICE, certs_by_person
from xlcheck.reading.plan import plan_rows
from xlcheck.reading.reading import type_table
from xlcheck.schema.inputs import INSPECTORS, WAIVERS

POLICE = "示例区公安局"
THROWN = replace(DICE, numbers="3.0.7.1.9.4.2.8.6.5.0.3.")


def person(cert, name, **more):
    return INSPECTOR | {"cert": cert, "name": name} | more


STAFF = [
    person("A-1", "张伟"),
    person("A-2", " 张 伟"),
    person("B-1", "李娜"),
    person("C-1", "王强"),
    person("D-1", "赵敏"),
]
"""Four persons, of whom one has two certificates."""


def books(inspectors=STAFF, within=None, plan=(), **more):
    rows = {
        "plan": [plan_cells(1, **dict(plan))],
        "entities": [ENTITY | {"code": code, "name": f"示例{n}"} for n, code in enumerate(codes(12))],
        "inspectors": inspectors,
        "items": [ITEM],
    }
    return year(within or settings(), **(rows | more))


def accepted(of, *certs, code=TWICE):
    rows = [{"code": code, "book": of.inspectors.book, "row": cert, "reason": "同名的两个人"} for cert in certs]
    return replace(of, waivers=typed_table(WAIVERS, rows))


def request_of(of, **more):
    [row], _ = plan_rows(of.plan, of.settings)
    return freeze(of, row, DICE, FreezeContext(**more))


def record_of(of):
    return drawn(replace(request_of(of), sources=(THROWN,)))


def people_of(of, certs):
    """The names of some certificates, and their parties: another department has people of the same name."""
    rows = of.inspectors.rows(INSPECTORS.cert, INSPECTORS.name, INSPECTORS.employer)
    names = {cert: (name.replace(" ", ""), employer) for _, cert, name, employer in rows}
    return [names[cert] for cert in certs]


KINDS = {
    "one by one": {},
    "three in a team": {"within": settings(team_size=3)},
    "groups": {"within": settings(groups=2)},
    "with a joint department": {
        "plan": {"initiation": "部门联合", "departments": "公安局"},
        "inspectors": [*STAFF, *(person(f"P-{n}", name, employer=POLICE) for n, name in enumerate("甲乙乙", 1))],
    },
    "with experts": {
        "within": settings(expert_size=1),
        "inspectors": [*STAFF, person("A-9", "张伟", expert="是"), person("X-1", "孙专", expert="是")],
    },
}


@pytest.mark.parametrize("kind", KINDS)
def test_nobody_is_twice_in_a_team(kind):
    of = books(**KINDS[kind])
    teams = [people_of(of, team.certs) for team in record_of(of).teams]
    assert teams
    assert all(len(set(team)) == len(team) for team in teams)


@pytest.mark.parametrize("kind", KINDS)
def test_nobody_is_twice_in_a_team_after_replacements(kind):
    of = books(**KINDS[kind])
    task = drawn_task_of(record_of(of))
    for _ in range(3):
        visit = task.current[0]
        try:
            task = following(task, drop_out(visit.drawn.code, cert=visit.team.certs[0]))
        except XlcheckError as error:
            assert error.code == "replace.no-team"  # noqa: PT017 - a legal end
        teams = [people_of(of, one.team.certs) for one in task.visits]
        assert all(len(set(team)) == len(team) for team in teams)


def test_second_certificate_is_left_out_with_its_reason():
    request = request_of(books())
    assert [i.cert for i in request.inspectors] == ["A-1", "B-1", "C-1", "D-1"]
    (out,) = request.inspectors_excluded
    assert (out.code, out.reason) == ("A-2", "姓名、工作单位与执法证号 A-1 的相同，按同一人抽取，用那个证号")


def test_certificate_with_more_to_it_is_the_one_that_serves():
    more = [person("A-1", "张伟"), person("A-2", "张伟", specialities="道路货物运输"), *STAFF[2:]]
    assert "A-2" in [i.cert for i in request_of(books(more)).inspectors]


def test_team_of_one_person_is_refused_before_the_draw__error():
    with pytest.raises(XlcheckError, match=r"draw\.staff-few"):
        request_of(books(STAFF[:2]))
    assert "registry.too-few-inspectors" in {f.code for f in run_checks(books(STAFF[:2]))}


def test_person_is_asked_for_once():
    found = [f for f in run_checks(books()) if f.code.startswith("registry.person")]
    assert [(f.code, level(f), f.key) for f in found] == [(TWICE, Level.WARNING, "A-2")]
    assert "第 3 行" in problem(found[0])


@pytest.mark.parametrize("code", [TWICE, "registry.person-repeated"])
def test_namesakes_that_staff_accept_are_two(code):
    of = accepted(books(), "A-2", code=code)
    assert [i.cert for i in request_of(of).inspectors] == ["A-1", "A-2", "B-1", "C-1", "D-1"]
    told = [f for f in with_waivers(run_checks(of), of.waivers) if f.code.startswith(("registry.person", "waiver"))]
    assert [(f.code, f.waiver) for f in told] == [(code, "同名的两个人")]


def test_third_certificate_of_one_of_two_namesakes():
    of = accepted(books([*STAFF, person("A-3", "张伟")]), "A-2")
    assert [i.cert for i in request_of(of).inspectors] == ["A-1", "A-2", "B-1", "C-1", "D-1"]
    assert certs_by_person(of.inspectors, settings(), {"A-2"})["A-3"] == ("A-1", "A-3")


@pytest.mark.parametrize("employer", ["示例市示例区交通运输局", "示例区交通局", "本单位", "示例区 交通运输局"])
def test_the_bureau_is_one_employer_in_whatever_form_it_is_written(employer):
    request = request_of(books([STAFF[0], person("A-2", "张伟", employer=employer), *STAFF[2:]]))
    assert [i.cert for i in request.inspectors] == ["A-1", "B-1", "C-1", "D-1"]
    assert TWICE in {f.code for f in run_checks(books([STAFF[0], person("A-2", "张伟", employer=employer)]))}


@pytest.mark.parametrize(
    "other",
    [person("A-2", "张伟", employer="示例区应急管理局"), person("A-2", "张玮"), person("A-2", "张伟", status="失效")],
    ids=["employer", "name", "void"],
)
def test_other_employer_name_or_a_void_certificate_is_no_second_one(other):
    request = request_of(books([STAFF[0], other, *STAFF[2:]]))
    reasons = [one.reason for one in request.inspectors_excluded]
    assert not [reason for reason in reasons if "按同一人" in reason]


def test_what_is_said_of_either_certificate_is_said_of_the_person():
    code = codes(1)[0]
    of = books(
        recusals=[{"cert": "A-2", "code": code, "reason": "亲属"}],
        leaves=[{"cert": "A-2", "first": "2021-02-01", "last": "2021-02-05"}],
        apart=[{"cert": "B-1", "other": "A-2", "reason": "夫妻"}],
    )
    request = request_of(of, loads={"A-1": 1, "A-2": 2})
    one = request.inspectors[0]
    assert (one.cert, one.recused, len(one.leaves)) == ("A-1", (code,), 1)
    assert request.apart == (("A-1", "B-1"),)


def test_two_certificates_under_a_merged_name_are_one_person():
    titles = list(INSPECTORS.titles)
    rows = [[person("A-1", "张伟").get(key, "") for key in INSPECTORS.keys]]
    rows.append([person("A-2", "").get(key, "") for key in INSPECTORS.keys])
    at = 1 + titles.index("姓名")
    sheet = RawSheet.of_rows(
        INSPECTORS.sheet, [(n, cells) for n, cells in enumerate([titles, *rows], 1)], merges=((2, at, 3, at),)
    )
    table, _ = type_table(INSPECTORS, BOOK, [(sheet, find_header(INSPECTORS, sheet))], settings())
    assert certs_by_person(table, settings()) == {"A-1": ("A-1", "A-2"), "A-2": ("A-1", "A-2")}
