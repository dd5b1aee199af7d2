"""The folders of 公示, a batch each."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from xlcheck.journal import drafts
from xlcheck.journal.drafts import Drafts
from xlcheck.journal.publication_events import PublicationEvent
from xlcheck.model import XlcheckError
from xlcheck.steps.desk.desk import Desk, Run
from xlcheck.steps.desk.files import set_aside
from xlcheck.steps.desk.standing import folders_of_batch, standing_batches, unlogged_batches


def next_folder(run: Run) -> Path:
    """Return the folder after the last one that was ever made, whether or not it still stands there."""
    names = [*standing_batches(run.desk), *run.desk.journal.publications().batches]
    numbers = [int(match[1]) for name in names if (match := re.match(r"第(\d+)批", name))]
    return run.desk.publications / f"第{max(numbers, default=0) + 1}批_{run.now:%Y%m%d}"


def draft_of(folder: Path) -> Path:
    """Return where a batch is written until it is whole."""
    return _drafts(folder.parent).path(folder.name)


def _drafts(publications: Path) -> Drafts:
    return Drafts(publications, "第*批_*")


def issue(desk: Desk, draft: Path, events: Iterable[PublicationEvent]) -> Path:
    """Publish a draft that is whole: log its rows, then put it in place, where this returns it."""
    drafts.issue(draft, lambda: desk.journal.add_publications(events), _put_in_place)
    return _folder_of(draft)


def _folder_of(draft: Path) -> Path:
    return draft.with_name(_drafts(draft.parent).name(draft))


def _put_in_place(draft: Path) -> None:
    try:
        draft.replace(_folder_of(draft))
    except PermissionError:
        raise XlcheckError("output.locked", file=_folder_of(draft)) from None


def finish_batches(run: Run) -> tuple[Path, ...]:
    """Put in place the batches that an interrupted run has logged; returns them.

    Batches that it has logged as taken back are set aside. Raises :class:`XlcheckError` ``output.locked``.
    """
    desk = run.desk
    names = desk.journal.publications().batches
    finished = tuple(desk.publications / name for name in _drafts(desk.publications).finish(names, _put_in_place))
    for folder in set_retracted_aside(run):
        run.say(f"上次运行中断，已收回的一批现已移到 {folder.name}")
    return finished


def set_retracted_aside(run: Run) -> list[Path]:
    """Move the folders of batches that were taken back to 旧版; returns where they went.

    Raises :class:`XlcheckError` ``output.locked`` where one cannot be moved; the next run moves it.
    """
    retracted = [one.batch for one in run.desk.journal.publications().retractions]
    folders = [folder for batch in retracted for folder in folders_of_batch(run.desk, batch)]
    return [target for folder in folders if (target := set_aside(folder, run.now)) is not None]


def check_log_whole(desk: Desk) -> None:
    """Raise :class:`XlcheckError` ``publish.log-cut`` where a batch stands of which the log does not know.

    The log was lost or cut, or an older copy put back; by it rows would be published again as if they were new.
    """
    names = desk.journal.publications().batches
    for name in unlogged_batches(desk, names):
        raise XlcheckError("publish.log-cut", batch=name, file=desk.journal.publication_log)
