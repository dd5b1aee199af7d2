"""Workbooks of other formats (.xls, .et, .ods), read in a child process with limits of time and memory."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from xlcheck.model import CellValue, Number, RawSheet, XlcheckError
from xlcheck.worker.limits import WorkerLimits
from xlcheck.worker.refused import UnpackError
from xlcheck.worker.worker import Failure, Worker, WorkerError

_WORK = "xlcheck.excel.read.other_formats_child"
_SECONDS = 60.0
_MB = 1 << 20
_MOST_BYTES = 300 * _MB
_LEAST_MEMORY, _MEMORY_A_BYTE, _MOST_MEMORY = 512 * _MB, 50, 2_048 * _MB
"""A small workbook has no business with much memory; the fullest .xls takes nine bytes for each of its own."""
_OLE = b"\xd0\xcf\x11\xe0"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_ODS = b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet"


def is_foreign(path: Path) -> bool:
    """Say whether the content is an .xls (also WPS's .et) or .ods, whatever the name says."""
    with path.open("rb") as stream:
        head = stream.read(512)
    return head.startswith(_OLE) or (head.startswith(b"PK") and _ODS in head)


def is_mislabelled(path: Path) -> bool:
    """Say whether the name says .xls, .et or .ods and the content does not, or the other way round."""
    return is_foreign(path) != (path.suffix.lower() in (".xls", ".et", ".ods"))


def read_foreign(path: Path) -> tuple[RawSheet, ...]:
    """Read the sheets of such a workbook; cells that show an error come as blanks.

    Raises :class:`XlcheckError` ``book.encrypted``, ``book.unreadable`` or ``book.refused``.
    """
    size = path.stat().st_size
    if size > _MOST_BYTES:
        raise XlcheckError("book.refused", book=path.name, why=f"文件有 {size // _MB} MB，超过 {_MOST_BYTES // _MB} MB")
    if _ENCRYPTED in path.read_bytes():
        raise XlcheckError("book.encrypted", book=path.name)
    limits = WorkerLimits(_SECONDS, min(_MOST_MEMORY, _LEAST_MEMORY + _MEMORY_A_BYTE * size))
    with TemporaryDirectory(prefix="xlcheck-") as folder, Worker(_WORK, limits) as worker:
        out = Path(folder) / "sheets"
        try:
            worker.ask({"path": str(path.resolve()), "out": str(out)})
        except UnpackError as refused:
            if refused.code == "book.encrypted":
                raise XlcheckError("book.encrypted", book=path.name) from None
            raise XlcheckError(refused.code, book=path.name, why=refused.reason) from None
        except WorkerError as failed:
            raise _not_done(path, failed.failure, limits) from None
        with out.open(encoding="utf-8") as lines:
            return tuple(_sheets(map(json.loads, lines)))


def _not_done(path: Path, failure: Failure, limits: WorkerLimits) -> XlcheckError:
    if failure is Failure.CRASH:
        return XlcheckError("book.unreadable", book=path.name, why="旧格式的工作簿已损坏，或不是 Excel 工作簿")
    too_much = {
        Failure.TIME: f"读取超过 {limits.seconds:g} 秒",
        Failure.MEMORY: f"读取时占用内存超过 {limits.memory // _MB} MB",
    }
    return XlcheckError("book.refused", book=path.name, why=too_much[failure])


JsonCell = str | list[str]
"""A cell as the child writes it: its text, or its kind and text."""


def _sheets(lines: Iterable[tuple[str, bool] | tuple[int, list[JsonCell]]]) -> Iterator[RawSheet]:
    """Put together what the child wrote, one sheet after another."""
    name, hidden, rows = "", False, list[tuple[int, list[CellValue]]]()
    for first, second in lines:
        if isinstance(second, list):
            rows.append((int(first), [_cell(c) for c in second]))
            continue
        if name:
            yield RawSheet.of_rows(name, rows, hidden=hidden)
        name, hidden, rows = str(first), second, []
    if name:
        yield RawSheet.of_rows(name, rows, hidden=hidden)


def _cell(cell: JsonCell) -> CellValue:
    if isinstance(cell, str):
        return cell
    kind, text = cell
    if kind == "n":
        return Number(text)
    return datetime.fromisoformat(text) if kind == "d" else bool(text)
