"""统计 on the screen: the figures of the year, and what makes them incomplete."""

from __future__ import annotations

from collections.abc import Sequence

from xlcheck.cli import screen
from xlcheck.messages import Level, level
from xlcheck.model import Finding
from xlcheck.steps.report.figures import doubts
from xlcheck.steps.report.report import ReportResult


def show_report(result: ReportResult) -> int:
    """Show where the workbooks are, what is to be kept in mind, and the year's figures; returns the exit code."""
    whole = result.year.whole
    books = [result.path, result.ledger, result.follow_up, result.plan]
    screen.files("进度与统计、全年检查台账、后续处置清单、年度计划报表", books)
    screen.files("年度总结（草稿，请在标出“请补充”的地方填写）", [result.summary])
    before = result.year.before
    screen.warnings((*result.year.notes, *([before.note] if before and before.note else [])))
    code = show_doubts(result.findings)
    screen.say(
        f"√ 应查 {whole.quota} 户，已抽 {whole.drawn} 户，已查 {whole.inspected} 户，"
        f"已公示 {whole.published} 户，逾期 {whole.overdue} 户，完结 {whole.closed} 户。"
    )
    return code


def show_doubts(findings: Sequence[Finding]) -> int:
    """Show what makes the figures incomplete, where anything does; returns the exit code."""
    if problems := doubts(findings):
        screen.say("！ 有的台账找不到或有错误，数字可能不全。请做“公示”，按台账校验报告改正：")
        screen.findings(problems)
    return 1 if any(level(finding) is Level.ERROR for finding in problems) else 0
