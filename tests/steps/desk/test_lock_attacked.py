"""What people, other programs and disks do to a lock: never are two at work, and whoever is kept out is told why."""

from __future__ import annotations

import errno
import importlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import pytest

from tests.steps.desk.others import leave_note, named, other_at_work, other_process, told_to_end
from tests.steps.helpers import sentence
from xlcheck.cli.trouble import guarded
from xlcheck.model import XlcheckError
from xlcheck.steps.desk import lock
from xlcheck.steps.desk.desk import Desk, Talk
from xlcheck.steps.desk.lock import LOCK_NAME, at_work, exclusive, interrupted
from xlcheck.steps.desk.occupation import NOTE_NAME, own_occupation, read_note, write_note

NOBODY = 65534
"""The account that stands for another one."""
not_on_windows = pytest.mark.skipif(os.name == "nt", reason="Windows lets nobody do this to a folder at work")

ALONE = """
import sys, time
from pathlib import Path
from xlcheck.steps.desk import lock
lock.PATIENCE = 60
folder = Path(sys.argv[1])
print("ready", flush=True)
sys.stdin.readline()
with lock.at_work(folder, "公示"):
    (folder / "alone").touch(exist_ok=False)
    time.sleep(0.02)
    (folder / "alone").unlink()
print("done")
"""

TRY = """
import os, sys, tempfile
from pathlib import Path
from xlcheck.messages import error_text
from xlcheck.model import XlcheckError
from xlcheck.steps.desk import lock
from xlcheck.steps.desk.desk import Talk
with tempfile.TemporaryDirectory() as other, lock.at_work(Path(other), "公示"):
    pass  # all that is imported late is there, which the other account might not be allowed to read
for account in map(int, sys.argv[2:]):
    os.setgroups([])
    os.setgid(account)
    os.setuid(account)
lock.PATIENCE = 0.5
try:
    with lock.at_work(Path(sys.argv[1]), "公示", Talk(print)):
        print("got in")
except XlcheckError as error:
    print(error_text(error))
"""


@pytest.fixture(autouse=True)
def impatient(monkeypatch):
    monkeypatch.setattr(lock, "PATIENCE", 0.5)


@pytest.fixture
def folder(tmp_path):
    made = tmp_path / "2021"
    made.mkdir()
    return made


@pytest.fixture
def for_all():
    """A folder into which every account may write."""
    with tempfile.TemporaryDirectory() as made:
        Path(made).chmod(0o777)
        yield Path(made)


def refused(folder):
    return sentence(at_work(folder, "公示").__enter__)


def as_another_account(folder):
    """What another account is told that tries to work in a folder."""
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        pytest.skip("only the administrator can act as another account")
    command = [sys.executable, "-c", TRY, str(folder), str(NOBODY)]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


@pytest.mark.parametrize("spelling", ["2021", "2021/", "./2021", "2021/../2021", "../years/2021", "link", "link/"])
def test_folder_is_the_same_however_it_is_spelled(tmp_path, monkeypatch, spelling):
    home = tmp_path / "years"
    (home / "2021").mkdir(parents=True)
    try:
        (home / "link").symlink_to("2021", target_is_directory=True)
    except OSError:
        pytest.skip("this account may make no links")
    monkeypatch.chdir(home)
    with other_at_work(home / "2021"):
        assert "抽取" in refused(Path(spelling))
    with at_work(Path(spelling), "演练"), at_work(home / "2021", "校验"):
        assert read_note(home / "2021").step == "演练"


@pytest.mark.skipif(os.name != "nt", reason="other systems tell names apart by their case")
def test_folder_is_the_same_in_capitals(folder):
    with other_at_work(folder):
        assert "抽取" in refused(Path(str(folder).upper()))


@not_on_windows
@pytest.mark.parametrize("lost", [[LOCK_NAME], [NOTE_NAME], [LOCK_NAME, NOTE_NAME]])
def test_files_of_the_lock_that_somebody_deletes_let_nobody_in(folder, lost):
    with other_at_work(folder) as other:
        for name in lost:
            (folder / name).unlink()
        assert ("有人" if NOTE_NAME in lost else "抽取") in refused(folder)
        assert told_to_end(other) == ""
    assert named(folder) == []


@not_on_windows
def test_whoever_waits_for_nobody_known_is_told_once(folder):
    said = []
    with other_at_work(folder):
        (folder / NOTE_NAME).unlink()
        sentence(at_work(folder, "公示", Talk(said.append)).__enter__)
    assert len(said) == 1
    assert "有人" in said[0]


@not_on_windows
def test_folder_that_is_renamed_stays_occupied_and_whoever_works_there_is_told(folder):
    other_name = folder.with_name("2021改名")
    with other_at_work(folder) as other:
        folder.rename(other_name)
        assert "抽取" in refused(other_name)
        assert told_to_end(other) == "desk.gone\n"
    assert named(other_name) == []
    assert not folder.exists()


@not_on_windows
def test_folder_of_the_same_name_that_comes_in_its_place_is_another_one(folder):
    with other_at_work(folder) as other:
        folder.rename(folder.with_name("2021改名"))
        with at_work(folder, "公示"):
            assert told_to_end(other) == "desk.gone\n"
            assert named(folder) == sorted([LOCK_NAME, NOTE_NAME])


@not_on_windows
def test_folder_that_is_deleted_is_told(folder):
    with other_at_work(folder) as other:
        shutil.rmtree(folder)
        assert told_to_end(other) == "desk.gone\n"
    assert not folder.exists()


@not_on_windows
def test_step_that_fails_since_the_folder_is_elsewhere_says_so(folder):
    def step():
        with at_work(folder, "公示"):
            folder.rename(folder.with_name("2021改名"))
            (folder / "示例.txt").write_bytes(b"x")

    told = sentence(step)
    assert "2021改名" in told
    assert "没有做完" in told


@not_on_windows
def test_nothing_is_logged_in_another_folder_of_that_name(folder):
    def step():
        with at_work(folder, "发件"):
            folder.rename(folder.with_name("2021改名"))
            desk = Desk(folder)
            desk.archive.mkdir(parents=True)
            with pytest.raises(XlcheckError, match=r"desk\.gone"):
                desk.journal.add_mail_events([])
            assert named(desk.archive) == []

    assert "2021改名" in sentence(step)


def test_folder_that_is_renamed_while_a_person_is_asked_is_not_made_again(run):
    @exclusive("发件")
    def step(run):
        with interrupted(run):
            run.desk.root.rename(run.desk.root.with_name("2021改名"))
        pytest.fail("it went on")

    assert "改名" in sentence(step, run)
    assert not run.desk.root.exists()
    assert NOTE_NAME not in named(run.desk.root.with_name("2021改名"))


@pytest.mark.parametrize(
    "cells",
    [{"进程": os.getpid()}, {"进程": 1}, {"开始时间": "2099-01-01 00:00:00"}, {"开始时间": ""}, {"进程": "示例"}],
    ids=["own number", "number of another program", "clock set back", "no time", "no number"],
)
def test_note_alone_keeps_nobody_out(folder, cells):
    own = own_occupation("公示")
    leave_note(folder, **{"使用人": own.owner, "电脑": own.computer, **cells})
    said = []
    with at_work(folder, "公示", Talk(said.append, lambda _: pytest.fail("asked"))):
        pass
    assert len(said) == 1
    assert "中断" in said[0]
    assert named(folder) == []


@pytest.mark.parametrize("content", [b"", b"xlcheck", b"\x00\xff" * 100])
def test_content_of_the_file_means_nothing(folder, content):
    (folder / LOCK_NAME).write_bytes(content)
    with at_work(folder, "公示", Talk(pytest.fail)):
        pass
    assert named(folder) == []


def test_folder_in_the_place_of_the_file_is_told(folder, capsys):
    (folder / LOCK_NAME).mkdir()
    assert guarded(lambda: at_work(folder, "公示").__enter__()) == 2
    assert LOCK_NAME in "".join(capsys.readouterr())
    assert named(folder) == [LOCK_NAME]
    (folder / LOCK_NAME).rmdir()
    with at_work(folder, "公示"):
        pass


def test_folder_in_the_place_of_the_note_is_told(folder, capsys):
    (folder / NOTE_NAME).mkdir()
    assert guarded(lambda: at_work(folder, "公示", Talk(agrees=lambda _: True)).__enter__()) == 2
    assert NOTE_NAME in "".join(capsys.readouterr())
    assert named(folder) == [NOTE_NAME]


def test_file_in_the_place_of_the_folder_is_told(tmp_path, capsys):
    (tmp_path / "2021").write_bytes(b"x")
    assert guarded(lambda: at_work(tmp_path / "2021", "公示").__enter__()) == 2
    assert "同名的文件占了文件夹的位置" in "".join(capsys.readouterr())


def test_lock_that_another_account_left_is_told_and_taken(for_all):
    with other_at_work(for_all) as other:
        told = as_another_account(for_all)
        assert "没有改动" in told
        assert "got in" not in told
        other.kill()
        other.wait()
    told = as_another_account(for_all)
    assert "中断" in told
    assert told.endswith("got in\n")
    assert named(for_all) == []


def test_file_that_another_account_may_not_open_is_named(for_all):
    (for_all / LOCK_NAME).touch(mode=0)
    told = as_another_account(for_all)
    assert f"无法写入 {for_all / LOCK_NAME}" in told


def test_folder_into_which_an_account_may_not_write_is_named(for_all):
    for_all.chmod(0o755)
    assert f"无法写入 {for_all}：" in as_another_account(for_all)
    assert named(for_all) == []


@pytest.mark.skipif(os.name == "nt", reason="Windows locks files by other means")
@pytest.mark.parametrize("number", [errno.ENOLCK, errno.ENOSYS, errno.EOPNOTSUPP])
def test_disk_without_locks_is_told(folder, monkeypatch, number):
    def none(*_):
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr("fcntl.flock", none)
    assert "不能登记占用" in refused(folder)
    monkeypatch.undo()
    with at_work(folder, "公示"):
        pass
    assert named(folder) == []


@pytest.mark.skipif(os.name == "nt", reason="Windows locks no folders")
def test_file_binds_where_the_system_locks_no_folder(folder, monkeypatch):
    fcntl = importlib.import_module("fcntl")
    flock = fcntl.flock

    def files_alone(descriptor, *arguments):
        if os.path.isdir(f"/proc/self/fd/{descriptor}"):  # noqa: PTH112 - a link, not a folder
            raise OSError(errno.EBADF, "read-only")
        return flock(descriptor, *arguments)

    monkeypatch.setattr("fcntl.flock", files_alone)
    with other_at_work(folder):
        assert "抽取" in refused(folder)
    with at_work(folder, "公示"), other_process(TRY, folder) as other:
        assert "没有改动" in other.communicate(timeout=60)[0]
    assert named(folder) == []


def test_lock_copied_along_with_the_folder_keeps_nobody_out_of_the_copy(folder):
    copy, said = folder.with_name("副本"), []
    with other_at_work(folder) as other:
        copy.mkdir()
        shutil.copy(folder / NOTE_NAME, copy)
        (copy / LOCK_NAME).touch()
        with at_work(copy, "公示", Talk(said.append)):
            assert "抽取" in refused(folder)
        assert told_to_end(other) == ""
    assert "中断" in said[0]
    assert named(folder) == named(copy) == []


def test_note_copied_to_another_computer_is_asked_about(folder):
    write_note(folder, replace(own_occupation("抽取"), computer="别处"))
    questions = []

    def agrees(question):
        questions.append(question)
        return len(questions) > 1

    assert "另一台电脑" in sentence(at_work(folder, "公示", Talk(agrees=agrees)).__enter__)
    with at_work(folder, "公示", Talk(agrees=agrees)):
        pass
    assert len(questions) == 2
    assert named(folder) == []


def test_note_of_whoever_took_over_stays(folder):
    with at_work(folder, "公示"):
        leave_note(folder)
    assert NOTE_NAME in named(folder)
    assert read_note(folder).owner == "张某"


@not_on_windows
def test_three_that_come_after_one_that_was_killed_work_one_after_the_other(folder):
    with other_at_work(folder) as dead:
        dead.send_signal(signal.SIGKILL)
        dead.wait()
    with ExitStack() as stack:
        others = [stack.enter_context(other_process(ALONE, folder)) for _ in range(3)]
        assert [other.stdout.readline() for other in others] == ["ready\n"] * 3
        for other in others:
            other.stdin.write("\n")
            other.stdin.flush()
        assert [other.communicate(timeout=60)[0] for other in others] == ["done\n"] * 3
    assert named(folder) == []


@not_on_windows
def test_one_that_is_stopped_keeps_the_folder(folder):
    with other_at_work(folder) as other:
        other.send_signal(signal.SIGSTOP)
        assert "抽取" in refused(folder)
        other.send_signal(signal.SIGCONT)
        assert told_to_end(other) == ""
    assert named(folder) == []


@not_on_windows
def test_interrupt_leaves_the_folder_free(folder):
    with other_at_work(folder) as other:
        other.send_signal(signal.SIGINT)
        assert other.communicate(timeout=60)[0] == "interrupted\n"
    assert named(folder) == []


@not_on_windows
def test_interrupt_of_one_that_waits_leaves_whoever_works_alone(folder):
    waiting = TRY.replace("PATIENCE = 0.5", "PATIENCE = 60").replace("Talk(print)", "Talk(partial(print, flush=True))")
    with other_at_work(folder) as other:
        with other_process(f"from functools import partial\n{waiting}", folder, stderr=subprocess.DEVNULL) as second:
            assert "抽取" in second.stdout.readline()
            second.send_signal(signal.SIGINT)
            assert second.wait(60) != 0
        assert read_note(folder).process == other.pid
        assert told_to_end(other) == ""
    assert named(folder) == []


@pytest.mark.parametrize("module", ["lock", "folder_lock", "occupation"])
def test_interrupt_at_any_line_leaves_no_lock_behind(folder, module):
    """Ctrl+C in a menu, which goes on; whatever is left is a note, which is told."""

    def interrupting(at):
        count = 0

        def at_line(frame, event, _):
            nonlocal count
            # an interrupt while an object is thrown away reaches nobody
            counts = event == "line" and "__del__" not in (frame.f_code.co_name, frame.f_back.f_code.co_name)
            count += counts
            if counts and count == at:
                raise KeyboardInterrupt
            return at_line

        def at_call(frame, *_):
            ours = Path(frame.f_code.co_filename).name == f"{module}.py" and "desk" in frame.f_code.co_filename
            return at_line if ours else None

        return at_call

    at = 0
    while True:
        at += 1
        before = sys.gettrace()
        try:
            sys.settrace(interrupting(at))
            with at_work(folder, "公示"):
                pass
            sys.settrace(before)
            break
        except KeyboardInterrupt:
            sys.settrace(before)
        assert not lock._held, at
        with other_at_work(folder) if at % 10 == 0 else at_work(folder, "抽取"):
            assert read_note(folder).step == "抽取", at
    assert at > 10
    assert named(folder) == []
