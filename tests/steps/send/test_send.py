"""上报: what is due goes into the pack with its digest, and nothing else."""

import hashlib
import random
import shutil
import subprocess
import sys
import zipfile
from dataclasses import replace
from datetime import date, datetime, timedelta
from email import message_from_bytes, policy
from io import BytesIO

import pytest
from msoffcrypto.exceptions import InvalidKeyError

from tests.builders import by_column
from tests.cells import FIRST
from tests.conftest import JANUARY
from tests.steps.helpers import (
    contents,
    draw,
    fill_ledger,
    put,
    rows_of,
    sentence,
    set_unit,
    texts,
    type_over,
    unlocked,
)
from xlcheck import __version__
from xlcheck.excel.fill.type_in import add_row, type_in
from xlcheck.excel.read.workbook import read_book, read_sheets
from xlcheck.journal.mail_events import LOG_NAME
from xlcheck.messages import Level, level
from xlcheck.model import XlcheckError
from xlcheck.samples.blank import blank_settings
from xlcheck.samples.categories import usual_categories
from xlcheck.schema.formats import PACK_FORMAT
from xlcheck.schema.inputs import ENTITY_BOOK, OTHER_BOOK, OTHERS, SETTINGS_BOOK, WAIVERS
from xlcheck.schema.outputs.ledger import LEDGER
from xlcheck.schema.outputs.send import (
    DIGESTS,
    DIGESTS_SM3,
    DISPATCH,
    DISPATCH_BOOK,
    DISPATCH_FILES,
    EXTRACT,
    EXTRACT_BOOK,
    SENT_REASONS,
    SIGNATURE_FILE,
    VISITS_BOOK,
    WHOLE_EXTRACT,
)
from xlcheck.schema.table import Book
from xlcheck.steps.desk.desk import Desk, Run
from xlcheck.steps.desk.files import digest
from xlcheck.steps.desk.load import load_settings
from xlcheck.steps.desk.office_key import fingerprint, office_key
from xlcheck.steps.ledger.prepare import prepare
from xlcheck.steps.ledger.read import read_ledgers
from xlcheck.steps.publish.publish import publish
from xlcheck.steps.report.report import report
from xlcheck.steps.send.send import send
from xlcheck.steps.verify.pack import pack_signer, verify_pack

MADE, COPIED = ("上报单.xlsx", "台账摘要.xlsx", "检查说明.xlsx"), 17
WHOLE_BOOK = Book("whole", "台账全文.xlsx", (WHOLE_EXTRACT,))


@pytest.fixture(scope="module")
def reported(sample, tmp_path_factory):
    """The folder of a desk with one task drawn, published and reported; not to be written into."""
    folder = tmp_path_factory.mktemp("reported") / "workbooks" / "2021"
    shutil.copytree(sample, folder)
    run = Run(Desk(folder), JANUARY)
    draw(run, "03号")
    prepare(run)
    fill_ledger(run.desk.ledgers / "检查台账-03号.xlsx")
    run = replace(run, now=datetime(2021, 3, 5, 9))
    publish(run)
    report(run)
    return folder


@pytest.fixture
def desk(reported, tmp_path):
    """A run on 5 March on a copy of that desk."""
    folder = tmp_path / "workbooks" / "2021"
    shutil.copytree(reported, folder)
    return Run(Desk(folder), datetime(2021, 3, 5, 9))


def test_pack_holds_draws_batches_and_statistics(desk):
    packed = send(desk)
    assert packed.folder.name == "平鲁区交通运输局2021年双随机抽查材料_20210305"
    assert {p.relative_to(packed.folder).as_posix() for p in packed.folder.rglob("*") if p.is_file()} == {
        DIGESTS,
        DIGESTS_SM3,
        SIGNATURE_FILE,
        "上报单.xlsx",
        "台账摘要.xlsx",
        "检查说明.xlsx",
        "抽取/抽取公告-03号.html",
        "抽取/抽取公告-03号.xlsx",
        "抽取/抽取记录-03号.xlsx",
        "抽取/抽取公开-03号.html",
        "存档/03号/第1次/抽样框-202103.txt",
        "存档/03号/第1次/检查人员-202103.txt",
        "存档/03号/第1次/抽取规则-202103.txt",
        "存档/03号/第1次/名录变动-202103.txt",
        "存档/03号/第1次/冻结.json",
        "存档/03号/第1次/抽取公告.xlsx",
        "存档/年初状态.txt",
        "存档/抽取日志.jsonl",
        "公示/第1批_20210305/抽查结果公示.html",
        "公示/第1批_20210305/抽查结果公示.xlsx",
        "公示/第1批_20210305/信用信息归集表.xlsx",
        "公示/第1批_20210305/省平台录入表.xlsx",
        "统计/进度与统计.xlsx",
    }
    assert len(packed.files) == len(MADE) + COPIED


def test_nothing_outside_the_outbox_is_written_to(desk):
    before = contents(desk.desk.root)
    send(desk)
    assert contents(desk.desk.root, but=("上报",)) == before | {
        f"存档/{LOG_NAME}": (desk.desk.archive / LOG_NAME).read_bytes()
    }


def test_files_are_sent_as_they_stand(desk):
    packed = send(desk)
    copies = [sent for sent in packed.files if sent.name not in MADE]
    assert len(copies) == COPIED
    for sent in copies:
        origin = desk.desk.root / sent.relative_to(packed.folder)
        assert sent.read_bytes() == origin.read_bytes()


def test_digest_list_covers_every_file_and_holds(desk):
    packed = send(desk)
    lines = (packed.folder / DIGESTS).read_text("utf-8").splitlines()
    assert {packed.folder / line[66:] for line in lines} == set(packed.files)
    assert all(digest(packed.folder / line[66:]) == line[:64] for line in lines)


@pytest.mark.skipif(shutil.which("sha256sum") is None, reason="sha256sum is not on this system")
def test_sha256sum_takes_the_list(desk):
    packed = send(desk)
    done = subprocess.run(["sha256sum", "-c", DIGESTS], cwd=packed.folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
    packed.files[0].write_bytes(b"x")
    done = subprocess.run(["sha256sum", "-c", DIGESTS], cwd=packed.folder, capture_output=True, text=True, check=False)
    assert done.returncode == 1


def test_zip_is_the_folder(desk):
    packed = send(desk)
    with zipfile.ZipFile(packed.archive) as archive:
        assert archive.testzip() is None
        inside = {name: archive.read(name) for name in archive.namelist()}
        assert all(info.flag_bits & 0x800 for info in archive.infolist() if not info.filename.isascii())
    assert inside == {f"{packed.folder.name}/{name}": data for name, data in contents(packed.folder).items()}


def test_only_the_number_makes_another_pack_of_the_same_content(desk):
    first, second = (contents(send(desk).folder) for _ in range(2))
    assert {name for name in first if first[name] != second[name]} == {
        "上报单.xlsx",
        DIGESTS,
        DIGESTS_SM3,
        SIGNATURE_FILE,
    }


def test_pack_is_signed_by_the_key_beside_the_years(desk):
    packed = send(desk)
    assert pack_signer(packed.folder) == fingerprint(office_key(desk.desk.root.parent, desk.talk))
    listed = packed.folder / DIGESTS
    listed.write_text(listed.read_text("utf-8") + "\n", "utf-8")
    assert pack_signer(packed.folder) == ""
    assert SIGNATURE_FILE in {d.where for result in verify_pack(packed.folder) for d in result.differences}


def test_no_file_of_a_pack_holds_the_key(desk):
    packed = send(desk)
    key = office_key(desk.desk.root.parent, desk.talk).encode()
    assert not [path for path in packed.folder.rglob("*") if path.is_file() and key in path.read_bytes()]


def read(packed, name, book):
    """The tables of a workbook of the pack, as the other end reads them; nothing in it is wrong."""
    tables, findings = read_book(packed.folder / name, book, blank_settings(2021, usual_categories()))
    assert [f for f in findings if level(f) is Level.ERROR] == []
    return tables


def test_dispatch_says_what_the_pack_is_and_lists_its_files(desk):
    send(desk)
    packed = send(desk)
    tables = read(packed, "上报单.xlsx", DISPATCH_BOOK)
    said = tables[DISPATCH.key]
    assert dict(zip(said[DISPATCH.item], said[DISPATCH.value], strict=True)) == {
        "单位名称": "朔州市平鲁区交通运输局",
        "行政区划代码": "140603",
        "年度": "2021",
        "上报次数": "2",
        "上报时间": "2021-03-05 09:00",
        "演练": "否",
        "程序版本": __version__,
        "格式": PACK_FORMAT,
    }
    listed = tables[DISPATCH_FILES.key]
    names = listed[DISPATCH_FILES.file]
    files = {p.relative_to(packed.folder).as_posix(): p for p in packed.files if p.name != "上报单.xlsx"}
    assert dict(zip(names, listed[DISPATCH_FILES.sha256], strict=True)) == {n: digest(p) for n, p in files.items()}
    assert dict(zip(names, listed[DISPATCH_FILES.sm3], strict=True)) == {n: digest(p, "sm3") for n, p in files.items()}
    assert [int(n) for n in listed[DISPATCH_FILES.size]] == [files[name].stat().st_size for name in names]


def test_extract_has_every_ledger_row_without_people(desk):
    packed = send(desk)
    extract = read(packed, "台账摘要.xlsx", EXTRACT_BOOK)[EXTRACT.key]
    rows = extract.rows(EXTRACT.code, EXTRACT.result, EXTRACT.inspected)
    ledger = rows_of(desk.desk.ledgers / "检查台账-03号.xlsx")
    assert [(code, result, f"{inspected:%Y-%m-%d}") for _, code, result, inspected in rows] == [
        (row["统一社会信用代码"], row["检查结果"], str(row["检查日期"])[:10]) for row in ledger
    ]
    assert not {"检查人员", "检查情况", "备注"} & set(texts(packed.folder / "台账摘要.xlsx"))


def test_words_that_no_list_has_are_sent_as_typed(desk):
    words = {"result": "未发现问题、标志牌缺失", "disposal": "移交乡镇处理", "rectify_by": "收到通知后半月内"}
    type_over(desk.desk.ledgers / "检查台账-03号.xlsx", **words)
    cells = rows_of(send(desk).folder / "台账摘要.xlsx")[0]
    assert {key: cells[EXTRACT.column(key).title] for key in words} == words


def test_ledger_that_is_not_there_is_named(desk):
    (desk.desk.ledgers / "检查台账-03号.xlsx").unlink()
    assert send(desk).without == ("检查台账-03号.xlsx",)


def test_whole_ledgers_go_only_with_a_password(desk):
    assert not (send(desk).folder / "台账全文.xlsx").exists()
    packed = send(desk, "示例密码-2021")
    path = packed.folder / "台账全文.xlsx"
    assert "设了打开密码" in sentence(read_sheets, path)
    assert unlocked(path, "示例密码-2021") is not None
    with pytest.raises(InvalidKeyError):
        unlocked(path, "示例密码-2022")
    plain = desk.desk.root.parent / "全文.xlsx"
    plain.write_bytes(unlocked(path, "示例密码-2021"))
    tables, findings = read_book(plain, WHOLE_BOOK, blank_settings(2021, usual_categories()))
    assert [f for f in findings if level(f) is Level.ERROR] == []
    ledger = rows_of(desk.desk.ledgers / "检查台账-03号.xlsx")
    whole = tables[WHOLE_EXTRACT.key]
    assert list(whole[WHOLE_EXTRACT.inspectors]) == [row["检查人员"] for row in ledger]
    people = whole.at(FIRST, WHOLE_EXTRACT.inspectors).split("、")[0][:3]
    for sent in packed.files:
        if sent.parent == packed.folder and sent != path:
            assert not any(people in text for text in texts(sent))
    kept = [p for p in desk.desk.root.rglob("*") if p.suffix in (".jsonl", ".txt", ".json")]
    assert not [p for p in kept if "示例密码-2021" in p.read_text("utf-8")]


def test_system_that_cannot_encrypt_packs_nothing__error(desk, monkeypatch):
    monkeypatch.setitem(sys.modules, "msoffcrypto.format.ooxml", None)
    before = contents(desk.desk.root)
    assert "缺少给工作簿加密所需的系统组件，没有打包" in sentence(send, desk, "示例密码-2021")
    assert contents(desk.desk.root) == before


def test_password_that_is_too_short__error(desk):
    assert "至少写 8 个字符" in sentence(send, desk, "1234567")


def test_number_of_a_person_in_the_pack_stops_it(desk):
    put(desk.desk.statistics / "进度与统计.xlsx", {"Z9": "联系13812345678"})
    before = contents(desk.desk.root)
    assert "《进度与统计.xlsx》" in sentence(send, desk)
    assert contents(desk.desk.root) == before


def test_mails_hold_the_whole_pack_and_none_is_larger_than_the_limit(desk):
    (desk.desk.publications / "第1批_20210305" / "图.png").write_bytes(random.Random(1).randbytes(900_000))
    (desk.desk.publications / "第1批_20210305" / "图二.png").write_bytes(random.Random(2).randbytes(500_000))
    packed = send(desk, limit=2)
    mails = sorted(packed.drafts.glob("*.eml"))
    assert len(mails) == len(packed.mails) == 2
    assert all(path.stat().st_size <= 2_000_000 for path in mails)
    inside: dict[str, bytes] = {}
    for number, path in enumerate(mails, start=1):
        mail = message_from_bytes(path.read_bytes(), policy=policy.default)
        assert f"第1次上报（第{number}封，共2封）" in mail["Subject"]
        (attachment,) = mail.iter_attachments()
        content = attachment.get_content()
        assert content == (packed.drafts / attachment.get_filename()).read_bytes()
        assert hashlib.sha256(content).hexdigest() in mail.get_body().get_content()
        with zipfile.ZipFile(BytesIO(content)) as part:
            assert ("上报单.xlsx" in str(part.namelist())) is (number == 1)
            inside |= {name: part.read(name) for name in part.namelist()}
    assert inside == {f"{packed.folder.name}/{name}": data for name, data in contents(packed.folder).items()}
    with pytest.raises(XlcheckError, match="file-too-large"):
        send(desk, limit=1)


def test_text_to_paste_says_to_whom_and_what(desk):
    set_unit(desk.desk.root, superior_mail="bureau@example.com")
    packed = send(desk)
    data = (packed.drafts / "邮件正文.txt").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    text = data.decode("utf-8-sig")
    assert "\n" not in text.replace("\r\n", "")
    for part in (
        "收件人：朔州市交通运输局　bureau@example.com",
        f"主题：{packed.mails[0].subject}",
        "现报送我单位2021年度",
    ):
        assert part in text
    for algorithm in ("sha256", "sm3"):
        assert digest(packed.drafts / packed.mails[0].attachments, algorithm) in text


def test_address_that_is_none__error(desk):
    set_unit(desk.desk.root, superior_mail="bureau@example.com\nBcc: other@example.com")
    assert "“上级邮箱”中，“bureau@example.com Bcc: other@example.com”不是邮箱地址" in sentence(send, desk)


def test_second_pack_sets_the_first_aside(desk):
    first = send(desk)
    kept = hashlib.sha256(first.archive.read_bytes()).hexdigest()
    send(replace(desk, now=desk.now + timedelta(hours=1)))
    old = desk.desk.outbox / "旧版"
    assert [p.name for p in old.glob("*.zip")] == [f"{first.archive.stem}_20210305-100000.zip"]
    assert digest(next(old.glob("*.zip"))) == kept
    assert (old / f"{first.folder.name}_20210305-100000" / DIGESTS).exists()


def test_reasons_are_sent_without_people_and_numbers(desk):
    path = desk.desk.ledgers / "检查台账-03号.xlsx"
    first, second = (line.code for line in read_ledgers(desk, load_settings(desk.desk)[0])[0].lines)
    shared = "与02号合并检查，同行：示例员01（SL140603-0001）"
    remarks = {first: f"示例：春运保障；{shared}", second: "电话13912345678"}
    type_in(path, LEDGER, {code: {LEDGER.remark: remark} for code, remark in remarks.items()})
    other = {"code": first, "inspected": date(2021, 3, 1), "inspection_type": "日常", "remark": "示例：举报"}
    people = {"inspectors": "示例员01、示例员02", "source": "示例来源"}
    add_row(desk.desk.book(OTHER_BOOK), OTHERS, by_column(OTHERS, other | people))
    waived = {"code": "visit.on-day-off", "book": path.name, "row": second, "reason": "示例：值班"}
    add_row(desk.desk.book(SETTINGS_BOOK), WAIVERS, by_column(WAIVERS, waived))
    said = []
    packed = send(replace(desk, say=said.append))
    others, reasons = read(packed, "检查说明.xlsx", VISITS_BOOK).values()
    assert [row[1:] for row in reasons.rows(SENT_REASONS.code, SENT_REASONS.topic, SENT_REASONS.reason)] == [
        (first, "", "示例：春运保障"),
        (first, "", "示例：举报"),
        (second, "节假日检查", "示例：值班"),
    ]
    assert [row[1:] for row in others.rows(OTHERS.code, OTHERS.inspection_type)] == [(first, "日常")]
    sent = texts(packed.folder / "检查说明.xlsx")
    assert not any(word in text for text in sent for word in ("示例员", "示例来源", "139"))
    assert sum("这一格没有上报" in line for line in said) == 1


def test_registries_ledgers_and_open_files_stay_at_home(desk):
    root = desk.desk.root
    registry = desk.desk.book(ENTITY_BOOK).read_bytes()
    (root / "抽取" / "检查对象名录库.xlsx").write_bytes(registry)
    (root / "抽取" / "~$抽取记录-03号.xlsx").write_bytes(b"")
    (root / "公示" / "第1批_20210305" / "检查台账-03号 副本.xlsx").write_bytes(b"x")
    (root / "公示" / "第1批_20210305" / ".~lock.抽查结果公示.xlsx#").write_bytes(b"")
    packed = send(desk)
    assert len(packed.files) == len(MADE) + COPIED
    with zipfile.ZipFile(packed.archive) as archive:
        names = archive.namelist()
    assert not [n for n in names if "名录库" in n or "检查台账" in n or "~" in n]


def test_nothing_private_is_sent(desk):
    packed = send(desk)
    for sent in packed.files:
        read = texts(sent) if sent.suffix == ".xlsx" else [sent.read_text("utf-8")]
        assert not any("0349-555" in text for text in read), sent.name


def test_draw_alone_is_sent__ok(drawn):
    run, _ = drawn
    prepare(run)
    packed = send(run)
    assert {p.parent.name for p in packed.files} == {"抽取", "第1次", "存档", packed.folder.name}


def test_nothing_made__error(run):
    assert "还没有可以上报的材料" in sentence(send, run)
    assert not run.desk.outbox.exists()


def test_name_that_no_folder_can_have__ok(desk):
    set_unit(desk.desk.root, short_name="平鲁区交通/运输局?")
    packed = send(desk)
    assert packed.folder.parent == desk.desk.outbox
    assert packed.folder.name == "平鲁区交通－运输局－2021年双随机抽查材料_20210305"


def test_second_attempt_is_sent_beside_the_first(desk):
    draw(desk, "03号", again="首次抽取时断电")
    names = {p.name for p in send(desk).files}
    assert {"抽取记录-03号.xlsx", "抽取记录-03号-第2次.xlsx"} <= names
