"""The worker process: ``python -m xlcheck.worker MODULE BYTES SECONDS`` does what ``MODULE.work`` does, line by line.

Its first line of standard output is its id. A line of standard input is a request in JSON, a line of standard output
the answer: ``{"done": …}``, ``{"refused": [code, reason]}``, or ``{"failed": …}`` with the name of a
:class:`~xlcheck.worker.worker.Failure`. What takes more room than a line goes into files that the request names. The
process ends with its parent, whatever it is at: a thread waits for the end of standard input.
"""

from __future__ import annotations

import json
import os
import queue
import signal
import sys
import threading
from collections.abc import Callable, Mapping
from importlib import import_module

from xlcheck.worker.limits import limit_memory, limit_time
from xlcheck.worker.refused import UnpackError

Work = Callable[[Mapping[str, object]], object]


def serve(work: Work, seconds: float) -> None:
    """Answer every request until standard input ends; after a lack of memory nothing more can be relied on."""
    requests: queue.SimpleQueue[str] = queue.SimpleQueue()
    threading.Thread(target=_read, args=(requests,), daemon=True).start()
    _say(os.getpid())
    failed: object = None
    while failed != "memory":
        request = requests.get()
        limit_time(seconds)
        answer = _answer(work, request)
        failed = answer.get("failed")
        _say(answer)


def _read(requests: queue.SimpleQueue[str]) -> None:
    for line in sys.stdin:
        requests.put(line)
    os.kill(os.getpid(), signal.SIGTERM)


def _say(line: object) -> None:
    sys.stdout.write(json.dumps(line) + "\n")
    sys.stdout.flush()


def _answer(work: Work, line: str) -> dict[str, object]:
    try:
        return {"done": work(json.loads(line))}
    except UnpackError as refused:
        return {"refused": [refused.code, refused.reason]}
    except MemoryError:
        return {"failed": "memory"}
    except BaseException:  # whatever a library makes of a file from outside, panics of compiled ones included
        return {"failed": "crash"}


if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the parent, which ends this one
    threading.stack_size(1 << 20)
    limit_memory(int(sys.argv[2]))
    serve(import_module(sys.argv[1]).work, float(sys.argv[3]))
