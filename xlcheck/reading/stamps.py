"""Times as the program prints and logs them, to the minute: ``2021-01-07 18:00``, in Beijing."""

from __future__ import annotations

import re
from datetime import datetime

STAMP = "%Y-%m-%d %H:%M"
"""How a time is printed and logged."""

_WRITTEN = re.compile(r"20\d\d-\d\d-\d\d \d\d:\d\d", re.ASCII)
"""``strptime`` alone takes shorter forms too, and the digits of other scripts."""


def stamped_time(text: str) -> datetime | None:
    """Return the time that a stamp names; none where it is not written so, or there is no such time."""
    try:
        return datetime.strptime(text, STAMP) if _WRITTEN.fullmatch(text) else None
    except ValueError:
        return None
