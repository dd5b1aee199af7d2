"""Times as they are printed and logged: what is written so, and is a time, and nothing else."""

from datetime import datetime

import pytest

from xlcheck.reading.stamps import STAMP, stamped_time


def test_a_time_is_read_as_it_was_written():
    moment = datetime(2021, 1, 7, 18)
    assert stamped_time(moment.strftime(STAMP)) == moment


@pytest.mark.parametrize(
    "text",
    [
        "",
        "昨天",
        "2021-01-07",
        "2021-01-07 18:00:00",
        "2021-1-7 18:00",
        "2021-02-30 18:00",
        "2021-19-39 29:59",
        "2021-01-07 24:00",
        "2021-01-07 18:00\n",
        "2021-01-0７ 18:00",
        "1021-01-07 18:00",
    ],
    ids=ascii,
)
def test_what_is_no_time_is_none(text):
    assert stamped_time(text) is None
