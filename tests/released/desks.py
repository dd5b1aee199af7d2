"""The desks of released versions, unpacked once a test run; what is to be written into is copied."""

from __future__ import annotations

import shutil
import tarfile
from datetime import datetime
from functools import cache
from pathlib import Path

from xlcheck.schema.outputs.send import DISPATCH_BOOK
from xlcheck.steps.desk.desk import Desk, Run

FOLDER = Path(__file__).parent
ARCHIVES = sorted(path.name.removesuffix(".tar.xz") for path in FOLDER.glob("*.tar.xz"))
FIRST, KINDS, PRACTICE = "0.1.0", "0.1.0-kinds", "0.1.0-practice"
WAITING = {KINDS: ("11号", "12号", "13号", "14号"), PRACTICE: ("05号",)}
"""The tasks that are frozen and not drawn."""


@cache
def unpacked(name: str, place: Path) -> Desk:
    """The desk of an archive below a folder, not to be written into."""
    with tarfile.open(FOLDER / f"{name}.tar.xz") as archive:
        archive.extractall(place / name / "workbooks", filter="data")
    return Desk(place / name / "workbooks" / "2021")


def copied(desk: Desk, place: Path) -> Desk:
    """A desk of its own, to write into."""
    return Desk(Path(shutil.copytree(desk.root, place / "workbooks" / "2021")))


def at(desk: Desk, month: int, day: int) -> Run:
    """A run on a desk, on a day of 2021."""
    return Run(Desk(desk.root), datetime(2021, month, day, 9))


def packs_of(desk: Desk) -> list[Path]:
    """The folders of the packs of a desk, the earliest first."""
    return sorted(path.parent for path in desk.outbox.glob(f"*/{DISPATCH_BOOK.filename}"))
