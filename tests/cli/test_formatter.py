"""Help pages on a screen on which a Chinese sign takes two columns."""

import re

import pytest

from xlcheck.cli.formatter import ChineseFormatter, columns, wrapped
from xlcheck.cli.main import run
from xlcheck.cli.program import program


def page(capsys, step):
    assert run([step, "--help"]) == 0
    return capsys.readouterr().out


@pytest.mark.parametrize(("text", "width"), [("abc", 3), ("任务01号", 8), ("“示例”", 8), ("", 0)])
def test_columns_of_a_text(text, width):
    assert columns(text) == width


@pytest.mark.parametrize("step", program.commands)
def test_explanations_stand_below_each_other(capsys, step):
    options = page(capsys, step).partition("选项：\n")[2].splitlines()
    starts = {columns(re.match(r"  --\S+( \S+)? +", line)[0]) for line in options if line.startswith("  --")}
    assert len(starts) == 1


@pytest.mark.parametrize("step", program.commands)
def test_no_half_width_punctuation_between_chinese_words(capsys, step):
    assert not re.search("[\u4e00-\u9fff][,:;!?]", page(capsys, step).replace("xlcheck", ""))


def test_bounds_are_said_in_words(capsys):
    assert "（1 至 2000）" in page(capsys, "sample")


def test_lines_break_by_width_and_not_before_punctuation():
    text = "不写年度文件夹时，使用当前文件夹，或其中 workbooks 下最近的年度。"
    for width in range(12, 60):
        lines = list(wrapped(text, width))
        assert "".join(lines).replace(" ", "") == text.replace(" ", "")
        assert all(columns(line) <= width + 2 for line in lines)
        assert not any(line[0] in "，。" for line in lines)
        assert "workbooks" in "|".join(lines)


def test_paragraphs_are_joined_without_blanks_and_examples_stay():
    formatter = ChineseFormatter(width=60)
    formatter.write_text("第一行，\n第二行。\n\n\b\n例：xlcheck\n    check")
    assert formatter.getvalue() == "第一行，第二行。\n\n例：xlcheck\n    check\n"


def test_long_term_has_its_explanation_below():
    formatter = ChineseFormatter(width=60)
    formatter.write_dl([("--very-long 名称=号码或者别的", "说明"), ("--b", "另一")], col_max=12)
    assert formatter.getvalue().splitlines() == [
        "--very-long 名称=号码或者别的",
        " " * 14 + "说明",
        "--b" + " " * 11 + "另一",
    ]
