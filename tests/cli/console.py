"""The real program in a real terminal: a process with a pseudo-terminal of its own, whose window is looked at."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from tests.cli.terminal import Terminal

COLUMNS, ROWS = 80, 25
CTRL_C = "\x03"
_SECONDS = 120
"""A busy machine takes its time; nothing here waits longer than it must."""
_SILENCE = 10


class Console:
    """A window of xterm's size and widths, in which a program runs."""

    def __init__(self, master: int, process: subprocess.Popen[bytes]) -> None:
        self.master, self.process = master, process
        self.terminal = Terminal(COLUMNS, ROWS, uncertain=1)
        self.bytes = b""

    @property
    def now(self) -> str:
        """What can be seen now."""
        return "\n".join(self.terminal.seen).strip("\n")

    def type(self, text: str, until: str) -> str:
        """Type a line, and give what can be seen once ``until`` has come after it."""
        return self.press(f"{text}\r", until)

    def press(self, keys: str, until: str) -> str:
        """Press keys, and give what can be seen once ``until`` has come after them."""
        self.bytes = b""
        os.write(self.master, keys.encode("utf-8"))
        return self.wait(until)

    def interrupt(self, until: str) -> str:
        """Press Ctrl+C, once more after a silence, and give what can be seen once ``until`` has come after it.

        One that is pressed in the instant before the program reads is seen by it with the next key, as by any program.
        """
        self.press(CTRL_C, "")
        if not self._comes(until, _SILENCE):
            os.write(self.master, CTRL_C.encode())
        return self.wait(until)

    def wait(self, until: str) -> str:
        """Read what the program writes until a text has come; gives what can be seen then."""
        assert self._comes(until, _SECONDS), f"“{until}” did not come:\n{self.now}"
        return self.now

    def _comes(self, until: str, seconds: float) -> bool:
        """Read what the program writes until a text has come, or so much time has passed."""
        end = time.monotonic() + seconds
        while until.encode("utf-8") not in self.bytes and self._read(end - time.monotonic()):
            pass
        return until.encode("utf-8") in self.bytes

    def _read(self, seconds: float) -> bool:
        """Take what the program has written; ``False`` where it has ended, or took too long."""
        ready, _, _ = select.select([self.master], [], [], max(0.0, seconds))
        try:
            chunk = os.read(self.master, 1 << 16) if ready else b""
        except OSError:  # so Linux says that nobody writes there any more
            chunk = b""
        self.bytes += chunk
        self.terminal.feed(chunk.decode("utf-8", "ignore"))
        return bool(chunk)

    def leave(self, text: str) -> int:
        """Type a line that ends the program; returns its exit code."""
        os.write(self.master, f"{text}\r".encode())
        end = time.monotonic() + _SECONDS
        while self._read(end - time.monotonic()):
            pass
        return self.process.wait(_SECONDS)


@contextmanager
def console(arguments: Sequence[object]) -> Iterator[Console]:
    """Start the program in a terminal, of which it is the foreground process."""
    master, slave = pty.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
    kept = {name: text for name, text in os.environ.items() if name not in ("COLUMNS", "LINES")}
    command = [sys.executable, "-m", "xlcheck", *map(str, arguments)]
    process = subprocess.Popen(
        command, stdin=slave, stdout=slave, stderr=slave, start_new_session=True,
        env=kept | {"TERM": "xterm", "LC_ALL": "C.UTF-8", "PYTHONUTF8": "1"},
        preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),  # noqa: PLW1509 - no thread is at work here
    )  # fmt: skip
    os.close(slave)
    try:
        yield Console(master, process)
    finally:
        process.kill()
        process.wait()
        os.close(master)
