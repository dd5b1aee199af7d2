"""Edits that leave all other bytes of a part alone."""

from __future__ import annotations

import mmap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

Data = bytes | mmap.mmap


@dataclass(frozen=True, slots=True)
class Edit:
    """Bytes ``start`` to ``end`` of a part give way to ``new``; an insertion where both are equal."""

    start: int
    end: int
    new: bytes


def splice(data: Data, edits: Sequence[Edit], most: int = 1 << 20) -> Iterator[bytes]:
    """Yield the part with its edits, piece by piece."""
    at = 0
    for edit in [*sorted(edits, key=lambda e: (e.start, e.end)), Edit(len(data), len(data), b"")]:
        for start in range(at, edit.start, most):
            yield data[start : min(start + most, edit.start)]
        yield edit.new
        at = edit.end
