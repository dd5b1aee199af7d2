"""Verification of a 补抽记录: the draw and every replacement are recomputed from it, and every cell is compared."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from xlcheck.draws.formats import format_of, format_of_record
from xlcheck.draws.formats.one.replacement_sheet import SHEET
from xlcheck.draws.record.book import RecordBook
from xlcheck.draws.record.cells import CellTexts, damaged, grids_of
from xlcheck.draws.replacement import drawn_task_of
from xlcheck.draws.verification.draw import Beside, book_of, differences, draw_again, record_of, record_sheets, traced
from xlcheck.draws.verification.replacement_labels import strange_labels
from xlcheck.model import Difference, DrawnTask, DropOut, XlcheckError


def replacement_book(drawn_task: DrawnTask) -> RecordBook:
    """Return the workbook of the last replacement of a task."""
    return format_of(drawn_task.record.request).replacement_book(drawn_task)


def drop_outs_of(read: Mapping[str, CellTexts]) -> list[tuple[DropOut, str]]:
    """Return who dropped out, in order, as a 补抽记录 tells it, with the hashes of their log lines.

    Raises :class:`XlcheckError` where a cell cannot be read.
    """
    sheets = grids_of(read)
    return format_of_record(sheets).drop_outs_from(sheets)


def drawn_task_from(read: Mapping[str, CellTexts]) -> DrawnTask:
    """Return the task up to the replacement that a workbook tells of, recomputed from the values in it.

    Raises :class:`XlcheckError` where it tells of none, or of one that cannot be.
    """
    drop_outs = drop_outs_of(read)
    if not drop_outs:
        raise damaged("“补抽”工作表", "没有补抽", "至少一次补抽")
    return drawn_task_of(draw_again(record_of(read)), drop_outs)


def verify_replacement(read: Mapping[str, CellTexts], beside: Beside | None = None) -> tuple[Difference, ...]:
    """Verify a 补抽记录 as :func:`xlcheck.draws.verification.draw.verify` does a record."""
    if wrong := tuple(strange_labels(read.get(SHEET, {}))):
        return wrong
    try:
        drawn_task_from(read)
    except XlcheckError:  # a cell of the draw may have made nonsense of who fell away
        if wrong := _of_draw(read, beside):
            return wrong
    return traced(read, lambda sheets: replacement_book(drawn_task_from(sheets)), beside)


def _of_draw(read: Mapping[str, CellTexts], beside: Beside | None) -> tuple[Difference, ...]:
    """Return the first differences in the data of the draw alone, without the page that it has in its own record."""
    sheets = {name: cells for name, cells in read.items() if name in record_sheets()}
    return traced(sheets, lambda cells: replace(book_of(draw_again(record_of(cells))), page="", printed=()), beside)


def compare_replacement(
    read: Mapping[str, CellTexts], drawn_task: DrawnTask, beside: Beside | None = None
) -> tuple[Difference, ...]:
    """Return the first differences between a 补抽记录 as read and that of the last replacement of ``drawn_task``."""
    return differences(read, replacement_book(drawn_task), beside)
