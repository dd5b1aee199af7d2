"""A zip that somebody sent, guarded before it is opened."""

from __future__ import annotations

import errno
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import IO

from xlcheck.worker.refused import UnpackError

_MB = 1 << 20
_MOST_BYTES, _MOST_FILES, _MOST_TOTAL = 300 * _MB, 5_000, 1_024 * _MB
"""Of one mail or zip: its size, the files in it, and their size once unpacked."""
_RATIO = 200
_CHUNK = 1 << 18
_MOST_DIRECTORY = 16 * _MB
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
"""Others, which no program here uses, may ask for gigabytes before the first byte is there."""
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError)
_END, _END_LENGTH = b"PK\x05\x06", 22


class Allowance:
    """What may still come out of one mail or zip, whatever is nested in it: so many files, so many bytes."""

    def __init__(self, files: int = _MOST_FILES, total: int = _MOST_TOTAL) -> None:
        self.files, self.bytes = files, total
        self._most_files, self._most_bytes = files, total

    def take_files(self, count: int) -> None:
        """Take room for files; raises :class:`UnpackError` where there is none left."""
        self.files -= count
        if self.files < 0:
            raise UnpackError(f"超过 {self._most_files} 个文件", "pack.too-many")

    def take_bytes(self, count: int) -> None:
        """Take room for bytes; raises :class:`UnpackError` where there is none left."""
        self.bytes -= count
        if self.bytes < 0:
            raise self.too_large()

    def state(self) -> tuple[int, int]:
        """Return what is left of it, for :meth:`give_back`."""
        return self.files, self.bytes

    def give_back(self, state: tuple[int, int]) -> None:
        """Have again what was left once, since nothing that was taken since is kept."""
        self.files, self.bytes = state

    def require(self, count: int) -> None:
        """Raise :class:`UnpackError` where there is no room for so many bytes."""
        if count > self.bytes:
            raise self.too_large()

    def too_large(self) -> UnpackError:
        """Return the error for what takes more than all that is allowed."""
        return UnpackError(f"解开后过大，超过 {self._most_bytes // _MB} MB", "pack.unpacked")


def check_size(path: Path) -> None:
    """Raise :class:`UnpackError` for a file that is larger than any pack."""
    if path.stat().st_size > _MOST_BYTES:
        raise UnpackError(f"超过 {_MOST_BYTES // _MB} MB", "pack.too-large")


def read_limited(path: Path) -> bytes:
    """Return the content of a file; raises :class:`UnpackError` for one that is larger than any pack."""
    check_size(path)
    return path.read_bytes()


def unzip(data: bytes) -> list[tuple[str, bytes]]:
    """Return the files of a zip by their paths in it, all or none; raises :class:`UnpackError`."""
    allowance = Allowance()
    with open_zip(BytesIO(data), allowance) as pack:
        return [(name_of(info), b"".join(chunks(pack, info, allowance))) for info in files_of(pack)]


def zip_names(path: Path) -> list[str]:
    """Return the paths in a zip, of which nothing is unpacked; none where it cannot be read."""
    try:
        with zipfile.ZipFile(path) as pack:
            return [name_of(info) for info in files_of(pack)]
    except _BROKEN:
        return []


def files_of(pack: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
    """Return the members of a zip that are no folders."""
    return [info for info in pack.infolist() if not info.is_dir()]


@contextmanager
def open_zip(stream: IO[bytes], allowance: Allowance) -> Iterator[zipfile.ZipFile]:
    """Open a zip whose directory says that all of it can be unpacked; raises :class:`UnpackError`, within it too."""
    _check_directory(stream)
    try:
        with zipfile.ZipFile(stream) as pack:
            _check_members(files_of(pack), allowance)
            yield pack
    except _BROKEN as error:
        if getattr(error, "errno", None) not in (None, errno.EINVAL):  # the disk has its own troubles
            raise
        raise UnpackError("压缩包损坏", "pack.unsafe") from None


def _check_directory(stream: IO[bytes]) -> None:
    """Refuse a directory that would fill the memory once it is read; one that says nothing is left to the reader."""
    size = stream.seek(0, 2)
    stream.seek(max(0, size - _END_LENGTH - (1 << 16)))
    tail = stream.read()
    end = tail[max(0, tail.rfind(_END)) :]
    count, directory = int.from_bytes(end[10:12], "little"), int.from_bytes(end[12:16], "little")
    if end.startswith(_END) and (_MOST_FILES < count < 0xFFFF or _MOST_DIRECTORY < directory < 0xFFFFFFFF):
        raise UnpackError(f"超过 {_MOST_FILES} 个文件", "pack.too-many")


def _check_members(members: list[zipfile.ZipInfo], allowance: Allowance) -> None:
    if any(info.flag_bits & 1 for info in members):
        raise UnpackError("压缩包有密码", "pack.encrypted")
    if any(info.compress_type not in _METHODS for info in members):
        raise UnpackError("压缩包用了少见的压缩方法", "pack.method")
    allowance.take_files(len(members))
    allowance.require(sum(info.file_size for info in members))


def chunks(pack: zipfile.ZipFile, info: zipfile.ZipInfo, allowance: Allowance) -> Iterator[bytes]:
    """Yield what a member holds, piece by piece; raises :class:`UnpackError` where it is too much."""
    size, most = 0, _RATIO * max(info.compress_size, _CHUNK)
    with pack.open(info) as stream:
        while chunk := stream.read(_CHUNK):
            size += len(chunk)
            allowance.take_bytes(len(chunk))
            if size > most:
                raise UnpackError(f"解开后过大，是压缩前的 {_RATIO} 倍以上", "pack.unpacked")
            yield chunk


def name_of(info: zipfile.ZipInfo) -> str:
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
