"""The time that steps are given: that of Beijing, wherever the computer believes it is."""

import time
from datetime import UTC, datetime, timedelta

import pytest

from xlcheck.cli import screen


@pytest.mark.parametrize("zone", ["Asia/Shanghai", "UTC", "America/New_York"])
def test_the_time_is_that_of_beijing(monkeypatch, zone):
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    try:
        beijing = datetime.now(UTC).replace(tzinfo=None) + timedelta(hours=8)
        assert abs(screen.now() - beijing) < timedelta(minutes=1)
    finally:
        monkeypatch.undo()
        time.tzset()
