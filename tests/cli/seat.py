"""A person before a window: what can be seen each time the program waits, and what is typed then."""

import io
import re
from collections.abc import Iterable

from tests.cli.terminal import Terminal
from xlcheck.cli.main import run


class Seat:
    """A terminal of some columns and rows whose screens are kept, one for each line that the program asked for."""

    def __init__(self, monkeypatch, columns=80, rows=25, uncertain=2):
        self.terminal = Terminal(columns, rows, uncertain)
        self.seen: list[str] = []
        self.lines: list[str] = []
        monkeypatch.setenv("COLUMNS", str(columns))
        monkeypatch.setenv("LINES", str(rows))
        for name in ("stdout", "stderr"):
            monkeypatch.setattr(f"sys.{name}", _Output(self))
        monkeypatch.setattr("sys.stdin", _Input(self))
        monkeypatch.setattr("click.termui.hidden_prompt_func", self._hidden)

    def play(self, arguments: Iterable[object], *lines: str) -> list[str]:
        """Run the program with these lines typed, then end the input; returns the screens at which it waited."""
        self.seen, self.lines = [], list(lines)
        self.code = run([str(argument) for argument in arguments])
        return self.seen

    def write(self, text: str) -> None:
        self.terminal.feed(text.replace("\n", "\r\n"))

    @property
    def now(self) -> str:
        """What can be seen now."""
        return "\n".join(self.terminal.seen).strip("\n")

    def read(self, *, shown: bool = True) -> str:
        self.seen.append(self.now)
        line = self.lines.pop(0) + "\n" if self.lines else ""
        self.show_typed(line if shown else "\n")
        return line

    def show_typed(self, line: str) -> None:
        self.write(line)

    def _hidden(self, prompt: str) -> str:
        self.write(prompt)
        line = self.read(shown=False)
        if not line:
            raise EOFError
        return line.rstrip("\n")


class PageTurner(Seat):
    """Whoever sits here reads each page of a list, and goes on by Enter."""

    pages = 0

    def read(self, *, shown: bool = True) -> str:
        if re.search("页）.*回车看下一页", self.now.splitlines()[-1]):
            self.lines.insert(0, "")
            self.pages += 1
        return super().read(shown=shown)


class _Output(io.TextIOBase):
    encoding = "utf-8"

    def __init__(self, seat: Seat):
        self.seat = seat

    def write(self, text: str) -> int:
        if not isinstance(text, str):  # click tells by this whether a stream is one of bytes
            raise TypeError("a stream of text")
        self.seat.write(text)
        return len(text)

    def isatty(self) -> bool:
        return True


class _Input(io.TextIOBase):
    def __init__(self, seat: Seat):
        self.seat = seat

    def readline(self, _size: int = -1) -> str:
        return self.seat.read()

    def isatty(self) -> bool:
        return True


def seen_at(output: str, question: str, sign: str, columns: int = 80, rows: int = 25) -> str:
    """What can be seen in a window when a program that is read by a pipe first asks ``question`` after ``sign``."""
    at = output.index(question, output.index(sign)) + len(question)
    terminal = Terminal(columns, rows)
    terminal.feed(output[:at])
    return "\n".join(terminal.seen)
