"""What is double-clicked in workbooks/: batch file and shell script."""

import shutil
import subprocess
from pathlib import Path

import pytest

WORKBOOKS = Path(__file__).parent.parent / "workbooks"
ROOT = WORKBOOKS.parent
BATCH, SHELL, ICON = "双随机抽查.bat", "双随机抽查.sh", "安装桌面图标.sh"
TERMINALS = {
    "x-terminal-emulator": "-e",
    "deepin-terminal": "-e",
    "mate-terminal": "-x",
    "gnome-terminal": "--",
    "konsole": "-e",
    "xfce4-terminal": "-x",
    "xterm": "-e",
}
FOLDERS = ("平鲁区 交通局(2021)&工具", 'a"b`c$HOME\\d%20%f', "it's;|<>*?!")


@pytest.fixture(autouse=True)
def no_display(monkeypatch):
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)


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


@pytest.mark.parametrize("terminal", TERMINALS)
def test_shell_runner_without_a_terminal_opens_one(tmp_path, terminal):
    shutil.copy(WORKBOOKS / SHELL, tmp_path)
    tools = tmp_path / "tools"
    tools.mkdir()
    (tools / "dirname").symlink_to(shutil.which("dirname"))
    for name in list(TERMINALS)[list(TERMINALS).index(terminal) :]:
        (tools / name).write_text(f'#!/bin/sh\nprintf "%s\\n" {name} "$@"\n')
        (tools / name).chmod(0o755)
    done = subprocess.run(
        [shutil.which("sh"), tmp_path / SHELL, "别人 的&表.xlsx"],
        capture_output=True,
        text=True,
        check=True,
        stdin=subprocess.DEVNULL,
        env={"PATH": str(tools), "DISPLAY": ":0"},
    )
    runner = str(tmp_path / SHELL)
    assert done.stdout.splitlines() == [terminal, TERMINALS[terminal], "/bin/sh", runner, "别人 的&表.xlsx"]


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
