"""A zip that somebody sent, guarded before it is opened."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator, Sequence
from io import BytesIO
from pathlib import Path

_MB = 1 << 20
_MOST_BYTES, _MOST_FILES, _MOST_TOTAL = 300 * _MB, 5_000, 1_024 * _MB
"""Of one mail or zip: its size, the files in it, and their size once unpacked."""
_RATIO = 200
_CHUNK = 1 << 18
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError)


class UnpackError(Exception):
    """Why a container is not opened."""


def read_limited(path: Path) -> bytes:
    """Return the content of a file; raises :class:`UnpackError` for one that is larger than any pack."""
    if path.stat().st_size > _MOST_BYTES:
        raise UnpackError(f"超过 {_MOST_BYTES // _MB} MB")
    return path.read_bytes()


def unzip(data: bytes) -> list[tuple[str, bytes]]:
    """Return the files of a zip by their paths in it, all or none; raises :class:`UnpackError`."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as pack:
            members = [info for info in pack.infolist() if not info.is_dir()]
            if len(members) > _MOST_FILES:
                raise UnpackError(f"超过 {_MOST_FILES} 个文件")
            return list(_inflate(pack, members, _MOST_TOTAL))
    except _BROKEN:
        raise UnpackError("压缩包损坏，或有密码") from None


def zip_names(path: Path) -> list[str]:
    """Return the paths in a zip, of which nothing is unpacked; none where it cannot be read."""
    try:
        with zipfile.ZipFile(path) as pack:
            return [_name(info) for info in pack.infolist() if not info.is_dir()]
    except _BROKEN:
        return []


def _inflate(pack: zipfile.ZipFile, members: Sequence[zipfile.ZipInfo], most: int) -> Iterator[tuple[str, bytes]]:
    left = most
    for info in members:
        content = bytearray()
        with pack.open(info) as stream:
            while chunk := stream.read(_CHUNK):
                content += chunk
                left -= len(chunk)
                if left < 0 or len(content) > _RATIO * max(info.compress_size, _CHUNK):
                    raise UnpackError("解开后过大")
        yield _name(info), bytes(content)


def _name(info: zipfile.ZipInfo) -> str:
    """Return the path in a zip; one without the UTF-8 flag was most likely made by a Chinese Windows."""
    if info.flag_bits & 0x800:
        return info.filename
    raw = info.filename.encode("cp437", "replace")  # as zipfile has read a name without the flag
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return info.filename
