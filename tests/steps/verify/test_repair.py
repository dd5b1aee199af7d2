"""Logs that two programs of version 0.1.0 broke between them: what is broken is told, vouched for, and work goes on."""

import json
from dataclasses import replace
from datetime import datetime

import pytest

from tests import journals
from tests.conftest import DECLARED
from tests.steps.desk.test_lock import other_at_work
from tests.steps.helpers import corrections, draw, fill_ledger, later, sentence
from tests.steps.verify.test_archive import differing
from xlcheck.journal.chain import Repair, event_line, repair_event
from xlcheck.journal.disk import read_chain, write_chain
from xlcheck.model import XlcheckError
from xlcheck.steps.desk import lock
from xlcheck.steps.desk.desk import Desk, Run
from xlcheck.steps.draw.draw import Attendance, draw_task
from xlcheck.steps.draw.freeze import freeze_task
from xlcheck.steps.draw.source import game_source_of
from xlcheck.steps.draw.tasks import ready_books, tasks_of
from xlcheck.steps.publish.publish import publish
from xlcheck.steps.send.send import send
from xlcheck.steps.verify.repair import damages, repair
from xlcheck.steps.verify.verify import verify_desk

REASON = "两台电脑同时抽取"


def fresh(run):
    """The same run by a program that is started again."""
    return Run(Desk(run.desk.root), run.now)


def write(run, lines):
    run.desk.journal.draw_log.write_text("".join(f"{line}\n" for line in lines), "utf-8")


def doubled(run, number, **changed):
    """One line twice, as where two programs drew one task."""
    lines = list(journals.lines(run.desk))
    event = json.loads(lines[number]) | changed
    event.pop("previous")
    write(run, [*lines, event_line(lines[-1], event)])


def without(run, *numbers):
    """Lines that another program overwrote; those after them follow as if they had never been."""
    kept = [json.loads(line) for n, line in enumerate(journals.lines(run.desk)) if n not in numbers]
    lines = []
    for event in kept:
        event.pop("previous")
        lines.append(event_line(lines[-1] if lines else None, event))
    write(run, lines)


def torn(run):
    """Two programs wrote into one file."""
    content = run.desk.journal.draw_log.read_bytes()
    run.desk.journal.draw_log.write_bytes(content + content.splitlines()[-1][-200:] + b"\xe6\x8a\n")


DAMAGE = {
    "frozen twice": lambda run: doubled(run, 1),
    "revealed twice": lambda run: doubled(run, 2),
    "revealed twice with other numbers": lambda run: doubled(run, 2, numbers={"witness1": "111111"}),
    "drawn twice": lambda run: doubled(run, 3),
    "drawn twice, and the other record stayed": lambda run: doubled(run, 3, record="0" * 64),
    "freeze lost": lambda run: without(run, 1),
    "freeze and reveal lost": lambda run: without(run, 1, 2),
    "all lost but the record": lambda run: without(run, 0, 1, 2, 3),
    "reveal and draw lost": lambda run: without(run, 2, 3),
    "line out of the middle": lambda run: write(run, [*journals.lines(run.desk)[:2], journals.lines(run.desk)[3]]),
    "torn": torn,
}


@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE.keys())
def test_what_a_race_broke_is_repaired_and_the_year_goes_on(drawn, damage):
    run, _ = drawn
    damage(run)
    run = fresh(run)
    shown = damages(run.desk)
    assert shown[0].sentences
    before = run.desk.journal.draw_log.read_bytes()
    repair(run, shown, REASON)
    assert run.desk.journal.draw_log.read_bytes().startswith(before)
    run = fresh(run)
    assert damages(run.desk) == []
    assert differing(run) == []
    assert [r.reason for r in verify_desk(run)[0].repairs] == [REASON]
    draw(run, "05号")
    draws = run.desk.journal.draws()
    is_open = draws.abandoned("202103") or not draws.attempt("202103")
    assert draw(run, "03号", again="" if is_open else "重抽").record.request.attempt == 2
    assert differing(fresh(run)) == []


def test_numbers_of_a_void_draw_are_known_for_ever(run):
    books = ready_books(run)
    (row,) = tasks_of(books, ["03号"])
    declared = game_source_of(run, "双色球2021003期", books.settings)
    task, night = freeze_task(run, books, row, declared), replace(run, now=datetime(2021, 1, 7, 22))
    draw_task(night, task, {declared.source.key: "1 2 3 4 5 6 + 7"}, Attendance())
    run, lottery = night, declared.source.name
    opening, freeze, reveal, drawing = journals.lines(run.desk)
    write(run, [opening, reveal, freeze, drawing])
    run = fresh(run)
    repair(run, damages(run.desk), REASON)
    draws = fresh(run).desk.journal.draws()
    assert (draws.attempt("202103"), draws.is_waiting("202103"), draws.abandoned("202103")) == (1, False, REASON)
    assert draws.result_of(lottery).task_no == "03号"


def forged(run, *void):
    """A repair that somebody writes by hand though nothing is broken, so that lines count no more."""
    log = run.desk.journal.draw_log
    chain = read_chain(log)
    vouching = Repair(len(chain.lines) + 1, run.stamp, "断电", void)
    write_chain(log, chain.followed_by([repair_event(vouching, chain.lines)]))
    return fresh(run)


@pytest.mark.parametrize("void", [(3,), (3, 4), (2, 3, 4), (2,)])
def test_a_repair_by_hand_gives_no_second_try_at_the_numbers(drawn, void):
    run, _ = drawn
    was = journals.lines(run.desk)
    run = forged(run, *void)
    assert not run.desk.journal.draws().is_waiting("202103")
    told = [json.loads(line) for line in was]
    for event in (told[1], told[2] | {"numbers": {"dice": "802028176045"}}):
        journals.append(run.desk, event)
        assert differing(fresh(run))
        write(run, journals.lines(run.desk)[:-1])
    (row,) = tasks_of(ready_books(run), ["03号"])
    task = freeze_task(run, ready_books(run), row, DECLARED)
    assert task is None or (task.request.attempt, task.request.reason) == (2, "断电")


@pytest.mark.parametrize(
    "part", [{"void": 7}, {"void": ["x"]}, {"void": [True]}, {"lost": 3}, {"unlogged": [1]}, {"reason": None}]
)
def test_a_repair_of_another_form_is_a_broken_line(drawn, part):
    run, _ = drawn
    chain = read_chain(run.desk.journal.draw_log)
    event = repair_event(Repair(5, run.stamp, REASON), chain.lines) | part
    write_chain(run.desk.journal.draw_log, chain.followed_by([event]))
    assert differing(fresh(run))[0].startswith("抽取日志第 5 行（修复")


def test_a_sound_desk_needs_no_repair(drawn):
    run, _ = drawn
    assert damages(run.desk) == []


def test_a_repair_without_a_reason__error(drawn):
    run, _ = drawn
    doubled(run, 0)
    run = fresh(run)
    before = run.desk.journal.draw_log.read_bytes()
    assert "没有写明修复的理由" in sentence(repair, run, damages(run.desk), "　")
    assert run.desk.journal.draw_log.read_bytes() == before


def test_a_repair_waits_while_somebody_is_at_work__error(drawn, monkeypatch):
    run, _ = drawn
    doubled(run, 0)
    run = fresh(run)
    shown = damages(run.desk)
    before = run.desk.journal.draw_log.read_bytes()
    monkeypatch.setattr(lock, "PATIENCE", 0.2)
    with other_at_work(run.desk.root):
        assert "抽取" in sentence(repair, run, shown, REASON)
    assert run.desk.journal.draw_log.read_bytes() == before


def test_a_log_that_changed_since_it_was_shown__error(drawn):
    run, _ = drawn
    doubled(run, 0)
    run = fresh(run)
    shown = damages(run.desk)
    doubled(run, 1)
    assert "又有改动" in sentence(repair, fresh(run), shown, REASON)


@pytest.fixture
def published(desk):
    run, _, path = desk
    fill_ledger(path, 2)
    publish(run)
    return later(run, 3, 8)


def test_a_batch_that_the_log_lost_is_vouched_for(published):
    log = published.desk.journal.publication_log
    log.write_bytes(b"")
    run = fresh(published)
    assert "没有记载" in sentence(publish, run)
    repair(run, damages(run.desk), REASON)
    run = fresh(run)
    assert damages(run.desk) == []
    assert publish(run).folder.name == "第2批_20210308"
    assert [r.path.name for r in verify_desk(fresh(run)) if r.repairs] == ["公示日志.jsonl"]
    assert differing(fresh(run)) == []


def test_a_batch_of_which_only_a_void_line_tells_is_not_known(published):
    log = published.desk.journal.publication_log
    lines = log.read_text("utf-8").splitlines()
    log.write_text("".join(f"{line.replace('示例', '别的')}\n" for line in lines), "utf-8")
    run = fresh(published)
    shown = damages(run.desk)
    assert [damage.repair.unlogged for damage in shown] == [("第1批_20210305",)]
    repair(run, shown, REASON)
    log.write_bytes(log.read_bytes() + b"{\n")
    (damage,) = damages(fresh(run).desk)
    assert damage.repair.unlogged == ()
    assert damage.repair.void == (len(lines) + 2,)


def test_a_line_of_publications_that_is_torn_is_void(published):
    log = published.desk.journal.publication_log
    lines = log.read_text("utf-8").splitlines()
    log.write_text(f"{lines[0]}\n{lines[1][:80]}\n", "utf-8")
    run = fresh(published)
    assert "公示日志第 2 行" in sentence(publish, run)
    assert differing(run) == ["公示日志第 2 行"]
    repair(run, damages(run.desk), REASON)
    run = fresh(run)
    assert (publish(run).rows, corrections(run.desk)) == (1, [])
    assert differing(fresh(run)) == []


def test_a_log_of_mails_that_is_torn_or_gone_is_vouched_for(published):
    send(published)
    log = published.desk.journal.mail_log
    log.write_bytes(log.read_bytes()[:-40] + b"\n")
    run = fresh(published)
    assert "发件日志第 1 行" in sentence(send, run)
    repair(run, damages(run.desk), REASON)
    assert send(fresh(run)).number == 1
    log.unlink()
    run = fresh(run)
    assert "找不到发件日志" in sentence(send, run)
    repair(run, damages(run.desk), REASON)
    assert send(fresh(run)).number == 2
    assert differing(fresh(run)) == []


def test_a_repair_hides_no_file_that_was_changed(drawn):
    run, _ = drawn
    doubled(run, 0)
    run = fresh(run)
    repair(run, damages(run.desk), REASON)
    frozen = run.desk.archive / "03号" / "第1次" / "冻结.json"
    frozen.write_text(frozen.read_text("utf-8") + " ", "utf-8")
    assert any("冻结.json" in where for where in differing(fresh(run)))


def test_an_unrepaired_log_is_refused(drawn):
    run, _ = drawn
    torn(run)
    with pytest.raises(XlcheckError, match=r"log\."):
        fresh(run).desk.journal.draws()
