"""Workbooks of other formats (.xls, .et, .ods), read in a child process with limits of time and memory."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import datetime
from pathlib import Path

from xlcheck.model import CellValue, Number, RawSheet, XlcheckError

_SECONDS = 60
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
    if _ENCRYPTED in path.read_bytes():
        raise XlcheckError("book.encrypted", book=path.name)
    command = [sys.executable, "-X", "utf8", "-m", "xlcheck.excel.read.other_formats_child", str(path.resolve())]
    try:
        process = subprocess.run(command, capture_output=True, timeout=_SECONDS, check=False)
    except subprocess.TimeoutExpired:
        raise XlcheckError("book.refused", book=path.name, why=f"读取超过 {_SECONDS} 秒") from None
    if process.returncode:
        if b"assword" in process.stderr:
            raise XlcheckError("book.encrypted", book=path.name)
        raise XlcheckError("book.unreadable", book=path.name, why="旧格式的工作簿已损坏，或不是 Excel 工作簿")
    return tuple(_sheet(*json.loads(line)) for line in process.stdout.decode("utf-8").splitlines())


JsonCell = str | list[str]
"""A cell as the child writes it: its text, or its kind and text."""


def _sheet(name: str, hidden: bool, rows: list[tuple[int, list[JsonCell]]]) -> RawSheet:
    return RawSheet.of_rows(name, [(n, [_cell(c) for c in cells]) for n, cells in rows], hidden=hidden)


def _cell(cell: JsonCell) -> CellValue:
    if isinstance(cell, str):
        return cell
    kind, text = cell
    if kind == "n":
        return Number(text)
    return datetime.fromisoformat(text) if kind == "d" else bool(text)
