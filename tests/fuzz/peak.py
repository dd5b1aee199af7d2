"""The most memory that this process and those that it started have had, by whatever the platform tells."""

import ctypes
import sys

MOST = 1 << 30
"""Bytes that reading a broken workbook may take."""


def peak() -> tuple[int, int]:
    """Return bytes of this process, and of the largest of its children that have ended; 0 where nothing tells."""
    if sys.platform == "win32":
        return _of_windows(), 0  # the job of the worker holds it to its limit
    import resource  # noqa: PLC0415 - Windows has no such module

    unit = 1 if sys.platform == "darwin" else 1024
    both = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    ours, children = (resource.getrusage(who).ru_maxrss * unit for who in both)
    return ours, children


class _Counters(ctypes.Structure):
    _fields_ = (
        ("size", ctypes.c_uint32),
        ("faults", ctypes.c_uint32),
        ("peak", ctypes.c_size_t),
        ("rest", ctypes.c_size_t * 7),
    )


def _of_windows() -> int:
    counters = _Counters(size=ctypes.sizeof(_Counters))
    kernel = ctypes.WinDLL("kernel32")
    kernel.GetCurrentProcess.restype = ctypes.c_void_p
    kernel.K32GetProcessMemoryInfo.argtypes = (ctypes.c_void_p, ctypes.c_void_p, ctypes.c_uint32)
    kernel.K32GetProcessMemoryInfo(kernel.GetCurrentProcess(), ctypes.byref(counters), counters.size)
    return int(counters.peak)
