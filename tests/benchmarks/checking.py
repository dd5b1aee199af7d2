"""Checking registries against the bare read of the same file: ``python -m tests.benchmarks.checking [ROWS…]``.

The bare read is calamine's. Each measurement is a process of its own; wall time and peak memory are
printed with their ratios.
1,000 and 100,000 rows by default; a million takes some minutes and 2 GB of memory.
"""

import resource
import subprocess
import sys
import tempfile
import time
from datetime import datetime
from pathlib import Path

import xlsxwriter

from tests.builders import SETTINGS
from xlcheck.excel.write.table import put_value
from xlcheck.samples.entities import each_entity
from xlcheck.schema.inputs import ENTITIES

COLUMNS = [c for c in ENTITIES if c not in (ENTITIES.contact, ENTITIES.phone, ENTITIES.remark)]
USUAL = 582


def write_registry(path: Path, rows: int) -> None:
    """A registry of 15 columns and so many companies."""
    with xlsxwriter.Workbook(str(path), {"constant_memory": True, "strings_to_numbers": False}) as book:
        sheet = book.add_worksheet(ENTITIES.sheet)
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        sheet.write_row(0, 0, [c.title for c in COLUMNS])
        for number, company in enumerate(each_entity(scale=-(-rows // USUAL)), start=1):
            if number > rows:
                break
            for index, column in enumerate(COLUMNS):
                value = company[column]
                put_value(sheet, number, index, value, None if isinstance(value, str | int) else day)


def bare(path: Path) -> None:
    """Read every cell and do nothing."""
    import python_calamine

    python_calamine.load_workbook(str(path)).get_sheet_by_index(0).to_python()


def whole(path: Path) -> None:
    """Read, type, check, fold, and write the report."""
    from xlcheck.checks import run_checks
    from xlcheck.checks.findings import grouped_findings
    from xlcheck.excel.read.workbook import read_book
    from xlcheck.excel.write.check import write_findings
    from xlcheck.reading.tables import YearBooks
    from xlcheck.schema.inputs import ENTITY_BOOK

    tables, findings = read_book(path, ENTITY_BOOK, SETTINGS)
    findings = grouped_findings((*findings, *run_checks(YearBooks(SETTINGS, **tables))))
    write_findings(path.with_name("报告.xlsx"), findings, {path.name: ""}, f"{datetime(2021, 1, 4)}")


def measured(what: str, path: Path) -> tuple[float, float]:
    """Wall seconds and peak megabytes of a process that does it once, imports included."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.benchmarks.checking", what, str(path)], check=True, capture_output=True, text=True
    )
    seconds, peak = done.stdout.split()
    return float(seconds), float(peak)


def main(sizes: list[int]) -> None:
    """Measure each size."""
    for rows in sizes:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "检查对象名录库.xlsx"
            write_registry(path, rows)
            (reading, small), (checking, large) = (measured(what, path) for what in ("bare", "whole"))
        print(
            f"{rows:>9,} rows: calamine {reading:7.2f} s {small:6.0f} MB   xlcheck {checking:7.2f} s {large:6.0f} MB"
            f"   ratios {checking / reading:.1f} and {large / small:.1f}"
        )


if __name__ == "__main__":
    if sys.argv[1:2] in (["bare"], ["whole"]):
        start = time.perf_counter()
        {"bare": bare, "whole": whole}[sys.argv[1]](Path(sys.argv[2]))
        print(time.perf_counter() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
    else:
        main([int(a) for a in sys.argv[1:]] or [1_000, 100_000])
