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
    if not data.startswith(b"PK"):
        return _plain_changed(data, rng)
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    for _ in range(rng.randint(1, 4)):
        name = rng.choice(list(parts))
        change = rng.choice(_OF_TEXT)
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


def _plain_changed(data: bytes, rng: random.Random) -> bytes:
    """A file that is no package: a container of records, or text."""
    binary = b"\0" in data[:512]
    for _ in range(rng.randint(1, 4)):
        data = rng.choice((_bytes_changed, _record_changed) if binary else _OF_TEXT)(data, rng)
    return data


def _record_changed(data: bytes, rng: random.Random) -> bytes:
    """Some neighbouring bytes behind the head of the container, as of one record or of its length."""
    start = rng.randrange(min(512, len(data) - 1), len(data))
    nasty = rng.choice((b"\0", b"\xff", b"\x7f", b"\x80", bytes([rng.randrange(256)]))) * rng.randint(1, 8)
    return data[:start] + nasty + data[start + len(nasty) :]


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


_OF_TEXT = (_bytes_changed, _tag_changed, _number_changed, _gone, _doubled)
