"""统计: how far the year has come, counted from the ledgers, and the draft of its summary."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from xlcheck.checks.findings import grouped_findings
from xlcheck.excel.write.report import write_report
from xlcheck.journal.disk import write_bytes
from xlcheck.model import Finding, YearProgress
from xlcheck.reading.tables import YearBooks
from xlcheck.results.report.next_plan import NextPlan
from xlcheck.results.report.summary import summary
from xlcheck.schema.inputs import ENTITY_BOOK, ITEM_BOOK, PLAN_BOOK
from xlcheck.steps.desk.desk import Run
from xlcheck.steps.desk.files import set_aside
from xlcheck.steps.desk.load import load_needed
from xlcheck.steps.desk.lock import exclusive
from xlcheck.steps.ledger.read import read_ledgers
from xlcheck.steps.new.carry_plan import next_plan
from xlcheck.steps.report.figures import count_year
from xlcheck.steps.report.lists import list_follow_up, list_year
from xlcheck.steps.report.plan_papers import lay_out_plan
from xlcheck.steps.report.replacements import replacements_of
from xlcheck.steps.report.year_before import year_before
from xlcheck.word.letter import letter

FILE_NAME = "进度与统计.xlsx"
SUMMARY_NAME = "年度总结（草稿）.docx"


@dataclass(frozen=True, slots=True)
class ReportResult:
    """The workbook, the draft of the summary, the figures, the year's ledger, what is to be done, the plan laid out."""

    path: Path
    summary: Path
    year: YearProgress
    findings: tuple[Finding, ...]
    ledger: Path
    follow_up: Path
    plan: Path


@exclusive("统计")
def report(run: Run) -> ReportResult:
    """Count the year, write 进度与统计, 年度总结（草稿）, 全年检查台账, 后续处置清单 and 年度计划报表.

    Earlier ones are set aside; the draft and 年度计划报表 too, since people write in them.
    """
    books = load_needed(run, PLAN_BOOK, ENTITY_BOOK, ITEM_BOOK)
    ledgers = read_ledgers(run, books.settings)
    run.progress("计算全年的数字")
    year = replace(
        count_year(run, books, ledgers),
        before=year_before(run, books.settings.year),
        replacements=replacements_of(run, books),
    )
    path = run.desk.statistics / FILE_NAME
    set_aside(path, run.now)
    run.progress(f"写出《{path.name}》")
    write_report(path, year, books.settings, run.stamp, practice=run.desk.practice)
    draft = _write_summary(run, books, year)
    whole, lists = list_year(run, books.settings, ledgers), list_follow_up(run, books.settings, ledgers)
    return ReportResult(
        path,
        draft,
        year,
        grouped_findings(f for ledger in ledgers for f in ledger.findings),
        whole,
        lists,
        lay_out_plan(run, books),
    )


def _write_summary(run: Run, books: YearBooks, year: YearProgress) -> Path:
    assert books.plan is not None
    following = NextPlan(*next_plan(books.plan, books.settings))
    document = summary(year, books.settings, run.now.date(), following)
    path = run.desk.statistics / SUMMARY_NAME
    set_aside(path, run.now)
    run.progress(f"写出《{path.name}》")
    write_bytes(path, letter(document, practice=run.desk.practice))
    return path
