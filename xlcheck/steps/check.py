"""校验: check the desk's workbooks and write the report and the annotated copies."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from xlcheck.checks import run_checks
from xlcheck.excel.annotate import annotate
from xlcheck.excel.findings_report import write_findings
from xlcheck.excel.read import read_sheets
from xlcheck.messages import Level, level
from xlcheck.model import Finding, XlcheckError
from xlcheck.schema.header import find_header
from xlcheck.schema.inputs import INPUT_BOOKS
from xlcheck.schema.kinds import Book
from xlcheck.steps.desk import Run
from xlcheck.steps.files import set_aside
from xlcheck.steps.load import load_year


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check found and wrote."""

    findings: tuple[Finding, ...]
    report: Path
    copies: tuple[Path, ...]

    def count(self, kind: Level) -> int:
        """How many findings are of a level."""
        return sum(level(f) is kind for f in self.findings)


def find_all(run: Run, instead: Mapping[str, Path] | None = None) -> tuple[Finding, ...]:
    """Every finding of the desk's workbooks, without writing anything."""
    books, reading = load_year(run, instead)
    run.say("逐项核对")
    return (*reading, *run_checks(books))


def check(run: Run, workbook: Path | None = None) -> Checked:
    """Check the desk, or one workbook in the place of the desk's own of its kind.

    The report goes into 校验/; an earlier one is set aside. Raises :class:`XlcheckError`
    ``check.unknown-book`` where the workbook is none of those that staff keep.
    """
    if workbook is None:
        findings = find_all(run)
        paths = [run.desk.book(book) for book in INPUT_BOOKS]
        name = "校验报告.xlsx"
    else:
        book = recognise(workbook)
        findings = tuple(f for f in find_all(run, {book.key: workbook}) if f.place.book == workbook.name)
        paths, name = [workbook], f"校验报告-{workbook.stem}.xlsx"
    report = run.desk.checks / name
    set_aside(report, run.now)
    folder = _way_to(paths[0].parent, run.desk.checks)
    write_findings(report, findings, [p.name for p in paths], folder, run.stamp, practice=run.desk.practice)
    run.say("写出标注副本")
    return Checked(findings, report, tuple(_copies(run, paths, findings)))


def recognise(workbook: Path) -> Book:
    """Which of staff's books a workbook is, by the headers of its sheets."""
    sheets = read_sheets(workbook)
    for book in INPUT_BOOKS:
        headers = (find_header(book.tables[0], sheet) for sheet in sheets)
        if any(h and len(h.columns) >= len(book.tables[0].columns) / 2 for h in headers):
            return book
    raise XlcheckError("check.unknown-book", book=workbook.name)


def _copies(run: Run, paths: Sequence[Path], findings: Sequence[Finding]) -> list[Path]:
    copies = []
    for path in paths:
        own = [f for f in findings if f.place.book == path.name]
        copy = run.desk.checks / f"标注-{path.name}"
        set_aside(copy, run.now)
        if own and path.is_file() and not any(f.code in ("book.unreadable", "book.refused") for f in own):
            annotate(path, own, copy)
            copies.append(copy)
    return copies


def _way_to(folder: Path, start: Path) -> str:
    """The relative path from the report's folder, with ``/`` at its end; absolute on another drive."""
    folder, start = folder.resolve(), start.resolve()
    if folder == start.parent:
        return "../"
    return f"{folder.as_posix()}/"
