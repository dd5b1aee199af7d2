"""How each drawn task stands: its record, and what was replaced since, out of archive and log."""

from __future__ import annotations

from collections import Counter
from itertools import chain
from pathlib import Path

from xlcheck.draws.codec import plain, typed
from xlcheck.draws.replacement.replace import drawn_task_of
from xlcheck.model import DrawnTask, DrawRequest, DropOut, XlcheckError
from xlcheck.steps.draw.archive import Archive, Event, identity_of, name_of

EVENT = "replacement"
REPLACED_NAME = "补抽记录.xlsx"


def replaced_folder(archive: Archive, request: DrawRequest, number: int) -> Path:
    """Where a replacement is kept: its record and the evidence."""
    return archive.folder(request.plan.task_no, request.attempt) / f"补抽{number}"


def replaced_path(archive: Archive, request: DrawRequest, number: int) -> Path:
    """Where the record of a replacement is issued, for print."""
    return archive.desk.draws / f"补抽记录-{name_of(request.plan.task_no, request.attempt)}-{number}.xlsx"


def drawn_tasks(archive: Archive) -> dict[str, DrawnTask]:
    """The valid draw of each drawn task with its replacements, by plan number.

    Raises :class:`XlcheckError` as :meth:`Archive.records`, and where the log tells of what cannot be.
    """
    return {
        task: drawn_task_of(record, logged(archive, task, record.request.attempt))
        for task, record in archive.records().items()
    }


def logged(archive: Archive, task: str, attempt: int) -> list[tuple[DropOut, str]]:
    """The drop_outs of a draw in their order, with the hashes of their lines; ``task`` is a plan number.

    Raises :class:`XlcheckError` ``log.broken`` where a line is of another form.
    """
    return [
        (_drop_out(archive, event), line_hash)
        for event, line_hash in archive.hashed_events()
        if (event["event"], event["task"], event["attempt"]) == (EVENT, task, attempt)
    ]


def event_of(drawn_task: DrawnTask) -> Event:
    """What the log tells of the last replacement of a task."""
    request, made = drawn_task.record.request, drawn_task.replacements[-1]
    return {
        "event": EVENT,
        "time": made.drop_out.at,
        **identity_of(request),
        "number": made.number,
        "withdrawal": plain(made.drop_out),
        "entered": made.entered.code if made.entered else "",
        "teams": {team.code: list(team.certs) for team in made.teams},
        "visits": visits_of(drawn_task),
    }


def visits_of(drawn_task: DrawnTask) -> dict[str, int]:
    """How many visits each certificate number has in a task, as its log tells it."""
    return dict(sorted(Counter(chain.from_iterable(v.team.certs for v in drawn_task.current)).items()))


def _drop_out(archive: Archive, event: Event) -> DropOut:
    try:
        drop_out = typed(DropOut, event["withdrawal"])
        assert isinstance(drop_out, DropOut)
    except (ValueError, TypeError, LookupError, AttributeError):
        where = f"{event['task_no']} 补抽"
        raise XlcheckError("log.broken", where=where, file=archive.log_path) from None
    return drop_out
