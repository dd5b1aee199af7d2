"""全年检查台账 and 后续处置清单: what stands in the ledgers of the year, in one workbook each."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from xlcheck.excel.write.report.follow_up import write_follow_up
from xlcheck.excel.write.report.year_ledger import write_year_ledger
from xlcheck.model import Settings
from xlcheck.results.report.follow_up import follow_up
from xlcheck.results.report.year_ledger import year_rows, year_table
from xlcheck.steps.desk.desk import Run
from xlcheck.steps.desk.files import set_aside
from xlcheck.steps.desk.rows import numbered
from xlcheck.steps.ledger.read import TaskLedger

YEAR_LEDGER_NAME, FOLLOW_UP_NAME = "全年检查台账.xlsx", "后续处置清单.xlsx"


def list_year(run: Run, settings: Settings, ledgers: Sequence[TaskLedger]) -> Path:
    """Write 全年检查台账; an earlier one is set aside."""
    table = year_table([ledger.whole for ledger in ledgers if ledger.whole is not None])
    row_lists = (year_rows(ledger.task, ledger.number, ledger.whole, settings) for ledger in ledgers)
    rows = numbered(row for rows in row_lists for row in rows)
    path = run.desk.statistics / YEAR_LEDGER_NAME
    set_aside(path, run.now)
    run.progress(f"写出《{path.name}》")
    write_year_ledger(path, table, rows, settings, run.stamp, practice=run.desk.practice)
    return path


def list_follow_up(run: Run, settings: Settings, ledgers: Sequence[TaskLedger]) -> Path:
    """Write 后续处置清单; an earlier one is set aside."""
    path = run.desk.statistics / FOLLOW_UP_NAME
    set_aside(path, run.now)
    run.progress(f"写出《{path.name}》")
    cases = follow_up([line for ledger in ledgers for line in ledger.lines], settings, run.now.date())
    write_follow_up(path, cases, settings, run.stamp, practice=run.desk.practice)
    return path
