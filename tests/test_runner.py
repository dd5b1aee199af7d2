"""What is double-clicked in workbooks/: batch file, shell script, desktop icon."""

import configparser
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

WORKBOOKS = Path(__file__).parent.parent / "workbooks"
ROOT = WORKBOOKS.parent
BATCH, SHELL, ICON = "双随机抽查.bat", "双随机抽查.sh", "安装桌面图标.sh"
FOLDERS = ("平鲁区 交通局(2021)&工具", 'a"b`c$HOME\\d%20%f', "it's;|<>*?!")


def test_batch_file_is_what_every_windows_reads():
    """Only this always works: ASCII, CRLF, no BOM, no code page, no delayed expansion, the exit code kept."""
    content = (WORKBOOKS / BATCH).read_bytes()
    text = content.decode("ascii")
    assert content.count(b"\n") == content.count(b"\r\n") > 10
    assert "chcp" not in text
    assert "setlocal EnableExtensions DisableDelayedExpansion" in text
    assert text.count('-X utf8 -m xlcheck menu "%~dp0." %*\r\nset "CODE=%ERRORLEVEL%"\r\n') == 2
    assert '"%~dp0"' not in text
    assert text.endswith("if not defined XLCHECK_NO_PAUSE pause\r\nexit /b %CODE%\r\n")


def test_batch_file_keeps_its_line_ends_in_git():
    assert "*.bat text eol=crlf" in (ROOT / ".gitattributes").read_text("utf-8")


@pytest.mark.parametrize("name", [SHELL, ICON])
def test_shell_scripts_have_unix_line_ends_and_may_run(name):
    path = WORKBOOKS / name
    assert b"\r" not in path.read_bytes()
    assert path.stat().st_mode & 0o111
    subprocess.run(["sh", "-n", path], check=True)


@pytest.mark.parametrize("folder", FOLDERS)
def test_shell_runner_starts_the_menu_from_any_folder(tmp_path, folder):
    home = tmp_path / folder / "workbooks"
    home.mkdir(parents=True)
    shutil.copy(WORKBOOKS / SHELL, home)
    (home.parent / ".venv" / "bin").mkdir(parents=True)
    stand_in = home.parent / ".venv" / "bin" / "python"
    stand_in.write_text('#!/bin/sh\n[ "$1" = -c ] && exit 0\nprintf "%s\\n" "$@"\nexit 7\n')
    stand_in.chmod(0o755)
    done = subprocess.run(
        ["sh", home / SHELL, "a b.xlsx"], capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL
    )
    assert done.returncode == 7
    assert done.stdout.splitlines() == ["-X", "utf8", "-m", "xlcheck", "menu", str(home), "a b.xlsx"]


def test_shell_runner_without_the_program_says_so__error(tmp_path):
    shutil.copy(WORKBOOKS / SHELL, tmp_path)
    tools = tmp_path / "tools"
    tools.mkdir()
    (tools / "dirname").symlink_to(shutil.which("dirname"))
    done = subprocess.run(
        [shutil.which("sh"), tmp_path / SHELL],
        capture_output=True,
        text=True,
        check=False,
        stdin=subprocess.DEVNULL,
        env={"PATH": str(tools)},
    )
    assert done.returncode == 2
    assert "请先把压缩包全部解压" in done.stdout


def installed(tmp_path, folder):
    """The desktop entry that the installer writes for a folder."""
    home, desktop = tmp_path / folder / "workbooks", tmp_path / "桌面"
    home.mkdir(parents=True)
    desktop.mkdir()
    for name in (SHELL, ICON):
        shutil.copy(WORKBOOKS / name, home)
    subprocess.run(["sh", home / ICON, desktop], check=True, capture_output=True)
    return home, desktop / "双随机抽查.desktop"


@pytest.mark.parametrize("folder", FOLDERS)
def test_desktop_icon_names_the_runner_whatever_the_folder_is_called(tmp_path, folder):
    home, entry = installed(tmp_path, folder)
    parsed = configparser.RawConfigParser()
    parsed.optionxform = str
    parsed.read(entry, "utf-8")
    value = parsed["Desktop Entry"]["Exec"].replace("\\\\", "\\").replace("%%", "%")
    quoted = re.fullmatch(r'/bin/sh "((?:[^\\"`$]|\\.)*)"', value)[1]
    assert re.sub(r"\\(.)", r"\1", quoted) == str(home / SHELL)
    assert os.access(entry, os.X_OK)


@pytest.mark.skipif(shutil.which("desktop-file-validate") is None, reason="desktop-file-validate is missing")
@pytest.mark.parametrize("folder", FOLDERS)
def test_desktop_icon_is_valid(tmp_path, folder):
    _, entry = installed(tmp_path, folder)
    done = subprocess.run(["desktop-file-validate", entry], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "")
