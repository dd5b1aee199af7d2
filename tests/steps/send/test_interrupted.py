"""Killed at any write, a pack was made or was not, a mail arrives once or is asked about, and nothing is lost."""

import shutil
import zipfile
from dataclasses import replace
from datetime import datetime, timedelta
from hashlib import sha256

import pytest

from tests.cells import number
from tests.length import STRIDE
from tests.mail.servers import PASSWORD, USER, Post, serving
from tests.steps.collect.packs import mailed, pack, zipped
from tests.steps.helpers import contents, rows_of, set_unit
from tests.steps.killing import Killed, Killer, armed
from xlcheck.excel.read.workbook import read_sheets
from xlcheck.journal.mail_events import LOG_NAME, MailStatus
from xlcheck.schema.outputs.send import DISPATCH
from xlcheck.steps.collect.collect import collect
from xlcheck.steps.desk.desk import SILENT, Desk, Run
from xlcheck.steps.send.deliver import Answers, deliver_waiting
from xlcheck.steps.send.drafts import FOLDER, TEXT, eml_of
from xlcheck.steps.send.issue import mails_name
from xlcheck.steps.send.outbox import mails
from xlcheck.steps.send.send import send, sent_by_hand

pytestmark = pytest.mark.filterwarnings("ignore:Requiring AUTH")
LOG, TO = f"存档/{LOG_NAME}", "bureau@example.com"


@pytest.fixture(scope="module")
def once(prepared, tmp_path_factory):
    """A desk that has packed once, and what is on it."""
    folder = tmp_path_factory.mktemp("once") / "workbooks" / "2021"
    shutil.copytree(prepared[0], folder)
    server = {"mail_server": "127.0.0.1", "mail_port": "25", "mail_security": "无", "mail_sender": USER}
    set_unit(folder, superior_mail=TO, **server)
    send(Run(Desk(folder), datetime(2021, 3, 5, 9)))
    return folder


def killed_anywhere(made, tmp_path, step):
    """A run for each write of a step, killed in it, with a later one that goes on; at last the step is done."""
    for at in range(1, 200, STRIDE):
        folder = tmp_path / str(at) / "workbooks" / "2021"
        shutil.copytree(made, folder)
        run = Run(Desk(folder), datetime(2021, 3, 5, 10))
        try:
            with armed(Killer(folder, at, torn=True)):
                step(run)
        except Killed:
            yield run, replace(run, now=run.now + timedelta(days=1))
            shutil.rmtree(folder)
        else:
            assert at > 5
            return
    raise AssertionError("it never came to an end")


def check_true(run, was):
    """Nothing of before is gone, what stands is whole, and the log knows it; names with a dot are hidden."""
    found = contents(run.desk.root)
    assert found[LOG].startswith(was[LOG])
    assert all(found[name] == data for name, data in was.items() if not name.startswith("上报/") and name != LOG)
    assert {data for name, data in was.items() if name != LOG} <= set(found.values())
    for path in (run.desk.outbox / name for name in contents(run.desk.outbox) if "/." not in f"/{name}"):
        if path.suffix == ".zip":
            with zipfile.ZipFile(path) as whole:
                assert whole.testzip() is None
        if path.suffix == ".xlsx":
            assert read_sheets(path)
    for folder in (run.desk.outbox / FOLDER).glob("第*次"):
        own = [mail for mail in mails(run.desk) if mails_name(mail.number) == folder.name]
        drafts = [eml_of(folder, mail.mail).read_bytes() for mail in own]
        assert [sha256(draft).hexdigest() for draft in drafts] == [mail.sha256 for mail in own] != []
        assert (folder / TEXT).exists()


def registered(run):
    """The rows of 发件登记."""
    lines = [cells for _, cells in read_sheets(run.desk.outbox / "发件登记.xlsx")[0].rows]
    return [dict(zip(lines[1], cells, strict=False)) for cells in lines[2:]]


def numbers_of_packs(desk):
    """上报次数 of every pack that stands in 上报 or was set aside there."""
    item, value = (number(DISPATCH, column) - 1 for column in (DISPATCH.item, DISPATCH.value))
    rows = [row for path in desk.outbox.rglob("上报单.xlsx") for _, row in read_sheets(path)[0].rows]
    return [row[value] for row in rows if row[item : item + 1] == ["上报次数"]]


def test_pack_is_made_whole_or_not_at_all(once, tmp_path):
    """One that was logged is put in place by whatever comes next, here what notes that it was sent by hand."""
    was, happened = contents(once), set()
    for run, later in killed_anywhere(once, tmp_path, send):
        check_true(run, was)
        made, stood = len(mails(run.desk)) == 2, (run.desk.outbox / FOLDER / mails_name(2)).exists()
        happened.add((made, stood))
        if made:
            assert [mail.number for mail in sent_by_hand(later, 2)] == [2]
            assert (run.desk.outbox / FOLDER / mails_name(2)).exists()
            check_true(run, was)
        packed = send(later)
        assert packed.number == (3 if made else 2)
        check_true(run, was)
        assert list(run.desk.outbox.rglob(".*")) == []
        assert sorted(numbers_of_packs(run.desk)) == [str(n) for n in range(1, packed.number + 1)]
        states = ["待发送", *["已人工发送"] * made, "待发送"]
        assert [row["状态"] for row in registered(run)] == states
        assert registered(run)[0]["说明"] == f"由第{packed.number}次代替，不再发送"
        assert [path.name for path in (run.desk.outbox / FOLDER).glob("第*次")] == [mails_name(packed.number)]
        with zipfile.ZipFile(packed.archive) as archive:
            inside = {name: archive.read(name) for name in archive.namelist()}
        assert inside == {f"{packed.folder.name}/{name}": data for name, data in contents(packed.folder).items()}
    assert happened == {(False, False), (True, False), (True, True)}


def test_what_was_sent_by_hand_is_noted_or_not(once, tmp_path):
    was, happened = contents(once), set()
    for run, later in killed_anywhere(once, tmp_path, lambda run: sent_by_hand(run, 1)):
        check_true(run, was)
        noted = mails(run.desk)[0].status is MailStatus.BY_HAND
        happened.add(noted)
        assert len(sent_by_hand(later, 1)) == (0 if noted else 1)
        assert [row["状态"] for row in registered(run)] == ["已人工发送"]
        assert len((run.desk.root / LOG).read_bytes().splitlines()) == 2
    assert happened == {False, True}


def test_mail_arrives_once_and_is_asked_about_where_nobody_knows(once, tmp_path):
    post, reached = Post(), set()
    made = tmp_path / "made" / "workbooks" / "2021"
    shutil.copytree(once, made)
    with serving(post) as port:
        set_unit(made, mail_port=str(port))
        was = contents(made)
        for run, later in killed_anywhere(made, tmp_path, delivered):
            check_true(run, was)
            (mail,), arrived, asked = mails(run.desk), bool(post.taken), []
            reached.add((mail.status, arrived))
            assert delivered(later, lambda one, a=arrived, asked=asked: asked.append(one.name) or a) == [
                MailStatus.SENT
            ]
            assert asked == [mail.name] * mail.is_unknown
            assert len(post.taken) == 1
            assert [row["状态"] for row in registered(run)] == ["已发送"]
            post.taken.clear()
    assert reached == {(MailStatus.WAITING, False), (MailStatus.SENDING, True), (MailStatus.SENT, True)}


def delivered(run, has_arrived=lambda mail: pytest.fail(f"asked about {mail.name}")):
    return [mail.status for mail in deliver_waiting(run, Answers(has_arrived, lambda _: PASSWORD))]


def test_collection_leaves_the_inbox_alone_and_is_written_by_the_next_run(tmp_path):
    made = tmp_path / "made"
    mailed(made / "收件" / "甲.eml", zipped(pack(tmp_path / "packs"), tmp_path / "packs" / "甲.zip"))
    (made / "收件" / "乙.zip").write_bytes(b"PK broken")
    gathered(Run(Desk(made), datetime(2021, 3, 5, 9)))
    (made / "全市汇总" / "报送单位.xlsx").unlink()
    was = contents(made)
    for run, later in killed_anywhere(made, tmp_path, gathered):
        found = contents(run.desk.root)
        assert contents(run.desk.root / "收件") == contents(made / "收件")
        assert set(was.values()) <= set(found.values())
        done = gathered(later)
        assert [row["单位名称"] for row in rows_of(done.book, 1)] == ["示例区140603交通运输局"]
        assert [path.name for path in done.replies] == ["01－乙.zip.txt"]
        assert all(read_sheets(path) for path in (run.desk.root / "全市汇总").glob("*.xlsx"))
        assert (run.desk.root / "全市汇总" / "报送单位.xlsx").exists()


def gathered(run):
    return collect(run.desk.root / "收件", run.now, SILENT)
