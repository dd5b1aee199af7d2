"""The program played in a window of 80 columns and 25 rows: every row that was in it, what was typed marked in them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from pathlib import Path

import pytest
from pyte.screens import Char

from tests.cli.seat import PageTurner
from xlcheck.cli import clipboard, screen, window
from xlcheck.cli.menu import opening

SHOWN_AT = r"D:\双随机抽查"
"""Where a clerk unpacked the package, in every screen of the manual."""
BEFORE, AFTER, ENTER = "\x01", "\x02", "↵"
"""What encloses, in a screen, what a person types, and how Enter alone is shown."""
WRAPPED = "\x03"
"""Where the window begins a new row within a line."""
_BELOW = re.compile(re.escape(SHOWN_AT) + r"[^\s，。；：”]*")


class UnforeseenQuestion(BaseException):
    """The program asks more than is typed; not an error that it may tell a clerk."""


class _Reader(PageTurner):
    """Whoever plays for the manual: what is typed stands out, and must be enough."""

    def read(self, *, shown: bool = True) -> str:
        if not self.lines and "页）直接回车" not in self.now.splitlines()[-1]:
            raise UnforeseenQuestion(self.now)
        return super().read(shown=shown)

    def show_typed(self, line: str) -> None:
        self.write(f"\x1b[1m{window.printable(line.rstrip()) or ENTER}\x1b[0m\n")

    @property
    def text(self) -> str:
        """Every line that was in the window, in its rows."""
        ends = ("" if n in self.terminal.continued else "\n" for n in range(len(self.terminal.rows)))
        rows = (f"{_marked(row)}{end or WRAPPED}" for row, end in zip(self.terminal.rows, ends, strict=True))
        return "".join(rows).replace(f"{AFTER}{WRAPPED}{BEFORE}", WRAPPED).rstrip() + "\n"


def _marked(row: list[Char]) -> str:
    runs = ((bold, "".join(char.data for char in run)) for bold, run in groupby(row, key=lambda char: char.bold))
    return "".join(f"{BEFORE}{text}{AFTER}" if bold else text for bold, text in runs).rstrip()


@dataclass(frozen=True, slots=True)
class Player:
    """A folder that stands for the unpacked package, and the clock on its wall."""

    home: Path
    now: datetime

    @property
    def workbooks(self) -> Path:
        """The folder that holds the years."""
        return self.home / "workbooks"

    def play(self, *arguments: object, keys: Sequence[str] = ()) -> str:
        """Run a command line with lines typed at its prompts; what was in the window, with Windows' paths."""
        with self._at_the_desk() as reader:
            reader.play(arguments, *keys)
        return reader.text

    def menu(self, *keys: str, folder: Path | None = None) -> str:
        """The menu of the years, or of another folder, left by 0 at the end."""
        return self.play("menu", folder or self.workbooks, keys=[*keys, "0"])

    @contextmanager
    def _at_the_desk(self) -> Iterator[_Reader]:
        """A window in which the folder of the play has the name and the separators of the clerk's, before it wraps."""
        with pytest.MonkeyPatch.context() as patched:
            shortened, printable, place = window.shortened, window.printable, window.place
            patched.setattr(window, "shortened", lambda text, columns: shortened(self._as_seen(text), columns))
            patched.setattr(window, "printable", lambda text: printable(self._as_seen(text)))
            patched.setattr(window, "place", lambda path: self._named(path, place(path)))
            patched.setattr(screen, "now", lambda: self.now)
            patched.setattr(opening, "opened", lambda _: True)
            patched.setattr(clipboard, "copied", lambda _: True)
            yield _Reader(patched)

    def _as_seen(self, text: str) -> str:
        """The folder of the play as the clerk's folder, with the separators of Windows."""
        named = text.replace(str(self.home), SHOWN_AT)
        return _BELOW.sub(lambda path: path[0].replace("/", "\\"), named)

    def _named(self, path: Path | str, shown: str) -> str:
        """A path as it is shown in a list, also one from the folder of the years on; sentences stay."""
        return self._as_seen(shown).replace("/", "\\") if isinstance(path, Path) else shown
