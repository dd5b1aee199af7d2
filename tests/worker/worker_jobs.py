"""What a worker process is told to do in tests."""

import os
import sys
import time

from xlcheck.worker.refused import UnpackError

_KEPT = []


def refuse(request):
    raise UnpackError("示例", "pack.example")


def compute(request):
    while True:
        pass


def keep(request):
    _KEPT.append(b"x" * request["bytes"])
    return len(_KEPT[-1])


def recurse(request):
    return recurse(request)


WORK = {
    "echo": lambda request: request["text"],
    "modules": lambda _: [name for name in ("pandas", "numpy", "openpyxl") if name in sys.modules],
    "pid": lambda _: os.getpid(),
    "refuse": refuse,
    "crash": lambda request: request["示例"],
    "die": lambda _: os._exit(3),
    "hang": lambda _: time.sleep(600),
    "compute": compute,
    "memory": keep,
    "deep": recurse,
}


def work(request):
    return WORK[request["do"]](request)
