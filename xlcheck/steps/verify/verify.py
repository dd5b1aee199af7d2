"""核验: recompute a draw from its record alone; on a desk, also the log and the archive."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from xlcheck.draws.formats import CURRENT
from xlcheck.draws.formats.one.replacement_printed import SHEET as REPLACED_PAGE
from xlcheck.draws.formats.one.replacement_sheet import SHEET as REPLACED_DATA
from xlcheck.draws.record.book import RecordBook
from xlcheck.draws.record.rebuilt import rebuilt_mark
from xlcheck.draws.verification.draw import book_of, is_record, record_of, verify
from xlcheck.draws.verification.replacement import drawn_task_from, replacement_book, verify_replacement
from xlcheck.excel.appearance.disguises import disguises
from xlcheck.excel.read.other_formats import is_foreign
from xlcheck.excel.read.workbook import read_cells
from xlcheck.excel.write.draw import write_record
from xlcheck.journal.chain import Repair
from xlcheck.journal.disk import read_chain
from xlcheck.journal.draw_state import DrawState
from xlcheck.messages import error_text
from xlcheck.model import Difference, Finding, XlcheckError
from xlcheck.steps.desk.copies import same_copies, say_same
from xlcheck.steps.desk.desk import Desk, Run
from xlcheck.steps.draw.archive import Archive
from xlcheck.steps.verify.archive import audit
from xlcheck.steps.verify.formulas import formulas_beside
from xlcheck.steps.verify.issued_records import Sheets, issued_paths
from xlcheck.steps.verify.log import MAILED, PUBLISHED
from xlcheck.steps.verify.log_notes import notes_of
from xlcheck.steps.verify.lost import lost_notes
from xlcheck.steps.verify.rebuilt import notes_of_records


@dataclass(frozen=True, slots=True)
class VerifyResult:
    """One record or log: what differs in it; where nothing does, what hides or disguises its content; its repairs.

    ``written`` says by which version and in which format it was written, where that is an older format; ``unchecked``
    what a paper alone cannot show; ``notes`` are what a sound log tells besides.
    """

    path: Path
    differences: tuple[Difference, ...]
    disguises: tuple[Finding, ...] = ()
    repairs: tuple[Repair, ...] = ()
    written: tuple[str, str] | None = None
    unchecked: str = ""
    notes: tuple[str, ...] = ()

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
    if differences:
        return VerifyResult(path, differences)
    said = rebuilt_mark(record_of(sheets))
    return VerifyResult(path, (), _disguises(path, sheets), written=_older(sheets), notes=(said,) if said else ())


def _older(sheets: Sheets) -> tuple[str, str] | None:
    """Return version and format of a record in an older format than that of new draws; ``None`` for one of today's."""
    record = record_of(sheets)
    return None if record.request.format == CURRENT.name else (record.version, record.request.format)


def _is_replacement(sheets: Sheets) -> bool:
    return REPLACED_PAGE in sheets or REPLACED_DATA in sheets


def _disguises(path: Path, sheets: Sheets) -> tuple[Finding, ...]:
    """Return what in the look of a record differs from a new one of the same, sound content."""
    with TemporaryDirectory() as folder:
        fresh = Path(folder) / "记录.xlsx"
        book = _book_of(sheets)
        write_record(fresh, book)
        return disguises(path, fresh, {book.page: book.printed})


def _book_of(sheets: Sheets) -> RecordBook:
    """Return the record that a workbook holds, laid out."""
    return replacement_book(drawn_task_from(sheets)) if _is_replacement(sheets) else book_of(record_of(sheets))


def verify_desk(run: Run) -> list[VerifyResult]:
    """Verify every record of the desk, and whether log, archive and records tell one story.

    Raises :class:`XlcheckError` ``log.missing`` where there is neither a log nor a record nor an archived draw.
    """
    archive, paths = Archive(run.desk), issued_paths(run.desk)
    if not (paths or run.desk.journal.draw_log.exists() or any(run.desk.archive.glob("*/"))):
        raise XlcheckError("log.missing", file=run.desk.journal.draw_log)
    copies = same_copies(run.desk)
    if copies:
        run.say(say_same(copies))
    results = [verify_file(path) for path in run.talk.each("核验《{}》", paths, lambda path: path.name)]
    return [*_verify_logs(run, archive), *results]


def _verify_logs(run: Run, archive: Archive) -> Iterator[VerifyResult]:
    """Verify 抽取日志 against the archive; of the other logs those of which there is something to say."""
    desk = run.desk
    draw_log = read_chain(desk.journal.draw_log)
    wrong = audit(archive, draw_log)
    notes = () if wrong else _notes(archive, desk.journal.draws(), run)
    yield VerifyResult(desk.journal.draw_log, wrong, repairs=draw_log.repairs, notes=notes)
    for kind, log in ((PUBLISHED, desk.journal.publication_log), (MAILED, desk.journal.mail_log)):
        chain = read_chain(log, damaged=True)
        broken = kind.broken(chain)
        notes = () if broken is not None or kind is not PUBLISHED else _retractions(desk)
        if broken is not None:
            yield VerifyResult(log, (broken,))
        elif chain.repairs or notes:
            yield VerifyResult(log, (), repairs=chain.repairs, notes=notes)


def _retractions(desk: Desk) -> tuple[str, ...]:
    """Return a sentence for each batch that was taken back: whether anybody had seen it no log can show."""
    return tuple(
        f"{one.day} 收回{one.batch}的 {one.rows} 户，理由：{one.reason}。是否确实没有上传过，日志不能证明。"
        for one in desk.journal.publications().retractions
    )


def _notes(archive: Archive, draws: DrawState, run: Run) -> tuple[str, ...]:
    return (*notes_of(draws, run.now), *lost_notes(archive, draws), *notes_of_records(archive, draws))


def verify_file(path: Path) -> VerifyResult:
    """Verify one record among others; that it cannot be read is a difference."""
    try:
        return verify_record(path)
    except XlcheckError as error:  # one that cannot be read must not keep the others from being verified
        return VerifyResult(path, (Difference("工作簿", error_text(error), "可以读取"),))
