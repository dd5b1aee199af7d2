"""The real plan: every defect of the printed one is found, and none in the corrected one."""

from pathlib import Path

import pytest

from tests.builders import by_key, typed, typed_table
from tests.cells import found_at
from xlcheck.checks import run_checks
from xlcheck.checks.findings import grouped_findings
from xlcheck.messages import level, problem, remedy
from xlcheck.reading.settings import settings_from
from xlcheck.reading.tables import YearBooks
from xlcheck.samples import plan_2021, settings_2021
from xlcheck.schema.inputs import CATEGORIES, PLAN, POLICY, ROUNDS, UNIT

GOLDEN = Path(__file__).parent / "golden" / "printed-plan-2021.txt"

DEFECTS = {
    *(("plan.unfilled", PLAN.task_no.title, row) for row in range(8, 18)),  # task numbers 06号 to 15号
    *(("cell.required", PLAN.scope.title, row) for row in range(8, 14)),  # scopes of 202106 to 202111
    ("plan.cut-off-differs", PLAN.scope.title, 3),  # 2020年1月前 among 2021年1月前
    ("plan.task-name-repeated", PLAN.task_name.title, 4),  # 道路运输 for passengers and for freight
    ("plan.name-unnumbered", PLAN.plan_name.title, 7),
    *(("plan.name-shifted", PLAN.plan_name.title, row) for row in range(8, 14)),  # 05 to 10 on 202106 to 202111
    *(("plan.name-form", PLAN.plan_name.title, row) for row in range(14, 18)),  # “ 012” to “ 015”
    ("plan.wording-differs", PLAN.items.title, 11),  # 经营户 for 经营活动
    ("scope.leftover", PLAN.scope.title, 14),  # 营的全区…, cut at the page break
    ("plan.wording-differs", PLAN.scope.title, 15),  # 成立运营的
    ("plan.wording-differs", PLAN.scope.title, 16),
    ("plan.bureau", PLAN.task_name.title, 16),  # 献县
    ("plan.year", PLAN.task_name.title, 17),  # 2022年
}


def own_settings():
    """单位设置 of the bureau, read as its workbook would be."""
    sheets = settings_2021.sheets()
    tables = (UNIT, CATEGORIES, ROUNDS, POLICY)
    return settings_from({t.key: typed_table(t, map(by_key, sheets[t.key])) for t in tables})[0]


@pytest.fixture(scope="module", name="settings")
def _settings():
    return own_settings()


def findings_of(rows, settings):
    plan, cells = typed(PLAN, map(by_key, rows), settings)
    return (*cells, *run_checks(YearBooks(settings, plan)))


def defects(rows, settings):
    """Code, title of the column and row of each finding."""
    return set(found_at(findings_of(rows, settings)))


def test_printed_plan__error(settings):
    assert defects(plan_2021.printed_rows(), settings) == DEFECTS


def test_corrected_plan__ok(settings):
    assert defects(plan_2021.corrected_rows(), settings) == set()


def test_every_corrected_cell_was_found(settings):
    """What the correction changed is what the checker points at."""
    cells = {(c.title, int(c.plan_no[4:]) + 2) for c in plan_2021.errata()}
    rival = {(PLAN.task_name.title, 3)}  # of two tasks with one name the second is marked; both were renamed
    assert cells - rival == {(title, row) for _, title, row in DEFECTS}


def told(findings):
    """Findings as lines: level, cell, code, sentence, remedy, proposal."""
    return "".join(
        f"{level(f)}\t{f.place.cell}\t{f.code}\t{problem(f)}\t{remedy(f)}\t{f.proposal}\n"
        for f in grouped_findings(findings)
    )


def test_printed_plan_is_told_as_agreed(settings):
    """The whole list, word for word; ``python -m tests.checks.golden`` writes it again."""
    assert told(findings_of(plan_2021.printed_rows(), settings)) == GOLDEN.read_text("utf-8")
