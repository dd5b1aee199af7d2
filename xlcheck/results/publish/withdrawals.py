"""撤回公示: rows that were taken back, until they are corrected and published again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date

from xlcheck.model import Finding, Inspection, Withdrawal
from xlcheck.reading.inspections import LedgerSheet
from xlcheck.results.publish.corrections import changed, facts_of
from xlcheck.schema.outputs.ledger import LEDGER


def unchanged(ledger: LedgerSheet, withdrawals: Mapping[str, Withdrawal]) -> frozenset[str]:
    """Return the codes of the lines that still say what was taken back; they are not published again."""
    return frozenset(
        line.code
        for line in ledger.lines
        if line.code in withdrawals and not changed(facts_of(line), withdrawals[line.code].facts)
    )


def check_withdrawn(
    ledger: LedgerSheet, withdrawals: Mapping[str, Withdrawal], first_days: Mapping[str, date]
) -> Iterator[Finding]:
    """Check lines that wait to be corrected, and days of publication that are older than a withdrawal."""
    waiting = unchanged(ledger, withdrawals)
    for line in ledger.lines:
        if line.code in waiting:
            withdrawal = withdrawals[line.code]
            yield ledger.finding("ledger.withdrawn", line, LEDGER.result, day=withdrawal.day, reason=withdrawal.reason)
    for line in ledger.lines:
        if _has_stale_day(line, first_days):
            yield ledger.finding("ledger.day-withdrawn", line, LEDGER.published, first=first_days[line.code])


def without_stale_days(ledger: LedgerSheet, first_days: Mapping[str, date]) -> LedgerSheet:
    """Return the ledger as it counts: a 公示日期 from before a withdrawal is blank."""
    lines = (replace(x, published=None) if _has_stale_day(x, first_days) else x for x in ledger.lines)
    return replace(ledger, lines=tuple(lines))


def day_counts_no_more(line: Inspection) -> bool:
    """Say whether a day is typed into 公示日期 that :func:`without_stale_days` has taken away."""
    return line.published is None and isinstance(line.cell(LEDGER.published.key), date)


def _has_stale_day(line: Inspection, first_days: Mapping[str, date]) -> bool:
    """Say whether 公示日期 is of a publication that was taken back."""
    return line.code in first_days and line.published is not None and line.published < first_days[line.code]
