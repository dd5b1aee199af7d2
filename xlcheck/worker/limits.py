"""What a worker process may take of the machine."""

from __future__ import annotations

import ctypes
import sys
from contextlib import suppress
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class WorkerLimits:
    """Seconds that one request may take, and bytes of memory that the process may have at any time."""

    seconds: float
    memory: int


def limit_memory(most: int) -> None:
    """Hold this process to so many bytes of addresses, where the system has such a limit; elsewhere do nothing.

    Windows has none that a process sets for itself; there its parent puts it into a job (:func:`put_into_job`).
    """
    try:
        import resource  # noqa: PLC0415  # Windows has no such module
    except ImportError:
        return
    with suppress(ValueError, OSError):  # a lower limit is set already; macOS refuses some
        resource.setrlimit(resource.RLIMIT_AS, (most, most))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def limit_time(seconds: float) -> None:
    """Let this process compute for so many seconds from now, where the system has such a limit.

    Its parent waits no longer than that; this ends it where the parent was killed meanwhile.
    """
    try:
        import resource  # noqa: PLC0415  # as above
    except ImportError:
        return
    used, hardest = resource.getrusage(resource.RUSAGE_SELF), resource.getrlimit(resource.RLIMIT_CPU)[1]
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_CPU, (int(used.ru_utime + used.ru_stime + seconds) + 1, hardest))


_MEMORY, _NO_DIALOG, _ENDS_WITH_US = 0x100, 0x400, 0x2000
_EXTENDED_LIMITS = 9
_MAY_BE_ASSIGNED = 0x0100 | 0x0001


class _BasicLimits(ctypes.Structure):
    _fields_ = (
        ("process_time", ctypes.c_int64),
        ("job_time", ctypes.c_int64),
        ("flags", ctypes.c_uint32),
        ("least_set", ctypes.c_size_t),
        ("most_set", ctypes.c_size_t),
        ("processes", ctypes.c_uint32),
        ("affinity", ctypes.c_size_t),
        ("priority", ctypes.c_uint32),
        ("scheduling", ctypes.c_uint32),
    )


class _ExtendedLimits(ctypes.Structure):
    _fields_ = (
        ("basic", _BasicLimits),
        ("transfers", ctypes.c_uint64 * 6),
        ("process_memory", ctypes.c_size_t),
        ("job_memory", ctypes.c_size_t),
        ("peak_process_memory", ctypes.c_size_t),
        ("peak_job_memory", ctypes.c_size_t),
    )


def put_into_job(process: int, memory: int) -> object:
    """Put a process, by its id, into a job of Windows that holds it to so many bytes and ends it with this process.

    Returns what keeps the job alive; None elsewhere, and where Windows refuses (before Windows 8 a process cannot be in
    two jobs). Not shown on Windows itself, which is not there where this is tested: under wine the job holds the
    process and ends it, and does not limit its memory. Whatever fails here leaves the limits of time and of sizes,
    which do not depend on it.
    """
    if sys.platform != "win32":
        return None
    try:
        return _job_of(ctypes.WinDLL("kernel32"), process, memory)
    except (OSError, AttributeError):
        return None


def _job_of(kernel: ctypes.CDLL, process: int, memory: int) -> object:
    """Make the job and put the process into it; the handle of the process is closed again, that of the job kept."""
    kernel.CreateJobObjectW.restype = kernel.OpenProcess.restype = ctypes.c_void_p
    kernel.SetInformationJobObject.argtypes = (ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p, ctypes.c_uint32)
    kernel.AssignProcessToJobObject.argtypes = (ctypes.c_void_p, ctypes.c_void_p)
    kernel.CloseHandle.argtypes = (ctypes.c_void_p,)
    job = kernel.CreateJobObjectW(None, None)
    limits = _ExtendedLimits(process_memory=memory)
    limits.basic.flags = _MEMORY | _NO_DIALOG | _ENDS_WITH_US
    kernel.SetInformationJobObject(job, _EXTENDED_LIMITS, ctypes.byref(limits), ctypes.sizeof(limits))
    handle = kernel.OpenProcess(_MAY_BE_ASSIGNED, 0, process)
    kernel.AssignProcessToJobObject(job, handle)
    kernel.CloseHandle(handle)
    return _Job(kernel, job)


class _Job:
    """A job that is there as long as this."""

    def __init__(self, kernel: ctypes.CDLL, handle: int) -> None:
        self._kernel, self._handle = kernel, handle

    def __del__(self) -> None:
        self._kernel.CloseHandle(self._handle)
