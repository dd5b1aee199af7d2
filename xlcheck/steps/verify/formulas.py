"""What the layout of a record adds to its data: the formulas beside the tickets."""

from __future__ import annotations

from collections.abc import Mapping

from xlcheck.draws.record.book import RecordBook
from xlcheck.draws.record.cells import CellTexts
from xlcheck.draws.verification.draw import Beside
from xlcheck.excel.write.ticket_formulas import formula_cells
from xlcheck.schema.outputs.draw import TICKETS


def formulas_beside(read: Mapping[str, CellTexts]) -> Beside:
    """Return the formulas that must stand beside the tickets in a workbook that was ``read``."""

    def beside(book: RecordBook) -> Mapping[str, CellTexts]:
        sheet = TICKETS.sheet
        return {sheet: formula_cells(book.grids[sheet], read.get(sheet, {}))}

    return beside
