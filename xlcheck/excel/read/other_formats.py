"""Workbooks of other formats (.xls, .et, .ods), read in a child process with limits of time and memory."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from xlcheck.excel.read.foreign_lines import sheets_of
from xlcheck.excel.read.kinds import FileKind, kind_of
from xlcheck.model import RawSheet, XlcheckError
from xlcheck.worker.limits import WorkerLimits
from xlcheck.worker.refused import UnpackError
from xlcheck.worker.worker import Failure, Worker, WorkerError

_WORK = "xlcheck.excel.read.other_formats_child"
_SECONDS, _SECONDS_A_MB, _MOST_SECONDS = 60.0, 10.0, 300.0
"""A hundred thousand rows take some ten seconds of a processor, on an old one that has other work a minute."""
_MB = 1 << 20
_MOST_BYTES = 300 * _MB
_LEAST_MEMORY, _MEMORY_A_BYTE, _MOST_MEMORY = 512 * _MB, 50, 2_048 * _MB
"""A small workbook has no business with much memory; the fullest .xls takes nine bytes for each of its own."""
_FOREIGN = (FileKind.XLS, FileKind.ODS)


def is_foreign(path: Path) -> bool:
    """Say whether the content is an .xls (also WPS's .et) or .ods, whatever the name says."""
    return kind_of(path) in _FOREIGN


def is_mislabelled(path: Path) -> bool:
    """Say whether the name says .xls, .et or .ods and the content does not, or the other way round."""
    return is_foreign(path) != (path.suffix.lower() in (".xls", ".et", ".ods"))


def read_foreign(path: Path) -> tuple[RawSheet, ...]:
    """Read the sheets of such a workbook, or of the export of a platform.

    Raises :class:`XlcheckError` ``book.encrypted``, ``book.unreadable`` or ``book.refused``.
    """
    with TemporaryDirectory(prefix="xlcheck-") as folder:
        out = Path(folder) / "sheets"
        _ask(path, out)
        with out.open(encoding="utf-8") as lines:
            return tuple(sheets_of(map(json.loads, lines)))


@contextmanager
def unlocked(path: Path) -> Iterator[Path]:
    """Give a workbook that Excel locked with its own password as it is without the lock, for as long as it is needed.

    Raises :class:`XlcheckError` ``book.encrypted`` where it has another password.
    """
    with TemporaryDirectory(prefix="xlcheck-") as folder:
        out = Path(folder) / path.name
        _ask(path, out, unlock=True)
        yield out


def _ask(path: Path, out: Path, *, unlock: bool = False) -> None:
    size = path.stat().st_size
    if size > _MOST_BYTES:
        raise XlcheckError("book.refused", book=path.name, why=f"文件有 {size // _MB} MB，超过 {_MOST_BYTES // _MB} MB")
    seconds = min(_MOST_SECONDS, _SECONDS + _SECONDS_A_MB * (size // _MB))
    limits = WorkerLimits(seconds, min(_MOST_MEMORY, _LEAST_MEMORY + _MEMORY_A_BYTE * size))
    with Worker(_WORK, limits) as worker:
        try:
            worker.ask({"path": str(path.resolve()), "out": str(out), "unlock": unlock})
        except UnpackError as refused:
            if refused.code == "book.encrypted":
                raise XlcheckError("book.encrypted", book=path.name) from None
            raise XlcheckError(refused.code, book=path.name, why=refused.reason) from None
        except WorkerError as failed:
            raise _not_done(path, failed.failure, limits) from None


def _not_done(path: Path, failure: Failure, limits: WorkerLimits) -> XlcheckError:
    if failure is Failure.CRASH:
        return XlcheckError("book.unreadable", book=path.name, why="旧格式的工作簿已损坏，或不是 Excel 工作簿")
    too_much = {
        Failure.TIME: f"读取超过 {limits.seconds:g} 秒",
        Failure.MEMORY: f"读取时占用内存超过 {limits.memory // _MB} MB",
    }
    return XlcheckError("book.refused", book=path.name, why=too_much[failure])
