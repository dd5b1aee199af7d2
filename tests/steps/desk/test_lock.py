"""One process at a time works on a desk: who waits is told for whom, and nobody's lock is taken without a reason."""

from __future__ import annotations

import json
import os
import signal
import time
from dataclasses import replace

import pytest
from filelock import FileLock

from tests.steps.desk.others import leave_note, named, other_at_work
from tests.steps.helpers import contents, sentence
from xlcheck.model import XlcheckError
from xlcheck.steps.check.check import check
from xlcheck.steps.desk import lock
from xlcheck.steps.desk.desk import SILENT, Talk
from xlcheck.steps.desk.lock import LOCK_NAME, at_work, exclusive, interrupted
from xlcheck.steps.desk.occupation import NOTE_NAME, Occupation
from xlcheck.steps.ledger.prepare import prepare
from xlcheck.steps.verify.verify import verify_desk


@pytest.fixture(autouse=True)
def impatient(monkeypatch):
    monkeypatch.setattr(lock, "PATIENCE", 0.5)


@pytest.fixture
def folder(tmp_path):
    made = tmp_path / "2021"
    made.mkdir()
    return made


def test_who_is_at_work_is_told_and_nothing_is_left(folder):
    with at_work(folder, "合并台账"):
        assert named(folder) == sorted([LOCK_NAME, NOTE_NAME])
        note = json.loads((folder / NOTE_NAME).read_text("utf-8"))
        assert (note["步骤"], note["进程"]) == ("合并台账", os.getpid())
        assert note["电脑"]
        assert note["程序"].startswith("xlcheck ")
    assert named(folder) == []


def test_second_process_waits_and_gives_up_with_a_sentence(folder):
    said = []
    with other_at_work(folder):
        started = time.monotonic()
        told = sentence(at_work(folder, "公示", Talk(said.append)).__enter__)
        assert time.monotonic() - started >= 0.5
        assert "抽取" in told
        assert "没有改动" in told
        assert len(said) == 1
        assert "抽取" in said[0]
    assert not lock._held


def test_ten_seconds_are_waited(monkeypatch):
    monkeypatch.undo()
    assert lock.PATIENCE == 10


def test_second_process_goes_on_when_the_first_is_done(folder, monkeypatch):
    monkeypatch.setattr(lock, "PATIENCE", 30)
    said = []
    with other_at_work(folder) as other:

        def done(line):
            said.append(line)
            other.stdin.write("\n")
            other.stdin.flush()

        with at_work(folder, "公示", Talk(done)):
            assert json.loads((folder / NOTE_NAME).read_text("utf-8"))["步骤"] == "公示"
    assert len(said) == 1
    assert named(folder) == []


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such signal")
def test_lock_of_a_dead_process_is_told_and_taken(folder):
    said = []
    with other_at_work(folder) as other:
        other.send_signal(signal.SIGKILL)
        other.wait()
        assert named(folder) == sorted([LOCK_NAME, NOTE_NAME])
        with at_work(folder, "公示", Talk(said.append, lambda _: pytest.fail("asked"))):
            pass
    assert len(said) == 1
    assert "中断" in said[0]
    assert named(folder) == []


def test_lock_of_another_computer_is_not_taken_where_nobody_says_yes__error(folder):
    leave_note(folder)
    told = sentence(at_work(folder, "公示", SILENT).__enter__)
    assert "张某（电脑 别处）" in told
    assert "2021-03-05 09:00:00" in told
    assert named(folder) == [LOCK_NAME, NOTE_NAME] or named(folder) == [NOTE_NAME]


def test_lock_of_another_computer_is_taken_with_a_yes_and_not_held_while_it_is_asked(folder):
    leave_note(folder)

    def agrees(question):
        assert "张某（电脑 别处）" in question
        with FileLock(folder / LOCK_NAME).acquire(timeout=0):
            return True

    with at_work(folder, "公示", Talk(agrees=agrees)):
        assert json.loads((folder / NOTE_NAME).read_text("utf-8"))["进程"] == os.getpid()
    assert NOTE_NAME not in named(folder)


def test_yes_is_for_the_note_that_was_asked_about__error(folder):
    leave_note(folder)

    def agrees(_):
        leave_note(folder, 使用人="李某")
        return True

    told = sentence(at_work(folder, "公示", Talk(agrees=agrees)).__enter__)
    assert "李某" in told


@pytest.mark.parametrize("text", ["", "{", "[]", '{"使用人": "甲"}'])
def test_note_that_cannot_be_read_is_nobodys_of_this_computer(folder, text):
    (folder / NOTE_NAME).write_text(text, "utf-8")
    assert "有人" in sentence(at_work(folder, "公示").__enter__)


def test_step_within_a_step_goes_on(folder):
    with at_work(folder, "演练"):
        with at_work(folder / ".." / "2021", "校验"):
            pass
        assert json.loads((folder / NOTE_NAME).read_text("utf-8"))["步骤"] == "演练"
    assert named(folder) == []


def test_other_folders_are_free(tmp_path):
    with at_work(tmp_path / "甲", "演练"), at_work(tmp_path / "乙", "校验"):
        pass
    assert named(tmp_path) == []


def test_folder_that_was_made_for_it_stays_where_something_was_written(tmp_path):
    with at_work(tmp_path / "甲", "全市汇总"):
        (tmp_path / "甲" / "全市汇总.xlsx").write_bytes(b"x")
    assert named(tmp_path / "甲") == ["全市汇总.xlsx"]


def test_step_that_fails_leaves_the_desk(folder):
    with pytest.raises(XlcheckError), at_work(folder, "公示"):
        raise XlcheckError("send.nothing")
    assert named(folder) == []


def test_nothing_is_held_while_a_person_is_asked(run):
    @exclusive("发件")
    def step(run):
        with interrupted(run):
            assert not lock._held
            with other_at_work(run.desk.root):
                pass
        return named(run.desk.root)

    assert NOTE_NAME in step(run)
    assert NOTE_NAME not in named(run.desk.root)


def test_desk_that_somebody_has_taken_meanwhile_is_waited_for__error(run):
    holder = []

    @exclusive("发件")
    def asked(run):
        with interrupted(run):
            holder.append(other_at_work(run.desk.root))
            holder[0].__enter__()
        pytest.fail("both are at work")

    try:
        assert "抽取" in sentence(asked, run)
    finally:
        holder[0].__exit__(None, None, None)
    assert not lock._held


def test_person_who_breaks_off_leaves_the_desk_free(run):
    @exclusive("发件")
    def step(run):
        with interrupted(run):
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        step(run)
    assert not lock._held
    assert contents(run.desk.root)


def test_steps_say_who_is_at_work_and_change_nothing(run):
    before = contents(run.desk.root)
    with other_at_work(run.desk.root):
        for step in (check, prepare):
            assert "抽取" in sentence(step, run)
    assert contents(run.desk.root) == before


def test_verifying_waits_for_nobody(drawn):
    run, _ = drawn
    said = []
    with other_at_work(run.desk.root):
        assert all(one.sound for one in verify_desk(replace(run, say=said.append)))
    assert all(line.startswith("核验") for line in said)


def test_folder_that_cannot_be_written__error(folder, monkeypatch):
    def refused(*_, **__):
        raise PermissionError(13, "read-only")

    monkeypatch.setattr(lock.FileLock, "acquire", refused)
    assert "无法写入" in sentence(at_work(folder, "公示").__enter__)
    leave_note(folder)
    assert "张某" in sentence(at_work(folder, "公示").__enter__)


def test_sentence_names_owner_and_computer():
    assert Occupation("张某", "甲").who == "张某（电脑 甲）"
    assert Occupation("张某").who == "张某"
    assert Occupation().who == "有人"
