"""待检查 on the command line."""

import shutil

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
