"""核验: recompute a draw from its record alone; on a desk, also the log and the archive."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from xlcheck.draws.log import check_chain
from xlcheck.draws.record import Cells, grids
from xlcheck.draws.verify import verify
from xlcheck.excel.read import read_cells
from xlcheck.excel.ticket_formulas import formula_cells
from xlcheck.model import Difference, DrawRecord
from xlcheck.schema.outputs import TICKETS
from xlcheck.steps.archive import RECORD_NAME, Archive
from xlcheck.steps.desk import Run
from xlcheck.steps.files import digest


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
    """The log's chain, every archived file it speaks of, and every record of the desk."""
    archive = Archive(run.desk)
    broken = check_chain(archive.lines())
    if broken is not None:
        return [Verified(archive.log_path, (broken,))]
    results = [Verified(archive.log_path, tuple(_against_log(archive)))]
    for path in sorted(run.desk.draws.glob("抽取记录-*.xlsx")):
        run.say(f"核验《{path.name}》")
        results.append(verify_record(path))
    return results


def _against_log(archive: Archive) -> Iterator[Difference]:
    """Archived records have the SHA-256 that the log noted when they were written."""
    for event in archive.events():
        if event["event"] != "draw":
            continue
        path = archive.folder(event["task_no"], event["attempt"]) / RECORD_NAME
        if not path.exists():
            yield Difference(str(path), "没有这个文件", event["record"])
        elif digest(path) != event["record"]:
            yield Difference(str(path), digest(path), event["record"])
