"""全市汇总.xlsx: a page that answers, who has reported, sums, the tasks and lines of all bureaus, what was refused."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from xlcheck.excel.write.collect.collected import Collected
from xlcheck.excel.write.collect.overview import add_overview
from xlcheck.excel.write.collect.rows import add_rows, add_tasks
from xlcheck.excel.write.collect.sums import add_by_category, add_by_unit, add_unit_values, add_values
from xlcheck.excel.write.collect.troubles import add_troubles
from xlcheck.excel.write.collect.units import add_units
from xlcheck.excel.write.table import OutputBook
from xlcheck.model import CitySummary, CityTotals

SHEETS: tuple[Callable[[OutputBook, Collected], None], ...] = (
    add_overview,
    add_units,
    add_by_unit,
    add_by_category,
    add_values,
    add_unit_values,
    add_tasks,
    add_rows,
    add_troubles,
)
"""The sheets of the workbook in their order, each by what adds it."""


def write_collection(path: Path, totals: CityTotals, summary: CitySummary, notes: Sequence[str]) -> None:
    """Write the workbook; every count in it is a number, and its sums are those of its rows."""
    collected = Collected(totals, summary, tuple(notes))
    with OutputBook(path) as out:
        for add_sheet in SHEETS:
            add_sheet(out, collected)
