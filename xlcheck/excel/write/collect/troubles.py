"""退回和说明: what was refused, and what else is to be said."""

from __future__ import annotations

from collections.abc import Iterator

from xlcheck.excel.write.collect.collected import Collected
from xlcheck.excel.write.list_sheet import add_list
from xlcheck.excel.write.table import OutputBook
from xlcheck.messages import level, problem, remedy
from xlcheck.model import CityTotals, Finding
from xlcheck.schema.outputs.collect import COLLECTED_TROUBLES
from xlcheck.schema.table import RowCells


def add_troubles(out: OutputBook, collected: Collected) -> None:
    """Add 退回和说明."""
    add_list(out, COLLECTED_TROUBLES, list(_troubles(collected.totals)), collected.title(COLLECTED_TROUBLES))


def _troubles(totals: CityTotals) -> Iterator[RowCells]:
    """Yield what was refused first, each with all its reasons; then what else is to be said."""
    for pack in totals.refused:
        yield from (_trouble(finding, pack.bureau) for finding in pack.findings)
    bureaus = {report.pack.source: report.unit.bureau for report in totals.units if report.pack}
    yield from (_trouble(finding, bureaus.get(finding.place.book, "")) for finding in totals.notes)


def _trouble(finding: Finding, bureau: str) -> RowCells:
    return {
        COLLECTED_TROUBLES.level: level(finding).value,
        COLLECTED_TROUBLES.source: finding.place.book,
        COLLECTED_TROUBLES.bureau: bureau,
        COLLECTED_TROUBLES.text: problem(finding),
        COLLECTED_TROUBLES.remedy: remedy(finding),
    }
