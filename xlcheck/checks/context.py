"""What every rule is given: the year's books and the plan's rows, read once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from xlcheck.model import DrawnVisit, Finding, ItemMatch, ListedItem, PlanRow, Settings, YearVisit
from xlcheck.reading.items import inspected_items, task_items
from xlcheck.reading.numbering import TaskNumbers
from xlcheck.reading.plan import plan_rows, round_of
from xlcheck.reading.tables import YearBooks
from xlcheck.reading.visits import year_visits
from xlcheck.schema.inputs import ENTITIES
from xlcheck.schema.table import Column


@dataclass(frozen=True, slots=True)
class Context:
    """The books of a year; ``rows`` are the plan's tasks, ``unreadable`` what their expressions gave.

    ``before`` are the numbers of last year's plan, where this year's has none to show their form. ``items`` are what
    抽查事项 means by the list, by the row of the plan; nothing of a task that cannot be held against the list.
    ``inspected`` are the items that its tasks inspect; ``visits``
    the inspections of the year by the code of the entity.
    """

    books: YearBooks
    rows: tuple[PlanRow, ...]
    unreadable: tuple[Finding, ...]
    before: tuple[TaskNumbers, ...] = ()
    items: Mapping[int, ItemMatch] = field(default_factory=dict)
    inspected: Mapping[int, tuple[ListedItem, ...]] = field(default_factory=dict)
    visits: Mapping[str, tuple[YearVisit, ...]] = field(default_factory=dict)

    @property
    def settings(self) -> Settings:
        """What the bureau has set."""
        return self.books.settings

    def tell(self, code: str, row: PlanRow, column: Column, proposal: str = "", **params: object) -> Finding:
        """Make a finding about a cell of the plan."""
        assert self.books.plan is not None
        return self.books.plan.finding(code, row.row, column, proposal, **params)

    def name_of(self, code: str) -> str:
        """Return the name of an entity in the registry; its code where it has none."""
        entities = self.books.entities
        rows = entities.rows(ENTITIES.name, where=entities[ENTITIES.code] == code) if entities is not None else ()
        return next((name for _, name in rows if name), code)

    def row_in_words(self, row: PlanRow) -> str:
        """Name a row of the plan as a sentence does."""
        assert self.books.plan is not None
        return self.books.plan.row_in_words(row.row)

    def rounds(self) -> dict[str, list[PlanRow]]:
        """Return the tasks of each 批次 that can be told from their windows."""
        by_round: dict[str, list[PlanRow]] = {}
        for row in self.rows:
            if name := round_of(row, self.settings):
                by_round.setdefault(name, []).append(row)
        return by_round


def context_of(books: YearBooks, before: Sequence[TaskNumbers] = (), drawn: Sequence[DrawnVisit] = ()) -> Context:
    """Read the plan's expressions, if there is a plan, and count inspections: those of 其他检查 and the ``drawn``."""
    rows, unreadable = plan_rows(books.plan, books.settings) if books.plan is not None else ((), ())
    matches = {row.row: match for row in rows if (match := task_items(books, row)) is not None}
    inspected = {row.row: inspected_items(books, row) for row in rows if row.row in matches}
    return Context(books, rows, unreadable, tuple(before), matches, inspected, year_visits(books, drawn))
