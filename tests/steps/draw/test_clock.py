"""The clock, and desks that were begun in the first format."""

import os
from dataclasses import replace
from datetime import datetime, timedelta

from tests import journals, newest_book
from tests.conftest import DECLARED, NUMBERS
from tests.steps.helpers import sentence
from xlcheck.draws.randomness.hours import BEIJING
from xlcheck.journal.desk_events import Upgrade
from xlcheck.journal.draw_events import Freeze, to_json
from xlcheck.journal.draw_log import check_order
from xlcheck.model import ProofKind
from xlcheck.schema.inputs import ENTITY_BOOK, INPUT_BOOKS
from xlcheck.steps.draw.clock import correct_clock, log_upgrade, require_clock
from xlcheck.steps.draw.draw import Attendance, draw_task
from xlcheck.steps.draw.freeze import freeze_task
from xlcheck.steps.draw.lodge import note_lodged, write_slips
from xlcheck.steps.draw.source import game_source_of
from xlcheck.steps.draw.tasks import ready_books, tasks_of
from xlcheck.steps.verify.verify import verify_desk


def saved_at(path, when):
    """Say of a file that it was saved at a time of Beijing."""
    seconds = when.replace(tzinfo=BEIJING).timestamp()
    os.utime(path, (seconds, seconds))


def frozen(run, name):
    books = ready_books(run)
    (row,) = tasks_of(books, [name])
    return freeze_task(run, books, row, DECLARED)


def test_a_clock_that_is_behind_the_log_stops_freeze_and_draw__error(run):
    task = frozen(run, "03号")
    early = replace(run, now=run.now - timedelta(days=1))
    assert "早于抽取日志中的 2021-01-05 09:00" in sentence(frozen, early, "05号")
    assert "早于抽取日志" in sentence(draw_task, early, task, NUMBERS, Attendance())
    assert [e["event"] for e in journals.events(run.desk)] == ["opening", "freeze"]


def test_a_clock_that_is_behind_the_newest_workbook_stops_freeze_and_draw__error(run, monkeypatch):
    task = frozen(run, "03号")
    monkeypatch.setattr("xlcheck.steps.draw.clock.newest_book", newest_book)
    book = run.desk.book(ENTITY_BOOK)
    for each in INPUT_BOOKS:
        saved_at(run.desk.book(each), run.now)
    saved_at(book, run.now + timedelta(hours=4))
    said = "早于《检查对象名录库.xlsx》的保存时间 2021-01-05 13:00"
    assert said in sentence(frozen, run, "05号")
    assert said in sentence(draw_task, run, task, NUMBERS, Attendance())
    saved_at(book, run.now + timedelta(minutes=50))
    draw_task(run, task, NUMBERS, Attendance())


def test_saving_the_workbook_again_leads_out_where_the_clock_is_right(run, monkeypatch):
    monkeypatch.setattr("xlcheck.steps.draw.clock.newest_book", newest_book)
    for each in INPUT_BOOKS:
        saved_at(run.desk.book(each), run.now + timedelta(days=400))
    assert "再保存一次" in sentence(frozen, run, "03号")
    for each in INPUT_BOOKS:
        saved_at(run.desk.book(each), run.now)
    assert not frozen(run, "03号").left_alone


def test_workbooks_of_a_practice_desk_may_be_newer(run, monkeypatch):
    monkeypatch.setattr("xlcheck.steps.draw.clock.newest_book", newest_book)
    saved_at(run.desk.book(ENTITY_BOOK), run.now + timedelta(days=400))
    run.desk.mark_practice()
    require_clock(run)


def test_a_clock_that_was_wrong_is_put_right_with_a_reason(run):
    ahead = replace(run, now=run.now.replace(year=2031))
    task = frozen(ahead, "03号")
    assert "早于" in sentence(draw_task, run, task, NUMBERS, Attendance())
    assert "没有写明理由" in sentence(correct_clock, run, " ")
    correct_clock(run, "电脑电池没电")
    draw_task(run, task, NUMBERS, Attendance())
    frozen(run, "05号")
    assert all(v.sound for v in verify_desk(run))
    assert "不用更正" in sentence(correct_clock, run, "再来一次")
    early = replace(run, now=run.now - timedelta(hours=1))
    assert "早于" in sentence(frozen, early, "08号")
    assert "早于" in sentence(note_lodged, early, 1, ProofKind.WITNESS, "示例监督人")


def test_a_clock_that_was_put_right_is_said_in_red_on_what_was_frozen_by_it(run):
    books, back = ready_books(run), replace(run, now=run.now + timedelta(days=3))
    frozen(back, "05号")
    correct_clock(run, "电脑时钟曾快三天")
    declared = game_source_of(run, "双色球2021003期", books.settings)
    task = freeze_task(run, books, *tasks_of(books, ["03号"]), declared)
    write_slips(run, books.settings)
    note_lodged(run, 2, ProofKind.WITNESS, "示例监督人")
    night = replace(run, now=datetime(2021, 1, 7, 22))
    record = draw_task(night, task, {"ssq-2021003": "1 2 3 4 5 6 + 7"}, Attendance("示例甲")).record
    (mark,) = record.marks
    assert "时钟更正（2021-01-05 09:00，此前日志已记到 2021-01-08 09:00，原因：电脑时钟曾快三天）" in mark
    results = verify_desk(night)
    assert all(result.sound for result in results)
    assert any("时钟更正" in note for note in results[0].notes)


def test_what_is_frozen_long_after_a_correction_does_not_speak_of_it(run):
    frozen(replace(run, now=run.now + timedelta(days=3)), "05号")
    correct_clock(run, "电脑时钟曾快三天")
    later = replace(run, now=run.now + timedelta(days=4))
    books = ready_books(later)
    task = freeze_task(later, books, *tasks_of(books, ["03号"]), DECLARED)
    assert draw_task(later, task, NUMBERS, Attendance("示例甲", "", "示例乙")).record.marks == ()


def test_a_desk_of_the_first_format_is_marked_once_and_none_is_frozen_in_it_after(run):
    frozen(run, "03号")
    lines = journals.events(run.desk)
    freeze = next(line for line in lines if line["event"] == "freeze") | {"format": "xlcheck-draw/1", "attempt": 9}
    freeze.pop("previous")
    journals.append(run.desk, freeze)
    log_upgrade(run)
    log_upgrade(run)
    assert [e["event"] for e in journals.events(run.desk)][-2:] == ["freeze", "upgrade"]
    journals.append(run.desk, freeze | {"attempt": 10})
    wrong = [d for d in check_order(journals.lines(run.desk)) if "xlcheck-draw/1" in d.found]
    assert [d.expected for d in wrong] == ["升级以后，按新的格式冻结"]
    assert to_json(Upgrade("2021-01-05 09:00", before="xlcheck-draw/1", format="xlcheck-draw/2"))["event"] == "upgrade"
    assert {f.format for f in run.desk.journal.draws().of_kind(Freeze)} == {"xlcheck-draw/1", "xlcheck-draw/2"}
