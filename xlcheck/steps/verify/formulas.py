"""What the layout of a record adds to its data: the formulas beside the tickets."""

from __future__ import annotations

from collections.abc import Mapping

from xlcheck.draws.record.record import Cells, grids
from xlcheck.draws.verification.draw import Beside
from xlcheck.excel.write.ticket_formulas import formula_cells
from xlcheck.model import DrawRecord
from xlcheck.schema.outputs.draw import TICKETS


def formulas_beside(read: Mapping[str, Cells]) -> Beside:
    """Return the formulas that must stand beside the tickets in a workbook that was ``read``."""

    def beside(record: DrawRecord) -> Mapping[str, Cells]:
        sheet = TICKETS.sheet
        return {sheet: formula_cells(grids(record)[sheet], read.get(sheet, {}))}

    return beside
