from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from tests.samples.typed import settings, typed
from xlcheck.samples.entities import entities
from xlcheck.samples.inspectors import inspectors, leaves, recusals
from xlcheck.schema.inputs import ENTITIES, INSPECTORS, LEAVES, RECUSALS
from xlcheck.schema.table import RowCells

YEAR_END = date(2021, 12, 31)


@pytest.fixture(scope="module")
def people() -> list[RowCells]:
    return inspectors()


def valid_to(row: RowCells) -> date:
    assert isinstance(row[INSPECTORS.cert_to], date)
    return row[INSPECTORS.cert_to]


def test_registry_has_no_cell_findings__ok(people: list[RowCells]) -> None:
    bureau = settings()[0]
    assert all(tuple(row) == INSPECTORS.columns for row in people)
    assert typed(INSPECTORS, people, bureau)[1] == ()
    assert typed(RECUSALS, recusals(entities(), people), bureau)[1] == ()
    assert typed(LEAVES, leaves(people), bureau)[1] == ()


def test_forty_people_with_names_plainly_invented(people: list[RowCells]) -> None:
    certs, names = {row[INSPECTORS.cert] for row in people}, {row[INSPECTORS.name] for row in people}
    assert len(people) == len(certs) == len(names) == 40
    assert all(str(row[INSPECTORS.name]).startswith("示例员") for row in people)
    assert {row[INSPECTORS.leader] for row in people} == {row[INSPECTORS.expert] for row in people} == {"是", "否"}


def test_few_are_irregular_and_every_lapsed_one_is_marked(people: list[RowCells]) -> None:
    assert sum(row[INSPECTORS.status] == "失效" for row in people) == 3
    assert all(row[INSPECTORS.status] == "失效" for row in people if valid_to(row) < date(2021, 1, 1))
    assert sum(row[INSPECTORS.status] == "有效" and valid_to(row) <= YEAR_END for row in people) == 2


@pytest.mark.parametrize("category", [c.name for c in settings()[0].categories])
def test_each_category_can_be_inspected_all_year(people: list[RowCells], category: str) -> None:
    serving = [p for p in people if p[INSPECTORS.status] == "有效" and valid_to(p) > YEAR_END]
    able = [p for p in serving if category in str(p[INSPECTORS.scope])]
    assert len(able) >= 8
    assert sum(p[INSPECTORS.specialities] == category for p in able) >= 4


def test_specialities_lie_within_the_scope(people: list[RowCells]) -> None:
    for row in people:
        assert set(filter(None, [row[INSPECTORS.specialities]])) <= set(str(row[INSPECTORS.scope]).split("、"))


def test_recusals_join_people_and_companies_that_exist(people: list[RowCells]) -> None:
    by_code = {row[ENTITIES.code]: row for row in entities()}
    by_cert = {row[INSPECTORS.cert]: row for row in people}
    pairs = recusals(entities(), people)
    certs, codes = {row[RECUSALS.cert] for row in pairs}, {row[RECUSALS.code] for row in pairs}
    assert len(pairs) == len(certs) == len(codes) == 6
    for pair in pairs:
        entity, person = by_code[pair[RECUSALS.code]], by_cert[pair[RECUSALS.cert]]
        assert entity[ENTITIES.category] in str(person[INSPECTORS.scope]).split("、")
        assert isinstance(pair[RECUSALS.recorded], date)


def test_one_leave_covers_a_round_and_two_do_not(people: list[RowCells]) -> None:
    spans = [(row[LEAVES.first], row[LEAVES.last]) for row in leaves(people)]
    assert spans[0] == (date(2021, 5, 1), date(2021, 8, 31))
    away = {row[LEAVES.cert] for row in leaves(people)}
    assert len(spans) == len(away) == 3
    assert away <= {row[INSPECTORS.cert] for row in people}


def test_same_seed_same_people_and_scale_multiplies(people: list[RowCells]) -> None:
    assert inspectors() == people != inspectors(7)
    assert len({row[INSPECTORS.cert] for row in inspectors(scale=3)}) == 120
    shares = Counter(row[INSPECTORS.status] for row in inspectors(scale=3))
    assert shares == {"有效": 111, "失效": 9}
