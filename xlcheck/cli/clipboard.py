"""A text onto the clipboard, by a program that comes with Windows, or by one that a Linux desktop may have."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass

_PATIENCE = 5
"""Seconds that a program may take."""


@dataclass(frozen=True, slots=True)
class Program:
    """A program that puts what it reads onto the clipboard; ``encoding`` is that in which it reads."""

    name: str
    options: Sequence[str] = ()
    encoding: str = "utf-8"


def programs(system: str) -> tuple[Program, ...]:
    """Return the programs for an operating system as :data:`os.name` has it."""
    if system == "nt":
        return (Program("clip", encoding="utf-16-le"),)
    return (Program("wl-copy"), Program("xclip", ("-selection", "clipboard")))


def copied(text: str) -> bool:
    """Put a text onto the clipboard; returns whether that was possible."""
    return any(_copied(program, text) for program in programs(os.name))


def _copied(program: Program, text: str) -> bool:
    path = shutil.which(program.name)
    if path is None:
        return False
    # those of Linux stay behind to hold the text: they must not keep a pipe of ours open
    quiet = subprocess.DEVNULL
    try:
        process = subprocess.run(
            [path, *program.options],
            input=text.encode(program.encoding),
            stdout=quiet,
            stderr=quiet,
            timeout=_PATIENCE,
            check=False,
        )
    except (OSError, subprocess.SubprocessError):
        return False
    return process.returncode == 0
