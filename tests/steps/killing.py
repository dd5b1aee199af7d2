"""A run that is killed at one of its writes, as by the power: from then on it can write nothing more."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from xlcheck.steps.desk.lock import LOCK_NAME
from xlcheck.steps.desk.occupation import NOTE_NAME

_WRITING = os.O_WRONLY | os.O_RDWR
_LOCK = (LOCK_NAME, NOTE_NAME, f".{NOTE_NAME}.tmp")
"""Whoever is killed has the desk; nothing of it is lost with these."""
_CHANGES = ("os.mkdir", "os.remove", "os.rename", "os.rmdir", "os.truncate")


class Killed(BaseException):
    """No error that a program could handle."""


@dataclass
class Killer:
    """Counts what changes files below ``root``, and kills at the change of number ``at``.

    ``torn`` kills in the middle of it: a file that is opened to be written is left with half a word.
    """

    root: Path
    at: int = sys.maxsize
    torn: bool = False
    changes: int = 0

    def __call__(self, event: str, arguments: tuple[object, ...]) -> None:
        """What the interpreter calls before every change."""
        opened = event == "open" and isinstance(arguments[2], int) and arguments[2] & _WRITING
        if not (opened or event in _CHANGES) or not str(arguments[0]).startswith(str(self.root)):
            return
        if Path(str(arguments[0])).name in _LOCK:
            return
        if event == "os.mkdir" and Path(str(arguments[0])).exists():
            return  # it changes nothing
        self.changes += 1
        if self.changes < self.at:
            return
        if opened and self.torn and self.changes == self.at:
            with armed(None):
                Path(str(arguments[0])).write_bytes(b"PK\x03")
        raise Killed(f"{event} {arguments[0]}")


Watcher = Callable[[str, tuple[object, ...]], None]
"""A killer, or what counts."""

_armed: list[Watcher | None] = [None]


@contextmanager
def armed(watcher: Watcher | None) -> Iterator[None]:
    """Let somebody watch what happens meanwhile."""
    before, _armed[0] = _armed[0], watcher
    try:
        yield
    finally:
        _armed[0] = before


def _watch(event: str, arguments: tuple[object, ...]) -> None:
    if _armed[0] is not None:
        _armed[0](event, arguments)


sys.addaudithook(_watch)  # it cannot be taken away again, and does nothing while nobody watches
