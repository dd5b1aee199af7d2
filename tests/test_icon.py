"""The desktop icon: what the installer writes, and what a double click on it or a file dropped on it starts."""

import configparser
import os
import re
import shutil
import subprocess
import sys
import time

import pytest

from tests.steps.helpers import set_unit
from tests.test_runner import FOLDERS, ICON, SHELL, TERMINALS, WORKBOOKS
from tests.xvfb import desktop
from xlcheck.steps.check.drop import RESULTS, inbox
from xlcheck.steps.desk.desk import Desk, shipped
from xlcheck.steps.practice.sample import PRINTED_PLAN

_SECONDS = 120
"""A busy machine takes its time; nothing here waits longer than it must."""


def lacking():
    """Why nothing can be launched here; empty where it can."""
    needed = [name for name in ("Xvfb", "gio") if shutil.which(name) is None]
    if not any(map(shutil.which, TERMINALS)):
        needed.append("a terminal")
    return f"not installed: {', '.join(needed)}" if needed else ""


def installed(tmp_path, folder):
    """The desktop entry that the installer writes for a folder."""
    home, desktop = tmp_path / folder / "workbooks", tmp_path / "桌面"
    home.mkdir(parents=True)
    desktop.mkdir()
    for name in (SHELL, ICON):
        shutil.copy(WORKBOOKS / name, home)
    shutil.copytree(shipped("workbooks") / "2021", home / "2021")
    set_unit(home / "2021", document_no="示交字〔2021〕1号")  # a bureau's own year, and no shipped example
    subprocess.run(["sh", home / ICON, desktop], check=True, capture_output=True)
    return home, desktop / "双随机抽查.desktop"


@pytest.mark.parametrize("folder", FOLDERS)
def test_desktop_icon_names_the_runner_whatever_the_folder_is_called(tmp_path, folder):
    home, entry = installed(tmp_path, folder)
    parsed = configparser.RawConfigParser()
    parsed.optionxform = str
    parsed.read(entry, "utf-8")
    value = parsed["Desktop Entry"]["Exec"].replace("\\\\", "\\").replace("%%", "%")
    quoted = re.fullmatch(r'/bin/sh "((?:[^\\"`$]|\\.)*)" %F', value)[1]
    assert re.sub(r"\\(.)", r"\1", quoted) == str(home / SHELL)
    assert os.access(entry, os.X_OK)


@pytest.mark.skipif(shutil.which("desktop-file-validate") is None, reason="desktop-file-validate is missing")
@pytest.mark.parametrize("folder", FOLDERS)
def test_desktop_icon_is_valid(tmp_path, folder):
    _, entry = installed(tmp_path, folder)
    done = subprocess.run(["desktop-file-validate", entry], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "")


@pytest.fixture
def screen():
    with desktop() as environment:
        yield environment


def wait_for(path):
    until = time.monotonic() + _SECONDS
    while not path.exists():
        assert time.monotonic() < until, f"{path} did not come"
        time.sleep(0.1)


@pytest.mark.skipif(bool(lacking()), reason=lacking())
@pytest.mark.parametrize("folder", FOLDERS)
def test_launched_icon_starts_the_menu_in_a_terminal_and_checks_what_was_dropped(tmp_path, folder, screen):
    home, entry = installed(tmp_path, folder)
    noted = tmp_path / "noted.txt"
    python = home.parent / ".venv" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.write_text(
        f'#!/bin/sh\n[ "$1" = -c ] || {{ tty; printf "%s\\n" "$@"; }} >"{noted}"\nexec "{sys.executable}" "$@"\n'
    )
    python.chmod(0o755)
    dropped = tmp_path / "别人 的&表$(1)%f.xlsx"
    shutil.copy(shipped("workbooks") / "2021" / PRINTED_PLAN, dropped)
    printed = dropped.read_bytes()
    subprocess.run(["gio", "launch", entry, dropped], env=screen, check=True, timeout=_SECONDS)
    last = inbox(Desk(home / "2021")) / RESULTS / f"标注-{dropped.name}"
    wait_for(last)
    terminal, *arguments = noted.read_text("utf-8").splitlines()
    assert terminal.startswith("/dev/")
    assert arguments == ["-X", "utf8", "-m", "xlcheck", "menu", str(home), str(dropped)]
    assert dropped.read_bytes() == printed
