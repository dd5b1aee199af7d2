"""检查事项 of a ledger is held against 随机抽查事项清单 where staff have written something else than the plan.

Source: 国办发〔2024〕54号 (nothing outside the published list).
"""

from __future__ import annotations

from collections.abc import Iterator

from xlcheck.model import Finding, PlanRow
from xlcheck.reading.inspections import LedgerSheet
from xlcheck.reading.items import match_in_books
from xlcheck.reading.tables import YearBooks
from xlcheck.schema.outputs.ledger import LEDGER


def rewrites_items(ledger: LedgerSheet, plan: PlanRow) -> bool:
    """Say whether any line has another 检查事项 than the plan."""
    return any(line.items not in ("", plan.items) for line in ledger.lines)


def items_are_listed(ledger: LedgerSheet, plan: PlanRow, books: YearBooks) -> Iterator[Finding]:
    """Require what was inspected instead of the plan's words to be on the list; of two readings none is chosen.

    The plan's own words are a matter of the plan.
    """
    for line in ledger.lines:
        if line.items in ("", plan.items) or plan.scope is None:
            continue
        match = match_in_books(books, line.items, plan.scope.category, plan.departments)
        for doubt in match.doubts if match is not None else ():
            if doubt.candidates:
                named = "、".join(item.name for item in doubt.candidates)
                yield ledger.finding("ledger.items-unclear", line, LEDGER.items, words=doubt.words, candidates=named)
            else:
                yield ledger.finding("ledger.items-off-list", line, LEDGER.items, words=doubt.words)
