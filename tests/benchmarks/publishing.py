"""Publishing a result against writing its cells: ``python -m tests.benchmarks.publishing [ROWS]``.

A task is drawn, its ledger filled and published: record and ledger are read, every row is checked, and the three
workbooks, the page and the log are written. The reference is xlsxwriter, which writes the cells of these workbooks and
nothing else. Each is a process of its own; wall time and peak memory are printed with their ratios.
50,000 rows by default.
"""

import json
import resource
import subprocess
import sys
import tempfile
import time
from datetime import date, datetime
from pathlib import Path

import xlsxwriter

TASK, TASK_ROW = "02号", 4
"""The plan's task among carriers, and its row."""

ADMITTED = 370
"""So many carriers of the sample, and a few more, are admitted by that task."""

CELLS = "单元格.json"


def write_desk(folder: Path, rows: int) -> None:
    """A desk with so many carriers drawn, each with an inspection without a fault in the ledger."""
    from tests.cells import cell
    from tests.conftest import DECLARED, JANUARY, NUMBERS
    from tests.results.cases import CLEAN, row_of
    from tests.steps.helpers import put
    from xlcheck.draws.replacement import drawn_task_of
    from xlcheck.excel.write.desk_books import write_desk_book
    from xlcheck.results.ledger.given_lines import given_lines
    from xlcheck.samples.entities import entities
    from xlcheck.samples.inspectors import inspectors
    from xlcheck.schema.inputs import ENTITY_BOOK, INSPECTOR_BOOK, PLAN, PLAN_BOOK
    from xlcheck.schema.outputs.ledger import LEDGER
    from xlcheck.steps.desk.desk import Desk, Run
    from xlcheck.steps.desk.load import load_settings
    from xlcheck.steps.draw.draw import Attendance, draw_task
    from xlcheck.steps.draw.freeze import freeze_task
    from xlcheck.steps.draw.tasks import ready_books, tasks_of
    from xlcheck.steps.practice.sample import write_sample_desk

    desk = Desk(folder)
    write_sample_desk(folder)
    settings, _, _ = load_settings(desk)
    registry = entities(scale=1 + rows // ADMITTED)
    write_desk_book(desk.book(ENTITY_BOOK), ENTITY_BOOK, {"entities": registry}, settings)
    write_desk_book(desk.book(INSPECTOR_BOOK), INSPECTOR_BOOK, {"inspectors": inspectors()}, settings)
    put(desk.book(PLAN_BOOK), {cell(PLAN, PLAN.ratio, TASK_ROW): f"{rows}户"})
    run = Run(desk, JANUARY)
    books = ready_books(run)
    (row,) = tasks_of(books, [TASK])
    drawn = draw_task(run, freeze_task(run, books, row, DECLARED), NUMBERS, Attendance())
    lines = given_lines(drawn_task_of(drawn.record))
    filled = [row_of(line) | CLEAN | {"inspected": date(2021, 3, 1)} for line in lines]
    desk.ledgers.mkdir()
    table = LEDGER.as_offered
    cells = [table.titles, *([row.get(key, "") for key in table.keys] for row in filled)]
    write_rows(desk.ledgers / f"检查台账-{TASK}.xlsx", LEDGER.sheet, cells)


def write_rows(path: Path, name: str, rows: list[list[object]]) -> None:
    """Write cells with xlsxwriter: texts as texts, days as days."""
    with xlsxwriter.Workbook(str(path), {"default_date_format": "yyyy-mm-dd"}) as book:
        sheet = book.add_worksheet(name)
        for r, row in enumerate(rows):
            for c, value in enumerate(row):
                (sheet.write_string if isinstance(value, str) else sheet.write)(r, c, value)


def write_cells(folder: Path) -> None:
    """The cells of the workbooks that were published, as JSON: the reference reads no workbook."""
    from xlcheck.excel.read.workbook import read_sheets
    from xlcheck.reading.tables import cell_text
    from xlcheck.steps.desk.desk import Desk

    (batch,) = Desk(folder).publications.glob("第1批*")
    sheets = [sheet for path in sorted(batch.glob("*.xlsx")) for sheet in read_sheets(path)]
    cells = [[[cell_text(cell) for cell in row] for _, row in sheet.rows] for sheet in sheets]
    (folder / CELLS).write_text(json.dumps(cells), "utf-8")


def bare(folder: Path) -> None:
    """Write the cells of each workbook."""
    for number, rows in enumerate(json.loads((folder / CELLS).read_text("utf-8")), start=1):
        write_rows(folder / f"参照{number}.xlsx", "表", rows)


def whole(folder: Path) -> None:
    """Publish."""
    from xlcheck.steps.desk.desk import Desk, Run
    from xlcheck.steps.publish.publish import publish

    publish(Run(Desk(folder), datetime(2021, 3, 5, 9)))


DOES = {"desk": write_desk, "publish": whole, "cells": write_cells, "write": bare}


def measured(what: str, folder: Path, *more: str) -> tuple[float, float]:
    """Wall seconds and peak megabytes of a process that does it once, imports included.

    A process starts with the peak of the one that made it; hence all that costs memory is done in such.
    """
    command = [sys.executable, "-m", "tests.benchmarks.publishing", what, str(folder), *more]
    seconds, peak = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
    return float(seconds), float(peak)


def main(rows: int) -> None:
    """Measure one result."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary) / "workbooks" / "2021"
        measured("desk", folder, str(rows))
        publishing, large = measured("publish", folder)
        measured("cells", folder)
        writing, small = measured("write", folder)
    print(
        f"{rows:>9,} rows: xlsxwriter {writing:7.2f} s {small:6.0f} MB   xlcheck {publishing:7.2f} s {large:6.0f} MB"
        f"   ratios {publishing / writing:.1f} and {large / small:.1f}"
    )


if __name__ == "__main__":
    if len(sys.argv) > 2:
        start = time.perf_counter()
        DOES[sys.argv[1]](Path(sys.argv[2]), *map(int, sys.argv[3:]))
        print(time.perf_counter() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
    else:
        main(int(sys.argv[1]) if sys.argv[1:] else 50_000)
