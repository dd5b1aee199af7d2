"""The folder that holds the years and the runner: at the first start it has no year, and the forms are put there."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from xlcheck.messages import system_words
from xlcheck.model import XlcheckError
from xlcheck.steps.desk.desk import Desk, Talk, desks_in, shipped
from xlcheck.steps.desk.files import whole
from xlcheck.steps.desk.lock import at_work
from xlcheck.steps.desk.own_years import is_untouched_example

MANUAL = "使用手册.html"
"""The manual, which stands beside the runner."""
_PROBE = ".xlcheck-写入测试.tmp"


def is_first_start(folder: Path) -> bool:
    """Say whether a folder is there and has no year yet but perhaps the example that 0.1.0 put there."""
    return folder.is_dir() and all(
        desk.root.parent == folder and is_untouched_example(desk) for desk in desks_in(folder)
    )


def first_start(folder: Path, talk: Talk) -> None:
    """Put the forms beside a folder that has no year yet; what stands there stays.

    Raises :class:`XlcheckError` ``home.read-only`` where nothing can be written.
    """
    if why := refusal(folder):
        raise XlcheckError("home.read-only", folder=folder, why=why)
    target = folder.parent / "templates"
    with at_work(folder, "首次运行", talk):
        if not target.exists():
            with whole(target) as draft:
                shutil.copytree(shipped("templates"), draft, dirs_exist_ok=True)
            talk.say(f"首次运行，已放入：{target}")


def refusal(folder: Path) -> str:
    """Say why nothing can be written into a folder, in Chinese; empty where something can."""
    probe = folder / f"{_PROBE}{os.getpid()}"
    try:
        with probe.open("xb"):
            pass
        probe.unlink()
    except OSError as error:
        return system_words(error)
    return ""


def manual_of(desk: Desk) -> Path | None:
    """Return the manual beside the years, also of practice, else the package's; ``None`` where it was removed."""
    folders = (desk.root.parent, desk.root.parent.parent, shipped("workbooks"))
    return next((folder / MANUAL for folder in folders if (folder / MANUAL).is_file()), None)
