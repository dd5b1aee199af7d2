"""A run that dies at any write or move publishes each row once all the same, and loses none."""

import shutil
from pathlib import Path

import pytest

from tests.journals import logged
from tests.steps.helpers import contents, corrections, fill_ledger, later, published_codes, sentence, type_over
from tests.steps.killing import Killed, Killer, armed
from xlcheck.journal.publication_events import LOG_NAME
from xlcheck.steps.desk.load import load_needed
from xlcheck.steps.publish import batch as step
from xlcheck.steps.publish.publish import publish
from xlcheck.steps.send.send import send


@pytest.fixture
def due(desk):
    """The run on a desk with a row to publish and another, published before, to correct; their codes."""
    run, _, path = desk
    old = fill_ledger(path, 1)
    publish(run)
    new = fill_ledger(path, 1, 1)
    type_over(path, method="书面检查", remark="登记时选错")
    return later(run, 3, 8), old, new


@pytest.mark.parametrize("torn", [False, True], ids=["before a write", "in a write"])
def test_killed_anywhere_each_row_is_published_once(due, monkeypatch, tmp_path, torn):
    run, old, new = due
    books = load_needed(run)
    monkeypatch.setattr(step, "load_needed", lambda *_: books)  # they are not written to, and long to read
    fresh = tmp_path / "fresh"
    shutil.copytree(run.desk.root, fresh)
    watch = Killer(run.desk.root)
    with armed(watch):
        publish(run)
    assert watch.changes > 20
    reached = set()
    for number in range(1, watch.changes + 1):
        shutil.rmtree(run.desk.root)
        shutil.copytree(fresh, run.desk.root)
        with armed(Killer(run.desk.root, number, torn)), pytest.raises(Killed):
            publish(run)
        again = publish(run)
        reached.add((len(again.finished), again.rows, again.corrected))
        assert published_codes(run.desk) == [*old, *new]
        assert corrections(run.desk) == [(old[0], "检查方式", "书面检查")]
        assert [(e.code, e.batch[:3]) for e in logged(run.desk)] == [
            (old[0], "第1批"),
            (new[0], "第2批"),
            (old[0], "第2批"),
        ]
        assert [p for p in run.desk.publications.iterdir() if p.name.startswith(".") and p.is_dir()] == []
        assert publish(run).folder is None
    made_again, put_in_place = (0, 1, 1), (1, 0, 0)
    assert reached == {made_again, put_in_place}


def test_batch_that_could_not_be_moved_is_put_in_place_by_the_next_run(desk, monkeypatch):
    run, _, path = desk
    filled = fill_ledger(path, 2)
    move = Path.replace

    def locked(source, target):
        if Path(target).name.startswith("第"):
            raise PermissionError
        return move(source, target)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", locked)
        assert "请关闭文件" in sentence(publish, run)
    assert published_codes(run.desk) == []
    done = publish(later(run, 3, 8))
    assert [p.name for p in done.finished] == ["第1批_20210305"]
    assert (done.rows, done.before) == (0, 2)
    assert published_codes(run.desk) == filled


def test_pack_holds_a_batch_that_was_not_moved(desk):
    run, _, path = desk
    fill_ledger(path, 2)
    folder = publish(run).folder
    folder.rename(folder.with_name(f".{folder.name}.tmp"))
    assert any(f.parent.name == folder.name for f in send(run).files)


def test_log_that_is_gone_while_its_batches_stand__error(desk):
    run, _, path = desk
    fill_ledger(path, 2)
    publish(run)
    log = run.desk.archive / LOG_NAME
    log.unlink()
    before = contents(run.desk.root)
    text = sentence(publish, later(run, 3, 8))
    assert "“第1批_20210305”" in text
    assert LOG_NAME in text
    assert contents(run.desk.root) == before


def test_log_that_was_put_back_from_before_a_batch__error(desk):
    run, _, path = desk
    fill_ledger(path, 1)
    publish(run)
    log = run.desk.archive / LOG_NAME
    old = log.read_bytes()
    fill_ledger(path, 1, 1)
    publish(later(run, 3, 8)).folder.rename(run.desk.publications / "第2批_20210308 已上传")
    log.write_bytes(old)
    assert "“第2批_20210308 已上传”" in sentence(publish, later(run, 3, 9))


def test_folder_of_staff_among_the_batches__ok(desk):
    run, _, path = desk
    fill_ledger(path, 1)
    (run.desk.publications / "第9批 网站截图").mkdir(parents=True)
    assert publish(run).folder.name == "第10批_20210305"
