"""A text onto the clipboard: by the program of the system, in the encoding that it reads."""

import shutil
import subprocess
from types import SimpleNamespace

import pytest

from tests.xvfb import desktop
from xlcheck.cli import clipboard
from xlcheck.cli.clipboard import Program, programs

COPIED = clipboard.copied
TEXT = "示例甲：请查01号，𠮷。"
LACKING = [name for name in ("Xvfb", "xclip") if shutil.which(name) is None]


@pytest.fixture
def started(monkeypatch):
    """What was started and what it was given; ``codes`` are the exit codes of programs, which are those that exist."""
    runs = []
    codes = {}

    def run(command, *, input, **_):
        runs.append((command, input))
        outcome = codes[command[0].rpartition("/")[2]]
        if isinstance(outcome, Exception):
            raise outcome
        return SimpleNamespace(returncode=outcome)

    monkeypatch.setattr("shutil.which", lambda name: f"/bin/{name}" if name in codes else None)
    monkeypatch.setattr(subprocess, "run", run)
    return SimpleNamespace(runs=runs, codes=codes)


def test_windows_reads_utf_16_and_linux_utf_8():
    assert programs("nt") == (Program("clip", encoding="utf-16-le"),)
    assert [(p.name, p.encoding) for p in programs("posix")] == [("wl-copy", "utf-8"), ("xclip", "utf-8")]


@pytest.mark.parametrize("system", ["nt", "posix"])
def test_text_is_given_in_the_encoding_of_the_first_program(started, monkeypatch, system):
    first = programs(system)[0]
    monkeypatch.setattr(clipboard, "programs", lambda _: programs(system))
    started.codes[first.name] = 0
    assert COPIED(TEXT)
    ((command, given),) = started.runs
    assert command == [f"/bin/{first.name}"]
    assert given.decode(first.encoding) == TEXT


def test_next_program_is_tried_where_one_fails(started, monkeypatch):
    monkeypatch.setattr(clipboard, "programs", lambda _: programs("posix"))
    started.codes |= {"wl-copy": 1, "xclip": 0}
    assert COPIED(TEXT)
    assert [command for command, _ in started.runs] == [["/bin/wl-copy"], ["/bin/xclip", "-selection", "clipboard"]]


@pytest.mark.parametrize("outcome", [1, OSError("示例"), subprocess.TimeoutExpired("xclip", 5)])
def test_nothing_is_copied_where_no_program_can__error(started, monkeypatch, outcome):
    monkeypatch.setattr(clipboard, "programs", lambda _: programs("posix"))
    assert not COPIED(TEXT)
    started.codes["xclip"] = outcome
    assert not COPIED(TEXT)


@pytest.mark.skipif(bool(LACKING), reason=f"not installed: {', '.join(LACKING)}")
def test_text_is_on_the_clipboard_of_a_desktop_as_it_was(monkeypatch):
    text = f"{TEXT}\n“第二行”——完\n"
    monkeypatch.setattr(clipboard, "programs", lambda _: [p for p in programs("posix") if p.name == "xclip"])
    with desktop() as environment:
        monkeypatch.setenv("DISPLAY", environment["DISPLAY"])
        assert COPIED("以前的")
        assert COPIED(text)
        pasted = subprocess.run(["xclip", "-selection", "clipboard", "-o"], capture_output=True, timeout=60, check=True)
    assert pasted.stdout.decode("utf-8") == text
