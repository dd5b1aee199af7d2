"""A picture that stands for a photo: the word 示例 in black on white, and a number below as a row of blocks."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator

_SIGNS = (
    "3ffc3ffc000000007ffe7ffe018011881998398c318c718e61860f8007000000",
    "10061fe637f6331633d677d6f6d676d63fd63f963196319633063706361e341c",
)
"""示 and 例, 16 rows of 16 bits each."""
_SIDE, _SCALE, _MARGIN = 16, 6, 12
_WIDTH = 2 * _SIDE * _SCALE + 2 * _MARGIN


def sample_picture(number: int = 1) -> bytes:
    """Return a PNG of 216 pixels by 126; the same bytes for the same number (below 65536), whatever zlib is there."""
    blocks = [bool(number >> bit & 1) for bit in range(15, -1, -1) for _ in (0, 1)]
    blank = _line([False] * 2 * _SIDE)
    lines = b"".join(_line(row) * _SCALE for row in (*_rows(), blocks))
    content = blank * _MARGIN + lines + blank * _MARGIN
    height = len(content) // len(blank)
    head = struct.pack(">IIBBBBB", _WIDTH, height, 1, 0, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", _stored(content)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(*part) for part in parts)


def _rows() -> Iterator[list[bool]]:
    """Yield the rows of both signs, side by side."""
    for y in range(_SIDE):
        bits = "".join(f"{int(sign[4 * y : 4 * y + 4], 16):016b}" for sign in _SIGNS)
        yield [bit == "1" for bit in bits]


def _line(row: list[bool]) -> bytes:
    """Return a line of pixels, one bit each, white where nothing is drawn; no filter."""
    wide = [False] * _MARGIN + [dot for dot in row for _ in range(_SCALE)] + [False] * _MARGIN
    bits = "".join("0" if dot else "1" for dot in wide)
    return b"\0" + bytes(int(bits[at : at + 8].ljust(8, "1"), 2) for at in range(0, len(bits), 8))


def _stored(content: bytes) -> bytes:
    """Return a zlib stream of one stored block, which every library writes alike since it is written here."""
    size = struct.pack("<HH", len(content), 0xFFFF ^ len(content))
    return b"\x78\x01\x01" + size + content + struct.pack(">I", zlib.adler32(content))


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
