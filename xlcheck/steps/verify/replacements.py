"""核验补抽: whether log, archive and 补抽记录 tell one story, and whether it follows from the draw."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from xlcheck.draws.record.rebuilt import as_drawn, marked_as_rebuilt, rebuilt_in_words
from xlcheck.draws.replacement import drawn_task_of
from xlcheck.draws.verification.replacement import compare_replacement
from xlcheck.excel.read.workbook import read_cells
from xlcheck.journal.draw_events import Draw, Replace, to_json
from xlcheck.journal.draw_state import DrawState
from xlcheck.journal.rebuilds import rebuild_with
from xlcheck.messages import error_text
from xlcheck.model import Difference, DrawnTask, DrawRecord, XlcheckError
from xlcheck.steps.desk.files import digest
from xlcheck.steps.draw.archive import RECORD_NAME, Archive, read_record
from xlcheck.steps.draw.drawn_tasks import REPLACED_NAME, event_of, paths_of
from xlcheck.steps.verify.files import EXPECTED, named, of_file, of_strays
from xlcheck.steps.verify.formulas import formulas_beside
from xlcheck.steps.verify.issued_records import Sheets
from xlcheck.steps.verify.lost import evidence, is_lost
from xlcheck.steps.verify.rebuilt import LOST


def audit_replacements(archive: Archive, draws: DrawState, issued: Mapping[Path, Sheets]) -> Iterator[Difference]:
    """Yield what does not fit of the replacements.

    Each logged one must follow from the archived record of its draw and those before it; its evidence has the SHA-256
    that was logged; its record, archived and issued, says cell by cell what the log says.
    """
    for draw in draws.of_kind(Draw):
        logged = list(draws.of_draw(Replace, *draw.mark))
        record = _record_of(archive, draw) if logged else None
        if record is None:
            continue  # one that cannot be read is a difference already
        yield from _of_draw(record, logged, lambda event, task: _of_archived(archive, draws, event, task, issued))
    for number, path, expected in evidence(archive, draws):
        if not is_lost(draws, number, path):
            yield from of_file(archive, path, expected)
    strays = stray_replacements(archive, draws, issued)
    yield from of_strays(archive, strays, "抽取日志中没有这次补抽", "抽取日志中应有记载")


def audit_issued(
    archive: Archive, draws: DrawState, records: Mapping[Path, DrawRecord], issued: Mapping[Path, Sheets]
) -> Iterator[Difference]:
    """Yield what does not fit of the replacements where the archived records are not at hand, only the issued ones."""
    for draw in draws.of_kind(Draw):
        record = records.get(archive.record_path(draw.task_no, draw.attempt))
        logged = list(draws.of_draw(Replace, *draw.mark))
        if record is not None:
            yield from _of_draw(
                as_drawn(record), logged, lambda event, task: _of_issued(archive, draws, event, task, issued)
            )


def stray_replacements(archive: Archive, draws: DrawState, issued: Collection[Path]) -> list[Path]:
    """Return the records of replacements, archived or issued, that neither the log nor a repair of it names."""
    events = (logged.event for logged in draws.events if isinstance(logged.event, Replace))
    paths = {path for event in events for path in paths_of(archive, event)}
    folders = {p.parent for p in archive.desk.archive.glob(f"*/第*次/补抽*/{REPLACED_NAME}")}
    return [p for p in sorted((folders | {*issued}) - paths) if named(archive, p) not in draws.chain.unlogged]


def _of_draw(
    record: DrawRecord,
    logged: Sequence[tuple[Replace, str]],
    of_one: Callable[[Replace, DrawnTask], Iterator[Difference]],
) -> Iterator[Difference]:
    """Compare the replacements of one draw, up to the first that cannot follow from those before.

    Each is given with the hash of its line; ``of_one`` compares its files.
    """
    for number, (event, _) in enumerate(logged, start=1):
        try:
            drawn_task = drawn_task_of(record, [(e.drop_out, line_hash) for e, line_hash in logged[:number]])
        except XlcheckError as error:
            yield Difference(f"抽取日志 {event.task_no} 第 {number} 次补抽", error_text(error), "能够补抽")
            return
        yield from _of_event(event, drawn_task)
        yield from of_one(event, drawn_task)


def _record_of(archive: Archive, draw: Draw) -> DrawRecord | None:
    try:
        return as_drawn(read_record(archive.folder(draw.task_no, draw.attempt) / RECORD_NAME))
    except (XlcheckError, OSError):
        return None


def _of_event(event: Replace, drawn_task: DrawnTask) -> Iterator[Difference]:
    """Compare the last replacement of a drawn task with its event."""
    entry = to_json(event)
    for key, expected in to_json(event_of(drawn_task)).items():
        if entry.get(key) != expected:
            where = f"抽取日志 {event.task_no} 第 {drawn_task.replacements[-1].number} 次补抽 {key}"
            yield Difference(where, str(entry.get(key)), str(expected))


def _of_archived(
    archive: Archive, draws: DrawState, event: Replace, drawn_task: DrawnTask, issued: Mapping[Path, Sheets]
) -> Iterator[Difference]:
    """Compare both records of the last replacement of a drawn task."""
    folder, _ = paths_of(archive, event)
    archived_path = folder / REPLACED_NAME
    task = _as_written(archive, draws, event, archived_path, drawn_task)
    yield from _of_record(archive, archived_path, _cells_of(archived_path), task)
    yield from _of_issued(archive, draws, event, drawn_task, issued)


def _of_issued(
    archive: Archive, draws: DrawState, event: Replace, drawn_task: DrawnTask, issued: Mapping[Path, Sheets]
) -> Iterator[Difference]:
    """Compare the issued record of the last replacement of a drawn task."""
    _, path = paths_of(archive, event)
    if path in issued or not path.is_file():  # one that cannot be read is a difference already
        task = _as_written(archive, draws, event, path, drawn_task)
        yield from _of_record(archive, path, issued.get(path), task)


def _as_written(archive: Archive, draws: DrawState, event: Replace, path: Path, drawn_task: DrawnTask) -> DrawnTask:
    """Return a task as the record of its last replacement in a file has it, which says so where it was rebuilt."""
    folder, _ = paths_of(archive, event)
    rebuilt = rebuild_with(draws, event.mark, digest(path)) if path.is_file() else None
    if rebuilt is None or rebuilt.file != archive.name_of(folder / REPLACED_NAME):
        return drawn_task
    sentence = rebuilt_in_words(rebuilt.time, rebuilt.reason, "")
    return replace(drawn_task, record=marked_as_rebuilt(drawn_task.record, sentence))


def _cells_of(path: Path) -> Sheets | None:
    """Read the cells of a workbook; none where it cannot be read, ``None`` where there is no file."""
    if not path.is_file():
        return None
    try:
        return read_cells(path)
    except XlcheckError:
        return {}


def _of_record(archive: Archive, path: Path, sheets: Sheets | None, drawn_task: DrawnTask) -> Iterator[Difference]:
    if sheets is None:
        yield Difference(named(archive, path), LOST, EXPECTED)
        return
    for difference in compare_replacement(sheets, drawn_task, formulas_beside(sheets))[:1]:
        yield Difference(f"{named(archive, path)} {difference.where}", difference.found, difference.expected)
