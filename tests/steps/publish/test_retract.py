"""收回: a batch that nobody has seen is taken back whole; its rows come out again, and the log keeps both."""

import shutil

import pytest

from tests.cells import cell
from tests.journals import logged, still_public
from tests.length import STRIDE
from tests.steps.helpers import (
    LEDGER_FIRST,
    contents,
    corrections,
    draw,
    edited,
    fill_ledger,
    later,
    published_codes,
    put,
    sentence,
    type_over,
)
from tests.steps.killing import Killed, Killer, armed
from xlcheck.journal.publication_events import Retraction
from xlcheck.schema.outputs.ledger import LEDGER
from xlcheck.steps.ledger.prepare import prepare
from xlcheck.steps.publish.publication_day import date_batch
from xlcheck.steps.publish.publish import publish
from xlcheck.steps.publish.retract import retract
from xlcheck.steps.publish.withdraw import RowChoice, withdraw
from xlcheck.steps.remind.year_state import year_state
from xlcheck.steps.report.report import report
from xlcheck.steps.send.send import send
from xlcheck.steps.verify.repair import damages
from xlcheck.steps.verify.verify import verify_desk

WHY = "附件用错"


@pytest.fixture
def published(desk):
    """The desk after two rows were published on 5 March, seen three days later: run, codes, ledger."""
    run, _, path = desk
    codes = fill_ledger(path, 2)
    publish(run)
    return later(run, 3, 8), codes, path


@pytest.fixture
def corrected(published):
    """As before, a second batch has a new row and corrects the first."""
    run, codes, path = published
    new = fill_ledger(path, 1, 2)
    type_over(path, method="书面检查", remark="登记时选错")
    publish(run)
    return run, codes, new, path


def standing(run):
    return sorted(path.name for path in run.desk.publications.glob("第*"))


def test_batch_is_set_aside_whole_and_the_log_keeps_it(published):
    run, _, _ = published
    before, log = contents(run.desk.publications / "第1批_20210305"), run.desk.journal.publication_log.read_bytes()
    done = retract(run, "第1批", WHY)
    assert (done.batch, done.rows) == ("第1批_20210305", 2)
    assert [folder.parent for folder in done.folders] == [run.desk.publications / "旧版"]
    assert contents(done.folders[0]) == before
    assert standing(run) == []
    assert run.desk.journal.publication_log.read_bytes().startswith(log)
    state = run.desk.journal.publications()
    assert state.retractions == (Retraction(run.now.date(), "第1批_20210305", 2, WHY),)
    assert (still_public(run.desk), sorted(state.batches)) == ([], ["第1批_20210305"])


def test_rows_come_out_again_as_new_and_no_correction_is_due(published):
    run, codes, path = published
    retract(run, "第1批_20210305", WHY)
    type_over(path, method="书面检查")
    done = publish(run)
    assert (done.folder.name, done.rows, done.corrected, done.before) == ("第2批_20210308", 2, 0, 0)
    assert done.findings == ()
    assert published_codes(run.desk) == codes
    assert [event.batch for event in logged(run.desk)] == ["第2批_20210308"] * 2


def test_what_is_taken_back_waits_to_be_published_and_counts_no_more(published):
    run, _, _ = published
    assert report(run).year.whole.published == 2
    assert year_state(run).rounds[0].publishable == 0
    retract(run, "第1批", WHY)
    assert report(run).year.whole.published == 0
    assert year_state(run).rounds[0].publishable == 2
    assert year_state(run).rounds[0].undated == 0


def test_batch_with_corrections_leaves_what_was_public_before(corrected):
    run, codes, _, _ = corrected
    retract(run, "第2批", WHY)
    assert [event.code for event in still_public(run.desk)] == codes
    assert corrections(run.desk) == []
    again = publish(run)
    assert (again.rows, again.corrected) == (1, 1)
    assert corrections(run.desk) == [(codes[0], "检查方式", "书面检查")]


def test_withdrawal_that_nobody_has_seen_is_taken_back_too(published):
    run, codes, _ = published
    withdraw(run, RowChoice("01号", (codes[0],)), "登记有误")
    assert retract(run, "第2批", WHY).rows == 1
    assert [event.code for event in still_public(run.desk)] == codes
    assert publish(run).findings == ()


def test_one_row_with_a_day_keeps_the_whole_batch__error(published):
    run, _, path = published
    type_over(path, row=LEDGER_FIRST + 1, published="2021-03-06")
    before = contents(run.desk.root)
    text = sentence(retract, run, "第1批", WHY)
    assert "第1批中有 1 户已填公示日期" in text
    assert "请选“撤回”" in text
    assert contents(run.desk.root) == before


@pytest.mark.parametrize("typed", ["上网那天", "=TODAY()"])
def test_whatever_stands_in_the_cell_keeps_the_batch__error(published, typed):
    run, _, path = published

    def type_in(sheet):
        sheet[cell(LEDGER, LEDGER.published, LEDGER_FIRST)] = typed

    edited(path, type_in)
    assert "已填公示日期" in sentence(retract, run, "第1批", WHY)


def test_day_that_was_typed_by_mistake_is_cleared_and_the_batch_goes(published):
    run, _, path = published
    date_batch(run, "第1批", run.now.date())
    sentence(retract, run, "第1批", WHY)
    for row in (LEDGER_FIRST, LEDGER_FIRST + 1):
        put(path, {cell(LEDGER, LEDGER.published, row): None})
    assert retract(run, "第1批", WHY).rows == 2


def test_day_of_the_first_batch_keeps_no_later_one(corrected):
    run, _, _, _ = corrected
    date_batch(run, "第1批", run.now.date())
    assert retract(run, "第2批", WHY).rows == 2


@pytest.mark.parametrize("gone", ["ledger", "row", "column"])
def test_day_that_cannot_be_looked_up_keeps_the_batch_until_it_can(published, tmp_path, gone):
    run, _, path = published
    kept = shutil.copy(path, tmp_path / "kept.xlsx")
    if gone == "ledger":
        path.unlink()
    elif gone == "row":
        edited(path, lambda sheet: sheet.delete_rows(LEDGER_FIRST))
    else:
        put(path, {cell(LEDGER, LEDGER.published, LEDGER_FIRST - 1): "别的"})
    assert "看不到公示日期填了没有" in sentence(retract, run, "第1批", WHY)
    shutil.copy(kept, path)
    assert retract(run, "第1批", WHY).rows == 2


def test_rows_of_an_earlier_draw_are_withdrawn_instead__error(published):
    run, codes, path = published
    path.rename(run.desk.root / "旧台账.xlsx")
    draw(run, "01号", again="示例重抽")
    prepare(run)
    assert "重新抽取的，请选“撤回”" in sentence(retract, run, "第1批", WHY)
    assert withdraw(run, RowChoice("01号", attempt=1), WHY).rows == len(codes)


def test_batch_that_later_ones_tell_more_of_goes_after_them(corrected):
    run, codes, new, _ = corrected
    text = sentence(retract, run, "第1批", WHY)
    assert "在第2批里又有更正或撤回" in text
    assert retract(run, "第2批", WHY).rows == 2
    assert retract(run, "第1批", WHY).rows == 2
    assert publish(run).rows == len([*codes, *new])
    assert standing(run) == ["第3批_20210308"]


def test_later_batch_of_other_rows_is_no_hindrance(published):
    run, _, path = published
    new = fill_ledger(path, 1, 2)
    publish(run)
    retract(run, "第1批", WHY)
    assert [event.code for event in still_public(run.desk)] == new


@pytest.mark.parametrize(
    ("batch", "reason", "said"),
    [
        ("第9批", WHY, "日志中现有：第1批"),
        ("第1批", " 　", "没有写明收回的原因"),
        ("第1批", "请拨打 13800138000", "像有电话号码"),
    ],
)
def test_what_cannot_be_taken_back_changes_nothing__error(published, batch, reason, said):
    run, _, _ = published
    before = contents(run.desk.root)
    assert said in sentence(retract, run, batch, reason)
    assert contents(run.desk.root) == before


def test_batch_is_taken_back_once__error(published):
    run, _, _ = published
    retract(run, "第1批", WHY)
    assert "没有可以收回的批次" in sentence(retract, run, "第1批", WHY)


def test_open_ledger_may_have_a_day_that_is_not_saved__error(published):
    run, _, path = published
    path.with_name(f"~${path.name}").write_bytes(b"")
    assert "可能正在被" in sentence(retract, run, "第1批", WHY)


def test_folder_that_staff_renamed_is_set_aside_and_one_that_they_moved_is_left(published):
    run, _, _ = published
    folder = run.desk.publications / "第1批_20210305"
    folder.rename(folder.with_name("第1批_20210305 待审"))
    done = retract(run, "第1批", WHY)
    assert [path.name for path in done.folders] == ["第1批_20210305 待审_20210308-090000"]
    publish(run).folder.rename(run.desk.root / "别处")
    assert retract(run, "第2批", WHY).folders == ()
    assert (run.desk.root / "别处" / "抽查结果公示.xlsx").exists()


def test_pack_after_it_has_nothing_of_the_batch(published):
    run, _, _ = published
    assert [file for file in send(run).files if "第1批" in str(file.parent)]
    retract(run, "第1批", WHY)
    assert [file for file in send(run).files if "第1批" in str(file.parent)] == []


def test_verification_holds_and_tells_of_it(published):
    run, _, _ = published
    retract(run, "第1批", WHY)
    told = [note for result in verify_desk(run) for note in result.notes if "收回" in note]
    assert all(result.sound for result in verify_desk(run))
    assert [("第1批_20210305" in note, WHY in note) for note in told] == [(True, True)]
    assert damages(run.desk) == []


def test_line_that_is_altered_breaks_the_log__error(published):
    run, _, _ = published
    retract(run, "第1批", WHY)
    publish(run)
    log = run.desk.journal.publication_log
    log.write_text(log.read_text("utf-8").replace(WHY, "别的原因"), "utf-8")
    assert "不能识别" in sentence(publish, run)


@pytest.mark.parametrize("torn", [False, True], ids=["before a write", "in a write"])
def test_killed_anywhere_it_is_taken_back_once_and_nothing_is_lost(corrected, tmp_path, torn):
    run, _, _, _ = corrected
    fresh = tmp_path / "fresh"
    shutil.copytree(run.desk.root, fresh)
    material = set(contents(run.desk.publications / "第2批_20210308").values())
    watch = Killer(run.desk.root)
    with armed(watch):
        retract(run, "第2批", WHY)
    for number in range(1, watch.changes + 1, STRIDE):
        shutil.rmtree(run.desk.root)
        shutil.copytree(fresh, run.desk.root)
        with armed(Killer(run.desk.root, number, torn)), pytest.raises(Killed):
            retract(run, "第2批", WHY)
        assert material <= set(contents(run.desk.publications).values())
        assert retract(run, "第2批", WHY).rows == 2
        assert len(run.desk.journal.publications().retractions) == 1
        assert (standing(run), len(list((run.desk.publications / "旧版").glob("第2批*")))) == (["第1批_20210305"], 1)
    again = publish(run)
    assert (again.rows, again.corrected, again.folder.name) == (1, 1, "第3批_20210308")


@pytest.mark.parametrize("step", [publish, send], ids=["publish", "send"])
def test_step_after_a_kill_sets_the_folder_aside(published, monkeypatch, step):
    run, _, _ = published

    def killed(*_):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("xlcheck.steps.publish.batches.set_aside", killed)
        with pytest.raises(KeyboardInterrupt):
            retract(run, "第1批", WHY)
    assert standing(run) == ["第1批_20210305"]
    step(run)
    assert "第1批_20210305" not in standing(run)
    assert (run.desk.publications / "旧版" / "第1批_20210305_20210308-090000" / "抽查结果公示.xlsx").exists()
