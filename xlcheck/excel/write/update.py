"""名录更新记录.xlsx: one sheet a kind of change."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from xlcheck.excel.write.list_sheet import add_list
from xlcheck.excel.write.table import OutputBook
from xlcheck.schema.table import RowCells, Table


def write_update_record(
    path: Path, sheets: Sequence[tuple[Table, Sequence[RowCells], str]], *, practice: bool = False
) -> None:
    """Write sheets of these tables, rows and titles; one without rows says so."""
    with OutputBook(path, practice=practice) as out:
        for table, rows, title in sheets:
            add_list(out, table, rows, title, () if rows else ("没有。",))
