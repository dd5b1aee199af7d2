"""核验: recompute a draw from its record alone; on a desk, also the log and the archive."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from xlcheck.draws.record import Cells, grids
from xlcheck.draws.verify import verify
from xlcheck.excel.read import read_cells
from xlcheck.excel.ticket_formulas import formula_cells
from xlcheck.model import Difference, DrawRecord, XlcheckError
from xlcheck.schema.outputs import TICKETS
from xlcheck.steps.archive import Archive, read_record
from xlcheck.steps.audit import audit
from xlcheck.steps.desk import Run


@dataclass(frozen=True, slots=True)
class Verified:
    """One record and what differs in it."""

    path: Path
    differences: tuple[Difference, ...]


def verify_record(path: Path) -> Verified:
    """Recompute one 抽取记录 workbook; raises :class:`XlcheckError` where it is no readable workbook."""
    read = read_cells(path)

    def beside(record: DrawRecord) -> Mapping[str, Cells]:
        sheet = TICKETS.sheet
        return {sheet: formula_cells(grids(record)[sheet], read.get(sheet, {}))}

    return Verified(path, verify(read, beside))


def verify_desk(run: Run) -> list[Verified]:
    """Every record of the desk, and whether log, archive and records tell one story."""
    archive = Archive(run.desk)
    verified: list[Verified] = []
    issued: dict[Path, DrawRecord] = {}
    for path in sorted(run.desk.draws.glob("抽取记录-*.xlsx")):
        run.say(f"核验《{path.name}》")
        verified.append(verify_record(path))
        try:
            issued[path] = read_record(path)
        except XlcheckError:
            continue  # its own verification has said so
    return [Verified(archive.log_path, audit(archive, issued)), *verified]
