"""核验补抽: whether log, archive and 补抽记录 tell one story, and whether it follows from the draw."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

from xlcheck.draws.replacement.replace import drawn_task_of
from xlcheck.draws.verification.replacement import compare_replacement
from xlcheck.excel.read.workbook import read_cells
from xlcheck.journal.draw_events import Draw, Replaced, to_json
from xlcheck.journal.draw_state import DrawState
from xlcheck.messages import error_text
from xlcheck.model import Difference, DrawnTask, DrawRecord, XlcheckError
from xlcheck.steps.draw.archive import RECORD_NAME, Archive, read_record
from xlcheck.steps.draw.drawn_tasks import REPLACED_NAME, drop_outs, event_of, paths_of, replaced_folder, replaced_path
from xlcheck.steps.verify.files import EXPECTED, MISSING, named, of_file
from xlcheck.steps.verify.formulas import formulas_beside
from xlcheck.steps.verify.issued import Sheets


def audit_replacements(archive: Archive, draws: DrawState, issued: Mapping[Path, Sheets]) -> Iterator[Difference]:
    """Yield what does not fit of the replacements.

    Each logged one must follow from the archived record of its draw and those before it; its evidence has the SHA-256
    that was logged; its record, archived and issued, says cell by cell what the log says.
    """
    for draw in draws.of_kind(Draw):
        events = [event for event, _ in draws.of_draw(Replaced, *draw.mark)]
        record = _record_of(archive, draw) if events else None
        if record is None:
            continue  # one that cannot be read is a difference already
        yield from _of_draw(archive, record, events, issued)
    for stray in stray_replacements(archive, draws, issued):
        yield Difference(named(archive, stray), "抽取日志中没有这次补抽", "抽取日志中应有记载")


def stray_replacements(archive: Archive, draws: DrawState, issued: Collection[Path]) -> list[Path]:
    """Return the records of replacements, archived or issued, that neither the log nor a repair of it names."""
    events = (logged.event for logged in draws.events if isinstance(logged.event, Replaced))
    paths = {path for event in events for path in paths_of(archive, event)}
    folders = {p.parent for p in archive.desk.archive.glob(f"*/第*次/补抽*/{REPLACED_NAME}")}
    return [p for p in sorted((folders | {*issued}) - paths) if named(archive, p) not in draws.chain.unlogged]


def _of_draw(
    archive: Archive, record: DrawRecord, events: list[Replaced], issued: Mapping[Path, Sheets]
) -> Iterator[Difference]:
    """Compare the replacements of one draw, up to the first that cannot follow from those before."""
    for number, event in enumerate(events, start=1):
        try:
            drawn_task = drawn_task_of(record, drop_outs(archive, event.task, event.attempt)[:number])
        except XlcheckError as error:
            yield Difference(f"抽取日志 {event.task_no} 第 {number} 次补抽", error_text(error), "能够补抽")
            return
        yield from _of_one(archive, event, drawn_task, issued)


def _record_of(archive: Archive, draw: Draw) -> DrawRecord | None:
    try:
        return read_record(archive.folder(draw.task_no, draw.attempt) / RECORD_NAME)
    except (XlcheckError, OSError):
        return None


def _of_one(
    archive: Archive, event: Replaced, drawn_task: DrawnTask, issued: Mapping[Path, Sheets]
) -> Iterator[Difference]:
    """Compare the last replacement of a drawn task with its event, its evidence and its records."""
    request, number = drawn_task.record.request, drawn_task.replacements[-1].number
    entry = to_json(event)
    for key, expected in to_json(event_of(drawn_task)).items():
        if entry.get(key) != expected:
            where = f"抽取日志 {event.task_no} 第 {number} 次补抽 {key}"
            yield Difference(where, str(entry.get(key)), str(expected))
    folder, path = replaced_folder(archive, request, number), replaced_path(archive, request, number)
    for line in drawn_task.replacements[-1].drop_out.evidence:
        name, _, expected = line.partition(" ")
        yield from of_file(archive, folder / name, expected)
    archived_path = folder / REPLACED_NAME
    yield from _of_record(archive, archived_path, _read(archived_path), drawn_task)
    if path in issued or not path.is_file():  # one that cannot be read is a difference already
        yield from _of_record(archive, path, issued.get(path), drawn_task)


def _read(path: Path) -> Sheets | None:
    """Read the cells of a workbook; none where it cannot be read, ``None`` where there is no file."""
    if not path.is_file():
        return None
    try:
        return read_cells(path)
    except XlcheckError:
        return {}


def _of_record(archive: Archive, path: Path, sheets: Sheets | None, drawn_task: DrawnTask) -> Iterator[Difference]:
    if sheets is None:
        yield Difference(named(archive, path), MISSING, EXPECTED)
        return
    for difference in compare_replacement(sheets, drawn_task, formulas_beside(sheets))[:1]:
        yield Difference(f"{named(archive, path)} {difference.where}", difference.found, difference.expected)
