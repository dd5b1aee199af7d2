"""Whatever goes wrong: one Chinese sentence, the right exit code, no traceback on the screen."""

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from tests.steps.helpers import contents
from xlcheck.cli.main import run
from xlcheck.steps.practice.sample import PRINTED_PLAN


def said(capsys, *arguments):
    """The exit code and what stands on the two streams."""
    code = run([str(a) for a in arguments])
    out, err = capsys.readouterr()
    return code, out, err


def one_sentence(text):
    assert text.startswith("！ ")
    assert text.count("\n") == 1
    assert not re.search("Traceback|Error|Usage|Try|Invalid|No such|Missing", text)
    return text


def test_clean_desk_is_0(sample_copy, capsys):
    code, out, err = said(capsys, "check", sample_copy)
    assert (code, err) == (0, "")
    assert "错误 0 处" in out
    assert "√ 没有错误" in out


def test_findings_of_level_error_are_1(sample_copy, capsys):
    code, out, err = said(capsys, "check", sample_copy / PRINTED_PLAN)
    assert (code, err) == (1, "")
    assert "错误 26 处" in out
    assert "× 请改正错误" in out
    assert str(sample_copy / "校验") in out


def test_no_desk_is_2(tmp_path, capsys):
    (tmp_path / "空").mkdir()
    code, out, err = said(capsys, "check", tmp_path / "空")
    assert (code, out) == (2, "")
    assert "找不到《单位设置.xlsx》" in one_sentence(err)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["校验"], "没有这个步骤"),
        (["chek", "workbooks/2021"], "没有这个步骤"),
        (["check", "--fast"], "没有“--fast”这个选项"),
        (["--quiet", "check"], "没有“--quiet”这个选项"),
        (["new"], "缺少参数 年度"),
        (["sample"], "缺少参数 文件夹"),
        (["new", "今年"], "年度 的值不对"),
        (["new", "22"], "年度 的值不对"),
        (["new", "20222"], "年度 的值不对"),
        (["new", "2022", "--from"], "选项“--from”后面缺少值"),
        (["check", "没有这个文件夹"], "文件不存在"),
        (["check", "a", "b"], "参数过多"),
        (["report", "a", "b"], "参数过多"),
        (["draw", "--system=1"], "不应有值"),
        (["sample", "x", "--scale", "0"], "--scale 的值不对"),
        (["sample", "x", "--seed", "甲"], "--seed 的值不对"),
    ],
)
def test_command_line_that_cannot_be_read__error(tmp_path, monkeypatch, capsys, arguments, words):
    monkeypatch.chdir(tmp_path)
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
    before = contents(tmp_path)
    code, out, err = said(capsys, *arguments)
    assert (code, out) == (2, "")
    text = one_sentence(err)
    assert words in text
    assert "--help" in text
    assert contents(tmp_path) == before


def test_file_where_a_folder_is_meant__error(sample_copy, capsys):
    code, _, err = said(capsys, "new", "2022", "--from", sample_copy / PRINTED_PLAN)
    assert code == 2
    assert "--from 的值不对" in one_sentence(err)


def test_bug_is_a_sentence_with_a_log(sample_copy, monkeypatch, tmp_path, capsys):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setattr("xlcheck.steps.check.check.check", lambda *_, **__: 1 / 0)
    code, _, err = said(capsys, "check", sample_copy)
    assert code == 2
    text = one_sentence(err)
    assert "程序出错" in text
    log = Path(re.search(r"：(\S+\.log)$", text.strip())[1])
    assert log.parent == tmp_path
    assert "Traceback" in log.read_text("utf-8")
    assert "ZeroDivisionError" in log.read_text("utf-8")


def test_what_the_system_refuses_is_told_in_chinese(sample_copy, monkeypatch, tmp_path, capsys):
    def full(*_, **__):
        raise OSError(28, "No space left on device", str(tmp_path / "x.xlsx"))

    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setattr("xlcheck.steps.report.report.report", full)
    code, _, err = said(capsys, "report", sample_copy)
    assert code == 2
    assert "磁盘已满" in err
    assert "device" not in err
    assert list(tmp_path.glob("*.log"))


def test_interrupt_is_said(sample_copy, monkeypatch, capsys):
    def stop(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setattr("xlcheck.steps.check.check.check", stop)
    code, _, err = said(capsys, "check", sample_copy)
    assert code == 2
    assert "已中止" in one_sentence(err.lstrip("\n"))


@pytest.mark.parametrize("step", ["draw", "ledger", "publish", "report", "verify", "send"])
def test_step_without_a_desk__error(tmp_path, monkeypatch, capsys, step):
    monkeypatch.chdir(tmp_path)
    code, _, err = said(capsys, step)
    assert code == 2
    assert "单位设置.xlsx" in one_sentence(err)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("step", "words"),
    [("ledger", "还没有抽取过的任务"), ("send", "还没有可以上报的材料"), ("draw", "没有指明随机来源")],
)
def test_step_before_its_time__error(sample_copy, capsys, step, words):
    code, _, err = said(capsys, step, sample_copy, *(("--kind", "不定向") if step == "draw" else ()))
    assert code == 2
    assert words in one_sentence(err)


def in_a_process(*arguments, **environment):
    return subprocess.run(
        [sys.executable, "-m", "xlcheck", *map(str, arguments)],
        capture_output=True,
        env={**os.environ, **environment},
        check=False,
        cwd=Path(__file__).parents[2],
    )


@pytest.mark.parametrize("encoding", ["utf-8", "gbk"])
def test_exit_code_reaches_the_system_on_any_console(sample_copy, encoding):
    done = in_a_process("check", sample_copy / PRINTED_PLAN, PYTHONIOENCODING=encoding)
    assert done.returncode == 1
    assert done.stderr == b""
    assert "错误 26 处" in done.stdout.decode(encoding)


def test_sentence_reaches_a_console_of_code_page_936(tmp_path):
    done = in_a_process("check", tmp_path, PYTHONIOENCODING="gbk")
    assert done.returncode == 2
    assert done.stderr.decode("gbk").startswith("！ 在 ")
    assert b"Traceback" not in done.stderr
