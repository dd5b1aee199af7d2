"""The files of an inbox: out of mails, zips and folders, with the heads of the mails."""

import os
import random
import shutil
import zipfile
from datetime import datetime
from pathlib import Path

import pytest

from tests.steps.collect.districts import collected
from tests.steps.collect.hostile.raw import (
    FROM,
    OUTLOOK,
    RAR,
    SERVER,
    SEVEN_ZIP,
    TNEF,
    attached,
    encrypted,
    lying,
    mixed,
    tar_gz,
    text,
    zip_of,
)
from tests.steps.collect.packs import mailed, pack, packs_in, usual, write_dispatch, zipped
from xlcheck.messages import problem
from xlcheck.steps.collect import inbox as module
from xlcheck.steps.collect import room
from xlcheck.steps.collect.inbox import open_inbox
from xlcheck.steps.collect.packs import unlisted
from xlcheck.worker.limits import WorkerLimits


@pytest.fixture
def inbox(tmp_path):
    folder = tmp_path / "收件"
    folder.mkdir()
    return folder


@pytest.fixture
def opened(inbox, tmp_path):
    """What opens the inbox into a folder of its own."""
    (tmp_path / "取出").mkdir()
    return lambda: open_inbox(inbox, tmp_path / "取出")


def test_heads_of_mails_say_who_sent_them_and_which_servers_took_them(inbox, tmp_path, opened):
    sent = zipped(pack(tmp_path / "打包"), tmp_path / "a.zip")
    mailed(inbox / "一.eml", sent, at=datetime(2021, 12, 10, 9))
    zipped(pack(tmp_path / "打包", number=2), inbox / "b.zip")
    got = opened()
    assert got.sources == {"b.zip": None, "一.eml": datetime(2021, 12, 10, 9)}
    (head,) = got.mails.values()
    assert list(got.mails) == ["一.eml"]
    assert (head.address, head.subject) == ("a@example.invalid", "双随机材料")
    assert head.received == ("from a by b; Fri, 10 Dec 2021 09:00:00 +0800",)
    assert {file.received for file in got.files if file.source == "一.eml"} == {datetime(2021, 12, 10, 9)}


def codes(got):
    return [f.code for f in (*got.findings, *(doubt for _, doubt in got.doubts))]


def is_whole(got):
    """Whether the pack arrived with all that its 上报单 lists, and nothing was said."""
    (one,) = packs_in(got)
    return not codes(got) and not one.findings and list(unlisted(got, [one])) == []


@pytest.fixture
def sent(tmp_path):
    """The zip of a whole pack."""
    return zipped(pack(tmp_path / "打包"), tmp_path / "材料.zip").read_bytes()


def bare(content, name=b"a.zip"):
    """A mail with an attachment and no other part."""
    return SERVER + FROM + attached(content, name)


TAKEN = {
    "under a name that says nothing": lambda data: mixed(attached(data, b"tcmime.1771.1986.2204.bin")),
    "without a name": lambda data: mixed(attached(data).replace(b'; filename="a.zip"', b"")),
    "forwarded as a file": lambda data: mixed(attached(mixed(attached(data)), b"FW.eml")),
    "forwarded as a file without a suffix": lambda data: mixed(attached(mixed(attached(data)), b"FW")),
    "forwarded": lambda data: mixed(b"Content-Type: message/rfc822\r\n\r\n" + mixed(attached(data), boundary=b"c")),
    "forwarded three times": lambda data: mixed(attached(mixed(attached(mixed(attached(data)), b"b.eml")), b"c.eml")),
    "zip in zip": lambda data: mixed(attached(zip_of(("材料.zip", data)))),
    "mail in zip": lambda data: mixed(attached(zip_of(("转发.eml", mixed(attached(data)))))),
    "one part": bare,
    "beside a text and a picture": lambda data: mixed(text("见中转站"), attached(b"\x89PNG", b"a.png"), attached(data)),
    "with another line break": lambda data: mixed(attached(data)).replace(b"\r\n", b"\n"),
    "without the last boundary": lambda data: mixed(attached(data)).removesuffix(b"--b--\r\n"),
    "after a stray line of mbox": lambda data: b"From a@b Fri Dec 10 09:00:00 2021\n" + mixed(attached(data)),
}


@pytest.mark.parametrize("way", TAKEN)
def test_a_mail_is_taken_apart_however_it_carries_the_pack(inbox, opened, sent, way):
    (inbox / "a.eml").write_bytes(TAKEN[way](sent))
    got = opened()
    (one,) = packs_in(got)
    assert (one.findings, codes(got), one.received) == ((), [], datetime(2021, 12, 10, 9))
    assert {file.source for file in got.files} == {"a.eml"}


@pytest.mark.parametrize(("name", "wrap"), [("a.bin", bytes), ("a", lambda data: zip_of(("b", data)))])
def test_what_lies_in_the_inbox_is_opened_by_its_content(inbox, opened, sent, name, wrap):
    (inbox / name).write_bytes(wrap(sent))
    assert is_whole(opened())


def test_a_mail_saved_without_its_suffix_is_one(inbox, opened, sent):
    (inbox / "邮件").write_bytes(mixed(attached(sent)))
    got = opened()
    assert (is_whole(got), list(got.mails)) == (True, ["邮件"])


NOT_OPENED = {
    "a.rar": (RAR, "pack.archive"),
    "a.7z": (SEVEN_ZIP, "pack.archive"),
    "tcmime.1.2.bin": (RAR, "pack.archive"),
    "a.tar.gz": (tar_gz("a", b"x"), "pack.archive"),
    "a.exe": (b"MZ\x90", "pack.program"),
    "a.msg": (OUTLOOK, "pack.outlook"),
    "短.msg": (OUTLOOK[:8] + bytes(504), "pack.outlook"),
    "winmail.dat": (TNEF, "pack.tnef"),
    "locked.zip": (encrypted(zip_of(("a", b"x"))), "pack.encrypted"),
    "lzma.zip": (zip_of(("a", b"x"), method=zipfile.ZIP_LZMA), "pack.method"),
    "broken.zip": (b"PK\x03\x04", "pack.unsafe"),
}


@pytest.mark.parametrize("name", NOT_OPENED)
def test_what_is_not_opened_is_named_for_what_it_is__error(inbox, opened, name):
    content, code = NOT_OPENED[name]
    (inbox / "a.eml").write_bytes(mixed(attached(content, name.encode())))
    got = opened()
    assert codes(got) == [code]
    (told,) = unlisted(got, [])
    assert name in problem(told)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no such things on this system")
def test_link_and_pipe_are_named_and_not_followed__error(inbox, tmp_path, opened):
    (tmp_path / "别处.eml").write_bytes(b"From: a@b\r\nSubject: x\r\n\r\n")
    (inbox / "链接.eml").symlink_to(tmp_path / "别处.eml")
    (inbox / "绕圈").symlink_to(inbox)
    os.mkfifo(inbox / "管道.eml")
    received = opened()
    assert [(one.code, one.place.book) for one in received.findings] == [
        ("pack.unread", name) for name in sorted(("链接.eml", "绕圈", "管道.eml"))
    ]
    assert received.files == []


@pytest.mark.parametrize("beside", [(), (attached(b"\x89PNG", b"logo.png"),)], ids=["alone", "with a logo"])
def test_a_link_instead_of_an_attachment_is_named__error(inbox, opened, beside):
    link = text("<a href='https://mail.qq.com/cgi-bin/ftnExs_download?k=1'>", b"text/html")
    (inbox / "a.eml").write_bytes(mixed(link, *beside))
    (told,) = unlisted(opened(), [])
    assert (told.code, "ftnExs_download" in problem(told)) == ("pack.link", True)


def test_pictures_within_a_text_are_no_files(inbox, opened, sent):
    picture = b"Content-Type: image/png\r\n\r\n\x89PNG"
    (inbox / "a.eml").write_bytes(mixed(text("见附件"), picture, attached(sent)))
    assert is_whole(opened())


def test_what_a_pack_lists_need_not_be_opened(inbox, tmp_path, opened):
    """Evidence with a password, or a zip of many years ago, is a file like any other."""
    root = pack(tmp_path / "打包")
    (root / "公示" / "证据.zip").write_bytes(encrypted(zip_of(("a", b"x"))))
    (root / "公示" / "证据.rar").write_bytes(RAR)
    (root / "公示" / "往来.zip").write_bytes(zip_of(("a", b"x")))
    (root / "公示" / "往来.eml").write_bytes(mixed(attached(b"x", b"a.txt")))
    write_dispatch(root, usual())
    zipped(root, inbox / "a.zip")
    got = opened()
    (one,) = packs_in(got)
    assert (one.findings, list(unlisted(got, [one]))) == ((), [])
    assert sorted(codes(got)) == ["pack.archive", "pack.encrypted"]


def test_a_pack_copied_as_a_folder_may_hold_zips_and_mails(inbox, tmp_path, opened):
    root = pack(tmp_path / "打包")
    (root / "公示" / "往来.zip").write_bytes(zip_of(("a", b"x")))
    (root / "公示" / "往来.eml").write_bytes(mixed(attached(b"x", b"a.txt")))
    write_dispatch(root, usual())
    shutil.copytree(root, inbox / root.name)
    got = opened()
    (one,) = packs_in(got)
    assert (one.findings, list(unlisted(got, [one]))) == ((), [])


def test_what_may_be_unpacked_is_counted_a_mail_and_not_a_zip__error(inbox, opened, monkeypatch):
    monkeypatch.setattr(module, "MOST_BYTES", 1 << 20)
    half = [zip_of((f"{n}", random.Random(n).randbytes(300_000))) for n in range(2)]
    (inbox / "a.eml").write_bytes(mixed(*(attached(data, f"{n}.zip".encode()) for n, data in enumerate(half))))
    (inbox / "b.eml").write_bytes(mixed(attached(half[0])))
    got = opened()
    ((_, told),) = got.doubts
    assert (told.code, told.place.book, "1.zip" in problem(told)) == ("pack.unpacked", "a.eml", True)
    assert {file.name for file in got.files if file.source == "a.eml"} == {"a.eml", "0.zip", "1.zip", "0"}


def test_what_took_most_gives_way_where_an_inbox_is_too_large_as_a_whole__error(inbox, opened, sent, monkeypatch):
    for name, size in (("a", 300_000), ("b", 400_000), ("c", 200_000)):
        (inbox / f"{name}.zip").write_bytes(zip_of(("x", random.Random(name).randbytes(size))))
    (inbox / "d.eml").write_bytes(mixed(attached(sent)))
    monkeypatch.setattr(room, "MOST_BYTES", 1 << 19)
    got = opened()
    assert [(f.code, f.place.book) for f in got.findings] == [("pack.inbox-full", f"{n}.zip") for n in ("b", "a")]
    assert len(packs_in(got)) == 1
    assert {path.name for path in (inbox.parent / "取出").iterdir()} == {"2", "3"}


def test_many_small_files_are_too_many_as_well__error(inbox, opened, sent, monkeypatch):
    (inbox / "a.zip").write_bytes(zip_of(*((f"{n}", b"") for n in range(90))))
    (inbox / "d.eml").write_bytes(mixed(attached(sent)))
    monkeypatch.setattr(room, "MOST_FILES", 80)
    got = opened()
    assert codes(got) == ["pack.inbox-full"]
    assert len(packs_in(got)) == 1


@pytest.mark.parametrize("name", ["上报单.xlsx", "收存单-第01号.json"])
def test_a_mail_with_thousands_of_forms_or_slips_is_refused_as_a_whole__error(inbox, sent, name):
    (inbox / "a.zip").write_bytes(zip_of(*((f"{n}/{name}", b"{}%d" % n) for n in range(501))))
    (inbox / "d.eml").write_bytes(mixed(attached(sent)))
    totals = collected(inbox, datetime(2021, 12, 20, 9)).totals
    assert [finding.code for pack in totals.refused for finding in pack.findings] == ["pack.too-many"]
    assert [one.unit.region for one in totals.units if one.pack] == ["140603"]


def test_a_mail_that_takes_too_long_costs_itself_only__error(inbox, opened, sent, monkeypatch):
    (inbox / "a.eml").write_bytes(mixed(attached(sent)))
    monkeypatch.setattr(module, "LIMITS", WorkerLimits(0.001, 512 << 20))
    assert codes(opened()) == ["pack.slow"]


def test_a_mail_that_takes_too_much_memory_costs_itself_only__error(inbox, opened, sent, monkeypatch):
    with (inbox / "a.eml").open("wb") as endless:
        endless.truncate(200 << 20)
    (inbox / "b.eml").write_bytes(mixed(attached(sent)))
    monkeypatch.setattr(module, "LIMITS", WorkerLimits(60, 100 << 20))
    got = opened()
    assert codes(got) == ["pack.memory"]
    assert len(packs_in(got)) == 1


def test_a_mail_that_kills_the_process_costs_itself_only__error(inbox, opened, sent, monkeypatch):
    for name in ("a", "b"):
        (inbox / f"{name}.eml").write_bytes(mixed(attached(sent)))
    monkeypatch.setattr(module, "_WORK", "deadly")
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join((str(Path(__file__).parent), os.environ.get("PYTHONPATH", ""))))
    got = opened()
    assert [(f.code, f.place.book) for f in got.findings] == [("pack.crash", "a.eml")]
    assert len(packs_in(got)) == 1


def test_nothing_is_left_of_what_was_refused(inbox, opened, tmp_path):
    (inbox / "a.zip").write_bytes(zip_of(("a.zip", lying(zip_of(("b", bytes(99)), ("c", b"x")), 5)), ("c", b"x")))
    got = opened()
    assert codes(got) == ["pack.unsafe"]
    left = [path for path in (tmp_path / "取出").rglob("*") if path.is_file()]
    assert sorted(left) == sorted(set(got.kept.values()) - {inbox / "a.zip"})
