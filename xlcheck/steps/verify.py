"""核验: recompute a draw from its record alone; on a desk, also the log and the archive."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from xlcheck.draws.replaced_page import SHEET as REPLACED_PAGE
from xlcheck.draws.replaced_verify import verify_replacement
from xlcheck.draws.verify import verify
from xlcheck.excel.read import read_cells
from xlcheck.messages import error_text
from xlcheck.model import Difference, XlcheckError
from xlcheck.steps.archive import Archive
from xlcheck.steps.audit import audit
from xlcheck.steps.beside import formulas_beside
from xlcheck.steps.desk import Run
from xlcheck.steps.issued import issued_paths


@dataclass(frozen=True, slots=True)
class Verified:
    """One record and what differs in it."""

    path: Path
    differences: tuple[Difference, ...]


def verify_record(path: Path) -> Verified:
    """Recompute one 抽取记录 or 补抽记录; raises :class:`XlcheckError` where it is no readable workbook."""
    read = read_cells(path)
    recompute = verify_replacement if REPLACED_PAGE in read else verify
    return Verified(path, recompute(read, formulas_beside(read)))


def verify_desk(run: Run) -> list[Verified]:
    """Every record of the desk, and whether log, archive and records tell one story."""
    archive = Archive(run.desk)
    verified = [_verified(run, path) for path in issued_paths(run.desk)]
    return [Verified(archive.log_path, audit(archive)), *verified]


def _verified(run: Run, path: Path) -> Verified:
    run.say(f"核验《{path.name}》")
    try:
        return verify_record(path)
    except XlcheckError as error:  # one that cannot be read must not keep the others from being verified
        return Verified(path, (Difference("工作簿", error_text(error), "可以读取"),))
