"""How often each entity was inspected, by draws and otherwise, held against the caps of 抽查策略 and of the items."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from xlcheck.checks.context import Context
from xlcheck.model import Finding, YearVisit
from xlcheck.reading.tables import TypedTable
from xlcheck.reading.visits import broken_span, has_windows, item_caps, listed
from xlcheck.schema.inputs import ENTITIES, OTHERS
from xlcheck.schema.table import Column

Spot = tuple[TypedTable, int, Column]
"""A cell."""


def yearly_caps_are_kept(context: Context) -> Iterator[Finding]:
    """Require no entity to be inspected more often in the year than 每户年度检查上限."""
    cap = context.settings.policy.inspection_cap
    spots = _spots(context) if cap is not None else {}
    for code, visits in context.visits.items():
        if cap is not None and len(visits) > cap and code in spots:
            table, row, column = spots[code]
            name, told = context.name_of(code), listed(visits)
            yield table.finding("others.over-cap", row, column, name=name, count=len(visits), visits=told, cap=cap)


def windows_are_kept(context: Context) -> Iterator[Finding]:
    """Require no entity to be inspected more often in a day, a week, a month or sixty days than 抽查策略 allows."""
    policy = context.settings.policy
    if not has_windows(policy):
        return
    spots = _spots(context)
    for code, visits in context.visits.items():
        broken = broken_span(policy, visits)
        if broken and code in spots:
            span, cap, within = broken
            table, row, column = spots[code]
            count = max(len(within), within[0].marks if len(within) == 1 else 0)
            name, told = context.name_of(code), listed(within)
            yield table.finding(
                "others.over-window", row, column, name=name, span=span, count=count, visits=told, cap=cap
            )


def item_caps_are_kept(context: Context) -> Iterator[Finding]:
    """Require no item to be inspected more often at one entity than its 年度检查频次上限."""
    caps = item_caps(context.books.items)
    spots = _spots(context) if caps else {}
    for code, visits in context.visits.items():
        for item, (name, cap) in caps.items():
            of_item = [one for one in visits if item in one.items]
            if len(of_item) > cap and code in spots:
                yield _over_item(context, spots[code], code, name, cap, of_item)


def _over_item(context: Context, spot: Spot, code: str, item: str, cap: int, visits: Sequence[YearVisit]) -> Finding:
    table, row, column = spot
    name, told = context.name_of(code), listed(visits)
    return table.finding("others.over-item", row, column, name=name, item=item, count=len(visits), visits=told, cap=cap)


def _spots(context: Context) -> dict[str, Spot]:
    """Return the cell at which is told that an entity is inspected too often: of its last row, else of the registry."""
    spots: dict[str, Spot] = {}
    for table, column in ((context.books.entities, ENTITIES.code), (context.books.others, OTHERS.code)):
        if table is not None:
            spots |= {code: (table, int(row), column) for row, code in table.rows(column) if code}
    return spots
