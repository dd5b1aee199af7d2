"""The real plan: every defect of the printed one is found, and none in the corrected one."""

from pathlib import Path

import pytest

from tests.builders import frame, typed
from xlcheck.checks import run_checks
from xlcheck.checks.folding import folded
from xlcheck.messages import level, problem, remedy
from xlcheck.reading.settings import settings_from
from xlcheck.reading.tables import YearBooks
from xlcheck.samples import plan_2021, settings_2021
from xlcheck.schema.inputs import CATEGORIES, PLAN, POLICY, ROUNDS, UNIT

GOLDEN = Path(__file__).parent / "golden" / "printed-plan-2021.txt"

DEFECTS = {
    *((f"C{row}", "cell.required") for row in range(8, 18)),  # task numbers 06号 to 15号
    *((f"H{row}", "cell.required") for row in range(8, 14)),  # scopes of 202106 to 202111
    ("H3", "plan.cut-off-differs"),  # 2020年1月前 among 2021年1月前
    ("D4", "plan.task-name-repeated"),  # 道路运输 for passengers and for freight
    ("B7", "plan.name-unnumbered"),
    *((f"B{row}", "plan.name-shifted") for row in range(8, 14)),  # 05 to 10 on 202106 to 202111
    *((f"B{row}", "plan.name-form") for row in range(14, 18)),  # “ 012” to “ 015”
    ("G11", "plan.wording-differs"),  # 经营户 for 经营活动
    ("H14", "scope.leftover"),  # 营的全区…, cut at the page break
    ("H15", "plan.wording-differs"),  # 成立运营的
    ("H16", "plan.wording-differs"),
    ("D16", "plan.bureau"),  # 献县
    ("D17", "plan.year"),  # 2022年
}


def own_settings():
    """单位设置 of the bureau, read as its workbook would be."""
    sheets = settings_2021.sheets()
    tables = {t.key: frame(t, sheets[t.key]) for t in (UNIT, CATEGORIES, ROUNDS, POLICY)}
    return settings_from(tables)[0]


@pytest.fixture(scope="module", name="settings")
def _settings():
    return own_settings()


def findings_of(rows, settings):
    plan, cells = typed(PLAN, rows, settings)
    return (*cells, *run_checks(YearBooks(settings, plan)))


def defects(rows, settings):
    return {(f.place.cell, f.code) for f in findings_of(rows, settings)}


def test_printed_plan__error(settings):
    assert defects(plan_2021.printed(), settings) == DEFECTS


def test_corrected_plan__ok(settings):
    assert defects(plan_2021.corrected(), settings) == set()


def test_every_corrected_cell_was_found(settings):
    """What the correction changed is what the checker points at."""
    titles = {c.title: i for i, c in enumerate(PLAN.columns)}
    cells = {f"{'ABCDEFGHI'[titles[c.title]]}{int(c.plan_no[4:]) + 2}" for c in plan_2021.corrections()}
    rival = {"D3"}  # of two tasks with one name the second is marked; both were renamed
    assert cells - rival == {cell for cell, _ in DEFECTS}


def told(findings):
    """Findings as lines: level, cell, code, sentence, remedy, proposal."""
    return "".join(
        f"{level(f)}\t{f.place.cell}\t{f.code}\t{problem(f)}\t{remedy(f)}\t{f.proposal}\n" for f in folded(findings)
    )


def test_printed_plan_is_told_as_agreed(settings):
    """The whole list, word for word; ``python -m tests.checks.golden`` writes it again."""
    assert told(findings_of(plan_2021.printed(), settings)) == GOLDEN.read_text("utf-8")
