"""The note beside the lock of a folder: who is at work there, in which step, since when."""

from __future__ import annotations

import getpass
import json
import os
import platform
import time
from dataclasses import astuple, dataclass
from datetime import datetime
from pathlib import Path

from xlcheck import __version__
from xlcheck.journal.disk import write_text

NOTE_NAME = "占用.json"
_TITLES = ("使用人", "电脑", "进程", "程序", "步骤", "开始时间")
"""How the note names the fields of :class:`Occupation`, in their order."""
_BUSY = 1.0
"""Seconds for which others may keep the note open while they read it."""
_PAUSE = 0.1


@dataclass(frozen=True, slots=True)
class Occupation:
    """Who is at work in a folder: the owner, computer and number of the process, what it runs, and since when."""

    owner: str = ""
    computer: str = ""
    process: int = 0
    program: str = ""
    step: str = "不明"
    since: str = "不明的时间"

    @property
    def who(self) -> str:
        """The owner, and on which computer."""
        return f"{self.owner or '有人'}（电脑 {self.computer}）" if self.computer else self.owner or "有人"

    @property
    def is_here(self) -> bool:
        """Whether the process runs, or ran, on this computer."""
        return self.computer == platform.node()


def own_occupation(step: str) -> Occupation:
    """Return what others are to read of a step that this process begins now."""
    now = datetime.now().strftime("%Y-%m-%d %H:%M:%S")  # noqa: DTZ005 - the clock on the office's wall
    return Occupation(_account(), platform.node(), os.getpid(), f"xlcheck {__version__}", step, now)


def _account() -> str:
    """Return the account's name; empty where the system knows none."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""


def read_note(folder: Path) -> Occupation | None:
    """Read the note in a folder; one that cannot be read is of somebody unknown."""
    try:
        note = json.loads((folder / NOTE_NAME).read_text("utf-8"))
        return Occupation(*(note[title] for title in _TITLES))
    except FileNotFoundError:
        return None
    except (OSError, ValueError, LookupError, TypeError):
        return Occupation()


def write_note(folder: Path, work: Occupation) -> None:
    """Write the note into a folder."""
    note = dict(zip(_TITLES, astuple(work), strict=True))
    write_text(folder / NOTE_NAME, json.dumps(note, ensure_ascii=False, indent=1) + "\n")


def remove_note(folder: Path, work: Occupation) -> bool:
    """Remove the note of ``work``, and one that can be nobody's; says whether there is none of anybody else.

    Windows lets nobody remove it while another process reads it, which takes a moment.
    """
    until = time.monotonic() + _BUSY
    while (note := read_note(folder)) in (work, Occupation()):
        try:
            (folder / NOTE_NAME).unlink(missing_ok=True)
        except OSError:
            if time.monotonic() > until:
                return True
            time.sleep(_PAUSE)
    return note is None
