"""Caps on inspections in the check of a desk: told with draws and ledgers, and accepted by number."""

import openpyxl
import pytest

from tests.steps.helpers import fill_ledger
from tests.steps.others import enter, policy, visit
from xlcheck.messages import Level, level
from xlcheck.schema.outputs.check import FINDINGS
from xlcheck.steps.check.accept import accept
from xlcheck.steps.check.check import check


def told(run):
    """The warnings about caps that nobody has accepted."""
    findings = check(run).findings
    return [f for f in findings if f.code.startswith("others.over") and level(f) is Level.WARNING]


def number_of(run, code):
    """The number in the report of the first problem of a code."""
    sheet = openpyxl.load_workbook(run.desk.checks / "校验报告.xlsx")[FINDINGS.sheet]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    titles = next(row for row in rows if FINDINGS.code.title in row)
    at, no = titles.index(FINDINGS.code.title), titles.index(FINDINGS.no.title)
    return next(int(row[no]) for row in rows if row[at] == code)


@pytest.fixture
def over(desk):
    """A desk on which a drawn company was inspected for its task and twice besides, with a cap of two."""
    run, _, path = desk
    policy(run, inspection_cap="2")
    [code] = fill_ledger(path, 1, inspected="2021-03-01")
    enter(run, visit(code, "2021-02-01"), visit(code, "2021-02-02"))
    return run, code


def test_company_over_the_cap_is_told_at_its_last_row_with_the_day_of_the_ledger(over):
    run, code = over
    [one] = told(run)
    assert (one.code, one.key, one.place.row) == ("others.over-cap", code, 4)
    assert "2021-03-01 01号" in dict(one.params)["visits"]


def test_accepted_with_a_reason_it_is_told_no_more(over):
    run, _ = over
    told(run)
    accept(run, [number_of(run, "others.over-cap")], "上级部署的复查")
    assert told(run) == []


def test_ledger_that_cannot_be_read_stops_no_check(over):
    run, _ = over
    (run.desk.ledgers / "检查台账-01号.xlsx").write_bytes(b"")
    [one] = told(run)
    assert "尚未检查 01号" in dict(one.params)["visits"]
