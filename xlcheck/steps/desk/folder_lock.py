"""The operating system's lock on a folder itself: nobody can delete it, and it stays with a folder that is renamed.

It binds the programs of one computer. Windows has none, and needs none: there nobody can delete the file of the other
lock, nor rename the folder, while that file is open.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path
from weakref import WeakValueDictionary

from xlcheck.model import XlcheckError

if sys.platform != "win32":
    import fcntl

_DELETED = " (deleted)"
"""What Linux says after the path of an open folder that was removed."""


class FolderLock:
    """The lock of one folder; it goes with the object, and with the process however that ends."""

    binding = False
    """Whether the lock is held, so that no other process of this computer has it."""
    _descriptor: int | None = None

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def acquire(self) -> bool:
        """Take the lock; say whether nobody else of this computer has it.

        Where the system locks no folder, nobody has it and nobody gets it. Raises :class:`OSError` where the folder
        is none, or is not there.
        """
        if sys.platform == "win32" or self._descriptor is not None:
            return True
        try:
            self._descriptor = os.open(self.folder, os.O_RDONLY | os.O_DIRECTORY)
        except PermissionError:  # a folder in which one may write and not look
            return True
        try:
            fcntl.flock(self._descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            self.binding = True
        except BlockingIOError:
            self.release()
            return False
        except OSError:
            pass  # NFS locks only what is open to be written, which no folder can be
        if self.is_there:
            _held[self.folder] = self
            return True
        self.release()  # who had it before has removed the folder, which was made for the work alone
        return False

    def release(self) -> None:
        """Give the lock back, if it is held."""
        descriptor = self._descriptor
        if descriptor is None or sys.platform == "win32":
            return
        if _held.get(self.folder) is self:
            del _held[self.folder]
        with suppress(OSError):  # where the system locks no folder
            fcntl.flock(descriptor, fcntl.LOCK_UN)
        self.binding, self._descriptor = False, None
        os.close(descriptor)

    def __del__(self) -> None:  # Ctrl+C may come before whoever asked for the lock knows that it is held
        self.release()

    @property
    def is_there(self) -> bool:
        """Whether the folder still is where it was; so it is where nothing can be known."""
        if self._descriptor is None:
            return True
        with suppress(OSError):
            return os.path.samestat(os.fstat(self._descriptor), self.folder.stat())
        return False

    @property
    def place(self) -> Path | None:
        """Where the folder is now, if the system tells: ``None`` where it does not, and of one that was removed."""
        if self.is_there:
            return self.folder
        with suppress(OSError):
            path = Path(f"/proc/self/fd/{self._descriptor}").readlink()
            return None if path.name.endswith(_DELETED) else path
        return None


_held: WeakValueDictionary[Path, FolderLock] = WeakValueDictionary()
"""The locks that this process holds, by the folder as it was called then."""


def check_there(folder: Path) -> None:
    """Raise :class:`XlcheckError` ``desk.gone`` where a folder in which this process is at work is elsewhere by now.

    What is written then, stands in another folder, which has only its name.
    """
    lock = _held.get(folder.resolve())
    if lock is not None and not lock.is_there:
        raise gone(folder, lock.place)


def gone(folder: Path, place: Path | None = None) -> XlcheckError:
    """Return the error for a folder that is not where it was; ``place`` is where it is now, if that is known."""
    return XlcheckError("desk.gone", folder=folder, place=f"现在是 {place}" if place else "现在的位置不明")
