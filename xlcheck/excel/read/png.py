"""A picture in shades of grey out of a PNG file, whoever wrote it.

Which depth, palette, filters and compression a library chooses says nothing of what the picture shows.
"""

from __future__ import annotations

import struct
import zlib
from io import BytesIO

from PIL import Image

BLACK, WHITE = 0, 255

_LARGEST = 2_048
"""Pixels of a side; the largest QR code that the tool draws has 1,480."""
_MODES = ("1", "L", "P", "LA", "RGB", "RGBA")
"""Those of at most eight bits a sample."""
_UNREADABLE = (OSError, SyntaxError, ValueError, struct.error, zlib.error, Image.DecompressionBombError)
"""What Pillow raises for a file that is none, or is damaged."""


def shades_of(data: bytes) -> tuple[bytes, ...] | None:
    """Return each line of a PNG with the shade of each of its pixels (ITU-R BT.601), from BLACK to WHITE.

    What cannot be seen is as white as the paper. ``None`` where it is no such file, or is too large.
    """
    try:
        with Image.open(BytesIO(data), formats=("PNG",)) as picture:
            if picture.mode not in _MODES or max(picture.size) > _LARGEST:
                return None
            paper = Image.new("RGBA", picture.size, "white")
            shades = Image.alpha_composite(paper, picture.convert("RGBA")).convert("L")
    except _UNREADABLE:
        return None
    pixels, width = shades.tobytes(), shades.width
    return tuple(pixels[at : at + width] for at in range(0, len(pixels), width))
