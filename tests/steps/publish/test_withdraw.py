"""撤回: what should not have been published is taken back with its reason; corrected, it is published again."""

import pytest

from tests.journals import still_public
from tests.steps.helpers import contents, draw, fill_ledger, later, published_codes, rows_of, sentence, type_over
from xlcheck.messages import problem
from xlcheck.schema.outputs.publish import WITHDRAWAL
from xlcheck.steps.ledger.prepare import prepare
from xlcheck.steps.publish.publish import publish
from xlcheck.steps.publish.withdraw import RowChoice, withdraw
from xlcheck.steps.remind.status import status
from xlcheck.steps.remind.year_state import year_state
from xlcheck.steps.report.report import report

WHY = "登记在别的企业名下"


@pytest.fixture
def published(desk):
    """The desk after two rows were published on 5 March, seen three days later: run, codes, ledger."""
    run, _, path = desk
    codes = fill_ledger(path, 2)
    publish(run)
    return later(run, 3, 8), codes, path


def taken_back(desk, **cells):
    run, codes, path = desk
    if cells:
        type_over(path, **cells)
    return withdraw(run, RowChoice("01号", (codes[0],)), WHY)


def codes_of(found):
    return [f.code for f in found]


def test_notice_names_row_day_batch_and_reason(published):
    run, codes, _ = published
    done = taken_back(published)
    assert {p.name for p in done.folder.iterdir()} == {"撤回公告.xlsx", "撤回公告.html"}
    (line,) = rows_of(done.folder / "撤回公告.xlsx")
    shown = {key: str(line[WITHDRAWAL.column(key).title])[:10] for key in ("code", "task_no", "result", "published")}
    assert shown == {"code": codes[0][:10], "task_no": "01号", "result": "未发现问题", "published": "2021-03-05"}
    assert (line["原公示批次"], line["撤回原因"]) == ("第1批_20210305", WHY)
    page = (done.folder / "撤回公告.html").read_text("utf-8")
    assert all(text in page for text in (codes[0], WHY, "第1批_20210305"))
    assert [entry.code for entry in still_public(run.desk)] == [codes[1]]


def test_row_that_still_says_the_same_is_not_published_again(published):
    run, codes, _ = published
    kept = contents(run.desk.publications / "第1批_20210305")
    taken_back(published)
    done = publish(run)
    assert (done.folder, done.rows, done.before) == (None, 0, 1)
    (told,) = done.findings
    assert told.code == "ledger.withdrawn"
    assert WHY in problem(told)
    assert published_codes(run.desk) == codes
    assert contents(run.desk.publications / "第1批_20210305") == kept


def test_menu_does_not_offer_it_again_until_it_is_put_right(published):
    run, _, path = published
    assert [one.withdrawn for one in year_state(run).rounds] == [0, 0, 0]
    open_before = year_state(run).rounds[0].to_publish
    taken_back(published)
    first = year_state(run).rounds[0]
    assert (first.withdrawn, first.publishable, first.to_publish) == (1, 0, open_before)
    type_over(path, method="书面检查")
    first = year_state(run).rounds[0]
    assert (first.withdrawn, first.publishable, first.to_publish) == (0, 1, open_before + 1)


def test_row_that_is_put_right_is_published_as_new(published):
    run, codes, path = published
    taken_back(published)
    type_over(path, method="书面检查")
    done = publish(later(run, 3, 9))
    assert (done.rows, done.corrected, done.findings) == (1, 0, ())
    (row,) = rows_of(done.folder / "省平台录入表.xlsx")
    assert (row["统一社会信用代码"], row["检查方式"]) == (codes[0], "书面检查")
    assert publish(later(run, 3, 9)).folder is None
    assert len(still_public(run.desk)) == 2
    type_over(path, method="现场检查", remark="又选错")
    assert publish(later(run, 3, 10)).corrected == 1


def test_what_is_taken_back_counts_no_more(published):
    run, _, path = published
    assert report(run).year.whole.published == 2
    taken_back(published)
    assert report(run).year.whole.published == 1
    due = status(run, 3).reminders
    assert not [one for one in due.dues if one.matter == "公示"]
    assert [note for note in due.notes if "01号" in note and "撤回" in note]
    type_over(path, method="书面检查")
    (open_one,) = [due for due in status(run, 3).reminders.dues if due.matter == "公示"]
    assert open_one.code == published[1][0]


def test_day_typed_before_the_withdrawal_counts_no_more(published):
    run, _, path = published
    taken_back(published, published="2021-03-05")
    done = report(run)
    assert done.year.whole.published == 1
    assert codes_of(done.findings) == ["ledger.withdrawn", "ledger.day-withdrawn"]
    type_over(path, method="书面检查")
    assert publish(run).rows == 1


def test_day_typed_after_the_withdrawal_is_a_publication_elsewhere(published):
    run, _, path = published
    taken_back(published)
    type_over(path, published="2021-03-09")
    done = report(later(run, 3, 9))
    assert done.year.whole.published == 2
    assert "ledger.published-elsewhere" in codes_of(done.findings)


def test_without_codes_the_whole_task_is_taken_back(published):
    run, codes, _ = published
    assert withdraw(run, RowChoice("202101"), WHY).rows == len(codes)
    assert still_public(run.desk) == []


def test_rows_of_an_earlier_draw_are_named_until_they_are_taken_back(published):
    run, codes, path = published
    path.rename(run.desk.root / "旧台账.xlsx")
    draw(run, "01号", again="示例重抽")
    prepare(run)
    assert [f for f in codes_of(report(run).findings) if f != "ledger.stray"] == ["ledger.earlier-draw-out"]
    sentence(withdraw, run, RowChoice("01号", attempt=2), WHY)
    assert withdraw(run, RowChoice("01号", attempt=1), WHY).rows == len(codes)
    assert report(run).findings == ()


@pytest.mark.parametrize(
    ("rows", "reason", "said"),
    [
        (RowChoice("01号", ("911406031100000000",)), WHY, "没有公示过，或已经撤回"),
        (RowChoice("02号"), WHY, "没有已公示的行"),
        (RowChoice("01号", attempt=2), WHY, "没有已公示的行"),
        (RowChoice("01号"), " 　", "没有写明撤回的原因"),
        (RowChoice("01号"), "请拨打 13800138000", "像有电话号码"),
    ],
)
def test_what_cannot_be_taken_back_changes_nothing__error(published, rows, reason, said):
    run, _, _ = published
    before = contents(run.desk.root)
    assert said in sentence(withdraw, run, rows, reason)
    assert contents(run.desk.root) == before


def test_same_row_twice__error(published):
    run, codes, _ = published
    taken_back(published)
    assert "已经撤回" in sentence(withdraw, run, RowChoice("01号", (codes[0],)), WHY)


def test_interrupted_after_the_log_the_notice_is_put_in_place_by_the_next_run(published, monkeypatch):
    run, _, _ = published

    def killed(_):
        raise KeyboardInterrupt

    monkeypatch.setattr("xlcheck.steps.publish.batches._put_in_place", killed)
    with pytest.raises(KeyboardInterrupt):
        taken_back(published)
    monkeypatch.undo()
    done = publish(run)
    assert [folder.name for folder in done.finished] == ["第2批_20210308"]
    assert (run.desk.publications / "第2批_20210308" / "撤回公告.xlsx").exists()
    assert done.rows == 0
