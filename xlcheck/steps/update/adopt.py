"""An updated registry takes the place of the old one, which goes to 旧版; then it is logged.

A run that is killed between the two is made up for by the next: a registry that stands in place as an update wrote it,
and of which the log knows nothing, was adopted.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from xlcheck.excel.read.workbook import check_not_open
from xlcheck.journal.desk_events import RegistryUpdate
from xlcheck.model import XlcheckError
from xlcheck.schema.formats import UPDATE_FORMAT
from xlcheck.steps.desk.desk import Desk, Run
from xlcheck.steps.desk.files import digest, put_in_place
from xlcheck.steps.desk.lock import exclusive
from xlcheck.steps.update.write import FACTS_NAME, WrittenUpdate

_LOGGED = ("book", "record", "source", "source_digest", "before", "after", "counts", "by")


@exclusive("更新名录")
def adopt_update(run: Run, update: WrittenUpdate) -> Path | None:
    """Put an updated registry in place; returns where the old one is kept, ``None`` where nothing was otherwise.

    Raises :class:`XlcheckError` ``update.changed`` where the registry is not what the export was compared with any
    more, ``update.gone``, ``book.open`` and ``output.locked``.
    """
    finish_updates(run)
    place = run.desk.root / update.book.name
    facts = _facts_of(update.folder)
    if facts is None or not update.book.is_file() or digest(update.book) != facts["after"]:
        raise XlcheckError("update.gone", folder=update.folder.name, book=update.book.name)
    check_not_open(place)
    if not place.is_file() or digest(place) != facts["before"]:
        raise XlcheckError("update.changed", book=place.name)
    backup = None
    if facts["after"] != facts["before"]:
        draft = place.with_name(f".{place.name}.updated")
        shutil.copy2(update.book, draft)
        backup = put_in_place(draft, place, run.now)
    _log(run, update.folder, facts)
    return backup


@exclusive("更新名录")
def finish_updates(run: Run) -> list[str]:
    """Log what an interrupted run has adopted; returns the names of these folders."""
    logged = {event.folder for event in run.desk.journal.draws().updates}
    finished = []
    for folder in _unlogged(run.desk, logged):
        facts = _facts_of(folder)
        place = run.desk.root / facts["book"] if facts else None
        if facts and place and place.is_file() and digest(place) == facts["after"] != facts["before"]:
            _log(run, folder, facts)
            finished.append(folder.name)
    return finished


def _unlogged(desk: Desk, logged: set[str]) -> list[Path]:
    """Return the folders of updates that the log does not name, the oldest first."""
    folders = desk.updates.iterdir() if desk.updates.is_dir() else ()
    return sorted(folder for folder in folders if folder.name not in logged and (folder / FACTS_NAME).is_file())


def _facts_of(folder: Path) -> dict[str, str] | None:
    """Return what is noted of an update; ``None`` where that is not there, or not as it was written."""
    try:
        facts = json.loads((folder / FACTS_NAME).read_text("utf-8"))
        whole = {key: str(facts[key]) for key in _LOGGED} if facts["format"] == UPDATE_FORMAT else None
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return whole


def _log(run: Run, folder: Path, facts: dict[str, str]) -> None:
    run.desk.journal.add_draw_event(RegistryUpdate(run.stamp, folder=folder.name, **facts))
