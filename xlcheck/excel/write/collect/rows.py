"""任务进度 and 台账明细: the tasks and the ledger lines of all bureaus, as they came."""

from __future__ import annotations

from xlcheck.excel.write.collect.collected import Collected
from xlcheck.excel.write.list_sheet import add_list
from xlcheck.excel.write.table import OutputBook
from xlcheck.model import Inspection, Pack, PackTask
from xlcheck.schema.outputs.collect import COLLECTED_ROWS, COLLECTED_TASKS, READ_EXTRACT, READ_PROGRESS
from xlcheck.schema.table import RowCells


def add_tasks(out: OutputBook, collected: Collected) -> None:
    """Add 任务进度."""
    rows = [_task(pack, task) for pack in collected.packs for task in pack.tasks]
    add_list(out, COLLECTED_TASKS, rows, collected.title(COLLECTED_TASKS))


def add_rows(out: OutputBook, collected: Collected) -> None:
    """Add 台账明细."""
    rows = [_line(pack, line) for pack in collected.packs for line in pack.inspections]
    add_list(out, COLLECTED_ROWS, rows, collected.title(COLLECTED_ROWS))


def _task(pack: Pack, task: PackTask) -> RowCells:
    return {column: getattr(task, column.key) for column in READ_PROGRESS} | {COLLECTED_TASKS.bureau: pack.bureau}


def _line(pack: Pack, line: Inspection) -> RowCells:
    """Return the cells of 台账摘要 as they came; a number that was written in words stays as it is."""
    cells = {column: line.cell(column.key) for column in READ_EXTRACT}
    number = line.no or line.cell(COLLECTED_ROWS.no.key)
    return cells | {COLLECTED_ROWS.bureau: pack.bureau, COLLECTED_ROWS.no: number}
