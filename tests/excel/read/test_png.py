"""A picture in shades of grey, however it is packed."""

import struct
import zlib
from io import BytesIO

import pytest
from PIL import Image

from xlcheck.excel.read.png import shades_of

ROWS = ("0000000000", "0111010010", "0100011110", "0000000000", "1111111111", "0101010101")
SHADES = tuple(bytes(0 if sign == "1" else 255 for sign in row) for row in ROWS)


def image(mode="1"):
    picture = Image.new("L", (len(ROWS[0]), len(ROWS)), 255)
    for y, row in enumerate(ROWS):
        for x, sign in enumerate(row):
            picture.putpixel((x, y), 0 if sign == "1" else 255)
    return picture.convert(mode)


def png(picture, **options):
    out = BytesIO()
    picture.save(out, "PNG", **options)
    return out.getvalue()


def chunk(name, content):
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


def made(kind, depth, lines, *others, level=9):
    """A PNG of those filtered lines."""
    width = len(ROWS[0])
    header = struct.pack(">IIBBBBB", width, len(lines), depth, kind, 0, 0, 0)
    parts = (
        chunk(b"IHDR", header),
        *others,
        chunk(b"IDAT", zlib.compress(b"".join(lines), level)),
        chunk(b"IEND", b""),
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


@pytest.mark.parametrize("level", [0, 1, 6, 9])
@pytest.mark.parametrize("mode", ["1", "L", "P", "RGB", "RGBA", "LA"])
def test_each_kind_of_pixels_and_each_compression_shows_the_same(mode, level):
    assert shades_of(png(image(mode), compress_level=level)) == SHADES


def reckoned(number, left, above, corner):
    aim = left + above - corner
    nearest = min((left, above, corner), key=lambda value: abs(aim - value))
    return (0, left, above, (left + above) // 2, nearest)[number]


@pytest.mark.parametrize("number", range(5))
def test_each_filter_is_undone(number):
    filtered, above = [], bytes(len(ROWS[0]))
    for line in SHADES:
        around = zip(b"\0" + line, above, b"\0" + above, strict=False)
        foretold = [reckoned(number, *neighbours) for neighbours in around]
        filtered.append(bytes([number, *((value - f) & 255 for value, f in zip(line, foretold, strict=True))]))
        above = line
    assert shades_of(made(0, 8, filtered)) == SHADES


def test_a_palette_with_transparent_white():
    lines = [bytes([0, *(int(row[at : at + 8].ljust(8, "0"), 2) for at in (0, 8))]) for row in ROWS]
    palette, transparent = chunk(b"PLTE", b"\x55\x55\x55\0\0\0"), chunk(b"tRNS", b"\0")
    assert shades_of(made(3, 1, lines, palette, transparent)) == SHADES


def test_a_transparent_shade_of_grey():
    lines = [b"\0" + bytes(0 if sign == "1" else 7 for sign in row) for row in ROWS]
    assert shades_of(made(0, 8, lines, chunk(b"tRNS", b"\0\x07"))) == SHADES
    assert shades_of(made(0, 8, lines))[0] == bytes([7] * len(ROWS[0]))


@pytest.mark.parametrize(
    ("mode", "colour", "shade"),
    [
        ("RGB", (255, 0, 0), 76),
        ("RGB", (0, 255, 0), 150),
        ("RGBA", (0, 0, 0, 0), 255),
        ("LA", (0, 51), 204),
        ("L", 200, 200),
        ("P", 0, 0),
    ],
)
def test_colours_become_shades_and_what_is_seen_through_is_lighter(mode, colour, shade):
    assert shades_of(png(Image.new(mode, (2, 1), colour))) == (bytes([shade] * 2),)


def jpeg():
    out = BytesIO()
    image("L").save(out, "JPEG")
    return out.getvalue()


REFUSED = {
    "nothing": b"",
    "no PNG": jpeg(),
    "cut off": png(image())[:-30],
    "too large": png(Image.new("1", (2049, 4))),
    "sixteen bits": png(Image.new("I;16", (4, 4))),
    "unknown kind": made(5, 8, [bytes(11)]),
    "unknown filter": made(0, 8, [b"\x09" + bytes(10)]),
    "too few lines": made(0, 8, [bytes(5)]),
    "not compressed": png(image()).replace(b"IDAT", b"IDAX"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_anything_else_is_no_such_picture(case):
    assert shades_of(REFUSED[case]) is None
