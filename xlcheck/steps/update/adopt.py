"""An updated registry takes the place of the old one, which goes to 旧版; then it is logged.

A run that is killed between the two is made up for by the next: a registry that stands in place as an update wrote it,
and of which the log knows nothing, was adopted.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from xlcheck.excel.read.workbook import check_not_open
from xlcheck.journal.desk_events import RegistryUpdate
from xlcheck.model import XlcheckError
from xlcheck.steps.desk.desk import Run
from xlcheck.steps.desk.files import digest, put_in_place
from xlcheck.steps.desk.lock import exclusive
from xlcheck.steps.update.notes import LOGGED, Facts, facts_of, unlogged
from xlcheck.steps.update.write import WrittenUpdate


@exclusive("更新名录")
def adopt_update(run: Run, update: WrittenUpdate) -> Path | None:
    """Put an updated registry in place; returns where the old one is kept, ``None`` where nothing was otherwise.

    Raises :class:`XlcheckError` ``update.changed`` where the registry is not what the export was compared with any
    more, ``update.gone``, ``book.open`` and ``output.locked``.
    """
    finish_updates(run)
    place = run.desk.root / update.book.name
    facts = facts_of(update.folder)
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
def finish_updates(run: Run) -> list[RegistryUpdate]:
    """Log what an interrupted run has adopted; returns what was logged."""
    finished = []
    for folder, facts in unlogged(run.desk):
        place = run.desk.root / facts["book"]
        if place.is_file() and digest(place) == facts["after"] != facts["before"]:
            finished.append(_log(run, folder, facts))
    return finished


def _log(run: Run, folder: Path, facts: Facts) -> RegistryUpdate:
    event = RegistryUpdate(run.stamp, folder=folder.name, **{key: facts[key] for key in LOGGED})
    run.desk.journal.add_draw_event(event)
    return event
