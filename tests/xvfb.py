"""A desktop that nobody sees."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def desktop() -> Iterator[dict[str, str]]:
    """The environment of programs that run on it; they end with it."""
    read, write = os.pipe()
    command = ["Xvfb", "-displayfd", str(write), "-nolisten", "tcp"]
    with subprocess.Popen(command, pass_fds=[write], stderr=subprocess.DEVNULL) as server:
        os.close(write)
        with os.fdopen(read) as number:
            display = number.readline().strip()
        kept = {name: text for name, text in os.environ.items() if name not in ("WAYLAND_DISPLAY", "XLCHECK_NO_PAUSE")}
        try:
            yield kept | {"DISPLAY": f":{display}", "LC_ALL": "C.UTF-8"}
        finally:
            server.terminate()
