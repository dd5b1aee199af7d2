"""重建: records that are lost are put back from copies on the desk, or computed again from log and freeze.

What is put back is the file that the log has the SHA-256 of. What is computed again must say what was logged of the
draw; it says of itself that it was rebuilt, and so does the log.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from xlcheck.draws.record.book import RecordBook
from xlcheck.excel.write.draw import write_record
from xlcheck.journal.disk import write_bytes
from xlcheck.journal.draw_events import Draw, Rebuild
from xlcheck.model import XlcheckError
from xlcheck.reading.folding import clean
from xlcheck.reading.who import gives_reason
from xlcheck.steps.correct.copies import files_in
from xlcheck.steps.desk.desk import Run
from xlcheck.steps.desk.files import bytes_digest, digest, set_aside
from xlcheck.steps.desk.lock import exclusive
from xlcheck.steps.desk.privacy import refuse_numbers
from xlcheck.steps.draw.archive import Archive
from xlcheck.steps.draw.clock import require_clock
from xlcheck.steps.draw.drawn_tasks import drawn_task
from xlcheck.steps.draw.kept_records import KeptRecord, digests_of, lost_records, recomputed
from xlcheck.steps.draw.web_page import page_path, write_page


@exclusive("放回记录")
def put_back(run: Run) -> list[KeptRecord]:
    """Write lost records of which the desk has a copy with the SHA-256 of the log, in 抽取/ or 上报/; returns these."""
    archive, draws = Archive(run.desk), run.desk.journal.draws()
    lost = lost_records(archive)
    contents = _contents(run, {known for one in lost for known in digests_of(archive, draws, one)}) if lost else {}
    back = []
    for one in lost:
        known = next((known for known in reversed(digests_of(archive, draws, one)) if known in contents), "")
        if known:
            _put(run, one, contents[known])
            back.append(one)
    _write_pages(run, archive, back)
    return back


def _contents(run: Run, wanted: set[str]) -> dict[str, bytes]:
    """Return by SHA-256 what is looked for, wherever it stands on the desk."""
    folders = (run.desk.draws, run.desk.archive, run.desk.outbox)
    files = (data for folder in folders if folder.is_dir() for _, data in files_in(folder))
    return {found: data for data in files if (found := bytes_digest(data)) in wanted}


def rebuildable(archive: Archive, lost: Sequence[KeptRecord]) -> list[tuple[KeptRecord, XlcheckError | None]]:
    """Say of each lost record whether it can be computed again; where it cannot, why."""
    return [(one, _trouble(archive, one)) for one in lost]


def _trouble(archive: Archive, one: KeptRecord) -> XlcheckError | None:
    try:
        _recomputed(archive, one, "", "")
    except XlcheckError as error:
        return XlcheckError("rebuild.frozen-lost", record=one.title) if error.code == "archive.missing" else error
    return None


@exclusive("重建记录")
def rebuild(run: Run, shown: Sequence[KeptRecord], reason: str) -> list[Rebuild]:
    """Compute again the lost records that were shown, mark them as rebuilt, and log it; returns what was logged.

    The log line names the SHA-256 before the file is put in place: a run that is killed leaves a record that is lost
    still. Raises :class:`XlcheckError`: ``rebuild.reason-missing``, ``rebuild.changed`` where one is not lost any more,
    ``draw.clock-behind``, and as :func:`.recomputed`; nothing is logged then.
    """
    if not gives_reason(reason):
        raise XlcheckError("rebuild.reason-missing")
    refuse_numbers(run, {"重建的理由": reason})
    require_clock(run)
    archive = Archive(run.desk)
    lost = {one.archived for one in lost_records(archive)}
    if not all(one.archived in lost for one in shown):
        raise XlcheckError("rebuild.changed")
    books = [(one, _recomputed(archive, one, run.stamp, clean(reason))) for one in shown]
    events = []
    for one, book in books:
        content = _written(book, practice=run.desk.practice)
        event = _event(archive, one, run.stamp, bytes_digest(content), clean(reason))
        run.desk.journal.add_draw_event(event)
        _put(run, one, content)
        events.append(event)
    _write_pages(run, archive, shown)
    return events


def _recomputed(archive: Archive, one: KeptRecord, time: str, reason: str) -> RecordBook:
    return recomputed(archive, archive.desk.journal.draws(), one, _event(archive, one, time, "", reason))


def _event(archive: Archive, one: KeptRecord, time: str, record: str, reason: str) -> Rebuild:
    named = one.draw.task, one.draw.task_no, one.draw.attempt
    return Rebuild(time, *named, file=archive.name_of(one.archived), record=record, reason=reason)


def _written(book: RecordBook, *, practice: bool) -> bytes:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "记录.xlsx"
        write_record(path, book, practice=practice)
        return path.read_bytes()


def _put(run: Run, one: KeptRecord, content: bytes) -> None:
    """Write a record where it is archived and issued; another file that stands there is set aside."""
    for path in one.paths:
        if not path.is_file() or digest(path) != bytes_digest(content):
            set_aside(path, run.now)
            write_bytes(path, content)


def _write_pages(run: Run, archive: Archive, records: Sequence[KeptRecord]) -> None:
    """Write the pages of the draws whose records are there again, where none stands."""
    for draw in _draws_of(run, records):
        if not archive.is_lost(draw):
            with suppress(XlcheckError):  # what is wrong with a record or the log is for a verification to tell
                task = drawn_task(archive, draw)
                if not page_path(archive, task.record.request).exists():
                    write_page(run, archive, task)


def _draws_of(run: Run, records: Sequence[KeptRecord]) -> Iterator[Draw]:
    marks = {one.draw.mark for one in records}
    return (draw for draw in run.desk.journal.draws().of_kind(Draw) if draw.mark in marks)
