"""The note where a deadline depends on a year whose holidays are not known yet."""

from __future__ import annotations

from collections.abc import Iterable

from xlcheck.messages import problem, remedy
from xlcheck.model import Place, finding


def calendar_notes(years: Iterable[int]) -> tuple[str, ...]:
    """Return a sentence for each year, the earliest first."""
    findings = [finding("calendar.unknown", Place(""), year=year) for year in sorted(years)]
    return tuple(f"{problem(f)}。{remedy(f)}。" for f in findings)
