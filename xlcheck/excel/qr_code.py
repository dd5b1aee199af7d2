"""QR codes as modules: what a text gives, and whether a picture is the code of a text.

One text has many right codes (size, error correction, mask), of which a library chooses one; so a picture is held
against each of them, never against the bytes of another picture.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import product
from math import ceil

import segno

from xlcheck.excel.read.png import BLACK, WHITE

Modules = tuple[str, ...]
"""The rows of a code without its quiet zone, a sign a module: 1 for a dark one, 0 for a light one."""

_FINDER = 7
"""Modules of the dark edge of the pattern in a corner by which a code is found."""
_MIDDLE = (BLACK + WHITE) / 2
_HALVES = bytes(BLACK if shade < _MIDDLE else WHITE for shade in range(256))
"""Each shade as the nearer of black and white."""
_DARK, _LIGHT = BLACK + 0.35 * (WHITE - BLACK), WHITE - 0.35 * (WHITE - BLACK)
"""Shades up to which, and from which on, a whole module is a dark or a light one: a program that saves a workbook may
have made the picture smaller."""
_OBLONG = 0.03
"""Share by which height and width may differ, for the same reason."""
_LEVELS, _MASKS = "mlqh", range(8)


@lru_cache(64)  # a page is measured before it is drawn, and the largest code takes a tenth of a second
def qr_code(text: str) -> segno.QRCode:
    """Return the code that the tool draws of a text: error correction M, the bytes of the text as they are."""
    return segno.make_qr(text, error="m", mode="byte", boost_error=False, encoding=_encoding(text))


def _encoding(text: str) -> str | None:
    """Return the encoding of a text: UTF-8 where it needs one, else Chinese would be packed as Japanese is."""
    return None if text.isascii() else "utf-8"


def modules_of(picture: Sequence[bytes]) -> Modules | None:
    """Return the modules of a picture that shows one code and nothing else; ``None`` where it does not."""
    lines = _without_edge(picture)
    return next(filter(None, (_of_side(lines, side) for side in _sides_of(lines))), None)


def _without_edge(picture: Sequence[bytes]) -> list[bytes]:
    """Return the smallest part of a picture with all that is dark in it."""
    halves = [line.translate(_HALVES) for line in picture]
    rows = [number for number, half in enumerate(halves) if BLACK in half]
    if not rows:
        return []
    first, last = min(halves[row].find(BLACK) for row in rows), max(halves[row].rfind(BLACK) for row in rows)
    return [bytes(line[first : last + 1]) for line in picture[rows[0] : rows[-1] + 1]]


def _sides_of(lines: Sequence[bytes]) -> Iterator[int]:
    """Yield how many modules a code may have in a row, by the edge of its first pattern, the likeliest first."""
    if not lines or abs(len(lines) - len(lines[0])) > _OBLONG * len(lines):
        return
    edge = max(next((at for at, shade in enumerate(line) if shade >= _MIDDLE), len(line)) for line in lines[:2])
    version = round((len(lines[0]) * _FINDER / max(edge, 1) - 17) / 4)
    for near in (version, version - 1, version + 1):
        side = 17 + 4 * near
        if 1 <= near <= 40 and side <= min(len(lines), len(lines[0])):
            yield side


def _of_side(lines: Sequence[bytes], side: int) -> Modules | None:
    """Return the modules of a code of so many in a row; ``None`` where one of them is neither dark nor light."""
    across, down = _whole_parts(len(lines[0]), side), _whole_parts(len(lines), side)
    shades = [[_mean(line[columns] for line in lines[rows]) for columns in across] for rows in down]
    if any(_DARK < shade < _LIGHT for row in shades for shade in row):
        return None
    return tuple("".join("1" if shade <= _DARK else "0" for shade in row) for row in shades)


def _mean(parts: Iterable[bytes]) -> float:
    """Return the mean shade of parts of lines."""
    shades = b"".join(parts)
    return sum(shades) / len(shades)


def _whole_parts(length: int, count: int) -> list[slice]:
    """Cut a length into so many parts, each without what it shares with the next; of short ones the middle is left."""
    parts = []
    for number in range(count):
        start, end = number * length / count, (number + 1) * length / count
        first, last = ceil(start), int(end)
        parts.append(slice(first, last) if first < last else slice(int((start + end) / 2), int((start + end) / 2) + 1))
    return parts


def is_code_of(modules: Modules, text: str) -> bool:
    """Say whether modules are a code of a text, whichever of the right ones."""
    if modules == _modules(qr_code(text)):
        return True
    version, beyond = divmod(len(modules) - 17, 4)
    if beyond or not 1 <= version <= 40:
        return False
    return any(modules == _of_kind(text, version, level, mask) for level, mask in product(_LEVELS, _MASKS))


def _of_kind(text: str, version: int, level: str, mask: int) -> Modules:
    try:
        return _modules(
            segno.make_qr(
                text,
                error=level,
                version=version,
                mask=mask,
                mode="byte",
                boost_error=False,
                encoding=_encoding(text),
            )
        )
    except segno.DataOverflowError:
        return ()


def _modules(code: segno.QRCode) -> Modules:
    return tuple("".join("1" if dark else "0" for dark in row) for row in code.matrix_iter(border=0))
