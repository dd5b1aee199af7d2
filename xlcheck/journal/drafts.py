"""Folders that are made whole before they count: drafted beside their place, logged, then put in place.

What is logged counts; a run that is killed after that is made up for by the next, which puts the draft in place. A
draft that was not logged never counted, and is thrown away. So nothing is published or sent twice, and nothing is lost.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

_MARK = "."
_END = ".tmp"


@dataclass(frozen=True, slots=True)
class Drafts:
    """The drafts in a folder, by the names that they will have; ``pattern`` is that of all names."""

    folder: Path
    pattern: str

    def path(self, name: str) -> Path:
        """Return where a folder of this name is made until it is whole."""
        return self.folder / f"{_MARK}{name}{_END}"

    def name(self, draft: Path) -> str:
        """Return the name that a draft will have."""
        return draft.name.removeprefix(_MARK).removesuffix(_END)

    def finish(self, logged: Collection[str], put: Callable[[Path], None]) -> Iterator[str]:
        """Put in place the drafts that an interrupted run has logged, throw away the others.

        Yields the name of each that was put in place. Raises as ``put``.
        """
        for draft in sorted(self.folder.glob(self.path(self.pattern).name)):
            if self.name(draft) in logged:
                put(draft)
                yield self.name(draft)
            else:
                shutil.rmtree(draft, ignore_errors=True)


def issue(draft: Path, log: Callable[[], None], put: Callable[[Path], None]) -> None:
    """Log a draft that is whole, then put it in place. Raises as these do."""
    log()
    put(draft)
