"""Help: Chinese throughout, with an example for each step."""

import re

import click
import pytest

from xlcheck.cli.main import run
from xlcheck.cli.program import program

STEPS = list(program.commands)
KNOWN = {
    "xlcheck",
    "workbooks",
    "templates",
    "xlsx",
    "eml",
    "jpg",
    "SL",
    "PDF",
    "html",
    "json",
    "Ctrl",
    "SHA",
    "python",
    "wheels",
    "zip",
    "MB",
    *STEPS,
}
"""Latin words that a clerk types or sees: the program, its steps, folders, files and certificates."""


def shown(capsys, *arguments):
    assert run([*arguments]) == 0
    out, err = capsys.readouterr()
    assert err == ""
    return out


def strangers(text):
    """Latin words that are neither known nor an option."""
    bare = re.sub(r"--[a-z]+", "", text)
    return {word for word in re.findall(r"[A-Za-z]{2,}", bare) if word not in KNOWN and word.lower() not in KNOWN}


def test_program_lists_every_step_in_the_order_of_the_work(capsys):
    text = shown(capsys, "--help")
    assert strangers(text) == set()
    assert text.startswith("用法：xlcheck [选项] 步骤 [参数]…")
    listed = re.findall(r"^  ([a-z]+) ", text, re.MULTILINE)
    assert listed == STEPS
    assert listed[:9] == ["new", "check", "adopt", "update", "draw", "lodge", "correct", "ledger", "merge"]
    assert "例：xlcheck check" in text


@pytest.mark.parametrize("step", STEPS)
def test_step_is_explained_in_chinese_with_an_example(capsys, step):
    text = shown(capsys, step, "--help")
    assert strangers(text) == set()
    assert text.startswith(f"用法：xlcheck {step}")
    assert "显示本说明。" in text
    assert f"例：xlcheck {step}" in text
    assert not re.search("Usage|Options|Commands|Arguments|Show this message|default|required", text)


@pytest.mark.parametrize("step", STEPS)
def test_every_option_is_explained(step):
    for parameter in program.commands[step].params:
        if isinstance(parameter, click.Option):
            assert re.search("[\u4e00-\u9fff]", parameter.help), parameter.name
            assert parameter.is_flag or re.search("[\u4e00-\u9fff]", parameter.metavar or ""), parameter.name
        else:
            assert re.search("[\u4e00-\u9fff]", parameter.metavar or ""), parameter.name


@pytest.mark.parametrize("step", STEPS)
def test_short_help_is_not_cut(step):
    line = program.commands[step].get_short_help_str(80)
    assert line.endswith("。")
    assert "..." not in line


def test_version(capsys):
    assert re.fullmatch(r"xlcheck \d+\.\d+\.\d+\n", shown(capsys, "--version"))


def test_without_a_step_the_help_is_shown(capsys):
    assert run([]) == 2
    out, err = capsys.readouterr()
    assert "步骤" in out + err
    assert strangers(out + err) == set()
