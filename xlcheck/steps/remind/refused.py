"""What was not done in the menu the last time, and why: kept beside the reminders until it is done."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from xlcheck.journal.disk import write_bytes
from xlcheck.model import XlcheckError
from xlcheck.steps.desk.desk import Desk
from xlcheck.steps.desk.files import for_notepad
from xlcheck.steps.desk.lock import at_work

FILE_NAME = "没有做成.txt"
_HEAD = "菜单里上次没有做成的各项和原因，做成以后自动删去"
_MOST = 100_000
"""Bytes beyond which the file is none of this program's."""


def refusals(desk: Desk) -> dict[str, str]:
    """Return why entries of the menu were not done the last time, by title; nothing where that cannot be read."""
    path = _path(desk)
    with suppress(OSError):
        if path.is_file() and path.stat().st_size <= _MOST:
            lines = path.read_bytes().decode("utf-8-sig", "replace").splitlines()
            parts = (line.partition("：") for line in lines)
            return {title: why for title, _, why in parts if why}
    return {}


def note_refusal(desk: Desk, title: str, why: str) -> None:
    """Keep why an entry was not done, or forget it where ``why`` is empty.

    Nothing is kept on a desk that cannot be written, or on which somebody is at work: that is the reason then, and goes
    by itself.
    """
    if refusals(desk).get(title, "") == why or not desk.root.is_dir():
        return
    with suppress(OSError, XlcheckError), at_work(desk.root, "记下没有做成的", patience=0):
        others = {one: reason for one, reason in refusals(desk).items() if one != title}
        _write(_path(desk), others | ({title: why} if why else {}))


def _write(path: Path, reasons: dict[str, str]) -> None:
    if reasons:
        lines = "".join(f"{title}：{why}\n" for title, why in reasons.items())
        write_bytes(path, for_notepad(f"{_HEAD}\n{lines}"))
    else:
        path.unlink(missing_ok=True)


def _path(desk: Desk) -> Path:
    return desk.reminders / FILE_NAME
