"""核验名录更新记录: each against its line of the log."""

from __future__ import annotations

from collections.abc import Iterator

from xlcheck.journal.draw_state import DrawState
from xlcheck.model import Difference
from xlcheck.schema.outputs.update import RECORD_NAME
from xlcheck.steps.draw.archive import Archive
from xlcheck.steps.verify.files import of_file


def audit_updates(archive: Archive, draws: DrawState) -> Iterator[Difference]:
    """Yield the records that are not as they were logged; one lost with a disk is told by the line 恢复."""
    for event in draws.updates:
        path = archive.desk.updates / event.folder / RECORD_NAME
        if path.is_file() or not any(event.time <= back.time for back in draws.restorations):
            yield from of_file(archive, path, event.record)
