"""A worker process as its parent sees it: one for many requests, started again after a death."""

from __future__ import annotations

import json
import os
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Mapping
from contextlib import suppress
from enum import StrEnum
from pathlib import Path
from typing import IO

import xlcheck
from xlcheck.worker.limits import WorkerLimits, put_into_job
from xlcheck.worker.refused import UnpackError

_NO_WINDOW: int = getattr(subprocess, "CREATE_NO_WINDOW", 0)


class Failure(StrEnum):
    """Why there is no answer to a request."""

    MEMORY = "memory"
    TIME = "time"
    CRASH = "crash"


_LOOK_UP = 0.2
"""Seconds."""
_NO_MEMORY = (-6, -9, 0xC0000409, 0xC0000017)
"""How a process ends that gets no memory: compiled libraries abort, Linux kills; the last two are Windows'."""
_DEATHS = dict.fromkeys(_NO_MEMORY, Failure.MEMORY) | {-24: Failure.TIME}
"""The other one is that of a process that computed for too long."""


class WorkerError(Exception):
    """A request that the worker process did not get done."""

    def __init__(self, failure: Failure) -> None:
        super().__init__(failure)
        self.failure = failure


class Worker:
    """A process that does ``work`` of a module, one request after another, within limits.

    It starts with the first request, again after it died, and ends with the ``with`` block, or with this process. What
    it prints besides its answers is thrown away.
    """

    def __init__(self, module: str, limits: WorkerLimits) -> None:
        self.limits = limits
        package = Path(xlcheck.__file__).resolve().parent.parent
        held_to = (str(limits.memory), str(limits.seconds))
        self._command = [sys.executable, "-P", "-X", "utf8", "-m", "xlcheck.worker", module, *held_to]
        self._env = os.environ | {
            "PYTHONPATH": os.pathsep.join((str(package), os.environ.get("PYTHONPATH", ""))),
            "RUST_BACKTRACE": "0",  # without memory it would hang over printing one
        }
        self._running: _Running | None = None

    def ask(self, request: Mapping[str, object]) -> object:
        """Return the answer to a request, as JSON has it.

        Raises :class:`UnpackError` where the work was refused, :class:`WorkerError` where it was not done.
        """
        running = self._running or _Running(self._command, self._env, self.limits.memory)
        self._running = None  # until it has answered
        try:
            answer = running.ask(json.dumps(request), self.limits.seconds)
        except BaseException:  # Ctrl+C too
            running.end()
            raise
        if answer.get("failed") == Failure.MEMORY:
            running.end()
        else:
            self._running = running
        return _done(answer)

    def __enter__(self) -> Worker:
        return self

    def __exit__(self, *_: object) -> None:
        if self._running:
            self._running.end()
            self._running = None


def _done(answer: Mapping[str, object]) -> object:
    match answer:
        case {"done": done}:
            return done
        case {"refused": [str(code), str(reason)]}:
            raise UnpackError(reason, code)
        case _:
            raise WorkerError(Failure(str(answer.get("failed"))))


class _Running:
    """One process, and the thread that waits for its lines."""

    def __init__(self, command: list[str], env: Mapping[str, str], memory: int) -> None:
        pipe, nothing = subprocess.PIPE, subprocess.DEVNULL
        self._process = subprocess.Popen(
            command, stdin=pipe, stdout=pipe, stderr=nothing, env=dict(env), creationflags=_NO_WINDOW, encoding="utf-8"
        )
        self._memory, self._is_in_job = memory, False
        self._job: object = None
        self._lines: queue.SimpleQueue[str] = queue.SimpleQueue()
        assert self._process.stdout
        self._reader = threading.Thread(target=_read, args=(self._process.stdout, self._lines), daemon=True)
        self._reader.start()

    def ask(self, line: str, seconds: float) -> dict[str, object]:
        """Return the answer to a line; raises :class:`WorkerError`."""
        if not self._is_in_job:  # by the id that it tells: what was started may have started another Python
            self._job, self._is_in_job = put_into_job(int(self._next(seconds)), self._memory), True
        assert self._process.stdin
        with suppress(OSError):  # it is dead already, which the next line tells
            self._process.stdin.write(line + "\n")
            self._process.stdin.flush()
        given: dict[str, object] = json.loads(self._next(seconds))
        return given

    def _next(self, seconds: float) -> str:
        """Return its next line; while waiting this process looks up now and then, since Windows has no other Ctrl+C."""
        end = time.monotonic() + seconds
        while True:
            try:
                line = self._lines.get(timeout=max(0.0, min(_LOOK_UP, end - time.monotonic())))
                break
            except queue.Empty:
                if time.monotonic() >= end:
                    raise WorkerError(Failure.TIME) from None
        if not line:
            raise WorkerError(_DEATHS.get(self._process.wait(), Failure.CRASH))
        return line

    def end(self) -> None:
        """End the process, whatever it is at, and whatever it was started by."""
        self._process.kill()
        self._job = None
        _close(self._process.stdin)
        self._process.wait()
        self._reader.join()
        _close(self._process.stdout)


def _close(stream: IO[str] | None) -> None:
    with suppress(OSError):  # what was written last did not arrive
        if stream:
            stream.close()


def _read(lines: IO[str], answers: queue.SimpleQueue[str]) -> None:
    for line in lines:
        answers.put(line)
    answers.put("")
