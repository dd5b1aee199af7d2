"""What may be wrong in the ledger's columns that 抽查策略 may demand: order of days and hours, and what is missing."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date

from xlcheck.model import Finding, Inspection, Settings
from xlcheck.reading.inspections import LedgerSheet
from xlcheck.reading.times import time_of
from xlcheck.schema.outputs.ledger import LEDGER
from xlcheck.schema.table import Column
from xlcheck.schema.vocabularies import PUT_RIGHT, TO_CORRECT, TO_HAND_OVER, TO_RECTIFY


def check_offered(ledger: LedgerSheet, settings: Settings) -> Iterator[Finding]:
    """Check the columns that are offered; a line without them is as it should be, unless 抽查策略 demands them."""
    yield from _hours(ledger)
    yield from _served(ledger)
    yield from _rechecks(ledger)
    yield from _demanded(ledger, settings)


def _hours(ledger: LedgerSheet) -> Iterator[Finding]:
    for column in (LEDGER.started, LEDGER.ended):
        for line in ledger.lines:
            text = getattr(line, column.key)
            if text and time_of(text) is None:
                yield ledger.finding("ledger.time", line, column, title=column.title)
    for line in ledger.lines:
        start, end = time_of(line.started), time_of(line.ended)
        if start is not None and end is not None and end <= start:
            yield ledger.finding("ledger.hours-reversed", line, LEDGER.ended)


def _served(ledger: LedgerSheet) -> Iterator[Finding]:
    for line in ledger.lines:
        if _is_before(line.served_on, line.approved_on):
            yield ledger.finding("ledger.served-early", line, LEDGER.served_on, other=line.approved_on)


def _rechecks(ledger: LedgerSheet) -> Iterator[Finding]:
    """Hold 复查日期 against the inspection, and against the rectification where it found that done."""
    for line in ledger.lines:
        if _is_before(line.rechecked, line.inspected):
            yield _early(ledger, line, LEDGER.inspected)
        elif line.recheck_result == PUT_RIGHT and _is_before(line.rechecked, line.rectified):
            yield _early(ledger, line, LEDGER.rectified)
        if line.has(LEDGER.rechecked.key) != line.has(LEDGER.recheck_result.key):
            yield ledger.finding("ledger.recheck-half", line, LEDGER.rechecked)


def _early(ledger: LedgerSheet, line: Inspection, than: Column) -> Finding:
    day = getattr(line, than.key)
    return ledger.finding("ledger.recheck-early", line, LEDGER.rechecked, title=than.title, other=day)


def _demanded(ledger: LedgerSheet, settings: Settings) -> Iterator[Finding]:
    """Require what 抽查策略 demands of a line that is complete else.

    What comes after the inspection is asked for once it is due, and keeps nothing from being published.
    """
    titles = {column.title: column for column in LEDGER}
    for column in (titles[title] for title in settings.visit_limits.demanded):
        at = column if ledger.table.has(column) else LEDGER.inspected
        for line in ledger.lines:
            if not line.complete or line.has(column.key):
                continue
            if column not in _LATER:
                yield ledger.finding("ledger.demanded", line, at, title=column.title)
            elif _LATER[column](line):
                yield ledger.finding("ledger.demanded-later", line, at, title=column.title)


def _was_rectified(line: Inspection) -> bool:
    return line.disposal in (TO_CORRECT, TO_RECTIFY) and (line.has(LEDGER.rectified.key) or line.is_closed)


def _was_handed_over(line: Inspection) -> bool:
    return line.disposal == TO_HAND_OVER and (line.has(LEDGER.answer.key) or line.is_closed)


_LATER: Mapping[Column, Callable[[Inspection], bool]] = {
    LEDGER.rechecked: _was_rectified,
    LEDGER.recheck_result: _was_rectified,
    LEDGER.case_no: _was_handed_over,
}
"""Columns of what comes after an inspection, and when they are due."""


def _is_before(day: date | None, other: date | None) -> bool:
    """Say whether a day is before another; where one is missing, it is not."""
    return day is not None and other is not None and day < other
