"""Times of day as staff type them."""

from datetime import time

import pytest

from xlcheck.model import Trouble
from xlcheck.reading.times import read_time, time_of


@pytest.mark.parametrize(
    ("text", "hour", "minute"),
    [
        ("9:30", 9, 30),
        ("09：30", 9, 30),
        ("9:30:00", 9, 30),
        ("9时", 9, 0),
        ("9时5分", 9, 5),
        ("9点半", 9, 30),
        ("9点整", 9, 0),
        ("上午9:30", 9, 30),
        ("下午2点半", 14, 30),
        ("下午14:30", 14, 30),
        ("下午 12:10", 12, 10),
        ("0:05", 0, 5),
        ("1:30 PM", 13, 30),
        ("9:30 AM", 9, 30),
    ],
)
def test_time_as_staff_type_it(text, hour, minute):
    assert read_time(text) == time(hour, minute)


@pytest.mark.parametrize("text", ["9", "930", "9.30", "25:00", "9:60", "上午13:00", "九点多", "9:30-11:00"])
def test_what_is_no_time_or_has_two_readings_is_none(text):
    assert isinstance(read_time(text), Trouble)
    assert time_of(text) is None


def test_blank_is_no_time():
    assert time_of("") is None
