"""The files that many bureaus have sent, out of saved mails, zips and folders, each guarded before it is opened."""

from __future__ import annotations

import hashlib
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from io import BytesIO
from pathlib import Path

from xlcheck.mail.received import read_mail
from xlcheck.model import Finding, Place, finding

_MB = 1 << 20
_MOST_BYTES, _MOST_FILES, _MOST_TOTAL = 300 * _MB, 5_000, 1_024 * _MB
"""Of one mail or zip: its size, the files in it, and their size once unpacked."""
_RATIO = 200
_CHUNK = 1 << 18
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError)


class _RefusedError(Exception):
    """Why a container is not opened."""


@dataclass(frozen=True, slots=True)
class ReceivedFile:
    """One file: from which mail, zip or folder, when that came, its path in there, and its SHA-256."""

    source: str
    received: datetime | None
    name: str
    sha256: str


@dataclass(slots=True)
class Inbox:
    """Everything that arrived; files of the same content are kept once, in ``folder``: ``kept`` by digest."""

    folder: Path
    kept: dict[str, Path] = field(default_factory=dict)
    files: list[ReceivedFile] = field(default_factory=list)
    sources: dict[str, datetime | None] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    def keep(self, source: str, received: datetime | None, name: str, content: bytes) -> None:
        """Keep one file that arrived."""
        sha256 = hashlib.sha256(content).hexdigest()
        if sha256 not in self.kept:
            self.kept[sha256] = self.folder / f"{len(self.kept)}{Path(name).suffix.lower()[:8]}"
            self.kept[sha256].write_bytes(content)
        self.files.append(ReceivedFile(source, received, name, sha256))


def open_inbox(inbox: Path, folder: Path) -> Inbox:
    """Read all that lies in ``inbox`` into ``folder``; nothing in ``inbox`` is changed.

    A mail (.eml) and a zip are sources of their own, of other files the folder at the top in which they lie. What is
    not opened gives a finding that says why.
    """
    received = Inbox(folder)
    for path in sorted(p for p in inbox.rglob("*") if p.is_file() and not p.is_symlink() and p.name[0] not in "~."):
        source = path.relative_to(inbox).as_posix()
        try:
            _open(received, inbox, path, source)
        except _RefusedError as refused:
            name, why = path.name, str(refused)
            received.findings.append(finding("pack.unsafe", Place(source), name=name, reason=why))
    return received


def _open(received: Inbox, inbox: Path, path: Path, source: str) -> None:
    if path.stat().st_size > _MOST_BYTES:
        raise _RefusedError(f"超过 {_MOST_BYTES // _MB} MB")
    if path.suffix.lower() == ".eml":
        _open_mail(received, source, path.read_bytes())
    elif path.suffix.lower() == ".zip":
        received.sources[source] = None
        _keep_all(received, source, None, _unzipped(path.read_bytes()))
    else:
        top = path.relative_to(inbox).parts[0]
        received.sources.setdefault(top, None)
        received.keep(top, None, source, path.read_bytes())


def _open_mail(opened: Inbox, source: str, data: bytes) -> None:
    mail = read_mail(data)
    opened.sources[source] = mail.at
    for name, content in mail.attachments:
        if name.lower().endswith(".zip"):
            try:
                _keep_all(opened, source, mail.at, _unzipped(content))
            except _RefusedError as refused:
                opened.findings.append(finding("pack.unsafe", Place(source), name=name, reason=refused))
        else:
            opened.keep(source, mail.at, name, content)


def _keep_all(opened: Inbox, source: str, received: datetime | None, files: Sequence[tuple[str, bytes]]) -> None:
    for name, content in files:
        opened.keep(source, received, name, content)


def _unzipped(data: bytes) -> list[tuple[str, bytes]]:
    """Return the files of a zip, all or none; raises ``_RefusedError``."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as pack:
            members = [info for info in pack.infolist() if not info.is_dir()]
            if len(members) > _MOST_FILES:
                raise _RefusedError(f"超过 {_MOST_FILES} 个文件")
            return list(_inflated(pack, members, _MOST_TOTAL))
    except _BROKEN:
        raise _RefusedError("压缩包损坏，或有密码") from None


def _inflated(pack: zipfile.ZipFile, members: Sequence[zipfile.ZipInfo], most: int) -> Iterator[tuple[str, bytes]]:
    left = most
    for info in members:
        content = bytearray()
        with pack.open(info) as stream:
            while chunk := stream.read(_CHUNK):
                content += chunk
                left -= len(chunk)
                if left < 0 or len(content) > _RATIO * max(info.compress_size, _CHUNK):
                    raise _RefusedError("解开后过大")
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
