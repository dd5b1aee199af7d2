"""Where the year stands, from the first check to the pack, and what comes next."""

import os
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest

from tests.cells import cell
from tests.results.cases import PROBLEM
from tests.steps.helpers import fill_ledger, later, put, sentence, set_unit
from xlcheck.model import Matter, ProofKind, Urgency
from xlcheck.schema.inputs import PLAN, PLAN_BOOK
from xlcheck.steps.check.check import REPORT_NAME, check
from xlcheck.steps.draw.freeze import freeze_task
from xlcheck.steps.draw.lodge import note_lodged, write_slips
from xlcheck.steps.draw.source import game_source_of
from xlcheck.steps.draw.tasks import ready_books, tasks_of
from xlcheck.steps.ledger.prepare import prepare
from xlcheck.steps.publish.publish import publish
from xlcheck.steps.publish.withdraw import RowChoice, withdraw
from xlcheck.steps.remind.check_state import CheckState, check_state
from xlcheck.steps.remind.notify import messages_path, note_told, notify
from xlcheck.steps.remind.status import status
from xlcheck.steps.remind.year_state import RoundState, Stage, YearState, year_state
from xlcheck.steps.replace.replace import DropOutReport, replace_one
from xlcheck.steps.send.send import send

FRESH = RoundState("第一批", ("01号",), unfrozen=("01号",), running=True)
VISITING = RoundState("第一批", ("01号",), to_visit=3)
WAITING = RoundState("第一批", ("01号",), waiting=("01号",), later=("01号",), draw_day=date(2021, 1, 7))
LATER = RoundState("第二批", ("06号",), unfrozen=("06号",))
DONE = RoundState("第一批", ("01号",))
RECTIFYING = RoundState("第一批", ("01号",), to_follow_up=1)


@pytest.mark.parametrize(
    ("state", "stage"),
    [
        (YearState(CheckState.CLEAN, ()), Stage.CHECK),
        (YearState(CheckState.NEVER, (FRESH,)), Stage.CHECK),
        (YearState(CheckState.STALE, (FRESH,)), Stage.CHECK),
        (YearState(CheckState.FAULTY, (FRESH,)), Stage.CHECK),
        (YearState(CheckState.CLEAN, (FRESH,)), Stage.FREEZE),
        (YearState(CheckState.STALE, (RoundState("第一批", ("01号",), waiting=("01号",)),)), Stage.DRAW),
        (YearState(CheckState.CLEAN, (WAITING,)), Stage.WAIT),
        (YearState(CheckState.CLEAN, (replace(WAITING, unlodged=("01号",)),)), Stage.LODGE),
        (YearState(CheckState.CLEAN, (replace(WAITING, waiting=("01号", "02号")),)), Stage.DRAW),
        (YearState(CheckState.CLEAN, (WAITING, LATER)), Stage.WAIT),
        (YearState(CheckState.CLEAN, (WAITING, replace(LATER, running=True))), Stage.FREEZE),
        (YearState(CheckState.CLEAN, (WAITING, VISITING)), Stage.RECORD),
        (
            YearState(CheckState.CLEAN, (RoundState("第一批", ("01号",), unprepared=("01号",), to_visit=3),)),
            Stage.LEDGER,
        ),
        (YearState(CheckState.CLEAN, (VISITING, LATER)), Stage.RECORD),
        (YearState(CheckState.CLEAN, (VISITING, FRESH)), Stage.FREEZE),
        (YearState(CheckState.CLEAN, (RoundState("第一批", ("01号",), to_publish=2),)), Stage.RECORD),
        (YearState(CheckState.CLEAN, (RoundState("第一批", ("01号",), to_publish=2, publishable=1),)), Stage.PUBLISH),
        (YearState(CheckState.CLEAN, (VISITING,), unsent=True), Stage.RECORD),
        (YearState(CheckState.CLEAN, (DONE, LATER), unsent=True), Stage.SEND),
        (YearState(CheckState.CLEAN, (RECTIFYING,), unsent=True), Stage.SEND),
        (YearState(CheckState.CLEAN, (RECTIFYING, LATER)), Stage.FREEZE),
        (YearState(CheckState.CLEAN, (RECTIFYING,)), Stage.FOLLOW_UP),
        (YearState(CheckState.CLEAN, (DONE, LATER)), Stage.FREEZE),
        (YearState(CheckState.NEVER, (DONE,)), Stage.DONE),
        (YearState(CheckState.CLEAN, (DONE,), undated=1, unmailed=1, unscanned=1), Stage.DATE),
        (YearState(CheckState.CLEAN, (DONE,), unmailed=1, unscanned=1), Stage.MAIL),
        (YearState(CheckState.CLEAN, (DONE,), unscanned=1), Stage.SHEET),
        (YearState(CheckState.CLEAN, (DONE,), lost=("03号",), open_ledgers=("检查台账-03号.xlsx",)), Stage.REBUILD),
        (YearState(CheckState.CLEAN, (DONE, LATER), unscanned=1), Stage.FREEZE),
        (YearState(CheckState.CLEAN, (RECTIFYING,), undated=1), Stage.DATE),
        (YearState(CheckState.CLEAN, (RECTIFYING,), unmailed=1), Stage.MAIL),
        (YearState(CheckState.CLEAN, (VISITING,), undated=1), Stage.RECORD),
        (YearState(CheckState.CLEAN, (VISITING,), open_ledgers=("检查台账-01号.xlsx",)), Stage.CLOSE),
        (YearState(CheckState.CLEAN, (DONE,), open_ledgers=("检查台账-01号.xlsx",)), Stage.CLOSE),
        (YearState(CheckState.CLEAN, (VISITING, FRESH), open_ledgers=("检查台账-01号.xlsx",)), Stage.FREEZE),
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


def test_a_workbook_that_is_gone_for_a_moment_while_it_is_saved(run, monkeypatch):
    check(run)
    run.desk.book(PLAN_BOOK).unlink()
    monkeypatch.setattr(Path, "exists", lambda _: True)
    assert check_state(run.desk) is CheckState.CLEAN


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


def test_open_ledger_counts_as_it_was_saved(desk):
    run, _, path = desk
    fill_ledger(path, 2)
    path.with_name(f"~${path.name}").write_bytes(b"")
    state = year_state(run)
    assert (state.rounds[0].to_publish, state.open_ledgers) == (2, (path.name,))
    path.write_bytes(b"PK half saved")
    assert "可能正在被打开" in sentence(year_state, run)


def test_row_that_was_taken_back_counts_once_and_alike_everywhere(desk):
    run, record, path = desk
    fill_ledger(path, 3)
    publish(later(run, 3, 6))
    after = later(run, 3, 8)
    withdraw(after, RowChoice("01号", (record.sample[0].code,)), "登记在别的企业名下")
    first, due = year_state(after).rounds[0], status(after, 3).reminders
    assert (first.to_publish, due.whole.count(Matter.PUBLISH)) == (0, 0)
    assert (first.withdrawn, due.withdrawn, due.tasks[0].withdrawn) == (1, 1, 1)
    assert due.whole.count(Matter.PUBLISH, Urgency.DONE) == 2
    assert any("任务 01号 有 1 户已撤回公示、没有更正" in note for note in due.notes)
    fill_ledger(path, 1, **PROBLEM)
    assert year_state(after).rounds[0].withdrawn == 0
    assert year_state(after).rounds[0].to_publish == status(after, 3).reminders.whole.count(Matter.PUBLISH) == 1


def test_from_the_freeze_to_the_draw(run):
    check(run)
    books = ready_books(run)
    source = game_source_of(run, "双色球2021003期", books.settings)
    freeze_task(run, books, tasks_of(books, ["03号"])[0], source)
    assert year_state(run).next_step[0] is Stage.LODGE  # a freeze that was broken off has left no slip
    (slip,) = write_slips(run, books.settings)
    first = year_state(run).rounds[0]
    assert (first.waiting, first.later, first.unlodged, first.due) == (("03号",), ("03号",), ("03号",), ())
    assert (year_state(run).next_step[0], first.draw_day) == (Stage.LODGE, date(2021, 1, 7))
    note_lodged(run, slip.slip.number, ProofKind.WITNESS, "示例监督人")
    assert not year_state(run).rounds[0].unlodged
    evening = replace(run, now=datetime(2021, 1, 7, 22))
    assert (year_state(evening).next_step[0], year_state(evening).rounds[0].draw_day) == (Stage.DRAW, None)


def test_inspectors_are_told_once_after_each_draw_and_replacement(desk):
    run, record, _ = desk
    assert (year_state(run).next_step[0], year_state(run).rounds[0].untold) == (Stage.TELL, ("01号",))
    done = notify(run)
    assert year_state(run).rounds[0].untold == ("01号",)  # they are written, not told
    note_told(run, done)
    assert year_state(run).rounds[0].untold == ()
    team, after = record.teams[0], later(run, 3, 8)
    replace_one(after, "01号", DropOutReport((team.code,), team.certs[0], "请假"))
    prepare(after)
    assert year_state(after).next_step[0] is Stage.TELL
    note_told(after, notify(after))
    assert year_state(after).rounds[0].untold == ()
    messages_path(run.desk).write_text("记得带执法证", "utf-8")
    assert year_state(after).rounds[0].untold == ("01号",)


def test_slip_that_nobody_holds_is_not_asked_for_when_it_is_too_late(run):
    books = ready_books(run)
    source = game_source_of(run, "双色球2021003期", books.settings)
    freeze_task(run, books, tasks_of(books, ["03号"])[0], source)
    write_slips(run, books.settings)
    evening = year_state(replace(run, now=datetime(2021, 1, 7, 18))).rounds[0]
    assert (evening.unlodged, evening.later) == ((), ("03号",))


def test_forms_of_a_replacement_are_still_to_be_made(desk):
    run, record, path = desk
    assert not year_state(run).rounds[0].unprepared
    team = record.teams[0]
    replace_one(run, "01号", DropOutReport((team.code,), team.certs[0], "请假"))
    assert year_state(run).next_step[0] is Stage.LEDGER
    prepare(run)
    assert not year_state(run).rounds[0].unprepared
    fill_ledger(path)
    for form in run.desk.forms.glob("*-补抽1.xlsx"):
        form.unlink()
    assert not year_state(run).rounds[0].unprepared


@pytest.mark.parametrize(
    ("cells", "open_cases"),
    [
        ({"disposal": "责令限期整改", "closed": "否", "rectify_by": "2021-03-20"}, 1),
        ({"disposal": "责令限期整改", "closed": "否", "rectify_by": "2021-03-20", "rectified": "2021-03-10"}, 1),
        ({"disposal": "责令限期整改", "closed": "是", "rectify_by": "2021-03-20", "rectified": "2021-03-10"}, 0),
    ],
)
def test_year_is_not_done_while_a_rectification_is_open(desk, cells, open_cases):
    run, _, path = desk
    fill_ledger(path)
    fill_ledger(path, 1, situation="示例：缺少台账。", result="发现问题已责令改正", **cells)
    publish(later(run, 3, 6))
    first, *_ = year_state(run).rounds
    assert first.to_follow_up == open_cases


def test_what_is_left_when_all_rounds_are_done(drawn):
    """Public rows without their day, mails that nobody sent, and dice sheets that nobody scanned are not forgotten."""
    run, _ = drawn
    write_slips(run, ready_books(run).settings)
    prepare(run)
    fill_ledger(run.desk.ledgers / "检查台账-03号.xlsx", 2)
    set_unit(run.desk.root, superior_mail="bureau@example.com")
    late = later(run, 3, 5)
    publish(late)
    send(late)
    state = year_state(late)
    assert (state.undated, state.unmailed > 0, state.unscanned) == (2, True, 1)
