"""Working days and the last day to publish."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.builders import SETTINGS
from xlcheck.results.deadlines import deadline, is_known, is_workday

OFF_2021 = ["01-01", "01-02", "01-03", *(f"02-{d}" for d in range(11, 18)), "04-03", "04-04", "04-05",
            *(f"05-0{d}" for d in range(1, 6)), "06-12", "06-13", "06-14", "09-19", "09-20", "09-21",
            *(f"10-0{d}" for d in range(1, 8))]  # fmt: skip
ON_2021 = ["02-07", "02-20", "04-25", "05-08", "09-18", "09-26", "10-09"]


def days_of(year):
    day = date(year, 1, 1)
    while day.year == year:
        yield day
        day += timedelta(days=1)


def test_every_day_of_2021_is_as_the_state_council_arranged_it():
    for day in days_of(2021):
        key = f"{day:%m-%d}"
        expected = key in ON_2021 or (day.weekday() < 5 and key not in OFF_2021)
        assert is_workday(day, SETTINGS) == expected, day


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
