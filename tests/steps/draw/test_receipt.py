"""回执: taken in from a file or a mail, of this desk's slips alone; after the draw it stands on the page."""

from dataclasses import replace
from datetime import datetime

import pytest

from tests import journals
from tests.steps.helpers import contents, sentence
from tests.steps.receipts import FINGERPRINT, KEY, OTHER_KEY, SUPERIOR, write_receipt
from xlcheck.draws.formats.two.web_page.basis import LATER_NOTE
from xlcheck.draws.lodging.signature import fingerprint_of, public_key_of
from xlcheck.mail.message import MailContent, composed
from xlcheck.model import ProofKind
from xlcheck.steps.desk.desk import SILENT
from xlcheck.steps.desk.office_key import key_of_desk
from xlcheck.steps.draw.archive import Archive
from xlcheck.steps.draw.draw import Attendance, draw_task
from xlcheck.steps.draw.drawn_tasks import drawn_tasks
from xlcheck.steps.draw.freeze import freeze_task
from xlcheck.steps.draw.lodge import kept_slips, write_slips
from xlcheck.steps.draw.receipt import read_receipt, receipt_path, take_in_receipt
from xlcheck.steps.draw.source import DICE_SOURCE, game_source_of
from xlcheck.steps.draw.tasks import ready_books, tasks_of
from xlcheck.steps.replace.replace import DropOutReport, replace_one
from xlcheck.steps.verify.papers import verify_paper
from xlcheck.steps.verify.verify import verify_desk

BALLS = {"ssq-2021003": "1 2 3 4 5 6 + 7"}
IN_TIME = "2021-01-06 10:12"


def at(run, *moment):
    return replace(run, now=datetime(2021, 1, *moment))


@pytest.fixture
def frozen(run, tmp_path):
    """The run on 5 January with 03号 and 05号 frozen on one slip; makes receipts of it."""
    run = at(run, 5, 9)
    books = ready_books(run)
    declared = game_source_of(run, "双色球2021003期", books.settings)
    tasks = [freeze_task(run, books, row, declared) for row in tasks_of(books, ["03号", "05号"])]
    (papers,) = write_slips(run, books.settings)

    def receipt(arrived=IN_TIME, serial=7, key=KEY, **of_slip):
        return write_receipt(tmp_path / f"回执{serial}.json", replace(papers.slip, **of_slip), arrived, serial, key)

    return run, tasks, receipt


def take_in(run, path):
    """Take in the receipt that a file holds, as the dialogue does once it is confirmed."""
    return take_in_receipt(run, read_receipt(run, path).receipt)


def drawn(run, task):
    return draw_task(at(run, 7, 22), task, BALLS, Attendance("示例甲", "示例室", "示例乙"))


def unsound(run):
    return [(d.where, d.found) for v in verify_desk(run) for d in v.differences]


def test_draw_whose_freeze_the_superior_holds_is_of_the_first_strength(frozen):
    run, tasks, receipt = frozen
    event, pages = take_in(at(run, 6, 15), receipt())
    assert (event.how, event.holder, event.arrived, pages) == (ProofKind.RECEIPT, "示例市交通运输局", IN_TIME, ())
    record = drawn(run, tasks[0]).record
    assert record.strength == "甲"
    (proof,) = record.proofs
    assert (proof.at, proof.number) == (IN_TIME, f"2021-0007-{FINGERPRINT}")
    assert unsound(run) == []


def test_receipt_that_comes_the_next_morning_counts_by_its_arrival(frozen):
    run, tasks, receipt = frozen
    take_in(at(run, 7, 21), receipt("2021-01-07 17:50"))
    assert drawn(run, tasks[0]).record.strength == "甲"


def test_slip_that_arrived_too_late_is_held_for_nothing(frozen):
    run, tasks, receipt = frozen
    take_in(at(run, 7, 21), receipt("2021-01-07 18:00"))
    assert drawn(run, tasks[0]).record.strength == "公开号码，未收存"


def test_mail_with_the_receipt_is_read_as_well(frozen, tmp_path):
    run, _, receipt = frozen
    mail = tmp_path / "回执.eml"
    attached = [("收存回执.json", receipt().read_bytes())]
    mail.write_bytes(composed(MailContent("", ("a@example.com",), "回执", "见附件", attached, run.now)))
    assert read_receipt(at(run, 6, 15), mail).fingerprint == FINGERPRINT
    assert take_in(at(run, 6, 15), mail)[0].number.endswith(FINGERPRINT)


def test_key_is_known_by_what_it_has_signed(frozen):
    run, _, receipt = frozen
    run = at(run, 6, 15)
    assert read_receipt(run, receipt()).earlier_keys == frozenset()
    take_in(run, receipt())
    assert read_receipt(run, receipt(serial=8, key=OTHER_KEY)).earlier_keys == {FINGERPRINT}


def test_receipt_of_another_key_than_before_is_told_of_on_the_record(frozen):
    run, tasks, receipt = frozen
    take_in(at(run, 6, 14), receipt())
    take_in(at(run, 6, 15), receipt(serial=8, key=OTHER_KEY))
    (said,) = drawn(run, tasks[0]).record.remarks
    other = fingerprint_of(public_key_of(OTHER_KEY))
    assert f"回执 2021-0008-{other} 的签名密钥与以前登记的回执 2021-0007-{FINGERPRINT} 不同" in said
    assert unsound(run) == []


def test_receipts_of_one_key_are_told_of_by_no_remark(frozen):
    run, tasks, receipt = frozen
    take_in(at(run, 6, 14), receipt())
    take_in(at(run, 6, 15), receipt(serial=8))
    assert drawn(run, tasks[0]).record.remarks == ()


@pytest.mark.parametrize("whose", ["the bureau's own key", "its own name"])
def test_bureau_that_is_its_own_superior__error(frozen, tmp_path, whose):
    run, *_ = frozen
    (slip,) = kept_slips(run.desk)
    key = key_of_desk(run.desk, SILENT) if whose == "the bureau's own key" else KEY
    superior = SUPERIOR if whose == "the bureau's own key" else f" {slip.bureau}"
    path = write_receipt(tmp_path / "自签.json", slip, IN_TIME, key=key, superior=superior)
    before = contents(run.desk.root)
    assert "本单位自己出具" in sentence(take_in, at(run, 6, 15), path)
    assert contents(run.desk.root) == before


def test_receipt_that_comes_after_the_draw_stands_on_the_page_alone(frozen):
    run, tasks, receipt = frozen
    results = [drawn(run, task) for task in tasks]
    before = results[0].path.read_bytes()
    page = results[0].page
    assert "抽取以后收到的回执" not in page.read_text("utf-8")
    _, pages = take_in(at(run, 8, 9), receipt())
    assert set(pages) == {result.page for result in results}
    assert results[0].path.read_bytes() == before
    assert f"上级回执：示例市交通运输局，{IN_TIME}，2021-0007-{FINGERPRINT}" in page.read_text("utf-8")
    assert verify_paper(page).sound
    assert unsound(run) == []


def test_page_of_a_draw_that_was_drawn_again_tells_of_a_receipt_that_comes_then(frozen):
    run, tasks, receipt = frozen
    first, _ = [drawn(run, task) for task in tasks]
    books = ready_books(run)
    again = freeze_task(at(run, 8, 9), books, *tasks_of(books, ["03号"]), DICE_SOURCE, again="示例：名录有误")
    draw_task(at(run, 8, 9), again, {"dice": "1 2 3 4 5 6 7 8 9 0 1 2"}, Attendance("示例甲", "示例室", "示例乙"))
    _, pages = take_in(at(run, 8, 10), receipt())
    assert first.page in pages
    assert unsound(at(run, 8, 11)) == []


def test_replacement_after_it_keeps_it_on_the_page(frozen):
    run, tasks, receipt = frozen
    page = drawn(run, tasks[0]).page
    take_in(at(run, 8, 9), receipt())
    team = drawn_tasks(Archive(run.desk))["202103"].record.teams[0]
    replace_one(at(run, 9, 9), "03号", DropOutReport((team.code,), team.certs[0], "请假"))
    text = page.read_text("utf-8")
    assert "抽取以后收到的回执" in text
    assert "补抽" in text
    assert verify_paper(page).sound
    assert unsound(run) == []


def test_page_that_hides_or_invents_a_receipt_is_found(frozen):
    run, tasks, receipt = frozen
    page = drawn(run, tasks[0]).page
    text = page.read_text("utf-8")
    take_in(at(run, 8, 9), receipt())
    told = page.read_text("utf-8")
    page.write_text(text, "utf-8")
    assert any("抽取公开-03号" in where for where, _ in unsound(run))
    page.write_text(told.replace(IN_TIME, "2021-01-05 10:12"), "utf-8")
    assert any("抽取公开-03号" in where for where, _ in unsound(run))


def test_page_says_what_a_receipt_after_the_draw_is_worth(frozen):
    run, tasks, receipt = frozen
    page = drawn(run, tasks[0]).page
    assert LATER_NOTE not in page.read_text("utf-8")
    take_in(at(run, 8, 9), receipt())
    assert LATER_NOTE in page.read_text("utf-8")


def test_other_receipt_under_a_number_that_is_logged__error(frozen):
    run, _, receipt = frozen
    take_in(at(run, 6, 15), receipt())
    before = contents(run.desk.root)
    assert "内容与这一份不同" in sentence(take_in, at(run, 6, 16), receipt(arrived="2021-01-06 09:00"))
    assert contents(run.desk.root) == before


def test_taken_in_is_what_was_confirmed_whatever_the_file_holds_by_then(frozen):
    run, _, receipt = frozen
    path = receipt()
    confirmed = read_receipt(at(run, 6, 15), path).receipt
    receipt(arrived="2021-01-06 09:00")
    assert take_in_receipt(at(run, 6, 15), confirmed)[0].arrived == IN_TIME


def test_taken_in_again_it_is_logged_once(frozen):
    run, tasks, receipt = frozen
    take_in(at(run, 6, 15), receipt())
    log = journals.events(run.desk)
    assert take_in(at(run, 6, 16), receipt())[1] == ()
    assert journals.events(run.desk) == log
    page = drawn(run, tasks[0]).page
    assert "抽取以后收到的回执" not in page.read_text("utf-8")


@pytest.mark.parametrize(
    ("made", "words"),
    [
        ({"number": 2}, "与本年度的收存单都不相同"),
        ({"bureau": "示例市别的局"}, "与本年度的收存单都不相同"),
        ({"arrived": "2021-01-04 10:12"}, "收到时间 2021-01-04 10:12 不对"),
        ({"arrived": "2021-01-06 18:12"}, "收到时间 2021-01-06 18:12 不对"),
    ],
)
def test_receipt_of_another_slip_or_of_an_impossible_time__error(frozen, made, words):
    run, _, receipt = frozen
    path, before = receipt(**made), contents(run.desk.root)
    assert words in sentence(take_in, at(run, 6, 15), path)
    assert contents(run.desk.root) == before


def test_file_that_is_no_receipt__error(frozen, tmp_path):
    run, _, receipt = frozen
    for data, words in (
        (b"", "不是回执文件"),
        (b"From: a@example.com\n\n%PDF", "不是回执文件"),
        (b"{}", "不完整"),
        (receipt().read_bytes().replace(b"10:12", b"10:13"), "签名与内容不符"),
    ):
        path = tmp_path / "文件"
        path.write_bytes(data)
        assert words in sentence(take_in, at(run, 6, 15), path)


def test_archived_receipt_that_was_changed_or_taken_away_is_found(frozen):
    run, _, receipt = frozen
    event, _ = take_in(at(run, 6, 15), receipt())
    kept = receipt_path(run.desk, event.number)
    text = kept.read_text("utf-8")
    kept.write_text(text.replace("10:12", "10:13"), "utf-8")
    assert any("签名与内容不符" in found for _, found in unsound(run))
    kept.write_text(receipt(arrived="2021-01-06 09:00").read_text("utf-8"), "utf-8")
    assert any(where.endswith("收到时间") and found == "2021-01-06 09:00" for where, found in unsound(run))
    kept.unlink()
    assert any("回执-2021-0007" in where for where, _ in unsound(run))
    kept.write_text(text, "utf-8")
    assert unsound(run) == []
    kept.with_name("回执-2021-0008.json").write_text(text, "utf-8")
    assert any("回执-2021-0008" in where for where, _ in unsound(run))
