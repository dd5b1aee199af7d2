"""What every sheet of 全市汇总.xlsx is made of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from xlcheck.excel.write.list_sheet import Look
from xlcheck.model import CitySummary, CityTotals, Pack, ReportState
from xlcheck.schema.table import Table

YELLOW, RED = "#FFEB9C", "#FFC7CE"
_COLOURS = {
    ReportState.LATE: YELLOW,
    ReportState.WAITING: YELLOW,
    ReportState.REFUSED: RED,
    ReportState.OVERDUE: RED,
}


@dataclass(frozen=True, slots=True)
class Collected:
    """The packs of a year, their sums, and what is to be said of the collection."""

    totals: CityTotals
    summary: CitySummary
    notes: Sequence[str]

    @property
    def packs(self) -> list[Pack]:
        """The packs that count, in the order of the bureaus."""
        return [report.pack for report in self.totals.units if report.pack is not None]

    def title(self, table: Table) -> str:
        """Return the title of a table, with its year."""
        return table.title.format(year=self.totals.year)


def look_of(state: ReportState) -> Look:
    """Return how a bureau is set apart that has not reported in time, or not at all."""
    colour = _COLOURS.get(state)
    return {"bg_color": colour} if colour else {}
