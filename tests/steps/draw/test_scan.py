"""骰单存档: the signed sheet of a draw by dice is asked for until it is archived, then held against the log."""

import pytest

from tests import journals
from tests.conftest import DECLARED, NUMBERS
from tests.steps.helpers import sentence
from xlcheck.samples.picture import sample_picture
from xlcheck.steps.draw.draw import Attendance, draw_task
from xlcheck.steps.draw.freeze import freeze_task
from xlcheck.steps.draw.lodge import write_slips
from xlcheck.steps.draw.scan import archive_sheet
from xlcheck.steps.draw.tasks import ready_books, tasks_of
from xlcheck.steps.remind.status import status
from xlcheck.steps.verify.verify import verify_desk


@pytest.fixture
def thrown(run):
    """The run with 03号 and 05号 frozen by dice on one slip, of which 03号 is drawn; the photo of the sheet."""
    books = ready_books(run)
    tasks = [freeze_task(run, books, row, DECLARED) for row in tasks_of(books, ["03号", "05号"])]
    write_slips(run, books.settings)
    draw_task(run, tasks[0], NUMBERS, Attendance())
    photo = run.desk.root.parent / "照片.png"
    photo.write_bytes(sample_picture())
    return run, photo


def asked_for(run):
    return [note for note in status(run, 5).reminders.notes if "掷骰记录单" in note]


def test_sheet_is_asked_for_until_it_is_archived(thrown):
    run, photo = thrown
    (said,) = asked_for(run)
    assert said.startswith("03号 用掷骰抽取")
    archive_sheet(run, 1, photo)
    assert asked_for(run) == []
    assert journals.events(run.desk)[-1]["event"] == "scanned"
    kept = run.desk.archive / "收存" / "掷骰记录单-2021-01-扫描件1.png"
    assert kept.read_bytes() == photo.read_bytes()
    assert all(result.sound for result in verify_desk(run))


def test_better_scan_is_kept_beside_the_first(thrown):
    run, photo = thrown
    archive_sheet(run, 1, photo)
    archive_sheet(run, 1, photo)
    names = sorted(path.name for path in (run.desk.archive / "收存").glob("*.png"))
    assert names == ["掷骰记录单-2021-01-扫描件1.png", "掷骰记录单-2021-01-扫描件2.png"]


def test_scan_of_which_a_lost_log_told_is_not_written_over(thrown):
    run, photo = thrown
    before = run.desk.archive / "收存" / "掷骰记录单-2021-01-扫描件1.png"
    before.write_bytes(sample_picture(9))
    archive_sheet(run, 1, photo)
    assert before.read_bytes() == sample_picture(9)
    assert before.with_name("掷骰记录单-2021-01-扫描件1-2.png").read_bytes() == photo.read_bytes()
    assert all(result.sound for result in verify_desk(run))


@pytest.mark.parametrize("damage", [lambda path: path.write_bytes(sample_picture(7)), lambda path: path.unlink()])
def test_archived_sheet_that_was_changed_is_found__error(thrown, damage):
    run, photo = thrown
    archive_sheet(run, 1, photo)
    damage(run.desk.archive / "收存" / "掷骰记录单-2021-01-扫描件1.png")
    found = [difference for result in verify_desk(run) for difference in result.differences]
    assert [one.where for one in found] == ["存档/收存/掷骰记录单-2021-01-扫描件1.png"]


def test_nothing_is_asked_for_before_the_draw_nor_of_other_sources(run):
    books = ready_books(run)
    (row,) = tasks_of(books, ["03号"])
    freeze_task(run, books, row, DECLARED)
    write_slips(run, books.settings)
    assert run.desk.journal.draws().slips_by_dice == []
    assert "没有用掷骰抽取过的任务" in sentence(archive_sheet, run, 1, run.desk.root)


def test_file_that_shows_nothing_is_refused_and_nothing_is_logged__error(thrown):
    run, photo = thrown
    before = journals.lines(run.desk)
    photo.write_bytes(b"")
    assert "是空的" in sentence(archive_sheet, run, 1, photo)
    assert "找不到" in sentence(archive_sheet, run, 1, photo.with_name("没有.png"))
    assert "第 9 号" in sentence(archive_sheet, run, 9, photo)
    assert journals.lines(run.desk) == before
