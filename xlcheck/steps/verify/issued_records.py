"""The records in 抽取/, as they were handed out: what can be read of them, and the log lines that they anchor.

A copy of one of them that is the same byte by byte is not among them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

from xlcheck.draws.record.cells import CellTexts
from xlcheck.draws.verification.replacement import drop_outs_of
from xlcheck.excel.read.workbook import read_cells
from xlcheck.model import DrawRecord, XlcheckError
from xlcheck.steps.desk.copies import same_copies
from xlcheck.steps.desk.desk import Desk
from xlcheck.steps.draw.archive import read_record

Sheets = Mapping[str, CellTexts]
"""The cells of a workbook by sheet."""

T = TypeVar("T")


def issued_paths(desk: Desk) -> list[Path]:
    """Return every 抽取记录, then every 补抽记录."""
    return [*_paths(desk, "抽取记录"), *_paths(desk, "补抽记录")]


def issued_records(desk: Desk) -> dict[Path, DrawRecord]:
    """Return the records of draws that can be read; the others fail in their own verification."""
    return _readable(desk, "抽取记录", read_record)


def issued_replacements(desk: Desk) -> dict[Path, Sheets]:
    """Return the workbooks of replacements that can be read."""
    return _readable(desk, "补抽记录", read_cells)


def anchors_of(records: Iterable[DrawRecord], replacements: Iterable[Sheets]) -> list[str]:
    """Return the hashes of log lines that records print."""
    hashes = [record.log_digest for record in records]
    for sheets in replacements:
        with suppress(XlcheckError):
            hashes += [log_digest for _, log_digest in drop_outs_of(sheets)]
    return hashes


def _paths(desk: Desk, kind: str) -> list[Path]:
    return sorted({*desk.draws.glob(f"{kind}-*.xlsx")} - same_copies(desk).keys())


def _readable(desk: Desk, kind: str, read: Callable[[Path], T]) -> dict[Path, T]:
    contents = {}
    for path in _paths(desk, kind):
        with suppress(XlcheckError):
            contents[path] = read(path)
    return contents
