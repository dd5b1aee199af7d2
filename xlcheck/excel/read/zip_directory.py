"""How large the directory of a zip is, told from its end: opening it reads all of that into memory."""

from __future__ import annotations

import struct
from pathlib import Path

LARGEST = 16 << 20
"""Bytes of the directory of an honest workbook at most: some thousand members, however long their names."""

_TAIL = 66_000
"""Bytes in which the end of a zip stands, its comment included."""
_END, _END_64 = b"PK\x05\x06", b"PK\x06\x06"
_IN_THE_OTHER = 0xFFFFFFFF


def directory_size(path: Path) -> int:
    """Return the size that a zip states of its directory, in bytes; 0 where it states none, as a broken one does."""
    with path.open("rb") as stream:
        stream.seek(max(path.stat().st_size - _TAIL, 0))
        tail = stream.read()
    at = tail.rfind(_END)
    if at < 0 or len(tail) < at + 16:
        return 0
    size = int(struct.unpack_from("<I", tail, at + 12)[0])
    other = tail.rfind(_END_64, 0, at)
    if size == _IN_THE_OTHER and other >= 0 and len(tail) >= other + 48:
        size = int(struct.unpack_from("<Q", tail, other + 40)[0])
    return size
