"""The superior as witness: what districts lodged and sent binds them, and accuses nobody who kept his word."""

from __future__ import annotations

import copy
import json
import shutil
from datetime import datetime
from email import message_from_bytes

import pytest

from tests.steps.collect.campaign import Office, list_units
from tests.steps.collect.districts import (
    SENT,
    District,
    arrive,
    close_company,
    codes,
    collected,
    set_superior,
)
from tests.steps.collect.lodged import lodged, written
from tests.steps.collect.packs import book, mailed, pack, relisted, signed, zipped
from tests.steps.helpers import edited, sentence
from xlcheck.draws.lodging.code import lodging_code
from xlcheck.draws.lodging.receipt import receipt_from_json
from xlcheck.draws.lodging.slip import slip_from_json, slip_json
from xlcheck.excel.read.workbook import read_cells
from xlcheck.journal.chain import OF_THE_CHAIN, Chain
from xlcheck.messages import problem
from xlcheck.schema.outputs.collect import UNITS
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


def test_two_bureaus_of_one_region_that_nobody_listed_are_not_taken_for_one(honest, sample, city, inbox, tmp_path):
    (city / "报送单位.xlsx").unlink(missing_ok=True)
    first, _, mails = honest
    other = District(sample, tmp_path / "另一局", bureau="示例区市场监督管理局")
    frozen, papers = other.freeze()
    other.draw(frozen)
    arrive(inbox, papers.mail, LODGED)
    for mail in (*mails, *other.send()):
        arrive(inbox, mail, SENT)
    done = collected(inbox, LATE)
    assert [report.unit.bureau for report in done.totals.units] == sorted([first.bureau, other.bureau])
    assert {verdict.bureau for verdict in done.totals.verdicts} == {first.bureau, other.bureau}
    assert (done.totals.refused, [note.code for note in done.totals.notes]) == ((), ["pack.shared-region"] * 2)
    assert set(codes(done)) == {"held.key-new"}


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
    assert codes(done) == ["held.key-two", "held.key-new", "held.key-two"]
    assert [(unit.state, unit.pack.number) for unit in done.totals.units] == [("已报送", 1)]
    sheets = read_cells(done.book)
    one_page = list(sheets["汇总一览"].values())
    assert one_page[one_page.index("两个密钥，待核对") + 2] == done.totals.units[0].unit.bureau
    assert any("先后由两个密钥签名" in text for text in sheets["报送情况"].values())
    assert len(done.receipts) == 1


def test_confirmed_key_stays_known_once_the_list_has_another(honest, city, inbox):
    district, papers, mails = honest
    office = Office(city, {district.bureau: [papers.key]})
    list_units(office, [district])
    for mail, at in ((papers.mail, LODGED), *((mail, SENT) for mail in mails)):
        arrive(inbox, mail, at)
    assert codes(collected(inbox, LATE)) == []
    office.keys = {district.bureau: ["0123456789ABCDEF"]}
    list_units(office, [district])
    done = collected(inbox, datetime(2021, 3, 7, 9))
    assert (codes(done), [unit.pack.number for unit in done.totals.units]) == ([], [1])


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


@pytest.mark.parametrize("beside", ["{", "[" * 100_000, "\0" * 10], ids=["cut off", "nested", "no text"])
def test_slip_beside_a_broken_one_is_held(city, inbox, beside):
    written(inbox / "一", {"收存单-0.json": beside, "收存单-1.json": lodged()})
    for _ in range(2):
        done = collected(inbox, COLLECTED)
        (refused,) = done.totals.refused
        assert refused.findings[0].code == "pack.slip"
        assert problem(refused.findings[0]).count("收存单不能读取") == 1
        assert [len(verdict.standing) for verdict in done.totals.verdicts] == [1]


def test_each_of_two_slips_in_one_folder_is_held_as_what_it_is(city, inbox):
    written(inbox / "一", {"收存单-1.json": lodged(), "收存单-2.json": lodged(number=2, frame="9" * 64)})
    done = collected(inbox, COLLECTED)
    assert "held.slip-second" in codes(done)
    assert [len(verdict.held.slips) for verdict in done.totals.verdicts] == [2]
    assert len(done.receipts) == 1


@pytest.mark.parametrize("bureau", ["", "\u200b", "示例局13812345678"], ids=["none", "invisible", "a number"])
def test_slip_of_a_bureau_that_cannot_be_named_is_refused(city, inbox, bureau):
    written(inbox / "一", {"收存单-1.json": lodged(bureau=bureau)})
    done = collected(inbox, COLLECTED)
    assert [pack.findings[0].code for pack in done.totals.refused] == ["pack.slip"]
    assert not done.receipts


@pytest.mark.parametrize("bureau", ["𠀀" * 100, "=HYPERLINK(1)", "a\u202eb", "../../示例"])
def test_receipt_is_written_whatever_a_bureau_is_called(city, inbox, bureau):
    written(inbox / "一", {"收存单-1.json": lodged(bureau=bureau)})
    (draft,) = collected(inbox, COLLECTED).receipts
    assert (draft.parent, draft.is_file()) == (city / "回执", True)


def test_two_slips_under_two_names_of_one_bureau_are_compared(city, inbox):
    written(inbox / "一", {"收存单-1.json": lodged(bureau="示例区交通局")})
    written(inbox / "二", {"收存单-1.json": lodged(bureau="示例区　交通局", frame="9" * 64)})
    done = collected(inbox, COLLECTED)
    assert ("held.slip-second" in codes(done), len(done.receipts)) == (True, 1)


def test_slip_under_another_name_with_the_key_of_a_bureau_is_that_bureaus(honest, sample, city, inbox, tmp_path):
    district, papers, mails = honest
    other = District(sample, tmp_path, bureau="示例另一个局")
    shutil.copy(district.home / "签名密钥.txt", other.home)
    close_company(other)
    _, second = other.freeze()
    for mail, at in ((papers.mail, LODGED), (second.mail, datetime(2021, 1, 5, 16)), *((mail, SENT) for mail in mails)):
        arrive(inbox, mail, at)
    done = collected(inbox, LATE)
    assert [verdict.bureau for verdict in done.totals.verdicts] == [district.bureau]
    assert "held.slip-second" in codes(done)


def test_pack_of_a_stranger_region_takes_nobodys_slips_away(honest, city, inbox, tmp_path):
    district, papers, mails = honest
    other = copy.copy(district)
    other.region, other.bureau = "140699", "示例另一个局"
    list_units(Office(city), [district, other])
    for mail, at in ((papers.mail, LODGED), *((mail, SENT) for mail in mails)):
        arrive(inbox, mail, at)
    shutil.copytree(pack(tmp_path, "140699", bureau=district.bureau, made="2021-03-05 10:00"), inbox / "别处")
    done = collected(inbox, LATE)
    (verdict,) = [one for one in done.totals.verdicts if one.bureau == district.bureau]
    assert [one.held for one in verdict.draws] == ["已收存"]


def test_slip_that_a_witness_forwards_first_is_held_from_then_and_signed_once_the_mail_is_there(honest, city, inbox):
    district, papers, mails = honest
    (text,) = district.run.desk.archive.rglob("*收存单-2021-01.json")
    written(inbox / "监督人", {text.name: text.read_text("utf-8")})
    collected(inbox, datetime(2021, 1, 5, 14))
    arrive(inbox, papers.mail, datetime(2021, 1, 8, 9))
    for mail in mails:
        arrive(inbox, mail, SENT)
    done = collected(inbox, LATE)
    assert (codes(done), done.receipts) == (["held.key-new"], ())
    (verdict,) = done.totals.verdicts
    assert [(one.held, one.since) for one in verdict.draws] == [("已收存", "2021-01-05 14:00")]


def test_copy_of_a_pack_with_other_lists_does_not_take_its_place(honest, inbox, tmp_path):
    district, papers, mails = honest
    arrive(inbox, papers.mail, LODGED)
    (form,) = district.run.desk.outbox.glob("*/上报单.xlsx")
    again = inbox / "重新打包"
    shutil.copytree(form.parent, again)
    (again / "文件摘要SHA256.txt").write_text("0" * 64 + "  上报单.xlsx\n", "utf-8")
    (again / "签名.json").unlink()
    collected(inbox, datetime(2021, 3, 5, 12))
    for mail in mails:
        arrive(inbox, mail, SENT, name=f"a{mail.name}")
    done = collected(inbox, LATE)
    assert [(unit.state, unit.pack.number) for unit in done.totals.units] == [("已报送", 1)]
    assert not done.totals.refused


def test_earlier_copy_of_a_slip_counts_whatever_its_file_is_called(honest, city, inbox):
    _, papers, mails = honest
    arrive(inbox, papers.mail, datetime(2021, 1, 8, 8), name="a.eml")
    arrive(inbox, papers.mail, LODGED, name="b.eml")
    for mail in mails:
        arrive(inbox, mail, SENT)
    (verdict,) = collected(inbox, LATE).totals.verdicts
    assert [one.since for one in verdict.draws] == ["2021-01-05 15:00"]


def test_slip_of_next_year_is_answered_while_this_one_is_put_together(honest, city, inbox):
    for mail in honest[2]:
        arrive(inbox, mail, SENT)
    written(inbox / "明年", {"收存单-1.json": lodged(year=2022)})
    assert len(collected(inbox, LATE).receipts) == 1


@pytest.mark.parametrize(
    "names",
    [["a", "a/b"], ["x" * 300], ["上报单.xlsx/x"], ["统计"], ["A.txt", "a.txt"], ["/".join("x" * 200)]],
    ids=["folder", "long", "in the form", "folder of others", "capitals", "deep"],
)
def test_pack_that_no_disk_can_hold_is_refused_and_the_others_count(city, inbox, tmp_path, names):
    relisted(pack(inbox, "140604"), names, region="140604")
    pack(inbox, "140605")
    done = collected(inbox, datetime(2021, 12, 20))
    assert [(unit.unit.region, unit.pack.number) for unit in done.totals.units] == [("140605", 1)]
    assert {finding.code for refused in done.totals.refused for finding in refused.findings} == {"pack.unsafe-name"}


@pytest.mark.parametrize("change", [{"day": "abc"}, {"day": "9999-12-31"}, {"sources": []}], ids=str)
def test_pack_with_an_absurd_log_is_refused_and_the_others_count(honest, city, inbox, tmp_path, change):
    (form,) = honest[0].run.desk.outbox.glob("*/上报单.xlsx")
    shutil.copytree(form.parent, inbox / "荒唐")
    log = inbox / "荒唐" / "存档" / "抽取日志.jsonl"
    told = [json.loads(line) for line in log.read_text("utf-8").splitlines()]
    events = [{key: value for key, value in event.items() if key not in OF_THE_CHAIN} for event in told]
    events = [event | change if event["event"] == "freeze" else event for event in events]
    log.write_text("".join(f"{line}\n" for line in Chain(()).followed_by(events).lines), "utf-8")
    relisted(inbox / "荒唐", [], made="2021-03-05 09:00")
    pack(inbox, "140605")
    done = collected(inbox, datetime(2021, 12, 20))
    assert "140605" in [unit.unit.region for unit in done.totals.units if unit.pack]
    assert "held.unsound" in codes(done)


def test_kept_pack_with_a_form_within_is_read_again_and_one_that_was_changed_is_told__error(city, inbox, tmp_path):
    root = pack(tmp_path, "140605")
    (root / "公示" / "上报单.xlsx").write_bytes(b"x")
    relisted(root, [], region="140605")
    shutil.copytree(root, inbox / "一")
    assert [unit.pack.number for unit in collected(inbox, datetime(2021, 12, 20)).totals.units] == [1]
    shutil.rmtree(inbox / "一")
    assert [unit.pack.number for unit in collected(inbox, datetime(2021, 12, 20)).totals.units] == [1]
    (kept,) = (city / "存档" / "上报").glob("*/公示/说明.txt")
    kept.write_text("另一个", "utf-8")
    assert "改动" in sentence(collected, inbox, datetime(2021, 12, 20))


def test_pack_with_a_high_number_and_an_older_log_does_not_count(city, inbox, honest, tmp_path):
    """The ledger of a pack is counted that has the longest history, whatever number another one bears."""
    for mail in honest[2]:
        arrive(inbox, mail, SENT)
    key = honest[0].home / "签名密钥.txt"
    root = pack(tmp_path, honest[0].region, 99, bureau=honest[0].bureau, made="2021-01-01 09:00")
    signed(root, key)
    mailed(inbox / "z.eml", zipped(root, tmp_path / "z.zip"), at=SENT)
    assert [unit.pack.number for unit in collected(inbox, LATE).totals.units] == [1]


@pytest.mark.parametrize("host", ["mx1.example.com、MX.example.com", ".example.com"])
def test_superior_with_several_servers_names_them(honest, city, inbox, host):
    set_superior(city, host)
    arrive(inbox, honest[1].mail, LODGED)
    (verdict,) = collected(inbox, COLLECTED).totals.verdicts
    assert [slip.at for slip in verdict.held.slips] == ["2021-01-05 15:00"]


@pytest.mark.parametrize("said", [{"made": "昨天"}, {"bureau": "示例局13812345678"}], ids=["time", "number"])
def test_form_that_is_written_otherwise_is_refused(city, inbox, said):
    pack(inbox, "140604", **said)
    done = collected(inbox, datetime(2021, 12, 20))
    assert [finding.code for refused in done.totals.refused for finding in refused.findings] == ["pack.dispatch"]


def test_earlier_copy_of_a_slip_that_comes_to_light_later_is_kept_beside_the_first(honest, city, inbox):
    papers = honest[1]
    arrive(inbox, papers.mail, datetime(2021, 1, 5, 20))
    collected(inbox, COLLECTED)
    arrive(inbox, papers.mail, LODGED)
    for _ in range(2):
        (verdict,) = collected(inbox, COLLECTED).totals.verdicts
        assert [slip.at for slip in verdict.held.slips] == ["2021-01-05 20:00", "2021-01-05 15:00"]


def test_code_of_another_year_accuses_nobody(honest, city, inbox):
    district, papers, mails = honest
    for mail in mails:
        arrive(inbox, mail, SENT)
    next_year = slip_from_json(lodged(year=2022, bureau=district.bureau))
    written(inbox / "明年", {"收存单-1.json": slip_json(next_year)})
    told = [(district.bureau, lodging_code(next_year)), (district.bureau, papers.code)]
    done = collected(inbox, COLLECTED, Statements(codes=told))
    (verdict,) = done.totals.verdicts
    assert [code.code for code in verdict.held.codes] == [papers.code]
    assert "held.code-gone" not in codes(done)


def test_receipt_whose_time_is_another_in_the_log_is_found(sample, city, inbox, tmp_path):
    """The slip came too late; the operator writes into his log that it came in time."""
    district = District(sample, tmp_path)
    frozen, papers = district.freeze()
    arrive(inbox, papers.mail, datetime(2021, 1, 7, 20))
    now = datetime(2021, 1, 8, 8)
    (draft,) = collected(inbox, now).receipts
    run = type(district.run)(district.run.desk, now)
    take_in_receipt(run, read_receipt(run, draft).receipt)
    log = district.run.desk.archive / "抽取日志.jsonl"
    log.write_text(log.read_text("utf-8").replace("2021-01-07 20:00", "2021-01-05 15:00"), "utf-8")
    (result,) = district.draw(frozen)
    assert result.record.strength == "甲"
    for mail in district.send():
        arrive(inbox, mail, SENT)
    assert "held.receipt-time" in codes(collected(inbox, LATE))


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


def test_receipt_of_a_slip_counts_from_the_time_at_which_its_code_was_told(sample, city, inbox, tmp_path):
    district = District(sample, tmp_path)
    frozen, papers = district.freeze()
    collected(inbox, datetime(2021, 1, 7, 12), Statements(codes=[(district.bureau, papers.code)]))
    arrive(inbox, papers.mail, datetime(2021, 1, 8, 8))
    now = datetime(2021, 1, 8, 9)
    (draft,) = collected(inbox, now).receipts
    run = type(district.run)(district.run.desk, now)
    receipt = read_receipt(run, draft).receipt
    assert (receipt.arrived, receipt.basis) == ("2021-01-07 12:00", "登记电话、短信报来的收存码的时间")
    take_in_receipt(run, receipt)
    (result,) = district.draw(frozen, now=datetime(2021, 1, 8, 10))
    assert result.record.strength == "甲"
    for mail in district.send():
        arrive(inbox, mail, SENT)
    assert codes(collected(inbox, LATE)) == ["held.key-new"]


def test_address_that_is_none_and_settings_that_were_renamed_are_told__error(honest, city, inbox):
    arrive(inbox, honest[1].mail, LODGED)
    district = copy.copy(honest[0])
    collected(inbox, COLLECTED)
    list_units(Office(city), [district])

    def type_address(sheet):
        header = next(row for row in sheet.iter_rows() if any(c.value == UNITS.mail.title for c in row))
        column = next(c.column for c in header if c.value == UNITS.mail.title)
        sheet.cell(header[0].row + 1, column).value = "示例区"

    edited(city / "报送单位.xlsx", type_address)
    assert "“示例区”不是完整的邮箱地址" in sentence(collected, inbox, COLLECTED)
    (city / "报送单位.xlsx").unlink()

    def rename(sheet):
        cell = next(c for row in sheet.iter_rows() for c in row if c.value == "收件服务器")
        cell.value = "服务器"

    edited(city / "汇总设置.xlsx", rename)
    assert "没有“收件服务器”一项" in sentence(collected, inbox, COLLECTED)
    (city / "汇总设置.xlsx").unlink()
    assert [path.name for path in collected(inbox, COLLECTED).blank_books] == ["报送单位.xlsx", "汇总设置.xlsx"]


def test_receipt_goes_to_the_listed_address_however_the_slip_spells_its_bureau(city, inbox):
    rows = [{"bureau": "示例区交通局", "region": "140603", "mail": "a@example.com"}]
    book(city / "报送单位.xlsx", (UNITS, rows))
    written(inbox / "一", {"收存单-1.json": lodged(bureau="示例区　交通局")})
    (draft,) = collected(inbox, COLLECTED).receipts
    assert message_from_bytes(draft.read_bytes())["To"] == "a@example.com"
