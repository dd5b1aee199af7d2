"""How each drawn task stands: its record, and what was replaced since, out of archive and log."""

from __future__ import annotations

from collections import Counter
from itertools import chain
from pathlib import Path

from xlcheck.draws.replacement import drawn_task_of
from xlcheck.journal.draw_events import Draw, Replace, identity_of
from xlcheck.messages import error_text
from xlcheck.model import DrawnTask, DrawRequest, DropOut
from xlcheck.steps.desk.desk import Run
from xlcheck.steps.draw.archive import Archive, name_of
from xlcheck.steps.draw.lodge import receipts_since

REPLACED_NAME = "补抽记录.xlsx"


def replaced_folder(archive: Archive, request: DrawRequest, number: int) -> Path:
    """Return where a replacement is kept: its record and the evidence."""
    return _paths(archive, request.plan.task_no, request.attempt, number)[0]


def replaced_path(archive: Archive, request: DrawRequest, number: int) -> Path:
    """Return where the record of a replacement is issued, for print."""
    return _paths(archive, request.plan.task_no, request.attempt, number)[1]


def paths_of(archive: Archive, event: Replace) -> tuple[Path, Path]:
    """Return where a replacement is kept, and where its record is issued, as its event says."""
    return _paths(archive, event.task_no, event.attempt, event.number)


def _paths(archive: Archive, task_no: str, attempt: int, number: int) -> tuple[Path, Path]:
    record_path = archive.desk.draws / f"补抽记录-{name_of(task_no, attempt)}-{number}.xlsx"
    return archive.folder(task_no, attempt) / f"补抽{number}", record_path


def drawn_tasks(archive: Archive) -> dict[str, DrawnTask]:
    """Return the valid draw of each drawn task with its replacements, by plan number, but of :meth:`Archive.lost` ones.

    Raises :class:`XlcheckError` as :meth:`Archive.records`.
    """
    return {draw.task: drawn_task(archive, draw) for draw in archive.last_draws() if not archive.is_lost(draw)}


def say_lost(run: Run) -> None:
    """Say of which drawn tasks the records are lost, so that nothing is done with them."""
    for trouble in Archive(run.desk).lost().values():
        run.say(error_text(trouble))


def require_record(archive: Archive, name: str) -> None:
    """Raise :class:`XlcheckError` ``archive.record-lost`` for a task, by either number, whose record is lost."""
    lost = archive.lost()
    for draw in archive.last_draws():
        if draw.task in lost and name in (draw.task, draw.task_no):
            raise lost[draw.task]


def drawn_task(archive: Archive, draw: Draw) -> DrawnTask:
    """Return a draw that counts with its replacements; raises as :meth:`Archive.record`."""
    record = archive.record(draw)
    receipts = receipts_since(archive.desk.journal.draws(), record.request)
    return drawn_task_of(record, drop_outs(archive, *draw.mark), receipts)


def drop_outs(archive: Archive, task: str, attempt: int) -> list[tuple[DropOut, str]]:
    """Return who dropped out of a draw, in order, with the hashes of their lines; ``task`` is a plan number."""
    events = archive.desk.journal.draws().of_draw(Replace, task, attempt)
    return [(event.drop_out, line_hash) for event, line_hash in events]


def event_of(drawn_task: DrawnTask) -> Replace:
    """Return the event that logs the last replacement of a task."""
    request, last = drawn_task.record.request, drawn_task.replacements[-1]
    return Replace(
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
