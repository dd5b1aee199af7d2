"""核验: recompute a draw from its record alone; on a desk, also the log and the archive."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from xlcheck.draws.record.blocks import flatten
from xlcheck.draws.record.cells import Grid
from xlcheck.draws.record.printed import SHEET as PAGE
from xlcheck.draws.record.printed import print_content
from xlcheck.draws.record.record import grids, grids_of, record_from
from xlcheck.draws.replacement.printed import SHEET as REPLACED_PAGE
from xlcheck.draws.replacement.sheet import SHEET as REPLACED_DATA
from xlcheck.draws.verification.draw import is_record, verify
from xlcheck.draws.verification.replacement import (
    drawn_task_from,
    replacement_grids,
    replacement_page,
    verify_replacement,
)
from xlcheck.excel.appearance.disguises import disguises
from xlcheck.excel.read.other_formats import is_foreign
from xlcheck.excel.read.workbook import read_cells
from xlcheck.excel.write.draw import write_record
from xlcheck.journal import mail_events, publication_events
from xlcheck.journal.chain import Repair
from xlcheck.journal.disk import read_chain
from xlcheck.messages import error_text
from xlcheck.model import Difference, Finding, PrintCell, XlcheckError
from xlcheck.steps.desk.desk import Desk, Run
from xlcheck.steps.draw.archive import Archive
from xlcheck.steps.verify.archive import audit
from xlcheck.steps.verify.formulas import formulas_beside
from xlcheck.steps.verify.issued import Sheets, issued_paths


@dataclass(frozen=True, slots=True)
class VerifyResult:
    """One record or log: what differs in it; where nothing does, what hides or disguises its content; its repairs."""

    path: Path
    differences: tuple[Difference, ...]
    disguises: tuple[Finding, ...] = ()
    repairs: tuple[Repair, ...] = ()

    @property
    def sound(self) -> bool:
        """Whether there is nothing to say of it."""
        return not (self.differences or self.disguises)


def verify_record(path: Path) -> VerifyResult:
    """Recompute one 抽取记录 or 补抽记录.

    Raises :class:`XlcheckError` where it is no readable workbook, or none of these records.
    """
    sheets = read_cells(path)
    if not is_record(sheets):
        raise XlcheckError("verify.no-record", book=path.name)
    if is_foreign(path):
        raise XlcheckError("verify.old-format", book=path.name)
    recompute = verify_replacement if _is_replacement(sheets) else verify
    differences = recompute(sheets, formulas_beside(sheets))
    return VerifyResult(path, differences, () if differences else _disguises(path, sheets))


def _is_replacement(sheets: Sheets) -> bool:
    return REPLACED_PAGE in sheets or REPLACED_DATA in sheets


def _disguises(path: Path, sheets: Sheets) -> tuple[Finding, ...]:
    """Return what in the look of a record differs from a new one of the same, sound content."""
    with TemporaryDirectory() as folder:
        fresh = Path(folder) / "记录.xlsx"
        write_record(fresh, *_laid_out(sheets))
        return disguises(path, fresh)


def _laid_out(sheets: Sheets) -> tuple[str, tuple[PrintCell, ...], dict[str, Grid]]:
    """Return name and cells of the page, and the data sheets, of the record that a workbook holds."""
    if _is_replacement(sheets):
        drawn_task = drawn_task_from(sheets)
        return REPLACED_PAGE, replacement_page(drawn_task), replacement_grids(drawn_task)
    record = record_from(grids_of(sheets))
    return PAGE, flatten(print_content(record)), grids(record)


def verify_desk(run: Run) -> list[VerifyResult]:
    """Verify every record of the desk, and whether log, archive and records tell one story.

    Raises :class:`XlcheckError` ``log.missing`` where there is neither a log nor a record nor an archived draw.
    """
    archive, paths = Archive(run.desk), issued_paths(run.desk)
    if not (paths or run.desk.journal.draw_log.exists() or any(run.desk.archive.glob("*/"))):
        raise XlcheckError("log.missing", file=run.desk.journal.draw_log)
    results = [_verified(run, path) for path in paths]
    return [*_verified_logs(run.desk, archive), *results]


def _verified_logs(desk: Desk, archive: Archive) -> Iterator[VerifyResult]:
    """Verify 抽取日志 against the archive; of the other logs those of which there is something to say."""
    yield VerifyResult(desk.journal.draw_log, audit(archive), repairs=read_chain(desk.journal.draw_log).repairs)
    for name, log, first_break in (
        ("公示日志", desk.journal.publication_log, publication_events.first_break),
        ("发件日志", desk.journal.mail_log, mail_events.first_break),
    ):
        chain = read_chain(log, damaged=True)
        broken = first_break(chain)
        if broken is not None:
            yield VerifyResult(log, (Difference(f"{name}第 {broken.number} 行", broken.found, broken.expected),))
        elif chain.repairs:
            yield VerifyResult(log, (), repairs=chain.repairs)


def _verified(run: Run, path: Path) -> VerifyResult:
    run.say(f"核验《{path.name}》")
    try:
        return verify_record(path)
    except XlcheckError as error:  # one that cannot be read must not keep the others from being verified
        return VerifyResult(path, (Difference("工作簿", error_text(error), "可以读取"),))
