"""The files of an inbox: out of mails, zips and folders, with the heads of the mails."""

from datetime import datetime

import pytest

from tests.steps.collect.packs import mailed, pack, zipped
from xlcheck.steps.collect.inbox import open_inbox


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
