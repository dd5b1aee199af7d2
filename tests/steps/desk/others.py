"""Other processes that work in a folder, of this computer and, by the note that they left, of another one."""

from __future__ import annotations

import json
import subprocess
import sys
from contextlib import contextmanager

from xlcheck.steps.desk import occupation
from xlcheck.steps.desk.occupation import NOTE_NAME

HELD = """
import sys
from pathlib import Path
from xlcheck.model import XlcheckError
from xlcheck.steps.desk.lock import at_work
try:
    with at_work(Path(sys.argv[1]), "抽取"):
        print("at work", flush=True)
        sys.stdin.readline()
except XlcheckError as error:
    print(error)
except KeyboardInterrupt:
    print("interrupted")
"""


_CTRL_C_COUNTS = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)"
"""Tests that run in the background of a shell ignore it, and so would what they start."""


@contextmanager
def other_at_work(folder, **options):
    """Another process that works in a folder until it is told to end, or killed."""
    with other_process(HELD, folder, **options) as process:
        assert process.stdout.readline() == "at work\n"
        yield process


@contextmanager
def other_process(program, *arguments, **options):
    """A process of its own, which is told things by its input and killed in the end."""
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    command = [sys.executable, "-c", f"{_CTRL_C_COUNTS}\n{program}", *map(str, arguments)]
    process = subprocess.Popen(command, text=True, **pipes, **options)
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def told_to_end(process):
    """What a process says last when it is told to end."""
    process.stdin.write("\n")
    process.stdin.flush()
    return process.communicate(timeout=60)[0]


def leave_note(folder, **cells):
    """A note of a process of another computer."""
    note = dict(
        zip(occupation._TITLES, ("张某", "别处", 7, "xlcheck 0.1.0", "公示", "2021-03-05 09:00:00"), strict=True)
    )
    (folder / NOTE_NAME).write_text(json.dumps(note | cells, ensure_ascii=False), "utf-8")


def named(folder):
    return sorted(p.name for p in folder.iterdir())
