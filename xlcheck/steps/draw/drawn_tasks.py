"""How each drawn task stands: its record, and what was replaced since, out of archive and log."""

from __future__ import annotations

from collections import Counter
from itertools import chain
from pathlib import Path

from xlcheck.draws.replacement.replace import drawn_task_of
from xlcheck.journal.draw_events import Replaced, identity_of
from xlcheck.model import DrawnTask, DrawRequest, DropOut
from xlcheck.steps.draw.archive import Archive, name_of

REPLACED_NAME = "补抽记录.xlsx"


def replaced_folder(archive: Archive, request: DrawRequest, number: int) -> Path:
    """Return where a replacement is kept: its record and the evidence."""
    return archive.folder(request.plan.task_no, request.attempt) / f"补抽{number}"


def replaced_path(archive: Archive, request: DrawRequest, number: int) -> Path:
    """Return where the record of a replacement is issued, for print."""
    return archive.desk.draws / f"补抽记录-{name_of(request.plan.task_no, request.attempt)}-{number}.xlsx"


def paths_of(archive: Archive, event: Replaced) -> tuple[Path, Path]:
    """Return where a replacement is kept, and where its record is issued, as its event says."""
    issued = archive.desk.draws / f"补抽记录-{name_of(event.task_no, event.attempt)}-{event.number}.xlsx"
    return archive.folder(event.task_no, event.attempt) / f"补抽{event.number}", issued


def drawn_tasks(archive: Archive) -> dict[str, DrawnTask]:
    """Return the valid draw of each drawn task with its replacements, by plan number.

    Raises :class:`XlcheckError` as :meth:`Archive.records`.
    """
    return {
        task: drawn_task_of(record, drop_outs(archive, task, record.request.attempt))
        for task, record in archive.records().items()
    }


def drop_outs(archive: Archive, task: str, attempt: int) -> list[tuple[DropOut, str]]:
    """Return who dropped out of a draw, in order, with the hashes of their lines; ``task`` is a plan number."""
    events = archive.desk.journal.draws().of_draw(Replaced, task, attempt)
    return [(event.drop_out, line_hash) for event, line_hash in events]


def event_of(drawn_task: DrawnTask) -> Replaced:
    """Return the event that logs the last replacement of a task."""
    request, last = drawn_task.record.request, drawn_task.replacements[-1]
    return Replaced(
        last.drop_out.at,
        *identity_of(request),
        number=last.number,
        drop_out=last.drop_out,
        entered=last.entered.code if last.entered else "",
        teams={team.code: team.certs for team in last.teams},
        visits=visits_of(drawn_task),
    )


def visits_of(drawn_task: DrawnTask) -> dict[str, int]:
    """Count the visits of each certificate number in a task, as its log has them."""
    return dict(sorted(Counter(chain.from_iterable(v.team.certs for v in drawn_task.current)).items()))
