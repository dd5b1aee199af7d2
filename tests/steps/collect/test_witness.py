"""The superior as witness: what districts lodged and sent binds them, and accuses nobody who kept his word."""

from __future__ import annotations

import json
import shutil
from datetime import datetime
from email import message_from_bytes

import pytest

from tests.steps.collect.districts import (
    SENT,
    District,
    arrive,
    close_company,
    codes,
    collected,
    set_superior,
)
from tests.steps.helpers import sentence
from xlcheck.draws.lodging.receipt import receipt_from_json
from xlcheck.excel.read.workbook import read_cells
from xlcheck.steps.collect.statements import Statements
from xlcheck.steps.draw.receipt import read_receipt, take_in_receipt

LODGED, COLLECTED = datetime(2021, 1, 5, 15), datetime(2021, 1, 6, 9)
LATE = datetime(2021, 3, 6, 9)


@pytest.fixture
def city(tmp_path):
    """The folder of the superior, filled in; the inbox lies beside it."""
    folder = tmp_path / "市局" / "全市汇总"
    set_superior(folder)
    return folder


@pytest.fixture
def inbox(city):
    folder = city.parent / "收件"
    folder.mkdir()
    return folder


@pytest.fixture(scope="module")
def honest(sample, tmp_path_factory):
    """A district that froze, lodged, drew and reported; the mails, in the order in which they were sent."""
    district = District(sample, tmp_path_factory.mktemp("区县"))
    frozen, papers = district.freeze()
    district.draw(frozen)
    return district, papers, district.send()


def test_slip_is_held_answered_and_agrees_with_the_pack(honest, inbox):
    district, papers, mails = honest
    arrive(inbox, papers.mail, LODGED)
    done = collected(inbox, COLLECTED)
    (draft,) = done.receipts
    (attached,) = [part for part in message_from_bytes(draft.read_bytes()).walk() if part.get_filename()]
    receipt = receipt_from_json(attached.get_payload(decode=True).decode())
    assert (receipt.bureau, receipt.arrived, receipt.code) == (district.bureau, "2021-01-05 15:00", papers.code)
    assert codes(done) == ["held.key-new"]
    for mail in mails:
        arrive(inbox, mail, SENT)
    done = collected(inbox, LATE)
    assert done.receipts == ()
    assert codes(done) == ["held.key-new"]
    (verdict,) = done.totals.verdicts
    assert [(one.draw.fixed.mark, one.held, one.since) for one in verdict.draws] == [
        ("202103#1", "已收存", "2021-01-05 15:00")
    ]
    assert [report.state for report in done.totals.units] == ["已报送"]
    assert not done.totals.refused


def test_desk_takes_the_receipt_in(sample, city, inbox, tmp_path):
    district = District(sample, tmp_path)
    frozen, papers = district.freeze()
    arrive(inbox, papers.mail, LODGED)
    (draft,) = collected(inbox, COLLECTED).receipts
    run = district.run
    receipt = read_receipt(type(run)(run.desk, COLLECTED), draft).receipt
    take_in_receipt(type(run)(run.desk, COLLECTED), receipt)
    (result,) = district.draw(frozen)
    assert result.record.strength == "甲"
    for mail in district.send():
        arrive(inbox, mail, SENT)
    assert codes(collected(inbox, LATE)) == ["held.key-new"]


def test_what_is_held_stays_though_the_mails_are_deleted(honest, inbox):
    _, papers, mails = honest
    for mail, at in ((papers.mail, LODGED), *((mail, SENT) for mail in mails)):
        arrive(inbox, mail, at)
    before = collected(inbox, LATE)
    shutil.rmtree(inbox)
    inbox.mkdir()
    again = collected(inbox, LATE)
    assert [unit.pack.inspections for unit in again.totals.units] == [
        unit.pack.inspections for unit in before.totals.units
    ]
    assert codes(again) == codes(before)


def test_second_history_does_not_replace_the_first(sample, city, inbox, tmp_path):
    first, second = District(sample, tmp_path / "一"), District(sample, tmp_path / "二")
    frozen, _papers = first.freeze()
    first.draw(frozen)
    shutil.copy(first.run.desk.root.parent / "签名密钥.txt", second.run.desk.root.parent)
    for mail in first.send():
        arrive(inbox, mail, SENT)
    collected(inbox, LATE)
    close_company(second)
    frozen, _ = second.freeze()
    second.draw(frozen)
    for _ in range(2):
        mails = second.send()
    for mail in mails:
        arrive(inbox, mail, datetime(2021, 3, 7, 9))
    done = collected(inbox, datetime(2021, 3, 8, 9))
    assert "held.log-forked" in codes(done)
    assert [unit.pack.number for unit in done.totals.units] == [1]
    (refused,) = done.totals.refused
    accepted = Statements(decisions=[(refused.digest[:12], "已问过该局局长，磁盘损坏后重做")])
    done = collected(inbox, datetime(2021, 3, 8, 10), accepted)
    assert [unit.pack.number for unit in done.totals.units] == [2]
    assert {"held.accepted", "held.log-forked"} <= set(codes(done))


@pytest.mark.parametrize("lodged_first", ["file", "code"])
def test_freeze_that_was_lodged_and_another_that_was_used(sample, city, inbox, tmp_path, lodged_first):
    kept = District(sample, tmp_path / "一")
    _, papers = kept.freeze()
    used = District(sample, tmp_path / "二")
    shutil.copy(kept.run.desk.root.parent / "签名密钥.txt", used.run.desk.root.parent)
    close_company(used)
    if lodged_first == "file":
        arrive(inbox, papers.mail, LODGED)
        collected(inbox, COLLECTED)
    else:
        collected(inbox, COLLECTED, Statements(codes=[(kept.bureau, papers.code)]))
    frozen, second = used.freeze()
    used.draw(frozen)
    if lodged_first == "file":
        arrive(inbox, second.mail, datetime(2021, 1, 6, 15))
    for mail in used.send():
        arrive(inbox, mail, SENT)
    done = collected(inbox, LATE)
    expected = {"file": {"held.slip-second", "held.other-draw"}, "code": {"held.code-gone"}}[lodged_first]
    assert expected <= set(codes(done))
    assert [report.state for report in done.totals.units if report.pack] == []
    assert len(done.totals.refused) == 1
    assert any(
        "03号第1次" in text or "收存码" in text for path in done.replies for text in [path.read_text("utf-8-sig")]
    )


def test_lodged_too_late_or_not_at_all_is_listed(honest, sample, city, inbox, tmp_path):
    _district, papers, mails = honest
    arrive(inbox, papers.mail, datetime(2021, 1, 7, 18))
    for mail in mails:
        arrive(inbox, mail, SENT)
    (verdict,) = collected(inbox, LATE).totals.verdicts
    assert [one.held for one in verdict.draws] == ["开奖后收存"]


def test_wrong_numbers_are_found_once_the_true_ones_are_typed(honest, inbox):
    _, _, mails = honest
    for mail in mails:
        arrive(inbox, mail, SENT)
    assert codes(collected(inbox, LATE)) == ["held.key-new"]
    done = collected(inbox, LATE, Statements(numbers=[("双色球2021003期", "1 2 3 4 5 6+7")]))
    assert codes(done) == ["held.key-new"]
    done = collected(inbox, LATE, Statements(numbers=[("双色球2021003期", "1 2 3 4 5 8+7")]))
    assert "held.numbers" in codes(done)


def test_mail_of_a_stranger_accuses_nobody(honest, sample, city, inbox, tmp_path):
    _district, papers, mails = honest
    arrive(inbox, papers.mail, LODGED)
    for mail in mails:
        arrive(inbox, mail, SENT)
    stranger = District(sample, tmp_path)
    close_company(stranger)
    frozen, forged = stranger.freeze()
    stranger.draw(frozen)
    arrive(inbox, forged.mail, datetime(2021, 1, 6, 8))
    for mail in stranger.send():
        arrive(inbox, mail, datetime(2021, 3, 6, 8))
    done = collected(inbox, LATE)
    assert codes(done) == ["held.key-other", "held.key-new", "held.key-other"]
    assert [(unit.state, unit.pack.number) for unit in done.totals.units] == [("已报送", 1)]
    assert len(done.receipts) == 1


def test_workbook_lists_draws_and_what_is_held(honest, inbox):
    _, papers, mails = honest
    arrive(inbox, papers.mail, LODGED)
    for mail in mails:
        arrive(inbox, mail, SENT)
    sheets = read_cells(collected(inbox, LATE).book)
    assert papers.code in sheets["收存登记"].values()
    assert "已收存" in sheets["抽取情况"].values()
    one_page = list(sheets["汇总一览"].values())
    for title, count in (("已抽取", "1"), ("其中开奖前收存", "1"), ("未收存", "0"), ("核验不符、逾期未抽", "0")):
        assert one_page[one_page.index(title) + 1] == count


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (Statements(codes=[("示例区", "1234")]), "收存码是"),
        (Statements(numbers=[("双色球2021003期", "1 1 1")]), "双色球"),
        (Statements(decisions=[("abc", "已问过该局")]), "没有编号以"),
    ],
)
def test_what_is_typed_wrong_is_noted_nowhere__error(honest, city, inbox, said, words):
    arrive(inbox, honest[1].mail, LODGED)
    assert words in sentence(collected, inbox, COLLECTED, said)
    assert not (city / "存档").exists()


def test_log_that_was_changed_stops_the_collection__error(honest, city, inbox):
    arrive(inbox, honest[1].mail, LODGED)
    collected(inbox, COLLECTED)
    log = city / "存档" / "汇总日志.jsonl"
    log.write_text(log.read_text("utf-8").replace("15:00", "14:00"), "utf-8")
    assert "汇总日志第 2 行" in sentence(collected, inbox, COLLECTED)


def noted(city) -> list[dict[str, str]]:
    """The lines of 汇总日志."""
    return [json.loads(line) for line in (city / "存档" / "汇总日志.jsonl").read_text("utf-8").splitlines()]


@pytest.mark.parametrize(
    ("own", "is_own"),
    [
        ("mx.example.com", True),
        ("a.example、MX.example.com", True),
        ("example.com", True),
        ("*.example.com", True),
        ("ple.com", False),
        ("mx.elsewhere.example", False),
    ],
)
def test_time_of_arrival_is_that_of_the_own_server_alone(honest, city, inbox, own, is_own):
    set_superior(city, own)
    arrive(inbox, honest[1].mail, LODGED)
    done = collected(inbox, COLLECTED)
    by_server, by_sight = ("2021-01-05 15:00", "邮件服务器收到的时间"), ("2021-01-06 09:00", "汇总程序首次收到的时间")
    line = noted(city)[0]
    assert (line["arrived"], line["basis"]) == (by_server if is_own else by_sight)
    assert [note.code for note in done.totals.notes] == ([] if is_own else ["held.host-other"])


def test_time_of_arrival_is_found_out_once_the_server_is_filled_in(honest, tmp_path):
    inbox, city = tmp_path / "收件", tmp_path / "全市汇总"
    arrive(inbox, honest[1].mail, LODGED)
    assert [note.code for note in collected(inbox, COLLECTED).totals.notes] == ["held.host-blank"]
    set_superior(city)
    done = collected(inbox, datetime(2021, 1, 6, 10))
    (verdict,) = done.totals.verdicts
    assert [(slip.at, slip.basis) for slip in verdict.held.slips] == [("2021-01-05 15:00", "邮件服务器收到的时间")]
    sheet = read_cells(done.book)["收存登记"].values()
    assert verdict.held.receipts[0][0] in sheet
    assert [line["event"] for line in noted(city)] == ["slip-arrived", "slip-arrived", "receipt-given"]
    assert collected(inbox, LATE).slips == 0
    assert len(noted(city)) == 3


def test_letter_asks_the_bureau_and_tells_it_nothing_of_the_menu(honest, sample, city, inbox, tmp_path):
    for mail in honest[2]:
        arrive(inbox, mail, SENT)
    stranger = District(sample, tmp_path)
    close_company(stranger)
    frozen, _ = stranger.freeze()
    stranger.draw(frozen)
    for mail in stranger.send():
        arrive(inbox, mail, datetime(2021, 3, 6, 8))
    (letter,) = (path.read_text("utf-8-sig") for path in collected(inbox, datetime(2021, 3, 7, 9)).replies)
    assert "不能认定是你单位发出的" in letter
    assert "请用电话答复" in letter
    assert not any(word in letter for word in ("退回", "该单位", "《报送单位》", "选“"))
