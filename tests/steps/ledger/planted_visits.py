"""The 2021 desk with five tasks drawn and their ledgers filled as honest inspectors would; then what is planted there.

Driving schools are visited by three tasks, always by the same two people; freight companies by one, passengers by one.
"""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

from tests.builders import by_column
from tests.cells import FIRST, cell
from tests.conftest import JANUARY
from tests.results.cases import CLEAN, PROBLEM
from tests.steps.helpers import draw, edited, later, rows_of
from tests.steps.ledger.test_arrangement import set_policy
from xlcheck.excel.fill.type_in import type_in
from xlcheck.model import Finding
from xlcheck.reading.calendar.deadlines import is_workday
from xlcheck.samples.picture import sample_picture
from xlcheck.schema.inputs import ENTITIES, ENTITY_BOOK, INSPECTOR_BOOK, INSPECTORS, ITEM_BOOK, ITEMS, PLAN, PLAN_BOOK
from xlcheck.schema.outputs.ledger import LEDGER
from xlcheck.steps.desk.desk import Desk, Run
from xlcheck.steps.desk.load import load_settings
from xlcheck.steps.ledger.prepare import prepare
from xlcheck.steps.ledger.read import read_entries, read_ledgers
from xlcheck.steps.replace.replace import DropOutReport, replace_one

PASSENGERS, FREIGHT, SPRING, SUMMER, AUTUMN = TASKS = ("01号", "02号", "03号", "08号", "13号")
FIRST_DAYS = {
    PASSENGERS: date(2021, 3, 1),
    FREIGHT: date(2021, 1, 21),
    SPRING: date(2021, 1, 21),
    SUMMER: date(2021, 6, 1),
    AUTUMN: date(2021, 10, 8),
}
DRIVING = ("SL140603-0005", "SL140603-0010")
QUIET = range(25, 29)
REPLACED_ON = (1, 20)
TOWN = "示例一镇"
LIMITS = {
    "每人每日最多检查户数": "2",
    "每人每日最多乡镇数": "1",
    "企业安静期": "25日至28日",
    "每户年度上限": "",
}
RECHECKED = PROBLEM | {"recheck_result": "已整改到位"}


def ledger(run: Run, task: str, number: int = 0) -> Path:
    return run.desk.ledgers / f"检查台账-{task}{f'-补抽{number}' if number else ''}.xlsx"


def codes_of(path: Path) -> list[str]:
    return [str(row["统一社会信用代码"]) for row in rows_of(path) if "已由第" not in str(row.get("备注", ""))]


def prepared_desk(sample: Path, root: Path) -> Run:
    """A desk of five tasks, drawn on 5 January; two freight companies are replaced on the 20th."""
    shutil.copytree(sample, root)
    run = Run(Desk(root), JANUARY)
    set_policy(run, **LIMITS)
    _without_caps(run)
    _only_two_for_driving(run)
    type_in(run.desk.book(PLAN_BOOK), PLAN, {f"2021{task[:2]}": {PLAN.ratio: "全覆盖"} for task in TASKS[2:]})
    for task in TASKS:
        draw(run, task)
    _replace_two(later(run, *REPLACED_ON), root.parent)
    prepare(later(run, *REPLACED_ON))
    return replace(run, now=datetime(2022, 1, 10, 9))


def _without_caps(run: Run) -> None:
    """Leave open how often an item may be inspected a year: some companies are drawn three times."""

    def change(sheet):
        for row in range(FIRST, sheet.max_row + 1):
            sheet[cell(ITEMS, ITEMS.yearly_cap, row)] = None

    edited(run.desk.book(ITEM_BOOK), change)


def _only_two_for_driving(run: Run) -> None:
    """Leave driving schools, all of one town, to two people."""
    people = {row["执法证号"]: str(row["执法事项范围"]) for row in rows_of(run.desk.book(INSPECTOR_BOOK))}
    others = {
        cert: {INSPECTORS.scope: "、".join(s for s in scope.split("、") if s != "机动车驾驶员培训") or "机动车维修"}
        for cert, scope in people.items()
        if cert not in DRIVING
    }
    own = {cert: {INSPECTORS.scope: "机动车驾驶员培训"} for cert in DRIVING}
    type_in(run.desk.book(INSPECTOR_BOOK), INSPECTORS, others | own)
    schools = [
        r["统一社会信用代码"] for r in rows_of(run.desk.book(ENTITY_BOOK)) if r["对象类别"] == "机动车驾驶员培训"
    ]
    type_in(run.desk.book(ENTITY_BOOK), ENTITIES, {code: {ENTITIES.town: TOWN} for code in schools})


def _replace_two(run: Run, folder: Path) -> None:
    (record,) = [one.task.record for one in read_ledgers_of(run) if one.plan_no == "202102"]
    for n, gone in enumerate(record.sample[-2:]):
        photo = folder / f"示例{n}.png"
        photo.write_bytes(sample_picture(n + 1))
        replace_one(run, FREIGHT, DropOutReport((gone.code,), "", "停业", "示例", (photo,), "示例甲"))


def read_ledgers_of(run: Run):
    return read_ledgers(run, load_settings(run.desk)[0])


def days_from(first: date, settings) -> list[date]:
    """Workdays that are not quiet, from a day on."""
    days = (first + timedelta(days=n) for n in range(60))
    return [day for day in days if is_workday(day, settings) and day.day not in QUIET]


def fill_honestly(run: Run) -> None:
    """Every company on a day of its own, in words of its own; every driving school has a problem in summer."""
    settings = load_settings(run.desk)[0]
    for task, first in FIRST_DAYS.items():
        days = iter(days_from(first, settings))
        for path in sorted(run.desk.ledgers.glob(f"检查台账-{task}*.xlsx")):
            rows = {code: _honest(code, next(days), task) for code in codes_of(path)}
            type_in(path, LEDGER, {code: by_column(LEDGER, cells) for code, cells in rows.items()})


def _honest(code: str, day: date, task: str) -> dict[str, object]:
    """A clean visit; in summer one with a problem that was put right and looked at again."""
    own = {"inspected": day, "situation": f"查阅{code[-6:]}号档案，与登记一致。"}
    if task != SUMMER:
        return CLEAN | own
    after = {"rectify_by": day + timedelta(days=14), "rectified": day + timedelta(days=9)}
    return RECHECKED | own | after | {"rechecked": day + timedelta(days=10)}


def visits_told(run: Run) -> list[Finding]:
    """The findings about visits, those of 其他检查 after those of ledgers."""
    return [f for f in read_entries(run, load_settings(run.desk)[0]).findings if f.code.startswith("visit.")]


def told(run: Run) -> list[tuple[str, str, str]]:
    """(code, workbook, company) of each finding about visits."""
    findings = visits_told(run)
    return sorted((f.code, f.place.book.removeprefix("检查台账-").removesuffix(".xlsx"), f.key) for f in findings)
