"""Opening what a step made, with whatever program the computer has for it."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

from xlcheck.cli import screen

_staying: list[subprocess.Popen[bytes]] = []
"""Openers that run as long as what they have opened; nobody waits for them."""

_SECONDS = 2
"""So long an opener may take to say that nothing opens a file."""


def closing(path: Path | None, *, at_once: bool = False) -> None:
    """End a step: its answer stays until Enter is typed, and what it made is opened where that is wanted."""
    if path is not None and at_once:
        if open_or_say(path):
            screen.say(f"√ 已打开：{path}")
    elif path is not None:
        screen.say(f"结果在：{path}")
        if screen.prompt("按回车回到菜单，输入 1 打开结果") != "1" or open_or_say(path):
            return
    screen.prompt("按回车回到菜单")


def open_or_say(path: Path) -> bool:
    """Open a file or folder, or say that a person must; returns whether it was opened."""
    if opened(path):
        return True
    screen.say(f"－ 没有能打开它的程序，请自行打开：{path}")
    return False


def opened(path: Path) -> bool:
    """Open a file or folder without waiting for it; returns whether that was possible."""
    start = getattr(os, "startfile", None)  # Windows has it
    program = shutil.which("xdg-open")
    try:
        if start is not None:
            start(path)
        elif program is not None:
            quiet = subprocess.DEVNULL
            command = [program, str(path)]
            opening = subprocess.Popen(command, stdin=quiet, stdout=quiet, stderr=quiet, start_new_session=True)
            return opening.wait(_SECONDS) == 0
    except subprocess.TimeoutExpired:
        _staying.append(opening)
        return True
    except OSError:
        return False
    return start is not None
