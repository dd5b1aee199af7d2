"""What 核验 says of a record whose content is sound but hidden, and of files that are no record."""

import pytest

from tests.steps.helpers import edited
from xlcheck.steps.practice.sample import PRINTED_PLAN


def test_hidden_row_is_1_and_said_in_a_sentence_of_its_own(sample_copy, xlcheck):
    xlcheck("draw", sample_copy, "--task", "03号", "--kind", "不定向", "--system")
    path = sample_copy / "抽取" / "抽取记录-03号.xlsx"
    edited(path, lambda sheet: setattr(sheet.row_dimensions[4], "hidden", True), "签号")
    for target in (path, sample_copy):
        code, out, _ = xlcheck("verify", target)
        assert code == 1
        assert "× 抽取记录-03号.xlsx 内容未变，但“签号”工作表第 4 行被隐藏" in out


@pytest.mark.parametrize(
    ("name", "words"),
    [
        (PRINTED_PLAN, "不是抽取记录或补抽记录"),
        ("单位设置.xlsx", "不是抽取记录或补抽记录"),
        ("说明.txt", "它其实是文本文件"),
        ("抽取公开.html", "它其实是网页"),
        ("截断.xlsx", "文件不完整或已损坏"),
        ("空.xlsx", "文件是空的"),
    ],
)
def test_file_that_is_no_record_is_2(sample_copy, xlcheck, name, words):
    plan = (sample_copy / PRINTED_PLAN).read_bytes()
    contents = {"说明.txt": "说明".encode(), "抽取公开.html": b"<html>", "截断.xlsx": plan[:3000], "空.xlsx": b""}
    if name in contents:
        (sample_copy / name).write_bytes(contents[name])
    code, out, err = xlcheck("verify", sample_copy / name)
    assert (code, out) == (2, "")
    assert words in err
    assert name in err


@pytest.mark.parametrize("sheet", ["抽取记录", "签号", "数据"])
def test_record_without_one_of_its_sheets_or_with_another_name_is_1(sample_copy, xlcheck, sheet):
    xlcheck("draw", sample_copy, "--task", "03号", "--kind", "不定向", "--system")
    path = sample_copy / "抽取" / "抽取记录-03号.xlsx"
    edited(path, lambda opened: setattr(opened, "title", "另名"), sheet)
    code, out, _ = xlcheck("verify", path)
    assert code == 1
    assert sheet in out
    edited(path, lambda opened: opened.parent.remove(opened), "另名")
    code, out, _ = xlcheck("verify", path)
    assert code == 1
    assert sheet in out


def test_nothing_to_verify_is_said__error(sample_copy, xlcheck):
    code, out, err = xlcheck("verify", sample_copy)
    assert code == 2
    assert "还没有抽取过的，不用核验" in err
    assert "√" not in out
