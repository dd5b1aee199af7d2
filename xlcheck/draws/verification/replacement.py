"""Verification of a 补抽记录: the draw and every replacement are recomputed from it, and every cell is compared."""

from __future__ import annotations

from collections.abc import Mapping

from xlcheck.draws.record.blocks import flatten
from xlcheck.draws.record.cells import Grid, damaged
from xlcheck.draws.record.record import Cells, grids, grids_of, record_from
from xlcheck.draws.replacement.printed import SHEET as PAGE
from xlcheck.draws.replacement.printed import print_replacement
from xlcheck.draws.replacement.replace import drawn_task_of
from xlcheck.draws.replacement.sheet import SHEET, drop_outs_from, replaced_grid
from xlcheck.draws.verification.draw import Beside, differences, laid_out, redrawn, unreadable
from xlcheck.model import Difference, DrawnTask, PrintCell, XlcheckError


def replacement_grids(drawn_task: DrawnTask) -> dict[str, Grid]:
    """Return the data sheets of a 补抽记录: the replacements, then those of the record of the draw."""
    return {SHEET: replaced_grid(drawn_task), **grids(drawn_task.record)}


def replacement_page(drawn_task: DrawnTask) -> tuple[PrintCell, ...]:
    """Return the printed page of the last replacement, cell by cell."""
    return flatten(print_replacement(drawn_task))


def drawn_task_from(read: Mapping[str, Cells]) -> DrawnTask:
    """Return the task up to the replacement that a workbook tells of, recomputed from the values in it.

    Raises :class:`XlcheckError` where it tells of none, or of one that cannot be.
    """
    sheets = grids_of(read)
    drop_outs = drop_outs_from(sheets.get(SHEET, []))
    if not drop_outs:
        raise damaged(f"“{SHEET}”工作表", "没有补抽", "至少一次补抽")
    return drawn_task_of(redrawn(record_from(sheets)), drop_outs)


def verify_replacement(read: Mapping[str, Cells], beside: Beside | None = None) -> tuple[Difference, ...]:
    """Verify a 补抽记录 as :func:`xlcheck.draws.verification.draw.verify` does a record."""
    try:
        drawn_task = drawn_task_from(read)
    except XlcheckError as error:
        return (unreadable(error),)
    return compare_replacement(read, drawn_task, beside)


def compare_replacement(
    read: Mapping[str, Cells], drawn_task: DrawnTask, beside: Beside | None = None
) -> tuple[Difference, ...]:
    """Return the first differences between a 补抽记录 as read and that of the last replacement of ``drawn_task``."""
    page = replacement_page(drawn_task)
    more = beside(drawn_task.record) if beside else {}
    return differences(read, laid_out(replacement_grids(drawn_task), PAGE, page, more), PAGE, page)
