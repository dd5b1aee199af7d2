"""Working days and the last day to publish."""

from dataclasses import replace
from datetime import date

import pytest

from tests.builders import SETTINGS, typed_table
from tests.reading.calendar.notices import AMENDMENT_2019, ITEMS, days_of, paragraphs
from xlcheck.reading.calendar import deadlines
from xlcheck.reading.calendar.deadlines import deadline, is_known, is_workday, unknown_years
from xlcheck.reading.calendar.holidays import calendar_of
from xlcheck.schema.inputs import HOLIDAYS

OFF_2021 = ["01-01", "01-02", "01-03", *(f"02-{d}" for d in range(11, 18)), "04-03", "04-04", "04-05",
            *(f"05-0{d}" for d in range(1, 6)), "06-12", "06-13", "06-14", "09-19", "09-20", "09-21",
            *(f"10-0{d}" for d in range(1, 8))]  # fmt: skip
ON_2021 = ["02-07", "02-20", "04-25", "05-08", "09-18", "09-26", "10-09"]


def test_every_day_of_2021_is_as_the_state_council_arranged_it():
    for day in days_of(2021):
        key = f"{day:%m-%d}"
        expected = key in ON_2021 or (day.weekday() < 5 and key not in OFF_2021)
        assert is_workday(day, SETTINGS) == expected, day


def with_notice(*lines):
    """The settings of a bureau that has pasted a notice into 节假日, and has typed nothing else."""
    (off, on), told = calendar_of(typed_table(HOLIDAYS, [{"notice": line} for line in lines]), 2021)
    assert {f.code for f in told} <= {"calendar.notice-advice"}
    return replace(SETTINGS, days_off=off, days_on=on)


EXTENDED = {date(2020, 1, 31), date(2020, 2, 1), date(2020, 2, 2)}
"""Days off by a later notice, in words of its own."""


@pytest.mark.parametrize("year", ITEMS)
def test_every_day_is_as_arranged_by_the_library_and_by_the_pasted_notice(year, monkeypatch):
    by_library = {day: is_workday(day, SETTINGS) for day in days_of(year)}
    monkeypatch.setattr(deadlines, "_has_notice", lambda _: False)
    pasted = with_notice(*paragraphs(year), *([AMENDMENT_2019] if year == 2019 else []))
    for day, works in by_library.items():
        assert works == (is_workday(day, pasted) and day not in EXTENDED), day


def test_notice_of_a_year_that_the_library_lacks_counts():
    with_2098 = with_notice("关于2098年部分节假日安排的通知。元旦：1月6日至8日放假调休，共3天。1月11日（周六）上班。")
    assert deadline(date(2098, 1, 3), with_2098).last_day == date(2098, 1, 16)  # a Friday; 9 to 11, 13 to 16
    assert is_known(2098, with_2098)
    assert unknown_years([deadline(date(2098, 1, 3), with_2098)], with_2098) == ()


def test_new_years_eve_in_the_notice_of_the_next_year_makes_no_year_known():
    next_year = with_notice("关于2099年部分节假日安排的通知。元旦：2098年12月31日至2099年1月2日放假调休，共3天。")
    assert (is_known(2098, next_year), is_known(2099, next_year)) == (False, True)


def test_years_on_which_deadlines_hang_and_that_nobody_knows():
    found = [deadline(date(2021, 3, 1), SETTINGS), deadline(date(2097, 12, 30), SETTINGS)]
    assert unknown_years(found, SETTINGS) == (2097, 2098)
    assert unknown_years(found[:1], SETTINGS) == ()


@pytest.mark.parametrize(
    ("inspected", "last"),
    [
        ("2021-01-04", "2021-01-13"),
        ("2021-02-05", "2021-02-20"),  # 02-07 and 02-20 are worked, 02-11 to 02-17 are off
        ("2021-04-30", "2021-05-13"),  # 05-08 is worked
        ("2021-09-24", "2021-10-09"),  # 09-26 and 10-09 are worked
    ],
)
def test_deadline_of_seven_working_days(inspected, last):
    found = deadline(date.fromisoformat(inspected), SETTINGS)
    assert (found.last_day, found.certain) == (date.fromisoformat(last), True)


def test_the_bureaus_own_sheet_comes_first():
    own = replace(SETTINGS, days_off=frozenset({date(2021, 1, 5)}), days_on=frozenset({date(2021, 1, 9)}))
    assert not is_workday(date(2021, 1, 5), own)
    assert is_workday(date(2021, 1, 9), own)


def test_a_year_that_nobody_knows_counts_weekdays_and_says_so():
    found = deadline(date(2098, 1, 6), SETTINGS)  # a Monday
    assert (found.last_day, found.certain) == (date(2098, 1, 15), False)
    assert is_known(2098, replace(SETTINGS, days_off=frozenset({date(2098, 1, 1)})))
