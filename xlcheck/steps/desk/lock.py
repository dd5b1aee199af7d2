"""One process at a time works in a folder; a second one says who is at work, waits, and gives up with a sentence.

The operating system's locks decide, and go with the process that holds them: one on a file in the folder, which also
binds other computers where the folder is on a share, and one on the folder itself, which binds this computer whatever
becomes of that file. A note beside it says who is at work. So a note that is found with both free was left by a
process that died; only one of another computer may stand where the folder is kept on a share that does not pass locks
on, and is never taken without a yes.
"""

from __future__ import annotations

import errno
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import wraps
from pathlib import Path
from typing import Concatenate, ParamSpec, TypeVar
from weakref import WeakValueDictionary

from filelock import FileLock, Timeout

from xlcheck.messages.lock import LEFT_BEHIND, TAKE_OVER, WAITING
from xlcheck.model import XlcheckError
from xlcheck.steps.desk.desk import SILENT, Run, Talk
from xlcheck.steps.desk.folder_lock import FolderLock, check_there, gone
from xlcheck.steps.desk.occupation import Occupation, own_occupation, read_note, remove_note, write_note

LOCK_NAME = ".占用.lock"
PATIENCE = 10.0
"""Seconds that a second process waits."""
_PAUSE = 0.1
"""Seconds between two tries."""
_FOR_ALL_ACCOUNTS = 0o666
"""Who may open the file of the lock: one that is left by another account must not keep everybody else out."""
_NO_LOCKS = frozenset({errno.ENOLCK, errno.ENOSYS, errno.EOPNOTSUPP})
"""What the system says where a disk has no locks, as some shares have none."""

_P = ParamSpec("_P")
_T = TypeVar("_T")


class _Locks:
    """Both locks of a folder, taken and given back together."""

    def __init__(self, folder: Path) -> None:
        self.of_folder = FolderLock(folder)
        # soft locks, to which filelock would turn where there are no others, outlive a process that is killed
        self.of_file = FileLock(folder / LOCK_NAME, mode=_FOR_ALL_ACCOUNTS, fallback_to_soft=False)

    def acquire(self) -> bool:
        """Say whether both could be taken just now; raises :class:`OSError` where they cannot be at all."""
        if not self.of_folder.acquire():
            return False
        try:
            self.of_file.acquire(timeout=0)
        except Timeout:
            return False
        return True

    def release(self) -> None:
        """Give back what is held, the folder last."""
        try:
            self.of_file.release()
        finally:
            self.of_folder.release()


@dataclass(eq=False, slots=True, weakref_slot=True)
class _Hold:
    """A folder that this process works in; ``new`` where it was made for that.

    It belongs to the block that took it: Ctrl+C may end that at any line, and what is held then goes with it.
    """

    folder: Path
    step: str
    locks: _Locks
    new: bool
    work: Occupation = field(default_factory=Occupation)


_held: WeakValueDictionary[Path, _Hold] = WeakValueDictionary()
"""What this process holds: a step that does others holds the folder for them."""


def exclusive(step: str) -> Callable[[Callable[Concatenate[Run, _P], _T]], Callable[Concatenate[Run, _P], _T]]:
    """Let a step, which takes a run first, lock the desk; ``step`` is what others read of the work that is going on."""

    def decorate(function: Callable[Concatenate[Run, _P], _T]) -> Callable[Concatenate[Run, _P], _T]:
        @wraps(function)
        def alone(run: Run, /, *arguments: _P.args, **more: _P.kwargs) -> _T:
            with at_work(run.desk.root, step, run.talk):
                return function(run, *arguments, **more)

        return alone

    return decorate


@contextmanager
def at_work(folder: Path, step: str, talk: Talk = SILENT, patience: float | None = None) -> Iterator[None]:
    """Lock a folder, creating it if needed; do nothing if an outer step holds it.

    ``patience`` are the seconds to wait where that is another time than :data:`PATIENCE`.

    Raises :class:`XlcheckError` ``desk.occupied`` or ``desk.elsewhere`` where somebody else is at work still after
    :data:`PATIENCE`, ``output.locked`` where the folder cannot be written, ``desk.no-locks`` where its disk has none,
    and ``desk.gone`` where it was renamed or removed meanwhile.
    """
    place = folder.resolve()
    if place in _held:
        yield
        return
    hold = _Hold(place, step, _Locks(place), new=not place.exists())
    try:
        _take(hold, talk, PATIENCE if patience is None else patience)
        yield
        check_there(place)
    except Exception:
        check_there(place)  # it is why the step failed
        raise
    finally:
        _leave(hold)


@contextmanager
def interrupted(run: Run) -> Iterator[None]:
    """Release the desk's lock while a person is asked, then take it again.

    What was read before must be looked at again. Raises as :func:`at_work`; then the step has the desk no more.
    """
    hold = _held.get(run.desk.root.resolve())
    if hold is None:
        yield
        return
    _leave(hold)
    yield
    if not hold.folder.exists():
        raise gone(hold.folder)
    _take(hold, run.talk, PATIENCE)


def _take(hold: _Hold, talk: Talk, patience: float) -> None:
    """Wait for the folder to be free, and say in it who is at work now."""
    try:
        other = _wait(hold.folder, hold.locks, talk, patience)
    except BaseException:
        hold.locks.release()
        raise
    hold.work = own_occupation(hold.step)
    _held[hold.folder] = hold
    if other is not None:
        talk.say(_sentence(other, LEFT_BEHIND))
    write_note(hold.folder, hold.work)


def _wait(folder: Path, locks: _Locks, talk: Talk, patience: float) -> Occupation | None:
    """Wait for both locks; returns whose work was left behind, ``None`` where there was none."""
    confirmed: Occupation | None = None
    until, tries, announced = time.monotonic() + patience, 0, False
    while True:
        free, other = _look(locks, folder)
        if free and (other is None or other.is_here or other == confirmed):
            return other
        locks.release()
        # whoever has just taken the lock writes the note a moment later; one that is missing then was removed
        tries += 1
        if not announced and (other is not None or tries > 1):
            talk.say(_sentence(other or Occupation(), WAITING))
            announced = True
        if time.monotonic() < until:
            time.sleep(_PAUSE)
        elif free and other is not None and confirmed is None and talk.agrees(_sentence(other, TAKE_OVER)):
            confirmed = other
        else:
            raise _occupation_error(folder, other or Occupation(), elsewhere=free)


def _sentence(other: Occupation, words: str) -> str:
    """Fill in ``words`` to a sentence that says who is at work."""
    return words.format(who=other.who, step=other.step, since=other.since, seconds=round(PATIENCE))


def _occupation_error(folder: Path, other: Occupation, *, elsewhere: bool) -> XlcheckError:
    who, step, since = other.who, other.step, other.since
    if elsewhere:
        return XlcheckError("desk.elsewhere", who=who, step=step, since=since, folder=folder)
    seconds = round(PATIENCE)
    return XlcheckError("desk.occupied", who=who, step=step, since=since, folder=folder, seconds=seconds)


def _look(locks: _Locks, folder: Path) -> tuple[bool, Occupation | None]:
    """Say whether the locks could be taken just now, and what the note says."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return locks.acquire(), read_note(folder)
    except FileNotFoundError:  # the folder may just have been left, and removed
        return False, read_note(folder)
    except PermissionError:  # another account's file, or a folder that cannot be written
        other = read_note(folder)
        if other is None or (locks.of_folder.binding and other.is_here):  # so nobody is at work
            raise XlcheckError("output.locked", file=_unwritable(folder)) from None
        return False, other
    except OSError as error:
        if error.errno in _NO_LOCKS:
            raise XlcheckError("desk.no-locks", folder=folder) from error
        raise


def _unwritable(folder: Path) -> Path:
    """Return the file of the lock where that is what cannot be opened, else the folder."""
    file = folder / LOCK_NAME
    return file if file.exists() else folder


def _leave(hold: _Hold) -> None:
    """Free a folder that is held, wherever it is now, and remove what stood in it for this alone.

    The file of the lock goes while it is held: whoever opened it before finds it gone, and tries again. Windows lets
    nobody remove a file that is open; there the lock removes it itself.
    """
    if _held.get(hold.folder) is not hold:
        return
    folder = hold.locks.of_folder.place
    try:
        if folder is not None and remove_note(folder, hold.work):
            with suppress(OSError):
                (folder / LOCK_NAME).unlink()
    finally:
        del _held[hold.folder]
        hold.locks.release()
    if hold.new and folder is not None:
        with suppress(OSError):
            folder.rmdir()
