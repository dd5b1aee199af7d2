"""恢复: what the superior kept gives back the rest of the log, and what was frozen and drawn."""

import shutil
from dataclasses import replace
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests import journals
from tests.steps.correct.conftest import RIGHT, at
from tests.steps.helpers import sentence
from xlcheck.draws.codec import canonical_json
from xlcheck.journal.chain import START, line_digest
from xlcheck.model import XlcheckError
from xlcheck.samples.picture import sample_picture
from xlcheck.steps.correct.day import awaited_issues
from xlcheck.steps.correct.numbers import correct_numbers, drawn_numbers
from xlcheck.steps.correct.restore import read_copy, restoration, restore
from xlcheck.steps.desk.desk import Desk
from xlcheck.steps.desk.files import digest
from xlcheck.steps.draw.archive import Archive
from xlcheck.steps.draw.draw import Attendance, draw_task
from xlcheck.steps.draw.drawn_tasks import drawn_tasks
from xlcheck.steps.draw.freeze import FrozenTask, abandon, freeze_task, freeze_tasks
from xlcheck.steps.draw.lodge import write_slips
from xlcheck.steps.draw.source import DICE_SOURCE, game_source_of
from xlcheck.steps.draw.tasks import choose_tasks, ready_books, tasks_of
from xlcheck.steps.replace.replace import DropOutReport, replace_one
from xlcheck.steps.send.send import send
from xlcheck.steps.verify.pack import verify_pack
from xlcheck.steps.verify.verify import verify_desk


@pytest.fixture
def lost(frozen, sample, tmp_path):
    """A run on a desk as it was before the freeze, and what the superior kept of the freeze."""
    run, _ = frozen
    kept = tmp_path / "冻结收存单.zip"
    shutil.copy2(next((run.desk.draws / "收存").glob("*.zip")), kept)
    old = tmp_path / "again" / "2021"
    shutil.copytree(sample, old)
    return replace(at(run, 6, 9), desk=Desk(old)), run, kept


def restored(run, kept, reason="硬盘损坏"):
    return restore(run, restoration(run.desk, read_copy(kept)), reason)


def test_the_lines_and_what_was_frozen_come_back_and_the_draw_goes_on(lost):
    run, before, kept = lost
    found = restoration(run.desk, read_copy(kept))
    assert [line.partition("（")[0] for line in found.lines] == ["第 1 行", "第 2 行", "第 3 行"]
    assert found.missing == ()
    restore(run, found, "硬盘损坏")
    assert journals.lines(run.desk)[:3] == journals.lines(before.desk)[:3]
    assert journals.events(run.desk)[-1] | {"copy": "", "previous": ""} == {
        "event": "restored",
        "time": "2021-01-06 09:00",
        "lines": 4,
        "copy": "",
        "tasks": ["202103#1", "202105#1"],
        "reason": "硬盘损坏",
        "previous": "",
    }
    assert all(result.sound for result in verify_desk(run))
    waiting = FrozenTask(Archive(run.desk).frozen("03号", 1), run.desk.draws)
    draw_task(at(run, 7, 22), waiting, {"ssq-2021003": RIGHT}, Attendance())
    assert all(result.sound for result in verify_desk(run))


def test_the_slip_that_was_lodged_is_that_of_the_restored_desk(lost):
    """A second code for one attempt would accuse an honest bureau."""
    run, before, kept = lost
    restored(run, kept)
    codes = [[slip.code for slip in desk.journal.draws().slips] for desk in (run.desk, before.desk)]
    assert codes[0] == codes[1] != []
    assert write_slips(run, ready_books(run).settings) == []
    assert all(result.sound for result in verify_desk(run))


def test_a_restoration_is_told_by_the_verification_and_the_record(lost):
    run, _, kept = lost
    restored(run, kept)
    waiting = FrozenTask(Archive(run.desk).frozen("03号", 1), run.desk.draws)
    night = at(run, 7, 22)
    record = draw_task(night, waiting, {"ssq-2021003": RIGHT}, Attendance()).record
    assert "冻结的记载于 2021-01-06 09:00 由留存的副本恢复（硬盘损坏）" in record.remarks[0]
    (log, *_) = verify_desk(night)
    assert any("由留存的副本恢复" in note for note in log.notes)


def test_a_desk_that_was_restored_can_be_frozen_again(lost):
    run, _, kept = lost
    restored(run, kept)
    books = ready_books(run)
    (row,) = tasks_of(books, ["08号"])
    freeze_task(run, books, row, DICE_SOURCE)
    assert write_slips(run, books.settings)


def test_an_old_backup_is_continued_and_another_history_is_not__error(lost, frozen):
    run, before, kept = lost
    books = ready_books(run)
    (row,) = tasks_of(books, ["03号"])
    freeze_task(run, books, row, DICE_SOURCE)
    assert "不能接着恢复" in sentence(restored, run, kept)
    assert "都有，不用恢复" in sentence(restored, before, kept)
    assert [e["event"] for e in journals.events(run.desk)] == ["opening", "freeze"]


def test_what_the_copy_has_not_is_told(lost, tmp_path):
    run, _, kept = lost
    log = tmp_path / "抽取日志.jsonl"
    log.write_bytes(next(ZipFile(kept).read(n) for n in ZipFile(kept).namelist() if n.endswith("抽取日志.jsonl")))
    found = restoration(run.desk, read_copy(log))
    assert "03号 第1次的冻结存档" in found.missing
    restore(run, found, "硬盘损坏")
    files = restoration(run.desk, read_copy(kept)).files  # a second copy may have it
    assert "03号 第1次的冻结存档" in files
    restored(run, kept)
    assert Archive(run.desk).frozen("03号", 1).task == "202103"


@pytest.fixture
def corrected_and_replaced(wrong, sample, tmp_path):
    """A run on a blank desk; pack and photo of one that corrected numbers and replaced a company."""
    run, _ = wrong
    (group,) = drawn_numbers(run)
    correct_numbers(at(run, 8, 9), group, RIGHT, "录入时看错一位")
    photo = tmp_path / "照片.png"
    photo.write_bytes(sample_picture())
    (task, *_) = drawn_tasks(Archive(run.desk)).values()
    gone = DropOutReport((task.current[0].drawn.code,), "", "停业", "", (photo,), "示例甲")
    replace_one(at(run, 9, 9), "03号", gone)
    pack = shutil.copy2(send(at(run, 10, 9)).archive, tmp_path)
    old = tmp_path / "again" / "2021"
    shutil.copytree(sample, old)
    return replace(at(run, 11, 9), desk=Desk(old)), Path(pack), photo


EVIDENCE = "存档/03号/第1次/补抽1/证据1.png"


def test_void_records_and_replacements_come_back_with_a_pack(corrected_and_replaced):
    run, pack, _ = corrected_and_replaced
    found = restoration(run.desk, read_copy(pack)).files
    assert {"03号 第1次作废的抽取记录1", "05号 第1次作废的抽取记录1", "03号 第1次的补抽记录1"} <= set(found)
    restored(run, pack)
    log, *records = verify_desk(run)
    assert [(r.path.name, r.differences) for r in (log, *records) if not r.sound] == []
    assert {"抽取记录-03号-作废1.xlsx", "补抽记录-03号-1.xlsx"} <= {result.path.name for result in records}
    assert [EVIDENCE in note for note in log.notes if "请按这里的名称放回去" in note] == [True]
    again = send(at(run, 12, 9)).archive
    assert [(r.path.name, r.differences) for r in verify_pack(again) if not r.sound] == []


def test_backup_from_before_a_correction_has_its_record_shelved_and_its_page_renewed(wrong, tmp_path):
    run, _ = wrong
    backup = shutil.copytree(run.desk.root, tmp_path / "again" / "2021")
    [drawn] = drawn_numbers(run)
    correct_numbers(run, drawn, RIGHT, "抄错一个号码")
    kept = send(at(run, 8, 9)).archive
    again = replace(at(run, 9, 9), desk=Desk(backup))
    assert restoration(again.desk, read_copy(kept)).missing == ()
    restored(again, kept)
    assert all(result.sound for result in verify_desk(again))
    names = sorted(path.name for path in run.desk.draws.glob("抽取*") if path.is_file())
    for name in names:
        assert digest(again.desk.draws / name) == digest(run.desk.draws / name)


def test_bureau_that_has_its_pack_alone_goes_on(wrong, sample, tmp_path):
    run, _ = wrong
    books = ready_books(run)
    row, other = (tasks_of(books, [name])[0] for name in ("01号", "04号"))
    declared = game_source_of(at(run, 8, 9), "双色球2021004期", books.settings)
    frozen = freeze_task(at(run, 8, 9), books, row, declared)
    kept = shutil.copy2(send(at(run, 8, 10)).archive, tmp_path)
    old = tmp_path / "again" / "2021"
    shutil.copytree(sample, old)
    again = replace(at(run, 9, 9), desk=Desk(old))
    assert restoration(again.desk, read_copy(Path(kept))).missing == ()
    restored(again, Path(kept))
    freeze_task(again, books, other, DICE_SOURCE)
    draw_task(at(again, 10, 22), frozen, {"ssq-2021004": RIGHT}, Attendance())
    assert all(result.sound for result in verify_desk(again))


def test_freeze_that_is_lost_keeps_nobody_from_another_and_can_be_given_up(frozen):
    run, tasks = frozen
    for task in tasks:
        (Archive(run.desk).folder(task.request.plan.task_no, 1) / "冻结.json").unlink()
    books = ready_books(run)
    freeze_task(run, books, *tasks_of(books, ["04号"]), DICE_SOURCE)
    chosen = choose_tasks(run, ["03号"], "")
    with pytest.raises(XlcheckError, match=r"draw\.freeze-lost"):
        freeze_tasks(run, chosen, DICE_SOURCE)
    assert abandon(run, chosen, "硬盘损坏，存档丢失") == ["03号"]
    again = freeze_task(run, books, *chosen.rows, DICE_SOURCE)
    assert (again.request.attempt, again.request.reason) == (2, "硬盘损坏，存档丢失")
    assert [issue.tasks for issue in awaited_issues(run)] == [("05号",)]


def test_evidence_that_was_lost_is_held_against_the_log_once_it_is_back(corrected_and_replaced):
    run, pack, photo = corrected_and_replaced
    restored(run, pack)
    kept = run.desk.root / EVIDENCE
    kept.write_bytes(b"another")
    assert [one.where for one in verify_desk(run)[0].differences] == [EVIDENCE]
    shutil.copy(photo, kept)
    log = verify_desk(run)[0]
    assert (log.differences, [note for note in log.notes if "证据" in note]) == ((), [])


def test_evidence_of_a_replacement_after_the_restoration_must_be_there__error(corrected_and_replaced, tmp_path):
    run, pack, _ = corrected_and_replaced
    restored(run, pack)
    photo = tmp_path / "又一张.png"
    photo.write_bytes(sample_picture() + b"2")
    (task, *_) = drawn_tasks(Archive(run.desk)).values()
    replace_one(
        at(run, 12, 9), "03号", DropOutReport((task.current[-1].drawn.code,), "", "停业", "", (photo,), "示例甲")
    )
    (run.desk.root / EVIDENCE.replace("补抽1", "补抽2")).unlink()
    assert [one.where for one in verify_desk(run)[0].differences] == [EVIDENCE.replace("补抽1", "补抽2")]


@pytest.mark.parametrize("content", [b"", b"nothing", b"PK\x03\x04"])
def test_what_is_no_copy_is_refused__error(lost, tmp_path, content):
    run, _, _ = lost
    for name in ("a.zip", "抽取日志.jsonl"):
        path = tmp_path / name
        path.write_bytes(content)
        assert "《" in sentence(restored, run, path)
    assert not run.desk.journal.draw_log.exists()


def test_a_log_that_was_changed_is_refused__error(lost, tmp_path):
    run, before, _ = lost
    log = tmp_path / "抽取日志.jsonl"
    log.write_text(before.desk.journal.draw_log.read_text("utf-8").replace("03号", "04号", 1), "utf-8", newline="")
    assert "处断开" in sentence(restored, run, log)


@pytest.mark.parametrize("name", ["../../../逃出", "..", "C:逃出", "子\\逃出", "/逃出"])
def test_a_log_that_leads_out_of_the_archive_is_refused__error(lost, tmp_path, name):
    run, before, _ = lost
    log, lines, last = tmp_path / "抽取日志.jsonl", [], START
    for event in journals.events(before.desk):
        named = event | ({"task_no": name} if event["event"] == "freeze" else {}) | {"previous": last}
        lines.append(canonical_json(named))
        last = line_digest(lines[-1])
    log.write_text("".join(f"{line}\n" for line in lines), "utf-8", newline="")
    assert "处断开" in sentence(restored, run, log)
    assert not list(tmp_path.rglob("*逃出*"))
