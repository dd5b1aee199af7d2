"""A picture in shades of grey out of a PNG file, whoever wrote it.

Which depth, palette, filters and compression a library chooses says nothing of what the picture shows.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass

BLACK, WHITE = 0, 255

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_LARGEST = 2_048
"""Pixels of a side; the largest QR code that the tool draws has 1,480."""
_GREY, _COLOURED, _PALETTE, _GREY_ALPHA, _COLOURED_ALPHA = 0, 2, 3, 4, 6
_SAMPLES = {_GREY: 1, _COLOURED: 3, _PALETTE: 1, _GREY_ALPHA: 2, _COLOURED_ALPHA: 4}
"""Kind of the pixels -> samples of each."""

_SHARES = (0.299, 0.587, 0.114)
"""How much red, green and blue make a shade (ITU-R BT.601)."""

Samples = tuple[int, ...]


def shades_of(data: bytes) -> tuple[bytes, ...] | None:
    """Return each line of a PNG with the shade of each of its pixels, from :data:`BLACK` to :data:`WHITE`.

    What cannot be seen is as white as the paper. ``None`` where it is no such file, or is too large or interlaced.
    """
    try:
        picture = _picture_of(data)
        lines = list(_unfiltered(picture))
        shades = {line: picture.line(line) for line in set(lines)}
        return tuple(shades[line] for line in lines)
    except (struct.error, zlib.error, KeyError, IndexError, ValueError):
        return None


@dataclass(slots=True)
class _Picture:
    """What the chunks of a PNG say: size, kind of pixels, palette, transparent colours; and its filtered lines."""

    width: int
    height: int
    depth: int
    kind: int
    palette: bytes
    transparent: bytes
    filtered: bytes

    @property
    def bits(self) -> int:
        """The bits of a pixel."""
        return self.depth * _SAMPLES[self.kind]

    @property
    def stride(self) -> int:
        """The bytes of a line."""
        return (self.width * self.bits + 7) // 8

    def line(self, line: bytes) -> bytes:
        """Return the shades of a line."""
        digits = f"{int.from_bytes(line, 'big'):0{8 * self.stride}b}"
        pixels = [digits[at : at + self.bits] for at in range(0, self.width * self.bits, self.bits)]
        shades = {pixel: self._shade(pixel) for pixel in set(pixels)}
        return bytes(map(shades.__getitem__, pixels))

    def _shade(self, pixel: str) -> int:
        samples = tuple(int(pixel[at : at + self.depth], 2) for at in range(0, self.bits, self.depth))
        *colour, seen = self._colour(samples)
        shade = sum(share * part for share, part in zip(_SHARES, colour, strict=True)) if len(colour) > 1 else colour[0]
        return round(WHITE - (WHITE - shade) * seen / 255)

    def _colour(self, samples: Samples) -> Samples:
        """Return the colour of a pixel, and how much of it is seen, in parts of 255."""
        if self.kind == _PALETTE:
            (number,) = samples
            seen = self.transparent[number] if number < len(self.transparent) else 255
            red, green, blue = self.palette[3 * number :][:3]
            return (red, green, blue, seen)
        if self.kind in (_GREY_ALPHA, _COLOURED_ALPHA):
            return samples
        hidden = bool(self.transparent) and samples == struct.unpack(f">{len(samples)}H", self.transparent)
        return (*(sample * 255 // (2**self.depth - 1) for sample in samples), 0 if hidden else 255)


def _picture_of(data: bytes) -> _Picture:
    """Read the chunks of a PNG; raises :class:`ValueError` and others where they are not those of one."""
    chunks: dict[bytes, bytes] = {}
    for name, content in _chunks(data):
        chunks[name] = chunks.get(name, b"") + content
    width, height, depth, kind, *ways = struct.unpack(">IIBBBBB", chunks[b"IHDR"])
    if not (0 < width <= _LARGEST and 0 < height <= _LARGEST and depth <= 8) or any(ways):
        raise ValueError(data[:64])
    picture = _Picture(width, height, depth, kind, chunks.get(b"PLTE", b""), chunks.get(b"tRNS", b""), b"")
    size = height * (1 + picture.stride)
    picture.filtered = zlib.decompressobj().decompress(chunks[b"IDAT"], size)
    if len(picture.filtered) != size:
        raise ValueError(len(picture.filtered))
    return picture


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    if not data.startswith(_SIGNATURE):
        raise ValueError(data[:8])
    at = len(_SIGNATURE)
    while at < len(data):
        length, name = struct.unpack_from(">I4s", data, at)
        yield name, data[at + 8 : at + 8 + length]
        at += 12 + length


def _unfiltered(picture: _Picture) -> Iterator[bytes]:
    """Yield each line with its filter undone (PNG, part 9): its first byte says how the others were reckoned."""
    above = bytes(picture.stride)
    for start in range(0, len(picture.filtered), 1 + picture.stride):
        line = bytearray(picture.filtered[start + 1 : start + 1 + picture.stride])
        reckon = _FILTERS[picture.filtered[start]]
        if reckon is not None:
            _add(line, above, max(picture.bits // 8, 1), reckon)
        above = bytes(line)
        yield above


def _add(line: bytearray, above: bytes, step: int, reckon: Callable[[int, int, int], int]) -> None:
    """Add to each byte of a line what its neighbours foretell of it; ``step`` is how far back the left one stands."""
    for at, value in enumerate(line):
        left, corner = (line[at - step], above[at - step]) if at >= step else (0, 0)
        line[at] = (value + reckon(left, above[at], corner)) & 255


def _nearest(left: int, above: int, corner: int) -> int:
    """Return the neighbour nearest to left + above - corner; of equally near ones the first."""
    aim = left + above - corner
    return min((left, above, corner), key=lambda neighbour: abs(aim - neighbour))


_FILTERS: tuple[Callable[[int, int, int], int] | None, ...] = (
    None,
    lambda left, _above, _corner: left,
    lambda _left, above, _corner: above,
    lambda left, above, _corner: (left + above) // 2,
    _nearest,
)
