"""The packs of 上报: drafted, logged, put in place, in this order, wherever a run is interrupted."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from xlcheck.model import XlcheckError
from xlcheck.steps.desk.desk import Desk, Run
from xlcheck.steps.desk.files import set_aside
from xlcheck.steps.send.drafts import FOLDER
from xlcheck.steps.send.outbox import Mail, mails, note_drafts

_DRAFT = re.compile(r"\.第(\d+)次\.tmp")


def mails_name(number: int) -> str:
    """The folder with the mails of a pack."""
    return f"第{number}次"


def draft_of(desk: Desk, number: int) -> Path:
    """Where a pack is made until it is whole: its folder, its zip and the folder with its mails."""
    return desk.outbox / f".{mails_name(number)}.tmp"


def throw_away(draft: Path) -> None:
    """Remove a draft of which nothing came, and the folder where there is nothing else in it."""
    shutil.rmtree(draft, ignore_errors=True)
    with suppress(OSError):
        draft.parent.rmdir()


def make_room(run: Run, draft: Path) -> None:
    """Set aside earlier mails, and what has the names of a draft. Raises as :func:`set_aside`."""
    outbox = run.desk.outbox
    for old in (*(outbox / made.name for made in draft.iterdir()), *(outbox / FOLDER).glob("第*次")):
        set_aside(old, run.now)


def issue(run: Run, draft: Path, drafted: Iterable[Mail]) -> None:
    """Log a draft that is whole, then put it in place.

    Once it is logged it counts as packed, and :func:`finish_packs` makes up for a move that did not come to pass; a
    draft that was not logged never was a pack. So no two packs have one number, and none waits that the log does not
    know.
    """
    note_drafts(run, drafted)
    _put_in_place(run, draft)


def finish_packs(run: Run) -> None:
    """What an interrupted run left: a pack that was logged is put in place, any other draft is thrown away."""
    known = {mail.number for mail in mails(run.desk)}
    for draft in sorted(run.desk.outbox.glob(".第*次.tmp")):
        match = _DRAFT.fullmatch(draft.name)
        if match is None:
            continue
        if int(match[1]) in known:
            _put_in_place(run, draft)
            run.say(f"上次打包在最后一步中断，第{match[1]}次上报的材料现已放好")
        else:
            throw_away(draft)


def _put_in_place(run: Run, draft: Path) -> None:
    outbox = run.desk.outbox
    for made in sorted(draft.iterdir()):
        place = (outbox / FOLDER if f".{made.name}.tmp" == draft.name else outbox) / made.name
        set_aside(place, run.now)
        place.parent.mkdir(exist_ok=True)
        try:
            made.replace(place)
        except PermissionError:
            raise XlcheckError("output.locked", file=place) from None
    draft.rmdir()
