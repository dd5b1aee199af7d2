"""Where the year stands, from the first check to the pack, and what comes next."""

import os

import pytest

from tests.cells import cell
from tests.steps.helpers import fill_ledger, later, put
from xlcheck.schema.inputs import PLAN, PLAN_BOOK
from xlcheck.steps.check.check import REPORT_NAME, check
from xlcheck.steps.publish.publish import publish
from xlcheck.steps.remind.year_state import CheckState, RoundState, Stage, YearState, check_state, year_state
from xlcheck.steps.send.send import send

FRESH = RoundState("第一批", ("01号",), unfrozen=("01号",), running=True)
VISITING = RoundState("第一批", ("01号",), to_visit=3)
LATER = RoundState("第二批", ("06号",), unfrozen=("06号",))
DONE = RoundState("第一批", ("01号",))


@pytest.mark.parametrize(
    ("state", "stage"),
    [
        (YearState(CheckState.CLEAN, ()), Stage.CHECK),
        (YearState(CheckState.NEVER, (FRESH,)), Stage.CHECK),
        (YearState(CheckState.STALE, (FRESH,)), Stage.CHECK),
        (YearState(CheckState.FAULTY, (FRESH,)), Stage.CHECK),
        (YearState(CheckState.CLEAN, (FRESH,)), Stage.FREEZE),
        (YearState(CheckState.STALE, (RoundState("第一批", ("01号",), waiting=("01号",)),)), Stage.DRAW),
        (
            YearState(CheckState.CLEAN, (RoundState("第一批", ("01号",), unprepared=("01号",), to_visit=3),)),
            Stage.LEDGER,
        ),
        (YearState(CheckState.CLEAN, (VISITING, LATER)), Stage.RECORD),
        (YearState(CheckState.CLEAN, (VISITING, FRESH)), Stage.FREEZE),
        (YearState(CheckState.CLEAN, (RoundState("第一批", ("01号",), to_publish=2),)), Stage.RECORD),
        (YearState(CheckState.CLEAN, (RoundState("第一批", ("01号",), to_publish=2, publishable=1),)), Stage.PUBLISH),
        (YearState(CheckState.CLEAN, (VISITING,), unsent=True), Stage.SEND),
        (YearState(CheckState.CLEAN, (DONE, LATER)), Stage.FREEZE),
        (YearState(CheckState.NEVER, (DONE,)), Stage.DONE),
    ],
)
def test_next_step(state, stage):
    assert state.next_step[0] is stage


def test_check_of_the_workbooks_as_they_are_now(run):
    assert check_state(run.desk) is CheckState.NEVER
    check(run)
    assert check_state(run.desk) is CheckState.CLEAN
    plan, report = run.desk.book(PLAN_BOOK), run.desk.checks / REPORT_NAME
    put(plan, {cell(PLAN, PLAN.window): "另行通知"})
    made = report.stat().st_mtime
    os.utime(plan, (made + 5, made + 5))
    assert check_state(run.desk) is CheckState.STALE
    check(run)
    os.utime(plan, (made - 5, made - 5))
    assert check_state(run.desk) is CheckState.FAULTY
    report.write_bytes(b"damaged")
    assert check_state(run.desk) is CheckState.NEVER


def test_from_the_ledger_to_the_pack(desk):
    run, record, path = desk
    (first, *_) = year_state(run).rounds
    assert (first.name, first.to_visit, first.unprepared) == ("第一批", len(record.sample), ())
    assert first.unfrozen == ("02号", "03号", "04号", "05号")
    fill_ledger(path)
    assert year_state(run).next_step[0] is Stage.PUBLISH
    assert year_state(run).rounds[0].publishable == len(record.sample)
    publish(later(run, 3, 6))
    assert year_state(run).next_step[0] is Stage.SEND
    packed = send(run)
    made = packed.archive.stat().st_mtime
    os.utime(packed.archive, (made + 5, made + 5))
    assert not year_state(run).unsent
    path.unlink()
    assert year_state(run).next_step[0] is Stage.LEDGER
