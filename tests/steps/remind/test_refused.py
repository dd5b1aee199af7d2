"""Why entries of the menu were not done is kept until they are, in a text that anybody can read or delete."""

import shutil

from tests.steps.desk.others import other_at_work
from tests.steps.helpers import contents
from xlcheck.steps.remind.refused import FILE_NAME, note_refusal, refusals


def test_reasons_are_kept_by_title_until_the_entry_is_done(run):
    note_refusal(run.desk, "冻结", "！ 《甲》打开着：请关闭。")
    note_refusal(run.desk, "公示", "！ 一")
    note_refusal(run.desk, "公示", "！ 二")
    assert refusals(run.desk) == {"冻结": "！ 《甲》打开着：请关闭。", "公示": "！ 二"}
    note_refusal(run.desk, "冻结", "")
    assert refusals(run.desk) == {"公示": "！ 二"}
    note_refusal(run.desk, "公示", "")
    assert not (run.desk.reminders / FILE_NAME).exists()


def test_what_is_done_and_was_not_refused_writes_nothing(run):
    before = contents(run.desk.root)
    note_refusal(run.desk, "冻结", "")
    assert contents(run.desk.root) == before


def test_file_that_cannot_be_read_or_written_stops_nothing(run):
    path = run.desk.reminders / FILE_NAME
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(b"\xff\xfe\x00" * 50_000)
    assert refusals(run.desk) == {}
    path.unlink()
    path.mkdir()
    note_refusal(run.desk, "冻结", "！ 一")
    assert refusals(run.desk) == {}


def test_desk_that_is_gone_is_not_made_again(run):
    shutil.rmtree(run.desk.root)
    note_refusal(run.desk, "冻结", "！ 一")
    assert not run.desk.root.exists()


def test_nothing_is_noted_while_somebody_else_is_at_work(run):
    note_refusal(run.desk, "冻结", "！ 一")
    with other_at_work(run.desk.root):
        note_refusal(run.desk, "公示", "！ 二")
    assert refusals(run.desk) == {"冻结": "！ 一"}
