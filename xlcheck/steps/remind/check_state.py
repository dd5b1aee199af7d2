"""What the last check of a year's workbooks says of them as they are now."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path

from xlcheck.excel.read.workbook import read_sheets
from xlcheck.messages import Level
from xlcheck.model import XlcheckError
from xlcheck.schema.inputs import INPUT_BOOKS
from xlcheck.schema.outputs.check import FINDINGS
from xlcheck.steps.check.check import REPORT_NAME
from xlcheck.steps.desk.desk import Desk
from xlcheck.steps.desk.files import saved_at


class CheckState(StrEnum):
    """What the last check of the year's workbooks says of them as they are now."""

    NEVER = "还没有校验过"
    STALE = "校验以后，工作簿又有改动"
    FAULTY = "上次校验还有错误"
    CLEAN = "已校验，没有错误"


def check_state(desk: Desk) -> CheckState:
    """Return what the report of the last check says, and whether a workbook was saved since."""
    report = desk.checks / REPORT_NAME
    if not report.is_file():
        return CheckState.NEVER
    report_time = report.stat().st_mtime
    if any(saved_at(desk.book(book)) > report_time for book in INPUT_BOOKS):
        return CheckState.STALE
    try:
        return CheckState.FAULTY if Level.ERROR in report_levels(report) else CheckState.CLEAN
    except XlcheckError:  # somebody has damaged it: it says nothing
        return CheckState.NEVER


def report_levels(report: Path) -> set[object]:
    """Return the levels of what a 校验报告 lists; raises as :func:`read_sheets`."""
    sheets = (sheet for sheet in read_sheets(report, heads=True) if sheet.name == FINDINGS.sheet)
    columns = (column for sheet in sheets for column in sheet.columns if FINDINGS.level.title in column)
    return {value for column in columns for value in column}
