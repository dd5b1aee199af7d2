"""The program played as a person at the keyboard sees it: every line on the screen, what was typed marked in it."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from unittest.mock import patch

from xlcheck.cli import screen
from xlcheck.cli.main import run
from xlcheck.cli.menu import opening

SHOWN_AT = r"D:\双随机抽查"
"""Where a clerk unpacked the package, in every screen of the manual."""
BEFORE, AFTER, ENTER = "\x01", "\x02", "↵"
"""What encloses, in a screen, what a person types, and how Enter alone is shown."""
_BELOW = re.compile(re.escape(SHOWN_AT) + r"[^\s，。；：”]*")


class UnforeseenQuestion(BaseException):
    """The program asks more than is typed; not an error that it may tell a clerk."""


class _Keyboard(io.StringIO):
    """Standard input that shows on the screen what is typed, as a console does."""

    def __init__(self, keys: Sequence[str], shown: io.StringIO) -> None:
        super().__init__()
        self._keys, self._shown = iter(keys), shown

    def readline(self, *_: object) -> str:
        key = next(self._keys, None)
        if key is None:
            raise UnforeseenQuestion(self._shown.getvalue())
        self._shown.write(f"{BEFORE}{key or ENTER}{AFTER}\n")
        return f"{key}\n"


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
        """Run a command line with lines typed at its prompts; the screen, with Windows' paths."""
        shown = io.StringIO()
        with self._at_the_desk(shown, keys):
            run([str(argument) for argument in arguments])
        return self._as_seen(shown.getvalue())

    def menu(self, *keys: str, folder: Path | None = None) -> str:
        """The menu of the years, or of another folder, left by 0 at the end."""
        return self.play("menu", folder or self.workbooks, keys=[*keys, "0"])

    @contextmanager
    def _at_the_desk(self, shown: io.StringIO, keys: Sequence[str]) -> Iterator[None]:
        with (
            redirect_stdout(shown),
            redirect_stderr(shown),
            patch("sys.stdin", _Keyboard(keys, shown)),
            patch.object(screen, "now", lambda: self.now),
            patch.object(opening, "opened", lambda _: True),
        ):
            yield

    def _as_seen(self, text: str) -> str:
        """The folder of the play as the clerk's folder, with the separators of Windows."""
        named = text.replace(str(self.home), SHOWN_AT)
        return _BELOW.sub(lambda path: path[0].replace("/", "\\"), named)
