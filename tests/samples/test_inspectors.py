from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from tests.samples.typed import settings, typed
from xlcheck.samples.companies import companies
from xlcheck.samples.inspectors import inspectors, leaves, recusals
from xlcheck.samples.rows import Row
from xlcheck.schema.inputs import INSPECTORS, LEAVES, RECUSALS

YEAR_END = date(2021, 12, 31)


@pytest.fixture(scope="module")
def people() -> list[Row]:
    return inspectors()


def valid_to(row: Row) -> date:
    assert isinstance(row["cert_to"], date)
    return row["cert_to"]


def test_registry_has_no_cell_findings__ok(people: list[Row]) -> None:
    bureau = settings()[0]
    assert all(tuple(row) == INSPECTORS.keys for row in people)
    assert typed(INSPECTORS, people, bureau)[1] == ()
    assert typed(RECUSALS, recusals(companies(), people), bureau)[1] == ()
    assert typed(LEAVES, leaves(people), bureau)[1] == ()


def test_forty_people_with_names_plainly_invented(people: list[Row]) -> None:
    assert len(people) == len({row["cert"] for row in people}) == len({row["name"] for row in people}) == 40
    assert all(str(row["name"]).startswith("示例员") for row in people)
    assert {row["leader"] for row in people} == {row["expert"] for row in people} == {"是", "否"}


def test_few_are_irregular_and_every_lapsed_one_is_marked(people: list[Row]) -> None:
    assert sum(row["status"] == "失效" for row in people) == 3
    assert all(row["status"] == "失效" for row in people if valid_to(row) < date(2021, 1, 1))
    assert sum(row["status"] == "有效" and valid_to(row) <= YEAR_END for row in people) == 2


@pytest.mark.parametrize("category", [c.name for c in settings()[0].categories])
def test_each_category_can_be_inspected_all_year(people: list[Row], category: str) -> None:
    able = [p for p in people if p["status"] == "有效" and valid_to(p) > YEAR_END and category in str(p["scope"])]
    assert len(able) >= 8
    assert sum(p["specialities"] == category for p in able) >= 4


def test_specialities_lie_within_the_scope(people: list[Row]) -> None:
    for row in people:
        assert set(filter(None, [row["specialities"]])) <= set(str(row["scope"]).split("、"))


def test_recusals_join_people_and_companies_that_exist(people: list[Row]) -> None:
    entities = {row["code"]: row for row in companies()}
    by_cert = {row["cert"]: row for row in people}
    pairs = recusals(companies(), people)
    assert len(pairs) == len({row["cert"] for row in pairs}) == len({row["code"] for row in pairs}) == 6
    for pair in pairs:
        assert entities[pair["code"]]["category"] in str(by_cert[pair["cert"]]["scope"]).split("、")
        assert isinstance(pair["recorded"], date)


def test_one_leave_covers_a_round_and_two_do_not(people: list[Row]) -> None:
    spans = [(row["first"], row["last"]) for row in leaves(people)]
    assert spans[0] == (date(2021, 5, 1), date(2021, 8, 31))
    assert len(spans) == len({row["cert"] for row in leaves(people)}) == 3
    assert {row["cert"] for row in leaves(people)} <= {row["cert"] for row in people}


def test_same_seed_same_people_and_scale_multiplies(people: list[Row]) -> None:
    assert inspectors() == people != inspectors(7)
    assert len({row["cert"] for row in inspectors(scale=3)}) == 120
    shares = Counter(row["status"] for row in inspectors(scale=3))
    assert shares == {"有效": 111, "失效": 9}
