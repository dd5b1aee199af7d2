"""重建: a lost record stops its own task alone; it comes back from a copy, or is computed again and says so."""

import json
import shutil
from dataclasses import replace
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests import journals
from tests.steps.correct.conftest import RIGHT, at
from tests.steps.helpers import sentence
from tests.steps.verify.test_archive import issue, rewritten
from xlcheck.cli.dialogues.correct import rebuild_records
from xlcheck.draws.record.rebuilt import as_drawn, marked_as_rebuilt, rebuilt_in_words, rebuilt_mark
from xlcheck.draws.verification.draw import book_of
from xlcheck.excel.write.draw import write_record
from xlcheck.journal.chain import event_line
from xlcheck.messages import error_text
from xlcheck.model import XlcheckError
from xlcheck.samples.picture import sample_picture
from xlcheck.steps.correct.numbers import correct_numbers, drawn_numbers
from xlcheck.steps.correct.rebuild import put_back, rebuild, rebuildable
from xlcheck.steps.correct.restore import read_copy, restoration, restore
from xlcheck.steps.desk.desk import Desk
from xlcheck.steps.desk.files import digest
from xlcheck.steps.draw.archive import Archive, read_record
from xlcheck.steps.draw.draw import Attendance, draw_task
from xlcheck.steps.draw.drawn_tasks import drawn_tasks
from xlcheck.steps.draw.freeze import freeze_task
from xlcheck.steps.draw.kept_records import lost_records
from xlcheck.steps.draw.source import DICE_SOURCE
from xlcheck.steps.draw.tasks import ready_books, tasks_of
from xlcheck.steps.ledger.prepare import prepare
from xlcheck.steps.publish.publish import publish
from xlcheck.steps.remind.status import current_reminders
from xlcheck.steps.replace.replace import DropOutReport, participants, replace_one
from xlcheck.steps.report.report import report
from xlcheck.steps.send.send import send
from xlcheck.steps.verify.pack import verify_pack
from xlcheck.steps.verify.verify import verify_desk

ARCHIVED, ISSUED = "存档/03号/第1次/抽取记录.xlsx", "抽取/抽取记录-03号.xlsx"
WHY = "硬盘损坏，副本里没有"


def lose(run, *names):
    for name in names:
        (run.desk.root / name).unlink()


def wrongs(results):
    return [(one.path.name, one.differences) for one in results if not one.sound]


@pytest.fixture
def lost(wrong):
    """The run of the evening after the draw, on a desk that has lost the record of 03号, archived and issued."""
    run, _ = wrong
    record = read_record(run.desk.root / ARCHIVED)
    lose(run, ARCHIVED, ISSUED)
    return at(run, 8, 9), record


def rebuilt(run):
    return rebuild(run, lost_records(Archive(run.desk)), WHY)


def test_one_lost_record_stops_nothing_but_its_own_task(lost):
    run, _ = lost
    said = []
    talking = replace(run, say=said.append)
    made = prepare(talking)
    assert [task.task_no for task in made if task.task_no.endswith("号")] == ["05号"]
    publish(talking), report(talking), send(talking)
    for told in (one for one in said if "抽取记录丢失" in one):
        assert "03号" in told
        assert ARCHIVED in told
        assert "“更正”" in told
    assert sum("抽取记录丢失" in one for one in said) >= 4
    with pytest.raises(XlcheckError, match=r"archive\.record-lost"):
        prepare(run, ["03号"])
    with pytest.raises(XlcheckError, match=r"archive\.record-lost"):
        participants(run, "03号")
    assert [task.plan.task_no for task in current_reminders(run, 3).reminders.tasks if task.entities] == ["05号"]
    assert any("03号" in note and ARCHIVED in note for note in current_reminders(run, 3).reminders.notes)


def test_a_verification_names_the_lost_file_and_what_to_do(lost):
    run, _ = lost
    (log, *_) = verify_desk(run)
    assert [one.where for one in log.differences] == [ARCHIVED, ISSUED]
    assert all("更正" in one.found for one in log.differences)


def test_a_record_comes_back_from_where_it_is_issued_or_from_a_pack(wrong):
    run, _ = wrong
    pack = send(at(run, 8, 9)).archive
    kept = (run.desk.root / ARCHIVED).read_bytes()
    lose(run, ARCHIVED)
    assert [one.title for one in put_back(run)] == ["03号 第1次的抽取记录"]
    lose(run, ARCHIVED, ISSUED)
    assert pack.is_file()
    put_back(run)
    assert (run.desk.root / ARCHIVED).read_bytes() == (run.desk.root / ISSUED).read_bytes() == kept
    assert wrongs(verify_desk(run)) == []


@pytest.mark.parametrize("kind", ["record", "folder", "mail"])
def test_a_record_comes_back_from_any_copy_with_its_digest(wrong, tmp_path, kind):
    run, _ = wrong
    kept = (run.desk.root / ARCHIVED).read_bytes()
    folder = tmp_path / "优盘"
    folder.mkdir()
    copy = folder / "扫描件旁的记录.xlsx"
    if kind == "mail":
        copy = shutil.copy2(next(send(at(run, 8, 9)).drafts.glob("*.eml")), folder)
        shutil.rmtree(run.desk.outbox)
    else:
        copy.write_bytes(kept)
    lose(run, ARCHIVED, ISSUED)
    given = read_copy(folder if kind == "folder" else Path(copy))
    restore(at(run, 9, 9), restoration(run.desk, given), "硬盘损坏")
    assert (run.desk.root / ARCHIVED).read_bytes() == kept
    assert wrongs(verify_desk(run)) == []


def test_another_record_is_put_nowhere(wrong, tmp_path):
    run, _ = wrong
    other = tmp_path / "抽取记录-03号.xlsx"
    shutil.copy2(run.desk.draws / "抽取记录-05号.xlsx", other)
    lose(run, ARCHIVED, ISSUED)
    assert put_back(run) == []
    with pytest.raises(XlcheckError, match=r"restore\.no-log"):
        restoration(run.desk, read_copy(other))


def test_what_no_copy_has_is_computed_again_and_says_so(lost):
    run, before = lost
    (event,) = rebuilt(run)
    after = read_record(run.desk.root / ARCHIVED)
    assert as_drawn(after) == before
    assert rebuilt_mark(after) == after.remarks[-1]
    assert WHY in after.remarks[-1]
    assert journals.events(run.desk)[-1]["event"] == "rebuilt"
    assert journals.events(run.desk)[-1]["file"] == event.file == ARCHIVED
    log, *records = verify_desk(run)
    assert wrongs([log, *records]) == []
    assert any(ARCHIVED in note and WHY in note for note in log.notes)
    assert [one.notes for one in records if one.notes] == [(rebuilt_mark(after),)]
    assert "03号" in [task.task_no for task in prepare(run)]
    assert wrongs(verify_pack(send(run).archive)) == []


def test_a_rebuilt_record_is_what_comes_back_when_it_is_lost_again(lost):
    run, _ = lost
    rebuilt(run)
    again = (run.desk.root / ARCHIVED).read_bytes()
    lose(run, ARCHIVED)
    put_back(run)
    assert (run.desk.root / ARCHIVED).read_bytes() == again
    lose(run, ARCHIVED, ISSUED)
    rebuilt(at(run, 9, 9))
    assert wrongs(verify_desk(run)) == []


def test_a_run_that_is_killed_after_the_line_leaves_a_record_that_is_lost_still(lost):
    run, _ = lost
    rebuilt(run)
    lose(run, ARCHIVED, ISSUED)
    assert [one.title for one in lost_records(Archive(run.desk))] == ["03号 第1次的抽取记录"]
    rebuilt(at(run, 9, 9))
    assert wrongs(verify_desk(run)) == []


def test_a_rebuilt_record_may_be_replaced_in_and_its_lost_replacement_comes_back_marked(lost, tmp_path):
    run, _ = lost
    rebuilt(run)
    photo = tmp_path / "照片.png"
    photo.write_bytes(sample_picture())
    (task, *_) = drawn_tasks(Archive(run.desk)).values()
    gone = DropOutReport((task.current[0].drawn.code,), "", "停业", "", (photo,), "示例甲")
    replace_one(at(run, 9, 9), "03号", gone)
    assert wrongs(verify_desk(run)) == []
    lose(run, "存档/03号/第1次/补抽1/补抽记录.xlsx", "抽取/补抽记录-03号-1.xlsx")
    assert "更正" in verify_desk(run)[0].differences[0].found
    rebuilt(at(run, 10, 9))
    assert rebuilt_mark(read_record(run.desk.draws / "补抽记录-03号-1.xlsx"))
    assert wrongs(verify_desk(run)) == []
    assert wrongs(verify_pack(send(at(run, 10, 10)).archive)) == []


def test_a_rebuilt_record_whose_numbers_are_corrected_is_shelved_as_any(lost):
    run, _ = lost
    rebuilt(run)
    (group,) = drawn_numbers(run)
    correct_numbers(at(run, 8, 10), group, RIGHT, "录入时看错一位")
    assert wrongs(verify_desk(run)) == []


def test_a_lost_void_record_is_computed_by_the_numbers_of_then(wrong):
    run, (_, other) = wrong
    (group,) = drawn_numbers(run)
    correct_numbers(run, group, RIGHT, "录入时看错一位")
    lose(run, "存档/05号/第1次/更正1/抽取记录.xlsx", "抽取/抽取记录-05号-作废1.xlsx")
    rebuilt(at(run, 8, 9))
    shelf = read_record(run.desk.draws / "抽取记录-05号-作废1.xlsx")
    assert as_drawn(shelf) == other.record
    assert wrongs(verify_desk(run)) == []


def test_a_rebuilt_record_that_says_something_else_is_found__error(lost):
    """Whoever writes his own record, and its digest into the line, gains nothing: it is computed once more."""

    run, before = lost
    (event,) = rebuilt(run)
    sentence = rebuilt_mark(read_record(run.desk.root / ARCHIVED))
    false = marked_as_rebuilt(replace(before, witnesses="示例丙"), sentence)
    write_record(run.desk.root / ARCHIVED, book_of(false))
    shutil.copy(run.desk.root / ARCHIVED, run.desk.root / ISSUED)
    forged = digest(run.desk.root / ARCHIVED)
    rewritten(run, lambda line: line.update(record=forged) if line["event"] == "rebuilt" else None)
    assert rebuilt_in_words(event.time, event.reason, "") != sentence
    found = [one.where for one in verify_desk(run)[0].differences]
    assert any("监督人" in where for where in found)
    assert any("重建" in where for where in found)


def test_a_mark_that_the_log_does_not_have_is_found__error(wrong):
    run, (_, made) = wrong
    issue(run, marked_as_rebuilt(made.record, rebuilt_in_words("2021-01-08 09:00", WHY, "0" * 64)), "05号")
    assert any("重建" in one.where for one in verify_desk(run)[0].differences)


def test_nothing_is_rebuilt_where_what_follows_is_not_what_was_logged__error(lost):
    run, _ = lost
    events = [json.loads(line) for line in journals.lines(run.desk)]
    codes = next(e["drawn"] for e in events if e["event"] == "draw" and e["task_no"] == "05号")
    lines = []
    for event in events:
        event.pop("previous", None)
        if event["event"] == "draw" and event["task_no"] == "03号":
            event["drawn"] = codes
        lines.append(event_line(lines[-1] if lines else None, event))
    run.desk.journal.draw_log.write_text("\n".join(lines) + "\n", "utf-8")
    again = replace(run, desk=Desk(run.desk.root))
    with pytest.raises(XlcheckError, match=r"rebuild\.differs") as caught:
        rebuilt(again)
    assert "抽中名单" in error_text(caught.value)


def test_a_lost_freeze_is_asked_for_and_the_slip_of_the_superior_leads_out(lost, tmp_path):
    run, _ = lost
    kept = shutil.copy2(next((run.desk.draws / "收存").glob("*.zip")), tmp_path)
    shutil.rmtree(run.desk.archive / "03号")
    shutil.rmtree(run.desk.draws / "收存")
    [(_, trouble)] = rebuildable(Archive(run.desk), lost_records(Archive(run.desk)))
    assert "收存单压缩包" in error_text(trouble)
    restore(run, restoration(run.desk, read_copy(Path(kept))), "硬盘损坏")
    assert [one for _, one in rebuildable(Archive(run.desk), lost_records(Archive(run.desk)))] == [None]
    rebuilt(run)
    assert [one for one in wrongs(verify_desk(run)) if "抽取记录" in str(one)] == []


def test_a_draw_of_which_only_the_log_came_back_is_drawn_again_and_told(wrong, sample, tmp_path):
    run, _ = wrong
    pack = send(at(run, 8, 9)).archive
    rest = tmp_path / "剩下的.zip"
    with ZipFile(pack) as opened, ZipFile(rest, "w") as left:
        for name in (n for n in opened.namelist() if any(k in n for k in ("抽取日志", "年初状态", "名录变动"))):
            left.writestr(name, opened.read(name))
    folder = tmp_path / "again" / "2021"
    shutil.copytree(sample, folder)
    again = replace(at(run, 9, 9), desk=Desk(folder))
    restore(again, restoration(again.desk, read_copy(rest)), "硬盘损坏")
    with pytest.raises(XlcheckError, match=r"archive\.record-lost"):
        prepare(again)
    books = ready_books(again)
    for name in ("03号", "05号"):
        (row,) = tasks_of(books, [name])
        frozen = freeze_task(again, books, row, DICE_SOURCE, again="存档丢失，没有副本")
        draw_task(again, frozen, {"dice": "1 2 3 4 5 6 7 8 9 0 1 2"}, Attendance("示例甲", "示例室", "示例乙"))
    log_result, *records = verify_desk(again)
    assert wrongs([log_result, *records]) == []
    assert any("只凭日志不能重算" in note for note in log_result.notes)
    assert "其后又抽取本次" in "".join(read_record(again.desk.draws / "抽取记录-03号-第2次.xlsx").marks)


@pytest.mark.parametrize("reason", ["", "。", "1", "无"])
def test_no_reason_is_refused__error(lost, reason):
    run, _ = lost
    with pytest.raises(XlcheckError, match=r"rebuild\.reason-missing"):
        rebuild(run, lost_records(Archive(run.desk)), reason)


def test_what_is_there_again_is_not_rebuilt__error(lost):
    run, _ = lost
    shown = lost_records(Archive(run.desk))
    rebuilt(run)
    with pytest.raises(XlcheckError, match=r"rebuild\.changed"):
        rebuild(run, shown, WHY)


def test_a_record_of_which_nobody_knows_the_operator_is_not_rebuilt__error(lost):
    """Else who kept the slip himself could be taken for somebody else."""
    run, _ = lost
    rewritten(run, lambda event: event.pop("operator", None))
    [(_, trouble)] = rebuildable(Archive(run.desk), lost_records(Archive(run.desk)))
    assert "操作人" in error_text(trouble)


def test_a_task_whose_record_is_there_is_refused_with_the_lost_ones__error(lost):
    run, _ = lost
    assert "03号" in sentence(rebuild_records, run, "05号", WHY)
