"""One process at a time works in a folder; a second one says who is at work, waits, and gives up with a sentence.

The operating system's lock on one file decides, and goes with the process that holds it. A note beside it says who
that is. So a note that is found with the lock free was left by a process that died; only one of another computer may
stand where the lock is kept on a share that does not pass locks on, and is never taken without a yes.
"""

from __future__ import annotations

import getpass
import json
import os
import platform
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import astuple, dataclass
from datetime import datetime
from functools import wraps
from pathlib import Path
from typing import Concatenate, ParamSpec, TypeVar

from filelock import BaseFileLock, FileLock, Timeout

from xlcheck import __version__
from xlcheck.journal.disk import write_text
from xlcheck.messages.occupied import LEFT_BEHIND, TAKE_OVER, WAITING
from xlcheck.model import XlcheckError
from xlcheck.steps.desk.desk import SILENT, Run, Talk

LOCK_NAME, NOTE_NAME = ".占用.lock", "占用.json"
PATIENCE = 10.0
"""Seconds that a second process waits."""
_PAUSE = 0.1
"""Seconds between two tries."""
_TITLES = ("使用人", "电脑", "进程", "程序", "步骤", "开始时间")
"""How the note names the fields of :class:`Occupation`, in their order."""

_P = ParamSpec("_P")
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Occupation:
    """Who is at work in a folder: the owner, computer and number of the process, what it runs, and since when."""

    owner: str = ""
    computer: str = ""
    process: int = 0
    program: str = ""
    step: str = "不明"
    since: str = "不明的时间"

    def sentence(self, words: str) -> str:
        """Fill in ``words`` to a sentence that says who is at work."""
        return words.format(who=self.who, step=self.step, since=self.since, seconds=round(PATIENCE))

    @property
    def who(self) -> str:
        """The owner, and on which computer."""
        return f"{self.owner or '有人'}（电脑 {self.computer}）" if self.computer else self.owner or "有人"


@dataclass(frozen=True, slots=True)
class _Hold:
    """A folder that this process works in; ``new`` where it was made for that."""

    folder: Path
    step: str
    lock: BaseFileLock
    new: bool


_held: dict[Path, _Hold] = {}
"""What this process holds: a step that does others holds the folder for them."""


def exclusive(step: str) -> Callable[[Callable[Concatenate[Run, _P], _T]], Callable[Concatenate[Run, _P], _T]]:
    """Let a step, which takes a run first, have the desk to itself; ``step`` is how others are told who is at work."""

    def decorate(function: Callable[Concatenate[Run, _P], _T]) -> Callable[Concatenate[Run, _P], _T]:
        @wraps(function)
        def alone(run: Run, /, *arguments: _P.args, **more: _P.kwargs) -> _T:
            with at_work(run.desk.root, step, run.talk):
                return function(run, *arguments, **more)

        return alone

    return decorate


@contextmanager
def at_work(folder: Path, step: str, talk: Talk = SILENT) -> Iterator[None]:
    """Have a folder to oneself, which is made where there is none; inside another step of this process, go on.

    Raises :class:`XlcheckError` ``desk.occupied`` or ``desk.elsewhere`` where somebody else is at work still after
    :data:`PATIENCE`, ``output.locked`` where the folder cannot be written.
    """
    place = folder.resolve()
    if place in _held:
        yield
        return
    _held[place] = _take(place, step, talk)
    try:
        yield
    finally:
        if hold := _held.pop(place, None):
            _leave(hold)


@contextmanager
def interrupted(run: Run) -> Iterator[None]:
    """Leave the desk to others while a person is asked, and have it to oneself again afterwards.

    What was read before must be looked at again. Raises as :func:`at_work`; then the step has the desk no more.
    """
    hold = _held.pop(run.desk.root.resolve(), None)
    if hold is None:
        yield
        return
    _leave(hold)
    yield
    _held[hold.folder] = _take(hold.folder, hold.step, run.talk)


def _take(folder: Path, step: str, talk: Talk) -> _Hold:
    """Wait for the folder to be free, and say in it who is at work now."""
    new = not folder.exists()
    lock, confirmed = FileLock(folder / LOCK_NAME), None
    until, patient = time.monotonic() + PATIENCE, False
    while True:
        free, other = _look(lock, folder)
        if free and (other is None or other.computer == platform.node() or other == confirmed):
            break
        lock.release()
        if other is not None and not patient:
            talk.say(other.sentence(WAITING))
            patient = True
        if time.monotonic() < until:
            time.sleep(_PAUSE)
        elif free and other is not None and confirmed is None and talk.agrees(other.sentence(TAKE_OVER)):
            confirmed = other
        else:
            raise _occupied(folder, other or Occupation(), elsewhere=free)
    if other is not None:
        talk.say(other.sentence(LEFT_BEHIND))
    hold = _Hold(folder, step, lock, new)
    try:
        _write_note(hold)
    except BaseException:
        _leave(hold)
        raise
    return hold


def _occupied(folder: Path, other: Occupation, *, elsewhere: bool) -> XlcheckError:
    who, step, since = other.who, other.step, other.since
    if elsewhere:
        return XlcheckError("desk.elsewhere", who=who, step=step, since=since, folder=folder)
    seconds = round(PATIENCE)
    return XlcheckError("desk.occupied", who=who, step=step, since=since, folder=folder, seconds=seconds)


def _look(lock: BaseFileLock, folder: Path) -> tuple[bool, Occupation | None]:
    """Say whether the lock could be taken just now, and what the note says."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock.acquire(timeout=0)
    except (Timeout, FileNotFoundError):  # the folder may just have been left, and removed
        return False, _noted(folder)
    except PermissionError:  # another account's file, or a folder that cannot be written
        if (other := _noted(folder)) is None:
            raise XlcheckError("output.locked", file=folder) from None
        return False, other
    return True, _noted(folder)


def _noted(folder: Path) -> Occupation | None:
    """Read the note in a folder; one that cannot be read is of somebody unknown."""
    try:
        note = json.loads((folder / NOTE_NAME).read_text("utf-8"))
        return Occupation(*(note[title] for title in _TITLES))
    except FileNotFoundError:
        return None
    except (OSError, ValueError, LookupError, TypeError):
        return Occupation()


def _write_note(hold: _Hold) -> None:
    now = datetime.now().strftime("%Y-%m-%d %H:%M:%S")  # noqa: DTZ005 - the clock on the office's wall
    work = Occupation(_owner(), platform.node(), os.getpid(), f"xlcheck {__version__}", hold.step, now)
    note = dict(zip(_TITLES, astuple(work), strict=True))
    write_text(hold.folder / NOTE_NAME, json.dumps(note, ensure_ascii=False, indent=1) + "\n")


def _owner() -> str:
    """Return the account's name; empty where the system knows none."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""


def _leave(hold: _Hold) -> None:
    """Free a folder, and remove what stood in it for this alone.

    The file of the lock goes while it is held: whoever opened it before finds it gone, and tries again. Windows lets
    nobody remove a file that is open; there the lock removes it itself.
    """
    _remove_note(hold.folder / NOTE_NAME)
    with suppress(OSError):
        (hold.folder / LOCK_NAME).unlink()
    hold.lock.release()
    if hold.new:
        with suppress(OSError):
            hold.folder.rmdir()


def _remove_note(path: Path) -> None:
    """Remove the note; Windows lets nobody while another process reads it, which takes a moment."""
    until = time.monotonic() + 1
    while True:
        try:
            path.unlink(missing_ok=True)
            return
        except OSError:
            if time.monotonic() > until:
                return
            time.sleep(_PAUSE)
