"""A file of the desk held against what the log says of it: how an audit names it, and what differs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from xlcheck.model import Difference
from xlcheck.steps.desk.copies import altered_copies
from xlcheck.steps.desk.files import digest
from xlcheck.steps.draw.archive import Archive

MISSING, EXPECTED = "没有", "应有"


def named(archive: Archive, path: Path) -> str:
    """Name a path as people read it: from the desk on, with / on every system."""
    return path.relative_to(archive.desk.root).as_posix()


def of_file(archive: Archive, path: Path, expected: str) -> Iterator[Difference]:
    """Yield the difference where a file is missing, or its SHA-256 is not the expected one."""
    actual = digest(path) if path.is_file() else MISSING
    if actual != expected:
        yield Difference(named(archive, path), actual, expected)


def of_strays(archive: Archive, strays: Iterable[Path], found: str, expected: str) -> Iterator[Difference]:
    """Yield a difference for each file of which the log knows nothing; an altered copy is told with its original."""
    altered = altered_copies(archive.desk)
    for stray in strays:
        if stray in altered:
            yield Difference(named(archive, stray), f"与《{altered[stray].name}》不是同一个文件", "是它的副本")
        else:
            yield Difference(named(archive, stray), found, expected)
