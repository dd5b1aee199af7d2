"""The clock, and desks that were begun in the first format."""

from dataclasses import replace
from datetime import timedelta

from tests import journals
from tests.conftest import DECLARED, NUMBERS
from tests.steps.helpers import sentence
from xlcheck.journal.draw_events import Freeze, Upgrade, to_json
from xlcheck.journal.draw_log import check_order
from xlcheck.steps.draw.clock import correct_clock, log_upgrade
from xlcheck.steps.draw.draw import Attendance, draw_task
from xlcheck.steps.draw.freeze import freeze_task
from xlcheck.steps.draw.tasks import ready_books, tasks_of
from xlcheck.steps.verify.verify import verify_desk


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
