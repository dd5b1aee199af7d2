"""Times of day as staff type them: 9:30, 9：30, 9时30分, 下午2点半."""

from __future__ import annotations

import re
from datetime import time

from xlcheck.model import Trouble
from xlcheck.reading.folding import fold_title

_TIME = re.compile(r"(上午|下午)?(\d{1,2})(?::(\d{2})(?::\d{2})?|[时点](?:(\d{1,2})分|(半)|整)?)")

_HALF = re.compile(r"(.*)([AP])M")
_HALVES = str.maketrans({"A": "上午", "P": "下午"})
"""``9:30 AM``, as a cell may show it."""


def read_time(text: str) -> time | Trouble:
    """Return the time that a text names; one without minutes or without a sign between, ``9`` or ``930``, is none.

    ``3:00`` is three at night unless 下午 stands before it: what is typed as a time of 24 hours is taken as such.
    """
    match = _TIME.fullmatch(_HALF.sub(r"\2\1", fold_title(text).upper()).translate(_HALVES))
    if match is None:
        return Trouble("ledger.time")
    half, hour, minutes, spoken, and_half = match.groups()
    at = int(hour) + (12 if half == "下午" and int(hour) < 12 else 0)
    minute = int(minutes or spoken or (30 if and_half else 0))
    is_time = minute < 60 and at < 24 and not (half == "上午" and at > 12)
    return time(at, minute) if is_time else Trouble("ledger.time")


def time_of(text: str) -> time | None:
    """Return the time that a text names, ``None`` where it is blank or none."""
    read = read_time(text) if text else None
    return read if isinstance(read, time) else None
