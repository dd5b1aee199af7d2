"""The readers of other formats, run by a worker process: they may hang or fail without harm to the tool."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from io import BytesIO
from pathlib import Path

from xlcheck.excel.read.foreign_lines import ForeignSheet, lines_of
from xlcheck.excel.read.kinds import FileKind, kind_of
from xlcheck.model import XlcheckError
from xlcheck.worker.refused import UnpackError

_MOST_MEMORY = 1_500 << 20
_EXCELS_OWN = "VelvetSweatshop"
"""The password with which Excel locks a workbook that is only protected, and which it tries before it asks."""


def work(request: Mapping[str, object]) -> object:
    """Write every sheet of the file ``path`` into the file ``out``, or, with ``unlock``, what it is without its lock.

    Raises :class:`UnpackError` ``book.encrypted``, ``book.unreadable`` or ``book.refused``.
    """
    path, out = Path(str(request["path"])), Path(str(request["out"]))
    if request.get("unlock"):
        out.write_bytes(_unlocked(path.read_bytes()))
        return None
    try:
        _write(path, out)
    except XlcheckError as error:
        raise UnpackError(str(error.params.get("why", "")), error.code) from None
    return None


def _write(path: Path, out: Path) -> None:
    room = _MOST_MEMORY
    with out.open("w", encoding="utf-8") as lines:
        for sheet in _sheets(path):
            for line, weight in lines_of(sheet):
                room -= weight
                if room < 0:
                    raise UnpackError(f"内容过多，读入后超过 {_MOST_MEMORY >> 20} MB", "book.refused")
                lines.write(json.dumps(line, ensure_ascii=False) + "\n")


def _sheets(path: Path) -> Iterator[ForeignSheet]:
    match kind_of(path):
        case FileKind.XLS:
            return _of_xls(path.read_bytes())
        case FileKind.ODS:
            from xlcheck.excel.read.ods import ods_sheets

            return ods_sheets(path)
        case kind:
            from xlcheck.excel.read.exported import exported_sheets

            return exported_sheets(path, kind)


def _of_xls(data: bytes) -> Iterator[ForeignSheet]:
    from xlcheck.excel.read.xls import is_locked, xls_sheets

    return xls_sheets(_unlocked(data) if is_locked(data) else data)


def _unlocked(data: bytes) -> bytes:
    """Return a workbook without the lock that Excel itself opens; raises ``book.encrypted`` where it has another."""
    import msoffcrypto

    plain = BytesIO()
    try:
        locked = msoffcrypto.OfficeFile(BytesIO(data))
        verified = {"verify_password": True} if locked.format == "ooxml" else {}
        locked.load_key(password=_EXCELS_OWN, **verified)
        locked.decrypt(plain)
    except MemoryError:
        raise
    except Exception:  # another password, or a lock that is not known
        raise UnpackError("", "book.encrypted") from None
    return plain.getvalue()
