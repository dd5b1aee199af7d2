"""Workbooks of packs are read by a process of its own: whatever one does to it, the other packs count."""

import os
from datetime import date, datetime
from pathlib import Path

import pytest

from tests.steps.collect.districts import collected
from tests.steps.collect.packs import mailed, pack, usual, write_dispatch, zipped
from xlcheck.messages import problem
from xlcheck.model import Inspection, OtherInspection, PackTask, VisitReason
from xlcheck.steps.collect import outside
from xlcheck.steps.collect.pack_rows import PackRows, read_rows, write_rows
from xlcheck.worker.limits import WorkerLimits

NOW = datetime(2021, 12, 20, 9)
TASK = PackTask("202101", "01号", "第一批", "道路货物运输", 3, 3, 3, 1, 0, 1, "公示中")
LINE = Inspection(
    3, "9114", "示例", 1, inspected=date(2021, 3, 1), cells={"name": "示例", "inspected": date(2021, 3, 1)}
)


@pytest.fixture
def inbox(tmp_path):
    """Two packs of two regions."""
    for region in ("140602", "140603"):
        sent = zipped(pack(tmp_path / "打包", region), tmp_path / f"{region}.zip")
        mailed(tmp_path / "收件" / f"{region}.eml", sent)
    return tmp_path / "收件"


def said(done):
    return {pack.source: [finding.code for finding in pack.findings] for pack in done.totals.refused}


def counted(done):
    return {one.unit.region: len(one.pack.inspections) for one in done.totals.units if one.pack}


def test_a_pack_that_kills_the_process_is_not_counted_and_nothing_of_it_is_kept__error(inbox, monkeypatch):
    monkeypatch.setattr(outside, "_WORK", "deadly_packs")
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join((str(Path(__file__).parent), os.environ.get("PYTHONPATH", ""))))
    done = collected(inbox, NOW)
    assert said(done) == {"140602.eml": ["pack.crash"]}
    assert counted(done) == {"140603": 3}
    assert [path.name[:6] for path in (done.book.parent / "存档" / "上报").iterdir() if path.is_dir()] == ["140603"]


def test_a_pack_that_was_refused_once_is_taken_when_it_can_be_read(inbox, monkeypatch):
    with monkeypatch.context() as patched:
        patched.setattr(outside, "PACK_LIMITS", WorkerLimits(60, 120 << 20))
        assert counted(collected(inbox, NOW)) == {}
    assert counted(collected(inbox, NOW)) == {"140602": 3, "140603": 3}


def test_a_workbook_that_takes_too_long_says_so__error(inbox, monkeypatch):
    monkeypatch.setattr(outside, "PACK_LIMITS", WorkerLimits(0.001, 640 << 20))
    done = collected(inbox, NOW)
    assert set(map(tuple, said(done).values())) == {("pack.slow",)}
    assert "上报单" in problem(done.totals.refused[0].findings[0])


def test_a_form_that_lists_more_files_than_any_pack_has_is_refused__error(tmp_path):
    root = pack(tmp_path / "打包")
    (root / "上报单.xlsx").unlink()
    write_dispatch(root, usual(), [f"公示/{n}.txt" for n in range(20_001)])
    zipped(root, tmp_path / "收件" / "a.zip")
    (refused,) = collected(tmp_path / "收件", NOW).totals.refused
    assert "列出的文件超过 20000 个" in problem(refused.findings[0])


def test_rows_are_given_back_as_they_were_written(tmp_path):
    other = OtherInspection(3, "C1", "示例公司", date(2021, 3, 1), "日常")
    rows = PackRows((TASK, TASK), (LINE,), (other,), (VisitReason("", "C1", date(2021, 3, 1), "", "示例"),))
    assert write_rows(tmp_path / "a", rows, 10_000)
    assert read_rows(tmp_path / "a") == rows


def test_rows_that_would_fill_the_memory_are_not_written__error(tmp_path):
    assert not write_rows(tmp_path / "a", PackRows((TASK,), (LINE,) * 1_000), 10_000)
    assert (tmp_path / "a").stat().st_size <= 10_000
