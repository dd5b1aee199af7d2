"""The folders of 公示, a batch each: drafted, logged, put in place, in this order, wherever a run is interrupted."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable
from pathlib import Path

from xlcheck.model import XlcheckError
from xlcheck.steps.desk.desk import Desk, Run
from xlcheck.steps.publish.log import LOG_NAME, PublicationEvent, append, logged

_OF_THE_TOOL = re.compile(r"第\d+批_\d{8}")
_END = ".tmp"


def next_folder(run: Run) -> Path:
    """The folder after the last one that was ever made, whether or not it still stands there."""
    names = [*_standing(run.desk), *(entry.batch for entry in logged(run.desk))]
    numbers = [int(match[1]) for name in names if (match := re.match(r"第(\d+)批", name))]
    return run.desk.disclosures / f"第{max(numbers, default=0) + 1}批_{run.now:%Y%m%d}"


def _standing(desk: Desk) -> list[str]:
    return sorted(path.name for path in desk.disclosures.glob("第*批*"))


def draft_of(folder: Path) -> Path:
    """Where a batch is written until it is whole."""
    return folder.with_name(f".{folder.name}{_END}")


def issue(desk: Desk, draft: Path, entries: Iterable[PublicationEvent]) -> Path:
    """Publish a draft that is whole: log its rows, then put it in place.

    Once it is logged it counts as published, and :func:`finish_batches` makes up for a move that did not come to
    pass; a draft that was not logged was never published. So no row goes out twice and none is lost.
    """
    append(desk, entries)
    return _put_in_place(draft)


def _folder_of(draft: Path) -> Path:
    return draft.with_name(draft.name[1:].removesuffix(_END))


def _put_in_place(draft: Path) -> Path:
    try:
        return draft.replace(_folder_of(draft))
    except PermissionError:
        raise XlcheckError("output.locked", file=_folder_of(draft)) from None


def finish_batches(desk: Desk) -> tuple[Path, ...]:
    """What an interrupted run left: a batch that was logged is put in place, any other draft is thrown away."""
    known = {entry.batch for entry in logged(desk)}
    finished = []
    for draft in sorted(desk.disclosures.glob(f".第*批_*{_END}")):
        if _folder_of(draft).name in known:
            finished.append(_put_in_place(draft))
        else:
            shutil.rmtree(draft, ignore_errors=True)
    return tuple(finished)


def check_log_whole(desk: Desk) -> None:
    """Raise :class:`XlcheckError` ``publish.log-cut`` where a batch stands of which the log does not know.

    The log was lost or cut, or an older copy put back; by it rows would go out again as if they were new.
    """
    known = {entry.batch for entry in logged(desk)}
    for name in _standing(desk):
        match = _OF_THE_TOOL.match(name)
        if match and match[0] not in known:
            raise XlcheckError("publish.log-cut", batch=name, file=desk.archive / LOG_NAME)
