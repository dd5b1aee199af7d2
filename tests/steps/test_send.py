"""上报: what is due goes into the pack with its digest, and nothing else."""

import hashlib
import shutil
import subprocess
import zipfile
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from tests.steps.helpers import contents, draw, fill_ledger, put, sentence, texts
from xlcheck.schema.inputs import ENTITY_BOOK
from xlcheck.steps.files import digest
from xlcheck.steps.ledger import prepare
from xlcheck.steps.publish import publish
from xlcheck.steps.report import report
from xlcheck.steps.send import DIGESTS, send


@pytest.fixture
def desk(ledger_desk):
    """A run on 5 March with one task drawn, published and reported."""
    run, _, path = ledger_desk
    fill_ledger(path)
    run = replace(run, now=datetime(2021, 3, 5, 9))
    publish(run)
    report(run)
    return run


def test_pack_holds_draws_batches_and_statistics(desk):
    packed = send(desk)
    assert packed.folder.name == "平鲁区交通运输局2021年双随机抽查材料_20210305"
    assert {p.relative_to(packed.folder).as_posix() for p in packed.folder.rglob("*") if p.is_file()} == {
        DIGESTS,
        "抽取/抽取公告-03号.html",
        "抽取/抽取公告-03号.xlsx",
        "抽取/抽取记录-03号.xlsx",
        "抽取/抽取公开-03号.html",
        "存档/03号/第1次/抽样框-202103.txt",
        "存档/03号/第1次/检查人员-202103.txt",
        "存档/抽取日志.jsonl",
        "公示/第1批_20210305/抽查结果公示.html",
        "公示/第1批_20210305/抽查结果公示.xlsx",
        "公示/第1批_20210305/信用信息归集表.xlsx",
        "公示/第1批_20210305/省平台录入表.xlsx",
        "统计/进度与统计.xlsx",
    }
    assert len(packed.files) == 12


def test_nothing_outside_the_outbox_is_written_to(desk):
    before = contents(desk.desk.root)
    send(desk)
    assert contents(desk.desk.root, but=("上报",)) == before


def test_files_are_sent_as_they_stand(desk):
    packed = send(desk)
    for sent in packed.files:
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


def test_same_content_gives_the_same_zip(desk):
    first = send(desk).archive.read_bytes()
    assert send(desk).archive.read_bytes() == first


def test_second_pack_sets_the_first_aside(desk):
    first = send(desk)
    kept = hashlib.sha256(first.archive.read_bytes()).hexdigest()
    send(replace(desk, now=desk.now + timedelta(hours=1)))
    old = desk.desk.outbox / "旧版"
    assert [p.name for p in old.glob("*.zip")] == [f"{first.archive.stem}_20210305-100000.zip"]
    assert digest(next(old.glob("*.zip"))) == kept
    assert (old / f"{first.folder.name}_20210305-100000" / DIGESTS).exists()


def test_registries_ledgers_and_open_files_stay_at_home(desk):
    root = desk.desk.root
    registry = desk.desk.book(ENTITY_BOOK).read_bytes()
    (root / "抽取" / "检查对象名录库.xlsx").write_bytes(registry)
    (root / "抽取" / "~$抽取记录-03号.xlsx").write_bytes(b"")
    (root / "公示" / "第1批_20210305" / "检查台账-03号 副本.xlsx").write_bytes(b"x")
    (root / "公示" / "第1批_20210305" / ".~lock.抽查结果公示.xlsx#").write_bytes(b"")
    packed = send(desk)
    assert len(packed.files) == 12
    with zipfile.ZipFile(packed.archive) as archive:
        names = archive.namelist()
    assert not [n for n in names if "名录库" in n or "台账" in n or "~" in n]


def test_nothing_private_is_sent(desk):
    packed = send(desk)
    for sent in packed.files:
        read = texts(sent) if sent.suffix == ".xlsx" else [sent.read_text("utf-8")]
        assert not any("0349-555" in text for text in read), sent.name


def test_draw_alone_is_sent__ok(drawn):
    run, _ = drawn
    prepare(run)
    assert {p.parent.name for p in send(run).files} == {"抽取", "第1次", "存档"}


def test_nothing_made__error(run):
    assert "还没有可以上报的材料" in sentence(send, run)
    assert not run.desk.outbox.exists()


def test_name_that_no_folder_can_have__ok(desk):
    put(desk.desk.root / "单位设置.xlsx", {"B4": "平鲁区交通/运输局?"})
    packed = send(desk)
    assert packed.folder.parent == desk.desk.outbox
    assert packed.folder.name == "平鲁区交通－运输局－2021年双随机抽查材料_20210305"


def test_second_attempt_is_sent_beside_the_first(desk):
    draw(desk, "03号", again="首次抽取时断电")
    names = {p.name for p in send(desk).files}
    assert {"抽取记录-03号.xlsx", "抽取记录-03号-第2次.xlsx"} <= names
