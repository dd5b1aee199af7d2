"""What the commands have in common: kinds of paths, the year's folder, and a run on it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any  # whatever a command takes and gives

import click

from xlcheck.cli import screen, window
from xlcheck.steps.desk.desk import Run, find_desk

FOLDER = click.Path(path_type=Path, file_okay=False)
"""A folder, which need not exist yet."""
EXISTING = click.Path(path_type=Path, exists=True)
"""A file or folder that exists."""
FILE = click.Path(path_type=Path)
"""A file, which the step itself looks for."""


def desk_argument(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the year's folder as its argument ``desk``."""
    return click.argument("desk", metavar="[年度文件夹]", required=False, type=FOLDER)(command)


def run_on(desk: Path | None) -> Run:
    """Find a desk and start a run on it, by the clock or, on a practice desk, on the day that is practised.

    Raises :class:`XlcheckError` as :func:`find_desk`.
    """
    from xlcheck.steps.practice.practice import time_on

    nearest = find_desk(desk)
    return Run(nearest, time_on(nearest, screen.now()), screen.tell, screen.agrees, window.show_status)
