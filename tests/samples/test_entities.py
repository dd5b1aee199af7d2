from __future__ import annotations

import re
from collections import Counter
from datetime import date

import pytest
from stdnum.cn import uscc

from tests.samples.typed import settings, typed
from xlcheck.model import FOREVER
from xlcheck.reading.codes import code_problem, organisation_check_digit
from xlcheck.samples.entities import each_entity, entities
from xlcheck.schema.inputs import ENTITIES
from xlcheck.schema.table import RowCells

ROUND_STARTS = (date(2021, 1, 1), date(2021, 5, 1), date(2021, 9, 1))
ROUND_ENDS = (date(2021, 4, 30), date(2021, 8, 31), date(2021, 12, 31))
COUNTS = {"道路旅客运输": 12, "道路货物运输": 420, "机动车驾驶员培训": 6, "机动车维修": 130, "公路建设": 14}


@pytest.fixture(scope="module")
def rows() -> list[RowCells]:
    return entities()


def days(row: RowCells) -> tuple[date, date, date]:
    founded, granted, end = row[ENTITIES.founded], row[ENTITIES.licensed_on], row[ENTITIES.licence_to]
    assert isinstance(founded, date)
    assert isinstance(granted, date)
    assert isinstance(end, date)
    return founded, granted, end


def test_each_category_has_its_number(rows: list[RowCells]) -> None:
    assert Counter(row[ENTITIES.category] for row in rows) == COUNTS
    assert [row[ENTITIES.no] for row in rows] == list(range(1, 583))


def test_registry_has_no_cell_findings__ok(rows: list[RowCells]) -> None:
    assert all(tuple(row) == ENTITIES.columns for row in rows)
    frame, findings = typed(ENTITIES, rows, settings()[0])
    assert findings == ()
    assert len(frame) == 582


def test_names_are_plainly_invented_and_unique(rows: list[RowCells]) -> None:
    assert all("示例" in str(row[ENTITIES.name]) and "示例" in str(row[ENTITIES.legal_person]) for row in rows)
    assert all("示例" in str(row[ENTITIES.contact]) and "示例" in str(row[ENTITIES.address]) for row in rows)
    assert len({row[ENTITIES.name] for row in rows}) == 582


def test_codes_are_valid_and_unique(rows: list[RowCells]) -> None:
    codes = [str(row[ENTITIES.code]) for row in rows]
    assert len(set(codes)) == 582
    for code in codes:
        assert uscc.is_valid(code)
        assert code_problem(code) == ""
        assert code[16] == organisation_check_digit(code[8:16])
        assert re.match("9[12]140603MAY", code)


def test_shops_have_codes_of_their_own(rows: list[RowCells]) -> None:
    shops = [row for row in rows if str(row[ENTITIES.code]).startswith("92")]
    assert {row[ENTITIES.category] for row in shops} == {"道路货物运输", "机动车维修"}
    assert all("公司" not in str(row[ENTITIES.name]) for row in shops)
    assert all("有限公司" in str(row[ENTITIES.name]) for row in rows if row not in shops)


def test_dates_follow_one_another(rows: list[RowCells]) -> None:
    for row in rows:
        founded, granted, end = days(row)
        assert date(2001, 1, 1) <= founded < granted < end
        if row[ENTITIES.last_drawn] is not None:
            assert isinstance(row[ENTITIES.last_drawn], date)
            assert founded < row[ENTITIES.last_drawn] < date(2021, 1, 1)
            assert row[ENTITIES.last_drawn].weekday() < 5


def test_irregular_companies_are_as_many_as_in_a_real_list(rows: list[RowCells]) -> None:
    shut = [row for row in rows if row[ENTITIES.status] != "营业"]
    ended = [row for row in rows if days(row)[2] <= ROUND_ENDS[2]]
    fresh = [row for row in rows if days(row)[0] >= ROUND_STARTS[0]]
    assert 0.04 < len(shut) / 582 < 0.06
    assert 0.03 < len(ended) / 582 < 0.05
    assert len(fresh) == 12
    assert {row[ENTITIES.status] for row in shut} == {"停业", "歇业", "注销", "迁出"}


def test_grades_are_spread(rows: list[RowCells]) -> None:
    share = {grade: n / 582 for grade, n in Counter(row[ENTITIES.grade] for row in rows).items()}
    assert share == pytest.approx({"A": 0.60, "B": 0.25, "C": 0.10, "D": 0.05}, abs=0.06)


@pytest.mark.parametrize("number", range(3))
def test_small_categories_lose_two_at_most(rows: list[RowCells], number: int) -> None:
    frame = Counter(
        row[ENTITIES.category]
        for row in rows
        if row[ENTITIES.status] == "营业" and days(row)[0] < ROUND_STARTS[number] and days(row)[2] >= ROUND_ENDS[number]
    )
    for category in ("道路旅客运输", "机动车驾驶员培训", "公路建设"):
        assert frame[category] >= COUNTS[category] - 2


def test_same_seed_same_rows_and_another_seed_other_rows(rows: list[RowCells]) -> None:
    assert entities(2021) == rows == list(each_entity())
    assert entities(7) != rows


def test_larger_scale_stays_unique_and_valid() -> None:
    large = entities(scale=20)
    names, codes = {row[ENTITIES.name] for row in large}, {row[ENTITIES.code] for row in large}
    assert len(large) == len(names) == len(codes) == 582 * 20
    assert all(uscc.is_valid(str(row[ENTITIES.code])) for row in large[::50])
    assert typed(ENTITIES, large, settings()[0])[1] == ()


def test_another_year_moves_every_date() -> None:
    for row in entities(year=2032):
        founded, granted, end = days(row)
        assert founded < granted < end
        assert date(2012, 1, 1) <= founded <= date(2032, 10, 31)
    assert sum(days(row)[2] < date(2032, 1, 1) for row in entities(year=2032)) == 15


def test_no_personal_numbers(rows: list[RowCells]) -> None:
    for row in rows:
        text = "|".join(str(value) for value in row.values())
        assert not re.search(r"\d{17}[\dXx]", text)
        assert not re.search(r"(?<!\d)1[3-9]\d{9}(?!\d)", text)
        assert re.fullmatch(r"(0349-555\d{4})?", str(row[ENTITIES.phone]))


def test_filed_repairers_hold_their_number_for_good(rows: list[RowCells]) -> None:
    filed = [row for row in rows if row[ENTITIES.licence_to] == FOREVER]
    assert filed
    assert {row[ENTITIES.category] for row in filed} == {"机动车维修"}
    assert all("备字" in str(row[ENTITIES.licence]) for row in filed)
