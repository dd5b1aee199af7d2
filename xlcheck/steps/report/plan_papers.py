"""年度计划报表: the year's plan written in the layouts that others ask for."""

from __future__ import annotations

from pathlib import Path

from xlcheck.excel.write.report.plan_layouts import write_plan_layouts
from xlcheck.model import PlanRow
from xlcheck.reading.folding import split_list
from xlcheck.reading.plan import plan_rows
from xlcheck.reading.tables import YearBooks
from xlcheck.results.report.plan_layouts import joint_rows, notes_of, survey_rows
from xlcheck.schema.outputs.report import JOINT_PLAN, PLAN_SURVEY
from xlcheck.steps.desk.desk import Run
from xlcheck.steps.desk.files import set_aside
from xlcheck.steps.desk.forms import items_of
from xlcheck.steps.desk.rows import numbered

PLAN_PAPERS_NAME = "年度计划报表.xlsx"


def lay_out_plan(run: Run, books: YearBooks) -> Path:
    """Write 年度计划报表; an earlier one is set aside, since people fill in what is blank; returns its path."""
    assert books.plan is not None
    tasks, _ = plan_rows(books.plan, books.settings)
    methods = {task.row: _methods(books, task) for task in tasks}
    rows = {
        PLAN_SURVEY.key: numbered(survey_rows(books, tasks, methods)),
        JOINT_PLAN.key: numbered(joint_rows(books, tasks)),
    }
    path = run.desk.statistics / PLAN_PAPERS_NAME
    set_aside(path, run.now)
    run.progress(f"写出《{path.name}》")
    write_plan_layouts(path, rows, notes_of(rows, run.stamp), books.settings, practice=run.desk.practice)
    return path


def _methods(books: YearBooks, task: PlanRow) -> str:
    """Return how a task is inspected by 随机抽查事项清单, each way once."""
    ways = (way for item in items_of(books, task) for way in split_list(item.method))
    return "、".join(dict.fromkeys(ways))
