"""统计 on the screen: the figures of the year, and what makes them incomplete."""

from __future__ import annotations

from collections.abc import Sequence

from xlcheck.cli import screen
from xlcheck.messages import Level, level
from xlcheck.model import Finding
from xlcheck.results.report.plan_layouts import BlankColumns
from xlcheck.steps.report.figures import doubts
from xlcheck.steps.report.report import ReportResult


def show_report(result: ReportResult) -> int:
    """Show where the workbooks are, what is to be kept in mind, and the year's figures; returns the exit code."""
    whole = result.year.whole
    screen.files("进度与统计、全年检查台账、后续处置清单", [result.path, result.ledger, result.follow_up])
    screen.files("年度总结（草稿，请在标出“请补充”的地方填写）", [result.summary])
    screen.files("年度计划报表（行政检查计划统计表、联合抽查计划表）", [result.plan.path])
    if result.plan.blanks:
        screen.say(f"－ 报表中工作簿里没有、留空的列：{'；'.join(map(_blank_columns, result.plan.blanks))}。{_HOW}")
    before = result.year.before
    screen.warnings((*result.year.notes, *([before.note] if before and before.note else [])))
    code = show_doubts(result.findings)
    screen.say(
        f"√ 应查 {whole.quota} 户，已抽 {whole.drawn} 户，已查 {whole.inspected} 户，"
        f"已公示 {whole.published} 户，逾期 {whole.overdue} 户，完结 {whole.closed} 户。"
    )
    return code


_HOW = "要填的，请在《抽查工作计划》右侧加上同名的列，再统计一次。"


def _blank_columns(blank: BlankColumns) -> str:
    return f"{blank.sheet}的{'、'.join(blank.titles)}"


def show_doubts(findings: Sequence[Finding]) -> int:
    """Show what makes the figures incomplete, where anything does; returns the exit code."""
    if problems := doubts(findings):
        screen.say("！ 有的台账找不到或有错误，数字可能不全。请做“公示”，按台账校验报告改正：")
        screen.findings(problems)
    return 1 if any(level(finding) is Level.ERROR for finding in problems) else 0
