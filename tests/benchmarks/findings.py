"""A report of 100,000 findings: ``python -m tests.benchmarks.findings [FINDINGS]``.

A registry with so many wrong cells is checked and its 校验报告 written. Printed are its size, the time against
xlsxwriter writing the same texts into as many cells, what opening it takes, and what a clerk reads first: its summary.
"""

import shutil
import sys
import tempfile
from pathlib import Path

import openpyxl
import xlsxwriter

from tests.benchmarks.timing import line, medians, seconds
from tests.builders import ENTITY, SETTINGS, write_sheet
from tests.office.office import Office
from xlcheck.checks import run_checks
from xlcheck.checks.findings import grouped_findings
from xlcheck.excel.read.workbook import read_book
from xlcheck.excel.write.check import write_findings
from xlcheck.model import Finding
from xlcheck.reading.tables import YearBooks
from xlcheck.samples.names import credit_code
from xlcheck.schema.inputs import ENTITIES, ENTITY_BOOK

WRONG = {"no": "第{}户", "category": "第{}类", "founded": "第{}天", "status": "第{}种", "grade": "第{}等"}
"""What each company holds in these columns: no text twice, so that no findings are folded into one."""


def many_findings(registry: Path, count: int) -> tuple[Finding, ...]:
    """What is found in a registry of so many wrong cells, which is written first; ``count`` is a multiple of five."""
    rows = [_company(number) for number in range(1, count // len(WRONG) + 1)]
    write_sheet(registry, {ENTITIES.sheet: [ENTITIES.titles, *rows]})
    tables, findings = read_book(registry, ENTITY_BOOK, SETTINGS)
    return grouped_findings((*findings, *run_checks(YearBooks(SETTINGS, **tables))))


def _company(number: int) -> list[str]:
    own = {"name": f"示例{number}公司", "code": credit_code(number, shop=False)}
    cells = ENTITY | own | {key: text.format(number) for key, text in WRONG.items()}
    return [cells.get(key, "") for key in ENTITIES.keys]


def write_report(path: Path, findings: tuple[Finding, ...]) -> None:
    """Their 校验报告."""
    write_findings(path, findings, {f"{ENTITIES.sheet}.xlsx": "../"}, "2021-01-05 09:00")


def write_plainly(path: Path, rows: list[list[object]]) -> None:
    """The same texts in as many cells, without any format or link."""
    with xlsxwriter.Workbook(str(path), {"strings_to_formulas": False, "strings_to_urls": False}) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)


def main(count: int) -> None:
    """Write, measure and open one report."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        report, plain = folder / "校验报告.xlsx", folder / "plain.xlsx"
        findings = many_findings(folder / f"{ENTITIES.sheet}.xlsx", count)
        write_report(report, findings)
        summary, listed = ([list(row) for row in sheet.values] for sheet in openpyxl.load_workbook(report).worksheets)
        taken = medians(lambda: write_report(report, findings), lambda: write_plainly(plain, listed))
        line(f"report {len(findings):,} findings", *taken, "xlsxwriter")
        longest = max(len(str(cell)) for row in summary for cell in row)
        print(f"size {report.stat().st_size / 1e6:.1f} MB   aim 20 MB; {len(listed) - 2:,} rows")
        print(f"summary of {len(summary)} rows, its longest text {longest} characters")
        print(f"openpyxl opens it in {seconds(lambda: openpyxl.load_workbook(report)):.1f} s")
        if shutil.which("soffice"):
            office = Office(folder)
            print(f"LibreOffice opens and saves it in {seconds(lambda: office.save_as([report], 'ods', folder)):.1f} s")


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else 100_000)
