"""Copies that a file manager or a cloud drive leaves beside the records, notices, pages and slips of draws.

Such a copy (``抽取记录-01号 - 副本.xlsx``, ``抽取记录-01号(1).xlsx``, ``抽取记录-01号-DESKTOP-7Q2.xlsx``) accuses
nobody as long as it is the same file, byte by byte; one that differs is told of with both names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from xlcheck.steps.desk.desk import Desk
from xlcheck.steps.desk.files import digest

_NAMES = (
    ("抽取记录-{task}{attempt}(-作废[0-9]+)?", ".xlsx"),
    ("补抽记录-{task}{attempt}-[0-9]+", ".xlsx"),
    ("抽取公告-{task}{attempt}", ".xlsx"),
    ("抽取公告-{task}{attempt}", ".html"),
    ("抽取公开-{task}{attempt}", ".html"),
)
"""How the tool names the files of a task in 抽取, as patterns, and their suffixes."""
_RUN = "-[0-9]{4}-[0-9]+"
_LODGED = re.compile(rf"(?:【演练】)?(?:冻结收存单{_RUN}\.(?:xlsx|zip|eml)|掷骰记录单{_RUN}\.xlsx)")
"""How it names those of a freeze run, in a folder of their own."""
_LODGING = "收存"
_ATTEMPT = "(-第[0-9]+次)?"


def same_copies(desk: Desk) -> dict[Path, Path]:
    """Return the files in 抽取 and its 收存 that are copies under another name, each with that whose bytes it has."""
    return {copy: original for copy, original in _copies(desk) if _is_same(copy, original)}


def altered_copies(desk: Desk) -> dict[Path, Path]:
    """Return the files there that are named like copies but differ, each with the file for which one may take it."""
    return {copy: original for copy, original in _copies(desk) if not _is_same(copy, original)}


def say_same(copies: Mapping[Path, Path]) -> str:
    """Say in a line which files are copies."""
    pairs = "；".join(f"《{copy.name}》同《{original.name}》" for copy, original in copies.items())
    return f"有 {len(copies)} 个副本，与原件完全相同：{pairs}"


def _is_same(copy: Path, original: Path) -> bool:
    return copy.stat().st_size == original.stat().st_size and digest(copy) == digest(original)


def _copies(desk: Desk) -> Iterator[tuple[Path, Path]]:
    """Yield each file in 抽取 that the tool does not name so, with the one whose name it has with something more."""
    yield from _copies_in(desk.draws, _own_name(desk))
    yield from _copies_in(desk.draws / _LODGING, _LODGED)


def _copies_in(folder: Path, own: re.Pattern[str]) -> Iterator[tuple[Path, Path]]:
    files = sorted(path for path in folder.glob("*") if path.is_file() and path.name[0] not in "~.")
    originals = [path for path in files if own.fullmatch(path.name)]
    for path in files:
        if path not in originals:
            like = [o for o in originals if o.suffix == path.suffix.lower() and o.stem in path.stem]
            if like:
                yield path, max(like, key=lambda original: len(original.stem))


def _own_name(desk: Desk) -> re.Pattern[str]:
    """Return the pattern of the names that the tool gives to files of the tasks of which the archive knows."""
    tasks = "|".join(re.escape(folder.name) for folder in sorted(desk.archive.glob("*")) if folder.is_dir())
    names = (stem.format(task=f"({tasks})", attempt=_ATTEMPT) + re.escape(suffix) for stem, suffix in _NAMES)
    return re.compile("|".join(names))
