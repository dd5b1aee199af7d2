"""Killed at any write, a replacement either did not happen or is whole; the next run completes it."""

import shutil
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from tests import journals
from tests.length import STRIDE
from tests.steps.helpers import contents
from tests.steps.killing import Killed, Killer, armed
from xlcheck.model import XlcheckError
from xlcheck.samples.picture import sample_picture
from xlcheck.steps.desk.desk import Desk, Run
from xlcheck.steps.replace.replace import DropOutReport, replace_one
from xlcheck.steps.verify.verify import verify_desk

LOG, PAGE = "存档/抽取日志.jsonl", "抽取/抽取公开-01号.html"


@pytest.mark.parametrize("torn", [False, True], ids=["before a write", "in a write"])
def test_killed_anywhere_it_happened_whole_or_not_at_all(prepared, tmp_path, torn):
    made, record = prepared
    photo = tmp_path / "照片.png"
    photo.write_bytes(sample_picture())
    fallen = DropOutReport((record.sample[0].code,), "", "注销", evidence=(photo,))
    was, ends = contents(made), set()
    for number in range(1, 100, STRIDE):
        folder = tmp_path / str(number) / "workbooks" / "2021"
        shutil.copytree(made, folder)
        run = Run(Desk(folder), datetime(2021, 3, 5, 9))
        killer = Killer(folder, number, torn)
        try:
            with armed(killer):
                replace_one(run, "01号", fallen)
        except Killed:
            ends.add(resumed(run, fallen, was))
            shutil.rmtree(folder)
        else:
            break
    assert number > 8
    assert ends == {False, True}


def resumed(run, fallen, was):
    """Whether it had happened when it was killed; a day later the same is reported once more."""
    happened = journals.events(run.desk)[-1]["event"] == "replacement"
    found = contents(run.desk.root)
    assert found[LOG].startswith(was[LOG])
    assert all(found[name] == content for name, content in was.items() if name not in (LOG, PAGE))
    assert happened or found[PAGE] == was[PAGE]
    later = replace(run, now=run.now + timedelta(days=1))
    assert len(replace_one(later, "01号", fallen).task.replacements) == 1
    with pytest.raises(XlcheckError, match=r"replace\.gone"):
        replace_one(later, "01号", fallen)
    (event,) = [e for e in journals.events(run.desk) if e["event"] == "replacement"]
    assert event["time"] == (run if happened else later).stamp
    assert [v for v in verify_desk(run) if not v.sound] == []
    assert b'data-claim="replacements">1<' in contents(run.desk.root)[PAGE]
    return happened
