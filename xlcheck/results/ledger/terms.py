"""整改期限 typed as a term, 15日内 or 立即: the day that it comes to is proposed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta

from xlcheck.model import Finding, Inspection, Place, Settings
from xlcheck.reading.calendar.deadlines import is_workday
from xlcheck.reading.dates import days_of_term
from xlcheck.reading.inspections import LedgerSheet
from xlcheck.schema.outputs.ledger import LEDGER


def with_days_of_terms(findings: Iterable[Finding], ledger: LedgerSheet, settings: Settings) -> Iterator[Finding]:
    """Add to each finding about a term the day on which it ends, counted from 检查日期 where that is there."""
    lines = {ledger.table.place(line.row, LEDGER.rectify_by): line for line in ledger.lines}
    yield from (_with_day(f, lines, settings) if f.code == "date.term" else f for f in findings)


def _with_day(found: Finding, lines: Mapping[Place, Inspection], settings: Settings) -> Finding:
    line, term = lines.get(found.place), days_of_term(found.value)
    if line is None or line.inspected is None or term is None:
        return found
    days, working = term
    last = _after(line.inspected, days, settings) if working else line.inspected + timedelta(days=days)
    return replace(found, proposal=last.isoformat())


def _after(first: date, days: int, settings: Settings) -> date:
    """Return the n-th working day after a day."""
    day = first
    while days:
        day += timedelta(days=1)
        days -= is_workday(day, settings)
    return day
