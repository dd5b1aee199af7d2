"""The packs of 上报: drafted, logged, put in place, in this order, wherever a run is interrupted."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from xlcheck.journal import drafts
from xlcheck.journal.drafts import Drafts
from xlcheck.journal.mail_events import Mail
from xlcheck.model import XlcheckError
from xlcheck.steps.desk.desk import Desk, Run
from xlcheck.steps.desk.files import set_aside
from xlcheck.steps.send.drafts import FOLDER
from xlcheck.steps.send.outbox import mails, note_drafts


def mails_name(number: int) -> str:
    """Return the name of the folder with the mails of a pack."""
    return f"第{number}次"


def draft_of(desk: Desk, number: int) -> Path:
    """Return where a pack is made until it is whole: its folder, its zip and the folder with its mails."""
    return _drafts(desk).path(mails_name(number))


def _drafts(desk: Desk) -> Drafts:
    return Drafts(desk.outbox, "第*次")


def throw_away(draft: Path) -> None:
    """Remove a draft of which nothing came, and the folder where there is nothing else in it."""
    shutil.rmtree(draft, ignore_errors=True)
    with suppress(OSError):
        draft.parent.rmdir()


def make_room(run: Run, draft: Path) -> None:
    """Set aside earlier mails, and what has the names of a draft. Raises as :func:`set_aside`."""
    outbox = run.desk.outbox
    for old in (*(outbox / entry.name for entry in draft.iterdir()), *(outbox / FOLDER).glob("第*次")):
        set_aside(old, run.now)


def issue(run: Run, draft: Path, new_mails: Iterable[Mail]) -> None:
    """Log a draft that is whole, then put it in place: no two packs have one number, and the log knows each."""
    drafts.issue(draft, lambda: note_drafts(run, new_mails), lambda whole: _put_in_place(run, whole))


def finish_packs(run: Run) -> tuple[str, ...]:
    """Put in place the packs that an interrupted run has logged; returns the names of their mails' folders."""
    names = {mails_name(mail.number) for mail in mails(run.desk)}
    finished = tuple(_drafts(run.desk).finish(names, lambda draft: _put_in_place(run, draft)))
    for name in finished:
        run.say(f"上次打包在最后一步中断，{name}上报的材料现已放好")
    return finished


def _put_in_place(run: Run, draft: Path) -> None:
    outbox = run.desk.outbox
    for entry in sorted(draft.iterdir()):
        place = (outbox / FOLDER if entry.name == _drafts(run.desk).name(draft) else outbox) / entry.name
        set_aside(place, run.now)
        place.parent.mkdir(exist_ok=True)
        try:
            entry.replace(place)
        except PermissionError:
            raise XlcheckError("output.locked", file=place) from None
    draft.rmdir()
