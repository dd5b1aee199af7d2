"""What ledgers say was inspected, held against 随机抽查事项清单 as it is now."""

from __future__ import annotations

from collections.abc import Sequence

from xlcheck.model import Finding, Settings
from xlcheck.reading.tables import YearBooks
from xlcheck.results.ledger.listed import items_are_listed, rewrites_items
from xlcheck.schema.inputs import ITEM_BOOK, ITEMS, PLAN, PLAN_BOOK
from xlcheck.steps.desk.desk import Run
from xlcheck.steps.ledger.visits import Part, read_if_whole


def off_the_list(run: Run, settings: Settings, parts: Sequence[Part]) -> tuple[Finding, ...]:
    """Return what was inspected outside the list, or cannot be told; where that cannot be read, nothing.

    The list is read only where somebody has written something else than the plan.
    """
    rewritten = [(task.record.request.plan, sheet) for task, sheet in parts]
    rewritten = [(plan, sheet) for plan, sheet in rewritten if rewrites_items(sheet, plan)]
    if not rewritten:
        return ()
    items, _ = read_if_whole(run, ITEM_BOOK, settings)
    plans, _ = read_if_whole(run, PLAN_BOOK, settings)
    books = YearBooks(settings, plan=plans.get(PLAN.key), items=items.get(ITEMS.key))
    return tuple(found for plan, sheet in rewritten for found in items_are_listed(sheet, plan, books))
