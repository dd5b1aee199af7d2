"""Workbooks broken in small ways: bytes of the container, bytes and elements of its parts."""

from __future__ import annotations

import io
import random
import re
import zipfile

_TAG = re.compile(rb"<[^<>]+>")
_NUMBER = re.compile(rb"\d+")
_NASTY = (b"", b"0", b"-1", b"9" * 20, b"1E400", b"NaN", b"&#0;", b"&x;", b"\xff\xfe", b"<", "示例".encode())


def mutated(data: bytes, rng: random.Random) -> bytes:
    """One broken copy of a workbook."""
    if rng.random() < 0.25:
        return _bytes_changed(data, rng)
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    for _ in range(rng.randint(1, 4)):
        name = rng.choice(list(parts))
        change = rng.choice((_bytes_changed, _tag_changed, _number_changed, _gone, _doubled))
        parts[name] = change(parts[name], rng)
        if rng.random() < 0.05:
            del parts[name]
        if not parts:
            break
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return out.getvalue()


def _bytes_changed(data: bytes, rng: random.Random) -> bytes:
    if not data:
        return data
    changed = bytearray(data)
    for _ in range(rng.randint(1, 8)):
        changed[rng.randrange(len(changed))] = rng.randrange(256)
    return bytes(changed)


def _spot(pattern: re.Pattern[bytes], data: bytes, rng: random.Random) -> re.Match[bytes] | None:
    found = list(pattern.finditer(data[: 1 << 18]))
    return rng.choice(found) if found else None


def _tag_changed(data: bytes, rng: random.Random) -> bytes:
    spot = _spot(_TAG, data, rng)
    if spot is None:
        return data
    return data[: spot.start()] + rng.choice((b"", spot[0] * 2, b"<x/>")) + data[spot.end() :]


def _number_changed(data: bytes, rng: random.Random) -> bytes:
    spot = _spot(_NUMBER, data, rng)
    return data if spot is None else data[: spot.start()] + rng.choice(_NASTY) + data[spot.end() :]


def _gone(data: bytes, rng: random.Random) -> bytes:
    start = rng.randrange(len(data) + 1)
    return data[:start] + data[start + rng.randrange(2000) :]


def _doubled(data: bytes, rng: random.Random) -> bytes:
    start = rng.randrange(len(data) + 1)
    return data[:start] + data[start : start + rng.randrange(2000)] + data[start:]
