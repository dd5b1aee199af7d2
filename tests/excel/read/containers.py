"""Containers of Office (compound files) with nothing in them but names."""

from __future__ import annotations

import struct
from collections.abc import Callable
from pathlib import Path

_FREE, _END, _NONE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFF
_STORAGE, _STREAM, _ROOT = 1, 2, 5


def container(*names: str) -> Callable[[Path], object]:
    """A writer of a container with empty streams; ``a/b`` is the stream b in the storage a."""
    return lambda path: path.write_bytes(_built(names))


def _built(names: tuple[str, ...]) -> bytes:
    top: dict[str, list[str]] = {}
    for name in names:
        first, _, rest = name.partition("/")
        top.setdefault(first, []).extend([rest] if rest else [])
    entries = [["Root Entry", _ROOT, _NONE, 1 if top else _NONE]]
    for at, (name, inner) in enumerate(top.items()):
        entries.append([name, _STORAGE if inner else _STREAM, at + 2 if at + 1 < len(top) else _NONE, _NONE])
    for number, inner in enumerate(top.values(), start=1):
        for at, name in enumerate(inner):
            if at == 0:
                entries[number][3] = len(entries)
            entries.append([name, _STREAM, len(entries) + 1 if at + 1 < len(inner) else _NONE, _NONE])
    directory = b"".join(_entry(*entry) for entry in entries)
    directory += b"\0" * (-len(directory) % 512)
    sectors = len(directory) // 512
    chain = [0xFFFFFFFD, *range(2, sectors + 1), _END]
    fat = struct.pack("<128I", *chain, *[_FREE] * (128 - len(chain)))
    head = struct.pack("<8s16xHHHHH6xIIIIIIIII", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 0x3E, 3, 0xFFFE, 9, 6,
                       0, 1, 1, 0, 4096, _END, 0, _END, 0)  # fmt: skip
    return head + struct.pack("<109I", 0, *[_FREE] * 108) + fat + directory


def _entry(name: str, kind: int, right: int, child: int) -> bytes:
    coded = name.encode("utf-16-le") + b"\0\0"
    return struct.pack("<64sHBBIII36xIQ", coded, len(coded), kind, 1, _NONE, right, child, _END, 0)
