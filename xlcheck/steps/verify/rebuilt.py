"""核验重建: records that were lost and computed again, held against what they follow from; what is lost for good."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from xlcheck.draws.record.rebuilt import rebuilt_in_words, rebuilt_mark
from xlcheck.draws.verification.draw import differences
from xlcheck.excel.read.workbook import read_cells
from xlcheck.journal.chronology import restored_lines
from xlcheck.journal.draw_events import Draw, Freeze, Rebuild
from xlcheck.journal.draw_state import DrawState
from xlcheck.journal.rebuilds import rebuild_with
from xlcheck.messages import error_text
from xlcheck.model import Difference, DrawRecord, XlcheckError
from xlcheck.steps.desk.files import digest
from xlcheck.steps.desk.known import FROZEN_NAME
from xlcheck.steps.draw.archive import RECORD_NAME, Archive
from xlcheck.steps.draw.kept_records import KeptRecord, kept_records, recomputed
from xlcheck.steps.verify.files import MISSING, named
from xlcheck.steps.verify.formulas import formulas_beside

LOST = f"{MISSING}，请在“更正”里选“抽取记录丢失”，放回或者重建"
"""What is said of a record that is not there."""


def of_record_file(archive: Archive, draws: DrawState, draw: Draw, path: Path) -> Iterator[Difference]:
    """Yield the difference where a record of a draw is missing, or is neither the logged one nor one rebuilt."""
    if not path.is_file():
        yield Difference(named(archive, path), LOST, draw.record)
        return
    actual = digest(path)
    if actual != draw.record and rebuild_with(draws, draw.mark, actual) is None:
        yield Difference(named(archive, path), actual, draw.record)


def of_mark(draws: DrawState, draw: Draw, record: DrawRecord) -> Iterator[Difference]:
    """Compare what a record says of its having been rebuilt with what is logged of that."""
    printed = rebuilt_mark(record)
    logged = [rebuilt_in_words(e.time, e.reason, draw.record) for e, _ in draws.of_draw(Rebuild, *draw.mark)]
    if printed and printed not in logged:
        yield Difference(f"抽取日志 {draw.task_no} 重建", logged[-1] if logged else MISSING, printed)


def audit_rebuilt(archive: Archive, draws: DrawState) -> Iterator[Difference]:
    """Compute each rebuilt record of a draw once more: it must say what follows from log and freeze, cell by cell.

    The records of replacements are compared so wherever they come from.
    """
    for one in kept_records(archive, draws):
        if one.replacement is None and one.archived.is_file():
            event = rebuild_with(draws, one.draw.mark, digest(one.archived))
            if event is not None:
                yield from _of_rebuilt(archive, draws, one, event)


def _of_rebuilt(archive: Archive, draws: DrawState, one: KeptRecord, event: Rebuild) -> Iterator[Difference]:
    try:
        sheets, book = read_cells(one.archived), recomputed(archive, draws, one, event)
    except XlcheckError as error:
        if error.code not in ("archive.missing", "archive.changed"):  # these are told of with the freeze
            yield Difference(f"{named(archive, one.archived)} 重建", error_text(error), "依冻结存档和抽取日志重算相符")
        return
    for wrong in differences(sheets, book, formulas_beside(sheets))[:1]:
        yield Difference(f"{named(archive, one.archived)} 重建 {wrong.where}", wrong.found, wrong.expected)


def is_lost_for_good(archive: Archive, draws: DrawState, draw: Draw) -> bool:
    """Say whether neither the record of a draw nor what was frozen came back with its line, and it was drawn again.

    Nobody can compute it then; the record of the later draw prints its list, and the verification tells of it.
    """
    folder = archive.folder(draw.task_no, draw.attempt)
    if (folder / FROZEN_NAME).is_file() or (folder / RECORD_NAME).is_file():
        return False
    number = next(logged.number for logged in draws.events if logged.event is draw)
    came_back = any(number in back.lines for back in restored_lines(draws.chain))
    is_drawn_again = any(freeze.attempt > draw.attempt for freeze in draws.of_kind(Freeze) if freeze.task == draw.task)
    return came_back and is_drawn_again


def notes_of_records(archive: Archive, draws: DrawState) -> Iterator[str]:
    """Yield a sentence for each record that was rebuilt, and for each that is lost for good."""
    for event in draws.of_kind(Rebuild):
        yield f"{event.file} 是 {event.time} 重建的，原来的文件遗失。理由：{event.reason}"
    for draw in draws.of_kind(Draw):
        if is_lost_for_good(archive, draws, draw):
            what = f"{draw.task_no} 第 {draw.attempt} 次抽取的记录和冻结存档都已遗失"
            yield f"{what}，日志由留存的副本恢复，只凭日志不能重算；这个任务已另行抽取"
