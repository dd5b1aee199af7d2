"""What a step's outcome looks like on the screen."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from xlcheck.messages import Level, level, occurrences, problem
from xlcheck.model import Finding

_FEW = 12
_SIGNS = {Level.ERROR: "×", Level.WARNING: "！"}


def say(line: str) -> None:
    """One line; progress and results alike."""
    click.echo(line)


def ask(question: str, default: str | None = None) -> str:
    """What a person types after a question; Enter alone gives the default, where there is one."""
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
    """A line of progress, set apart from results."""
    click.echo(f"  · {line}")


def files(title: str, paths: Sequence[Path | str]) -> None:
    """A heading, and below it one path or sentence a line; nothing where there are none."""
    if paths:
        click.echo(f"{title}：")
        for path in paths:
            click.echo(f"    {path}")


def findings(found: Sequence[Finding]) -> None:
    """The count of each level and the first findings of the worst."""
    counts = "，".join(f"{kind.value} {occurrences(found, kind)} 处" for kind in Level)
    click.echo(f"共 {counts}。")
    urgent = sorted((f for f in found if level(f) is not Level.HINT), key=lambda f: list(Level).index(level(f)))
    for f in urgent[:_FEW]:
        where = " ".join(filter(None, (f.place.sheet, f.place.cell)))
        click.echo(f"  {_SIGNS[level(f)]} 《{f.place.book}》{where}：{problem(f)}")
    if len(urgent) > _FEW:
        click.echo(f"  …… 其余 {len(urgent) - _FEW} 条见报告。")
