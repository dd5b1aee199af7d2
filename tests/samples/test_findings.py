from __future__ import annotations

from datetime import date

import chinese_calendar
import pytest

from xlcheck.model import Inspection, Window
from xlcheck.reading.folding import split_list
from xlcheck.samples.entities import entities
from xlcheck.samples.findings import PROBLEMS, invented_findings
from xlcheck.schema.inputs import ENTITIES
from xlcheck.schema.outputs.ledger import LEDGER, LEDGER_TYPED
from xlcheck.schema.table import RowCells
from xlcheck.schema.vocabularies import CLEAN_RESULT, DISPOSAL, METHOD, NO_DISPOSAL, RESULT, STATIC

FIRST_ROUND = Window("2021年1月至4月", date(2021, 1, 1), date(2021, 4, 30))


def lines() -> list[Inspection]:
    """A ledger line for each entity of the sample."""
    return [Inspection(0, str(row[ENTITIES.code]), str(row[ENTITIES.name])) for row in entities()]


def made(seed: int = 2021) -> list[RowCells]:
    return invented_findings(lines(), seed, FIRST_ROUND, chinese_calendar.is_workday)


def test_every_typed_column_is_filled_from_its_list() -> None:
    for row in made():
        assert set(LEDGER_TYPED) <= set(row) <= set(LEDGER)
        assert all(row[column] for column in LEDGER_TYPED)
        assert row[LEDGER.method] in STATIC[METHOD]
        assert row[LEDGER.disposal] in STATIC[DISPOSAL]
        result = str(row[LEDGER.result])
        assert result in STATIC[RESULT] or set(split_list(result)) <= set(STATIC[RESULT])


def test_inspections_are_on_working_days_of_the_window() -> None:
    for row in made():
        assert isinstance(row[LEDGER.inspected], date)
        assert FIRST_ROUND.start <= row[LEDGER.inspected] <= FIRST_ROUND.end
        assert chinese_calendar.is_workday(row[LEDGER.inspected])


def test_clean_needs_nothing_more_and_a_problem_does() -> None:
    for row in made():
        if row[LEDGER.result] == CLEAN_RESULT:
            assert (row[LEDGER.disposal], row[LEDGER.closed], row[LEDGER.rectify_by]) == (NO_DISPOSAL, "是", None)
        else:
            assert row[LEDGER.disposal] != NO_DISPOSAL
        assert (row[LEDGER.rectify_by] is not None) == str(row[LEDGER.disposal]).startswith("责令")
        assert row[LEDGER.published] is None


def test_rectification_is_after_the_inspection_and_closes_the_case() -> None:
    for row in made():
        if row[LEDGER.rectify_by] is None:
            assert row[LEDGER.rectified] is None
            continue
        assert isinstance(row[LEDGER.inspected], date)
        assert isinstance(row[LEDGER.rectify_by], date)
        assert (row[LEDGER.rectified] is not None) == (row[LEDGER.closed] == "是")
        if isinstance(row[LEDGER.rectified], date):
            assert row[LEDGER.inspected] < row[LEDGER.rectified] <= row[LEDGER.rectify_by]


def test_four_in_five_are_clean_and_every_problem_occurs() -> None:
    rows = made()
    clean = sum(row[LEDGER.result] == CLEAN_RESULT for row in rows)
    assert clean / len(rows) == pytest.approx(0.8, abs=0.05)
    assert {row[LEDGER.result] for row in rows} == {CLEAN_RESULT, *(p.result for p in PROBLEMS)}
    ordered = [row for row in rows if row[LEDGER.rectify_by]]
    done = sum(row[LEDGER.rectified] is not None for row in ordered)
    assert len(ordered) / 2 < done < len(ordered)


def test_answers_hang_on_seed_and_company_not_on_the_order() -> None:
    backwards = invented_findings(lines()[::-1], 2021, FIRST_ROUND, chinese_calendar.is_workday)
    assert backwards[::-1] == made() != made(7)


def test_outcomes_that_must_occur_come_to_a_row_each_whatever_the_order() -> None:
    some = lines()[:12]
    day = chinese_calendar.is_workday
    found = invented_findings(some, 1, FIRST_ROUND, day, PROBLEMS)
    kinds = [(row[LEDGER.result], row[LEDGER.disposal], row[LEDGER.situation]) for row in found]
    assert {(p.result, p.disposal, p.situation) for p in PROBLEMS} <= set(kinds)
    assert invented_findings(some[::-1], 1, FIRST_ROUND, day, PROBLEMS)[::-1] == found
    days = [row[LEDGER.inspected] for row in found]
    assert [row[LEDGER.inspected] for row in invented_findings(some, 1, FIRST_ROUND, day)] == days


def test_problems_have_every_result_and_every_disposal() -> None:
    results = {part for p in PROBLEMS for part in STATIC[RESULT] if part in p.result}
    assert {CLEAN_RESULT, *results} == set(STATIC[RESULT])
    assert {NO_DISPOSAL, *(p.disposal for p in PROBLEMS)} == set(STATIC[DISPOSAL])


def test_window_without_a_working_day__error() -> None:
    spring = Window("春节", date(2021, 2, 11), date(2021, 2, 17))
    with pytest.raises(ValueError, match="春节"):
        invented_findings(lines()[:1], 1, spring, chinese_calendar.is_workday)
