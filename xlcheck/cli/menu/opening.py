"""Opening what a step made, with whatever program the computer has for it."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import click

from xlcheck.cli import screen


def offer(path: Path) -> None:
    """Say where a result is, and open it where a person wants it."""
    screen.say(f"结果在：{path}")
    try:
        wanted = screen.ask("现在打开吗（直接回车打开，输入 0 不打开）", "") == ""
    except click.Abort:
        return
    if wanted and not opened(path):
        screen.say(f"－ 没有能打开它的程序，请自行打开：{path}")


def opened(path: Path) -> bool:
    """Open a file or folder without waiting for it; returns whether that was possible."""
    start = getattr(os, "startfile", None)  # Windows has it
    program = shutil.which("xdg-open")
    try:
        if start is not None:
            start(path)
        elif program is not None:
            quiet = subprocess.DEVNULL
            subprocess.Popen([program, str(path)], stdin=quiet, stdout=quiet, stderr=quiet, start_new_session=True)
    except OSError:
        return False
    return start is not None or program is not None
