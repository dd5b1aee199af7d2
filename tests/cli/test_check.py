"""校验 on the command line: the desk, one workbook, and what others have sent (待检查)."""

import json
import shutil
from pathlib import Path

from xlcheck.steps.check.drop import inbox
from xlcheck.steps.desk.desk import Desk
from xlcheck.steps.practice.sample import PRINTED_PLAN


def test_dropped_files_one_by_one(sample_copy, xlcheck):
    code, out, _ = xlcheck("drop", "--desk", sample_copy)
    assert (code, "没有要校验的工作簿" in out) == (0, True)
    folder = inbox(Desk(sample_copy))
    shutil.copy(sample_copy / PRINTED_PLAN, folder)
    (folder / "坏.xlsx").write_bytes(b"PK")
    code, out, err = xlcheck("drop", "--desk", sample_copy)
    assert (code, err) == (1, "")
    assert "错误 26 处" in out
    assert "！ 坏.xlsx：" in out


def test_year_is_found_from_the_current_folder(sample_copy, monkeypatch, xlcheck):
    monkeypatch.chdir(sample_copy.parent.parent)
    code, out, _ = xlcheck("check")
    assert code == 0
    assert "校验报告.xlsx" in out


def test_findings_for_machines_are_nothing_but_json(sample_copy, xlcheck):
    code, out, err = xlcheck("check", sample_copy / PRINTED_PLAN, "--json")
    assert (code, err) == (1, "")
    document = json.loads(out)
    assert sum(len(f["cells"]) for f in document["findings"] if f["level"] == "error") == 26
    assert Path(document["report"]).is_file()


def test_repaired_copy_is_named_and_the_original_is_not_touched(sample_copy, xlcheck):
    printed = sample_copy / PRINTED_PLAN
    before = printed.read_bytes()
    code, out, _ = xlcheck("check", printed, "--repair")
    assert code == 1
    assert "改正副本（原工作簿没有改动" in out
    assert "改为“" in out
    assert printed.read_bytes() == before
