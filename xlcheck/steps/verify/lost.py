"""What was lost with a disk for good: notices, sheets and evidence, which go to nobody; the log has their SHA-256."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from xlcheck.journal.chronology import restored_lines
from xlcheck.journal.desk_events import Postponement, SheetScan
from xlcheck.journal.draw_events import Abandon, Replace
from xlcheck.journal.draw_state import DrawState
from xlcheck.steps.draw.archive import PUT_OFF, Archive
from xlcheck.steps.draw.drawn_tasks import paths_of
from xlcheck.steps.draw.lodge import FOLDER
from xlcheck.steps.verify.files import named

LoggedFile = tuple[int, Path, str]
"""The number of the line that tells of a file, where it is kept, its SHA-256."""


def notices(archive: Archive, draws: DrawState) -> Iterator[LoggedFile]:
    """Yield the files that show what happened to an issue, and the signed dice sheets."""
    for number, event in zip(draws.desk_lines, draws.desk_events, strict=True):
        if isinstance(event, SheetScan):
            yield _logged(number, archive.desk.archive / FOLDER, event.file)
        elif isinstance(event, Postponement):
            yield _logged(number, archive.desk.archive / PUT_OFF, event.notice)
    for logged in draws.events:
        if logged.counts and isinstance(logged.event, Abandon) and logged.event.notice:
            folder = archive.folder(logged.event.task_no, logged.event.attempt)
            yield _logged(logged.number, folder, logged.event.notice)


def evidence(archive: Archive, draws: DrawState) -> Iterator[LoggedFile]:
    """Yield the evidence of the replacements."""
    for logged in draws.events:
        if logged.counts and isinstance(logged.event, Replace):
            folder, _ = paths_of(archive, logged.event)
            for line in logged.event.drop_out.evidence:
                name, _, expected = line.partition(" ")
                yield logged.number, folder / name, expected


def _logged(number: int, folder: Path, file: str) -> LoggedFile:
    name, _, expected = file.rpartition(" ")
    return number, folder / name, expected


def is_lost(draws: DrawState, number: int, path: Path) -> bool:
    """Say whether a file is not there, and the line that tells of it came back from a copy, which never has it."""
    return not path.is_file() and any(number in back.lines for back in restored_lines(draws.chain))


def lost_notes(archive: Archive, draws: DrawState) -> tuple[str, ...]:
    """Return the sentence that names what was lost; none where nothing was."""
    files = (*notices(archive, draws), *evidence(archive, draws))
    lost = [named(archive, path) for number, path, _ in files if is_lost(draws, number, path)]
    sentence = f"恢复以后没有的通知、扫描件、证据：{'、'.join(lost)}。有原来的文件的，请按这里的名称放回去"
    return (sentence,) if lost else ()
