"""The folder that holds the years and the runner: filled at the first start, never overwritten."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from xlcheck.messages import system_words
from xlcheck.model import XlcheckError
from xlcheck.steps.desk.desk import Desk, Talk, desks_in, shipped
from xlcheck.steps.desk.files import whole
from xlcheck.steps.desk.lock import at_work

MANUAL = "使用手册.html"
"""The manual, which stands beside the runner."""
_PROBE = ".xlcheck-写入测试.tmp"


def first_start(folder: Path, talk: Talk) -> None:
    """Put the shipped year and the forms in place where there is no year yet; what stands there stays.

    Raises :class:`XlcheckError` ``home.read-only`` where nothing can be written.
    """
    if next(desks_in(folder), None) is not None or not folder.is_dir():
        return
    if why := refusal(folder):
        raise XlcheckError("home.read-only", folder=folder, why=why)
    with at_work(folder, "首次运行", talk):
        _put_in_place(folder, talk)


def _put_in_place(folder: Path, talk: Talk) -> None:
    for source, target in (
        *((year, folder / year.name) for year in sorted(shipped("workbooks").glob("[0-9]*"))),
        (shipped("templates"), folder.parent / "templates"),
    ):
        if not target.exists():
            with whole(target) as draft:
                shutil.copytree(source, draft, dirs_exist_ok=True)
            talk.say(f"首次运行，已放入：{target}")
    talk.say("附带的 2021 年度是示例。可以先选“演练”学着做一遍；怎样用，选“手册”。")


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
