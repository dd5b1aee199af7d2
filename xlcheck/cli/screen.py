"""What a step's outcome looks like on the screen."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import click

from xlcheck.messages import Level, level, occurrences, problem, remedy, urgency, where
from xlcheck.model import Finding
from xlcheck.steps.desk.desk import Talk

FEW = 12
_WIDE = 72
"""Columns of a paragraph; a Chinese character takes two."""
_WORD = re.compile("[“（《]*(?:[!-~]+|.)[，。；：、！？”）》]*")
"""What stays together on a line: a word or a character, with the marks that open before it and close after it."""
_SIGNS = {Level.ERROR: "×", Level.WARNING: "！"}


def now() -> datetime:
    """Return the time by the clock on the office's wall, to the second."""
    return datetime.now().replace(microsecond=0)  # noqa: DTZ005


def say(line: str) -> None:
    """Print one line; progress and results alike."""
    click.echo(line)


def wrapped(text: str) -> None:
    """Print a point of a list in lines that any window shows whole; words and marks stay together."""
    line, wide = "· ", 0
    for word in _WORD.findall(text):
        width = sum(2 if ord(sign) > 0x2000 else 1 for sign in word)
        if wide + width > _WIDE:
            click.echo(f"  {line}")
            line, wide = "  ", 0
        line, wide = line + word, wide + width
    click.echo(f"  {line}")


def ask(question: str, default: str | None = None) -> str:
    """Return what a person types after a question; Enter alone gives the default, where there is one."""
    return str(click.prompt(question, default=default, show_default=False, prompt_suffix="：")).strip()


def agrees(question: str) -> bool:
    """Ask until the answer is 是 or 否; what is done next cannot be taken back."""
    while True:
        answer = ask(f"{question}（是/否）").lower()
        if answer in ("是", "y", "yes"):
            return True
        if answer in ("否", "n", "no"):
            return False


def progress(line: str) -> None:
    """Print a line of progress, set apart from results."""
    click.echo(f"  · {line}")


TALK = Talk(progress, agrees)
"""How the steps speak with whoever sits before the screen."""


def files(title: str, paths: Sequence[Path | str]) -> None:
    """Print a heading, and below it one path or sentence a line; nothing where there are none."""
    if paths:
        click.echo(f"{title}：")
        for path in paths:
            click.echo(f"    {path}")


def warnings(sentences: Sequence[str]) -> None:
    """Print what is to be kept in mind, a line each."""
    for sentence in sentences:
        click.echo(f"！ {sentence}")


def judged(title: str, outcome: Finding | str) -> None:
    """Print one line of the self-test: what is in order, or what is wrong and what to do."""
    if isinstance(outcome, Finding):
        click.echo(f"{_SIGNS.get(level(outcome), '－')} {title}：{problem(outcome)}。{remedy(outcome)}。")
    else:
        click.echo(f"√ {title}：{outcome}")


def findings(rows: Sequence[Finding]) -> None:
    """Print the count of each level and the first findings of the worst."""
    counts = "，".join(f"{kind.value} {occurrences(rows, kind)} 处" for kind in Level)
    click.echo(f"{counts}。")
    urgent = sorted((f for f in rows if level(f) is not Level.HINT), key=urgency)
    for f in urgent[:FEW]:
        click.echo(f"  {_SIGNS[level(f)]} {where(f.place)}：{problem(f)}")
    if len(urgent) > FEW:
        click.echo(f"  …… 其余 {len(urgent) - FEW} 条见报告。")
