"""Writing without losing: nothing that exists is overwritten before it has been set aside."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from xlcheck.model import XlcheckError

OLD, GUIDE = "旧版", "说明.txt"
"""Where earlier versions of files are kept; what tells people of a folder what it is for."""
NOT_IN_NAMES = r'\\/:*?"<>|'
"""Signs that no name of a file can have, as a pattern has them between brackets."""


def set_aside(path: Path, now: datetime) -> Path | None:
    """Move an existing file into the folder 旧版 beside it; returns where it went, ``None`` if there was none.

    Raises :class:`XlcheckError` ``output.locked`` where it cannot be moved.
    """
    if not path.exists():
        return None
    target = _old(path, now)
    move(path, target)
    return target


def move(path: Path, target: Path) -> None:
    """Move a file or folder to where nothing stands; raises :class:`XlcheckError` ``output.locked``."""
    try:
        target.parent.mkdir(exist_ok=True)
        path.replace(target)
    # a folder that is read-only; on Windows also a file that a program has open
    except PermissionError:
        raise XlcheckError("output.locked", file=path) from None


def put_in_place(draft: Path, path: Path, now: datetime) -> Path:
    """Move a draft to the place of a file, which is copied into the folder 旧版 beside it before; returns that copy.

    Raises :class:`XlcheckError` ``output.locked`` where it cannot be moved; then the draft is gone and the file as
    it was.
    """
    target = _old(path, now)
    try:
        target.parent.mkdir(exist_ok=True)
        shutil.copy2(path, target)
        draft.replace(path)
    except PermissionError:
        draft.unlink(missing_ok=True)
        raise XlcheckError("output.locked", file=path) from None
    return target


def _old(path: Path, now: datetime) -> Path:
    """Return where an earlier version of a file is kept."""
    return _free(path.parent / OLD / f"{path.stem}_{now:%Y%m%d-%H%M%S}{path.suffix}")


def _free(path: Path) -> Path:
    number, candidate = 1, path
    while candidate.exists():
        number += 1
        candidate = path.with_name(f"{path.stem}-{number}{path.suffix}")
    return candidate


@contextmanager
def whole(folder: Path) -> Iterator[Path]:
    """Give a folder to write into, which becomes ``folder`` when all is written: half a desk is left nowhere."""
    draft = folder.with_name(f".{folder.name}.tmp")
    shutil.rmtree(draft, ignore_errors=True)
    draft.mkdir(parents=True)
    try:
        yield draft
        if folder.exists():
            folder.rmdir()
        draft.replace(folder)
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def saved_at(path: Path) -> float:
    """Return when a file was last saved, in seconds since 1970; 0 where there is none.

    A program that saves by replacing leaves a moment without the file.
    """
    try:
        return path.stat().st_mtime
    except OSError:
        return 0


def for_notepad(text: str) -> bytes:
    """Encode a text as Windows' own editor shows it right: UTF-8 with the mark by which it knows it, and CRLF."""
    return ("\ufeff" + text).replace("\n", "\r\n").encode("utf-8")


def digest(path: Path, algorithm: str = "sha256") -> str:
    """Return the SHA-256 of a file, or another digest that OpenSSL knows, in hex."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, algorithm).hexdigest()


def bytes_digest(content: bytes) -> str:
    """Return the SHA-256 of what a file holds, in hex."""
    return hashlib.sha256(content).hexdigest()


def digest_list(files: Iterable[Path], root: Path, algorithm: str = "sha256") -> str:
    """Return lines of digest and relative path, as ``sha256sum -c`` takes them."""
    return "".join(f"{digest(f, algorithm)}  {f.relative_to(root).as_posix()}\n" for f in sorted(files))


def copy_into(files: Iterable[Path], folder: Path) -> list[Path]:
    """Copy files into a folder; returns the copies."""
    folder.mkdir(parents=True, exist_ok=True)
    return [Path(shutil.copy2(f, folder / f.name)) for f in files]
