"""撤回公示: rows that were taken back, until they are corrected and published again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

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


def check_withdrawn(ledger: LedgerSheet, withdrawals: Mapping[str, Withdrawal]) -> Iterator[Finding]:
    """Check lines that wait to be corrected, and days of publication that are older than the withdrawal."""
    waiting = unchanged(ledger, withdrawals)
    for line in ledger.lines:
        if line.code in waiting:
            withdrawal = withdrawals[line.code]
            yield ledger.finding("ledger.withdrawn", line, LEDGER.result, day=withdrawal.day, reason=withdrawal.reason)
    for line in ledger.lines:
        if _has_stale_day(line, withdrawals):
            yield ledger.finding("ledger.day-withdrawn", line, LEDGER.published, day=withdrawals[line.code].day)


def without_stale_days(ledger: LedgerSheet, withdrawals: Mapping[str, Withdrawal]) -> LedgerSheet:
    """Return the ledger as it counts: a 公示日期 from before the withdrawal is blank."""
    lines = (replace(x, published=None) if _has_stale_day(x, withdrawals) else x for x in ledger.lines)
    return replace(ledger, lines=tuple(lines))


def _has_stale_day(line: Inspection, withdrawals: Mapping[str, Withdrawal]) -> bool:
    """Say whether 公示日期 is not after the day on which the line was taken back."""
    return line.code in withdrawals and line.published is not None and line.published <= withdrawals[line.code].day
