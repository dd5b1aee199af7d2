"""What the lines of a ledger still ask of the office, and what keeps them from going out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from xlcheck.model import Settings
from xlcheck.results.publish.rows import approved
from xlcheck.results.publish.withdrawals import day_counts_no_more
from xlcheck.results.report.follow_up import SETTLED_STATES, follow_up
from xlcheck.schema.outputs.ledger import LEDGER
from xlcheck.steps.ledger.read import TaskLedger, without_faults


def publishable(ledger: TaskLedger) -> Iterator[tuple[str, str]]:
    """Yield plan number and code of the lines that may go out: without an error, and agreed to where staff ask that."""
    if ledger.sheet is not None:
        lines = approved(without_faults(ledger.sheet, ledger.findings)).lines
        yield from ((ledger.plan_no, line.code) for line in lines)


def count_faulty(ledger: TaskLedger) -> int:
    """Count the lines that have an error."""
    if ledger.sheet is None:
        return 0
    return len(ledger.sheet.lines) - len(without_faults(ledger.sheet, ledger.findings).lines)


def count_undated(ledger: TaskLedger) -> int:
    """Count the lines of a ledger that the public reads, and that do not say since when."""
    public = (line for line in ledger.lines if line.code in ledger.publications and line.code not in ledger.uncorrected)
    return sum(not line.has(LEDGER.published.key) or day_counts_no_more(line) for line in public)


def count_open_cases(ledgers: Sequence[TaskLedger], settings: Settings, today: date) -> int:
    """Count the cases of 整改, 移送 and 抄告 that are not settled."""
    lines = [line for ledger in ledgers if ledger.sheet is not None for line in ledger.sheet.lines]
    listed = follow_up(lines, settings, today)
    cases = (*listed.rectifications, *listed.handed_over, *listed.informed)
    return sum(case.state not in SETTLED_STATES for case in cases)
