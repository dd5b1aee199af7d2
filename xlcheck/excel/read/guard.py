"""What a workbook from a stranger may cost before it is refused."""

from __future__ import annotations

import posixpath
import zipfile
import zlib
from collections.abc import Generator
from dataclasses import dataclass
from pathlib import Path

from xlcheck.excel.read.kinds import FileKind, Sniffed, sniffed
from xlcheck.excel.read.zip_directory import LARGEST, directory_size
from xlcheck.model import XlcheckError

_MB = 1 << 20
_CHUNK = 1 << 18
_TEXT = 76
"""Bytes that a text takes in memory beside its characters."""

_PLACE = 24
"""Bytes that a cell takes beside its text: a place in the sheet, in the table as it stands and in the typed one."""
_OTHERS = {
    FileKind.XLSB: "book.binary",
    FileKind.ARCHIVE: "book.archive",
    FileKind.MAIL: "book.mail",
    FileKind.DOCUMENT: "book.document",
    FileKind.PICTURE: "book.document",
    FileKind.HTML: "book.export",
    FileKind.XML_2003: "book.export",
    FileKind.TEXT: "book.export",
    FileKind.LOCKED: "book.encrypted",
}
"""What is said of files of other kinds."""

_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError)
"""What zipfile raises over a container that is not whole."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds that let every honest workbook through (a registry of a million entities stays below them).

    ``elements`` are those of one part that need the parser; ``memory_bytes`` is an estimate of what the cells
    of all sheets take once they are read.
    """

    file_bytes: int = 300 * _MB
    members: int = 5_000
    part_bytes: int = 2_048 * _MB
    strings_bytes: int = 1_024 * _MB
    small_bytes: int = 64 * _MB
    total_bytes: int = 3_072 * _MB
    ratio: int = 100
    cells: int = 40_000_000
    elements: int = 25_000_000
    depth: int = 1_000
    tag_bytes: int = 16 * _MB
    memory_bytes: int = 1_500 * _MB


_HELD_TO = [Limits()]


def hold_to(limits: Limits) -> None:
    """Hold every workbook that this process reads from now on to limits, where none are given: a worker's own."""
    _HELD_TO[0] = limits


class Package:
    """The zip container of a workbook, read with a count of what has been inflated.

    Raises :class:`XlcheckError` ``book.unreadable`` where the content is not a workbook of the
    .xlsx family, ``book.refused`` where a limit is exceeded.
    """

    def __init__(self, path: Path, limits: Limits | None = None, kind: FileKind = FileKind.XLSX) -> None:
        self.path, self.limits = path, limits or _HELD_TO[0]
        self._inflated = self._held = self._cells = 0
        size = path.stat().st_size
        if size > self.limits.file_bytes:
            raise self.refused(f"文件有 {size // _MB} MB，超过 {self.limits.file_bytes // _MB} MB")
        told = sniffed(path)
        if told[0] is not kind:
            raise refusal(path, told)
        if directory_size(path) > LARGEST:
            raise self.refused("压缩包内的成员过多")
        try:
            self._zip = zipfile.ZipFile(path)
        except _BROKEN:
            raise self.unreadable("文件不完整或已损坏") from None
        self._check_directory()
        self._infos = _by_name(self._zip.infolist())
        self._folded = {name.lower(): name for name in reversed(self._infos)}

    def _check_directory(self) -> None:
        infos = self._zip.infolist()
        if len(infos) > self.limits.members:
            raise self.refused(f"压缩包内有 {len(infos)} 个成员")
        if sum(i.file_size for i in infos) > self.limits.total_bytes:
            raise self.refused("解压后的总量过大")
        if any(i.flag_bits & 1 for i in infos):
            raise self.unreadable("压缩包带有密码")

    @property
    def names(self) -> list[str]:
        """The parts of the package, their folders behind slashes; some programs write backslashes."""
        return list(self._infos)

    def has(self, name: str) -> bool:
        """Say whether there is such a part; as in Excel capitals make no difference."""
        return name.lower() in self._folded

    def info(self, name: str) -> zipfile.ZipInfo:
        """Return the entry of a part; raises :class:`XlcheckError` ``book.unreadable`` where it is not there."""
        if not self.has(name):
            raise self.unreadable(f"缺少部件 {name}")
        return self._infos[self.proper(name)]

    def proper(self, name: str) -> str:
        """Return the name of a part as the package spells it; that of one that is not there as it is."""
        return name if name in self._infos else self._folded.get(name.lower(), name)

    def target(self, folder: str, target: str) -> str:
        """Return the name of the part to which a relation leads of a part in a folder."""
        return self.proper(posixpath.normpath(posixpath.join("/", folder, target.replace("\\", "/"))).lstrip("/"))

    def is_stored(self, name: str) -> bool:
        """Say whether a part is kept without compression."""
        return self.info(name).compress_type == zipfile.ZIP_STORED

    def small_chunks(self, name: str, limit: int) -> Generator[bytes, None, None]:
        """Yield as :meth:`chunks`, for a part that is kept in memory whole and may not be larger than ``limit``."""
        size = 0
        for chunk in self.chunks(name):
            size += len(chunk)
            if size > limit:
                raise self.refused(f"部件 {name} 超过 {limit // _MB} MB")
            yield chunk

    def chunks(self, name: str) -> Generator[bytes, None, None]:
        """Yield a part's bytes, piece by piece, within the limits."""
        info, size = self.info(name), 0
        try:
            with self._zip.open(info) as stream:
                while chunk := stream.read(_CHUNK):
                    size += len(chunk)
                    self._inflated += len(chunk)
                    self._check_inflated(size, info.compress_size)
                    yield chunk
        except _BROKEN:
            raise self.unreadable(f"部件 {name} 已损坏") from None

    def _check_inflated(self, size: int, compressed: int) -> None:
        if size > self.limits.part_bytes or self._inflated > self.limits.total_bytes:
            raise self.refused("解压后的内容过大")
        if size > _MB and size > self.limits.ratio * max(compressed, 1):
            raise self.refused(f"压缩比超过 {self.limits.ratio}:1")

    def hold(self, texts: int, length: int) -> None:
        """Count so many texts of so many bytes in all that will be kept in memory."""
        self._held += texts * _TEXT + length
        if self._held > self.limits.memory_bytes:
            raise self.refused(f"内容过多，读入后超过 {self.limits.memory_bytes // _MB} MB")

    def count_cells(self, cells: int) -> None:
        """Count so many cells that are collected, whatever they hold."""
        self._cells += cells
        self.hold(0, cells * _PLACE)
        if self._cells > self.limits.cells:
            raise self.refused("单元格过多")

    def refused(self, why: str) -> XlcheckError:
        """Return the error for a file that costs more than its limit."""
        return XlcheckError("book.refused", book=self.path.name, why=why)

    def unreadable(self, why: str) -> XlcheckError:
        """Return the error for a file that is not a readable workbook."""
        return XlcheckError("book.unreadable", book=self.path.name, why=why)

    def __enter__(self) -> Package:
        return self

    def __exit__(self, *_: object) -> None:
        self._zip.close()


def _by_name(infos: list[zipfile.ZipInfo]) -> dict[str, zipfile.ZipInfo]:
    """Return the entries by the names of their parts; of two that have one name, the later."""
    return {info.orig_filename.split("\0")[0].replace("\\", "/").lstrip("/"): info for info in infos}


def refusal(path: Path, told: Sniffed) -> XlcheckError:
    """Return the error for a file that is no workbook, or not one that is read: named for what it is."""
    kind, what = told
    if kind in _OTHERS:
        return XlcheckError(_OTHERS[kind], book=path.name, what=what)
    why = "文件是空的" if kind is FileKind.EMPTY else "它不是 Excel 工作簿"
    return XlcheckError("book.unreadable", book=path.name, why=why)
