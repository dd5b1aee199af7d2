"""The window that a person looks at: how wide a text is in it, and the lines of a step, a page at a time.

Lines that are kept are shown before the next question, so that what was said and what is asked stand together.
"""

from __future__ import annotations

import re
import shutil
import sys
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import click

_OLD_CONSOLE = (80, 24)
"""Columns and rows where nothing says how large the window is."""
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
"""Control characters but for the tab and the line end."""
_ABOUT = 16
"""Columns of what a question is about, under a page of its choices."""
_HOW_TO_TURN = "直接回车看下一页，输入 0 看最后一页"
_NO_CHOICE = "！ 没有“{}”。请输入列出的序号，回车看下一页，0 返回。"
_BACK, _LAST = "0", "最后一页"
"""What is typed under a page: below a list of choices 0 leads back, as at every question, else it skips pages."""
_ASKED = 2
"""Rows that a question under a page takes."""


@dataclass(slots=True)
class _Lines:
    """The lines of a step that was chosen in the menu and are not shown yet, while they are ``kept``."""

    kept: bool = False
    waiting: list[str] = field(default_factory=list)
    folder: Path | None = None


@dataclass(slots=True)
class _Status:
    """What was being done last, and how many columns of the present line it takes."""

    text: str = ""
    columns: int = 0


_LINES, _STATUS = _Lines(), _Status()


def width(text: str) -> int:
    """Return how many columns a text takes; signs of uncertain width count as two, as Chinese consoles show them."""
    return sum(_columns(sign) for sign in text)


def _columns(sign: str) -> int:
    return 0 if unicodedata.combining(sign) else 2 if unicodedata.east_asian_width(sign) in "WFA" else 1


def shortened(text: str, columns: int) -> str:
    """Return a text that takes at most so many columns; what is left out of its middle is an ellipsis."""
    if width(text) <= columns:
        return text
    head, tail = text[: len(text) // 2], text[len(text) // 2 :]
    while width(head) + width(tail) + 2 > columns:
        head, tail = (head[:-1], tail) if width(head) > width(tail) else (head, tail[1:])
    return f"{head}…{tail}"


def size() -> tuple[int, int]:
    """Return the columns and rows of the window."""
    return shutil.get_terminal_size(_OLD_CONSOLE)


def echo(line: str = "", *, trouble: bool = False) -> None:
    """Show a line; ``trouble`` goes where a script looks for it. In the menu, lines are kept for :func:`show_pages`."""
    harmless = printable(line)
    if _LINES.kept:
        _LINES.waiting += harmless.split("\n")  # a page ends between lines
    else:
        clear_status()
        click.echo(harmless, err=trouble)


def printable(text: str) -> str:
    """Return a text without what a window obeys: a cell that somebody sent may hold signs that clear or retitle it."""
    return _CONTROL.sub("?", text)


def place(path: Path | str) -> str:
    """Return how a file or folder is shown: in the menu, from the folder of the years on."""
    folder = _LINES.folder
    if folder is None or not isinstance(path, Path) or not path.is_relative_to(folder):
        return str(path)
    return str(path.relative_to(folder))


def show_status(text: str) -> None:
    """Show what is being done right now: in a window in one line that changes, elsewhere as a line of its own."""
    _STATUS.text = text
    if not sys.stdout.isatty():
        click.echo(f"  · {printable(text)}")
        return
    clear_status()
    line = shortened(f"  · {printable(text)}", size()[0] - 1)
    click.echo(line, nl=False)
    _STATUS.columns = width(line)


def show_passing(text: str) -> None:
    """Show what is being done in a window; elsewhere, where each would stay as a line of its own, nothing."""
    if sys.stdout.isatty():
        show_status(text)


def show_done(text: str) -> None:
    """Show in a window what was done just now, which is not what is being done."""
    doing = _STATUS.text
    show_passing(text)
    _STATUS.text = doing


def keeps_lines() -> bool:
    """Say whether lines are kept for :func:`show_pages`."""
    return _LINES.kept


def clear_status() -> None:
    """Take the status away, before anything else is shown."""
    if _STATUS.columns:
        click.echo(f"\r{' ' * _STATUS.columns}\r", nl=False)
        _STATUS.columns = 0


def status() -> str:
    """Return what was being done last."""
    return _STATUS.text


def last_line() -> str:
    """Return the last line that is kept and not blank, which is the verdict; empty where there is none."""
    return next((line.strip() for line in reversed(_LINES.waiting) if line.strip()), "")


@contextmanager
def caught() -> Iterator[list[str]]:
    """Show nothing of what is said, and give it as lines."""
    before, _LINES.kept, _LINES.waiting = (_LINES.kept, _LINES.waiting), True, []
    lines: list[str] = []
    try:
        yield lines
    finally:
        lines += _LINES.waiting
        _LINES.kept, _LINES.waiting = before


@contextmanager
def pages(folder: Path) -> Iterator[None]:
    """Keep lines until a question or the end, and show them then, a page at a time.

    Paths in ``folder`` are shown from there on, so that they fit a line.
    """
    _LINES.kept, _LINES.folder, _STATUS.text = True, folder, ""
    try:
        yield
        show_pages()
    finally:
        _LINES.kept, _LINES.folder = False, None
        _show_all()  # a step that was broken off has told what it did until then


def show_pages(listed: str = "", is_choice: Callable[[str], bool] = lambda _: False) -> str:
    """Show the lines that are kept; a page that is not the last waits for Enter, or for 0 to go to the last one.

    Where choices are ``listed`` for a question, what ``is_choice`` may be typed as soon as it is seen; returns it, else
    nothing. Whatever else is typed turns no page.
    """
    split = _pages(_LINES.waiting) if sys.stdin.isatty() else [list(_LINES.waiting)]
    for number, page in enumerate(split, start=1):
        _LINES.waiting = page
        _show_all()
        answer = _turned(number, len(split), listed, is_choice) if number < len(split) else ""
        if answer == _LAST:
            _LINES.waiting = split[-1]
            _show_all()
            break
        if answer:
            return answer
    return ""


def _show_all() -> None:
    clear_status()
    for line in _LINES.waiting:
        click.echo(line)
    _LINES.waiting = []


def _pages(lines: list[str]) -> list[list[str]]:
    """Return as few pages as there can be, each of about as many rows: the verdict does not stand alone on the last."""
    columns, rows = size()
    most = rows - _ASKED
    fewest = list(_split(lines, columns, most))
    even = -(-sum(_rows(line, columns) for line in lines) // len(fewest))
    tries = (list(_split(lines, columns, free)) for free in range(even, most))
    return next((pages for pages in tries if len(pages) == len(fewest)), fewest)


def _split(lines: list[str], columns: int, most: int) -> Iterator[list[str]]:
    page: list[str] = []
    free = most
    for line in lines:
        if page and _rows(line, columns) > free:
            yield page
            page, free = [], most
        page.append(line)
        free -= _rows(line, columns)
    yield page


def _rows(line: str, columns: int) -> int:
    return max(1, -(-width(line) // columns))


def _turned(number: int, count: int, listed: str, is_choice: Callable[[str], bool]) -> str:
    """Return what is typed under a page: nothing, what leads to the last one or back, or a choice.

    Ctrl+C goes to the last page, for the verdict is read all the same.
    """
    how = f"{shortened(listed, _ABOUT)}？输入序号，回车看下一页，0 返回" if listed else _HOW_TO_TURN
    try:
        while True:
            answer = ordinary_digits(prompt(f"（第 {number} 页，共 {count} 页）{how}").strip())
            if answer == _BACK and not listed:
                return _LAST
            if answer in ("", _BACK, _LAST) or is_choice(answer):
                return answer
            typed = shortened(printable(answer), _ABOUT)
            click.echo(_NO_CHOICE.format(typed) if listed else f"！ “{typed}”不能翻页。请{_HOW_TO_TURN}。")
    except Interrupted:
        return _LAST


def ordinary_digits(answer: str) -> str:
    """Return an answer with ordinary digits where it is all digits: a Chinese input method types them full-width."""
    is_number = answer.isdecimal() and not answer.isascii()
    return "".join(str(unicodedata.decimal(digit)) for digit in answer) if is_number else answer


class Interrupted(click.Abort):
    """Ctrl+C was pressed at a question; any other abort at one is the end of the input."""


def prompt(question: str, *, hidden: bool = False) -> str:
    """Return what is typed after a question, as it is; raises :class:`Interrupted`."""
    text, _STATUS.text = printable(question), ""  # nothing is being done while a person thinks
    try:
        return str(click.prompt(text, default="", show_default=False, prompt_suffix="：", hide_input=hidden))
    except click.Abort as abort:
        if not isinstance(abort.__context__, KeyboardInterrupt):
            raise
        if not hidden:
            click.echo()  # the question's line is still open
        raise Interrupted from None
