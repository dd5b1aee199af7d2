"""年度计划报表.xlsx: the year's plan in the layouts of others, a sheet each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from xlcheck.excel.write.list_sheet import add_list
from xlcheck.excel.write.table import OutputBook
from xlcheck.model import Settings
from xlcheck.schema.outputs.report import PLAN_LAYOUTS
from xlcheck.schema.table import RowCells


def write_plan_layouts(
    path: Path,
    rows: Mapping[str, Sequence[RowCells]],
    notes: Mapping[str, Sequence[str]],
    settings: Settings,
    *,
    practice: bool = False,
) -> None:
    """Write 年度计划报表; rows and notes by the keys of the layouts."""
    with OutputBook(path, practice=practice) as out:
        for table in PLAN_LAYOUTS:
            title = table.title.format(short=settings.short_name, year=settings.year)
            add_list(out, table, rows[table.key], title, notes[table.key])
