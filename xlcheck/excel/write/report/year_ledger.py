"""全年检查台账.xlsx: the rows of all ledgers of a year."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from xlcheck.excel.write.list_sheet import add_list
from xlcheck.excel.write.table import OutputBook
from xlcheck.model import Settings
from xlcheck.schema.table import RowCells, Table


def write_year_ledger(
    path: Path, table: Table, rows: Sequence[RowCells], settings: Settings, stamp: str, *, practice: bool = False
) -> None:
    """Write 全年检查台账; ``table`` has the year's columns."""
    title = table.title.format(short=settings.short_name, year=settings.year)
    with OutputBook(path, practice=practice) as out:
        note = f"截至 {stamp}，共 {len(rows)} 行。由各任务的检查台账汇成，只供查阅；要改的，请改检查台账。"
        add_list(out, table, rows, title, (note,))
