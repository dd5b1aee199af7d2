"""The first start: who the bureau is, of which year and trade; then its desk is there, and the menu opens on it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

import click

from xlcheck.cli import screen, window
from xlcheck.cli.dialogues.new import ask_name, ask_rest, ask_year
from xlcheck.cli.menu.opening import closing
from xlcheck.cli.menu.state import CommandLine
from xlcheck.cli.trouble import COULD_NOT_RUN, guarded
from xlcheck.samples.blank import UNNAMED
from xlcheck.steps.desk.desk import Desk
from xlcheck.steps.install.years_folder import first_start
from xlcheck.steps.practice.practice import example_of, place_of

_WELCOME = (
    "双随机抽查　第一次使用",
    "回答五个问题，就建立本单位本年度的工作簿。写着“回车为……”的，直接按回车就采用。",
    "先不建立的，输入 1 看示例（别的单位 2021 年度的），输入 2 用虚构的数据演练。",
)
_EXAMPLE, _PRACTICE = "1", "2"
_INSTEAD: Mapping[str, str] = {"1": _EXAMPLE, "看示例": _EXAMPLE, "2": _PRACTICE, "演练": _PRACTICE}
"""What may be typed instead of a bureau's name."""


def first_day(home: Path, start: Callable[[Sequence[str]], object]) -> Desk | None:
    """Ask what a new bureau has to say, make its desk and return it, or the example or the practice that is wanted.

    ``None`` where a person leaves before. Raises :class:`XlcheckError` as :func:`first_start`.
    """
    first_start(home, screen.TALK)
    for words in _WELCOME:
        screen.say(words)
    while True:
        try:
            command, desk = _asked(home)
        except click.Abort:
            return None
        if _done(home, start, command):
            return desk


def _asked(home: Path) -> tuple[CommandLine, Desk]:
    """Return the command line that makes what is wanted, and the desk that it makes."""
    bureau = ask_name(instead=_INSTEAD)
    if (instead := _INSTEAD.get(bureau)) == _EXAMPLE:
        return ["practice", str(home), "--example"], example_of(home)
    if instead == _PRACTICE:
        return ["practice", str(home)], place_of(home)
    names = ask_rest(bureau, UNNAMED)
    year = ask_year(screen.now().year)
    return ["new", year, *names, "--into", str(home / year)], Desk(home / year)


def _done(home: Path, start: Callable[[Sequence[str]], object], line: CommandLine) -> bool:
    """Run a command line, and let its outcome be read; says whether it could be done."""
    with window.pages(home):
        code = guarded(lambda: start(line))
        with suppress(click.Abort):  # it is read, whatever was pressed
            closing(None)
    return code != COULD_NOT_RUN
