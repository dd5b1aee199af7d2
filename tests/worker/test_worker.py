"""A worker process: what becomes of it is told, the next request is answered, and nothing of it stays."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

import xlcheck
from xlcheck.worker.limits import WorkerLimits
from xlcheck.worker.refused import UnpackError
from xlcheck.worker.worker import Failure, Worker, WorkerError

ROOT = Path(xlcheck.__file__).parent.parent
ROOMY = WorkerLimits(seconds=60, memory=512 << 20)
SHORT = WorkerLimits(seconds=0.5, memory=512 << 20)
MODULE = "worker_jobs"
"""Found beside this file, without the package of the tests, which knows numpy."""
ON_LINUX = pytest.mark.skipif(not Path("/proc").is_dir(), reason="looks into /proc")


@pytest.fixture(autouse=True)
def jobs(monkeypatch):
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join((str(Path(__file__).parent), str(ROOT))))


def asked(worker, what, **more):
    return worker.ask({"do": what, **more})


def failure(worker, what, **more):
    with pytest.raises(WorkerError) as caught:
        asked(worker, what, **more)
    return caught.value.failure


def test_one_process_answers_many_requests():
    with Worker(MODULE, ROOMY) as worker:
        assert asked(worker, "echo", text="示例\n二") == "示例\n二"
        assert asked(worker, "pid") == asked(worker, "pid") != os.getpid()


def test_what_is_refused_comes_with_its_code__error():
    with Worker(MODULE, ROOMY) as worker:
        with pytest.raises(UnpackError, match="示例") as caught:
            asked(worker, "refuse")
        assert caught.value.code == "pack.example"
        assert asked(worker, "echo", text="a") == "a"


@pytest.mark.parametrize(
    ("limits", "what", "why"),
    [
        (ROOMY, "crash", Failure.CRASH),
        (ROOMY, "die", Failure.CRASH),
        (ROOMY, "deep", Failure.CRASH),
        (SHORT, "hang", Failure.TIME),
        (SHORT, "compute", Failure.TIME),
        (ROOMY, "memory", Failure.MEMORY),
    ],
)
def test_after_a_failure_the_next_request_is_answered__error(limits, what, why):
    with Worker(MODULE, limits) as worker:
        assert failure(worker, what, bytes=600 << 20) is why
        worker.limits = ROOMY
        assert asked(worker, "echo", text="a") == "a"


def test_what_was_kept_does_not_grow_over_many_requests_beyond_the_limit__error():
    with Worker(MODULE, ROOMY) as worker:
        assert asked(worker, "memory", bytes=300 << 20) == 300 << 20
        assert failure(worker, "memory", bytes=300 << 20) is Failure.MEMORY
        assert asked(worker, "memory", bytes=300 << 20) == 300 << 20


def test_it_knows_no_library_that_is_not_its_own():
    with Worker(MODULE, ROOMY) as worker:
        assert asked(worker, "modules") == []


def is_alive(pid):
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def is_gone(pid, seconds=20):
    end = time.monotonic() + seconds
    while is_alive(pid) and time.monotonic() < end:
        time.sleep(0.02)
    return not is_alive(pid)


@ON_LINUX
def test_after_the_block_no_process_is_left():
    with Worker(MODULE, ROOMY) as worker:
        pid = asked(worker, "pid")
        assert is_alive(pid)
    assert is_gone(pid)


PARENT = """
import sys
from xlcheck.worker.limits import WorkerLimits
from xlcheck.worker.worker import Worker
with Worker("worker_jobs", WorkerLimits(600, 512 << 20)) as worker:
    try:
        print(worker.ask({"do": "pid"}), flush=True)
        worker.ask({"do": sys.argv[1]})
    except KeyboardInterrupt:
        print("stopped", flush=True)
"""


@ON_LINUX
@pytest.mark.parametrize("what", ["hang", "compute"])
@pytest.mark.parametrize(("how", "says"), [(signal.SIGINT, "stopped\n"), (signal.SIGTERM, ""), (signal.SIGKILL, "")])
def test_it_ends_with_its_parent_and_says_nothing(what, how, says):
    command = [sys.executable, "-c", PARENT, what]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    with subprocess.Popen(command, start_new_session=True, **pipes) as parent:
        pid = int(parent.stdout.readline())
        (os.killpg if how == signal.SIGINT else os.kill)(parent.pid, how)  # Ctrl+C reaches both
        out, err = parent.communicate(timeout=30)
    assert (out, err) == (says, "")
    assert is_gone(pid)
