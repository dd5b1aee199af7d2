"""What arrived as one file is taken apart, and what lies in it, and in that: the work of a worker process.

It knows no library but Python's own. What it finds goes into files of a folder; its answer is a list of them.
"""

from __future__ import annotations

import errno
import hashlib
import mmap
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import NamedTuple

from xlcheck.mail.head import head_of
from xlcheck.mail.parts import MailPart, header_of, parts_of
from xlcheck.steps.collect.kinds import NOT_OPENED, OPENED, Container, container_of
from xlcheck.steps.desk.unpack import Allowance, check_size, chunks, files_of, name_of, open_zip
from xlcheck.worker.refused import UnpackError

_DEEPEST = 5
"""Zips and mails within each other: a mail that was forwarded as a file three times still has its zip in a zip."""
_LINK = re.compile(
    r"超大附件|大附件|中转站|云附件|网盘|ftnExs_download|mail\.qq\.com/ftn/|cloud-attachment|large-attachment|"
    r"pan\.baidu\.com|weiyun\.com|aliyundrive\.com|alipan\.com|cloud\.189\.cn|yun\.139\.com|drive\.wps\.cn|kdocs\.cn"
)


_NO_FILES = ("text/", "image/", "message/delivery-status", "message/disposition-notification")
"""Kinds of parts that are no file unless they have a name."""
_PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".bmp")
"""What mail programs add to a text: logos, and the sign of a large file."""


class TakenFile(NamedTuple):
    """A file that was found: its path there, what it is called in the folder, SHA-256, and that of what it lay in."""

    name: str
    stored: str
    sha256: str
    container: str


class TakingTrouble(NamedTuple):
    """What was not opened: code and words of the sentence, its name, and its SHA-256 where it is a file by itself."""

    code: str
    reason: str
    name: str
    sha256: str


class _Waiting(NamedTuple):
    """A container that is still to be opened."""

    path: Path
    kind: Container
    file: TakenFile
    depth: int


def work(request: Mapping[str, object]) -> object:
    """Take a file apart: ``path`` into ``folder``, with room for ``bytes`` in all.

    Returns ``kind`` ("mail", "zip" or "file"), ``head`` of a mail, ``files`` and ``troubles`` as lists of
    :class:`TakenFile` and :class:`TakingTrouble`, of which the first file is the one that arrived, without a
    stored name where it stays where it is. Raises :class:`UnpackError` where nothing can be taken.
    """
    path = Path(str(request["path"]))
    check_size(path)
    taking = _Taking(Path(str(request["folder"])), Allowance(total=int(str(request["bytes"]))))
    try:
        return taking.all_of(path)
    except OSError as error:
        if error.errno == errno.ENOMEM:
            raise MemoryError from None
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise UnpackError("本机磁盘空间不足", "pack.disk") from None
        raise UnpackError(error.strerror or "", "pack.unread") from None


class _Taking:
    """The files that were found so far, and what is still to be opened, what lies further out first."""

    def __init__(self, folder: Path, allowance: Allowance) -> None:
        self._folder, self._allowance, self._written = folder, allowance, 0
        self._files: list[TakenFile] = []
        self._troubles: list[TakingTrouble] = []
        self._waiting: list[_Waiting] = []

    def all_of(self, path: Path) -> object:
        kind = container_of(path)
        if path.suffix.lower() == ".eml":
            kind = Container.MAIL
        elif path.suffix.lower() == ".zip" and kind is None:
            kind = Container.ZIP
        head = self._outermost(path, kind)
        while self._waiting:
            self._open_or_tell(self._waiting.pop(0))
        return {
            "kind": kind if kind in OPENED else "file",
            "head": head,
            "files": self._files,
            "troubles": self._troubles,
        }

    def _outermost(self, path: Path, kind: Container | None) -> object:
        """Open what arrived, or keep it; return the head of a mail."""
        if kind not in OPENED:
            self._keep(path.name, self._counted(_read(path)), "", 0)
            return None
        with path.open("rb") as stream:
            file = TakenFile(path.name, "", hashlib.file_digest(stream, "sha256").hexdigest(), "")
        self._files.append(file)
        self._open(_Waiting(path, kind, file, 1))
        if kind is Container.ZIP:
            return None
        with _mapped(path) as mail:
            head = head_of(header_of(mail)[0])
        times = {"at": head.at and head.at.isoformat(), "said": head.said and head.said.isoformat()}
        return asdict(head) | times

    def _open_or_tell(self, waiting: _Waiting) -> None:
        """Open a container that lies in another; where it is refused, nothing of it is kept."""
        count, still, told = len(self._files), len(self._waiting), len(self._troubles)
        allowed = self._allowance.state()
        try:
            if waiting.depth > _DEEPEST:
                raise UnpackError(f"超过 {_DEEPEST} 层", "pack.nested")
            self._open(waiting)
        except UnpackError as refused:
            for file in self._files[count:]:
                (self._folder / file.stored).unlink()
            del self._files[count:], self._waiting[still:], self._troubles[told:]
            self._allowance.give_back(allowed)
            self._tell(refused, waiting.file)

    def _open(self, waiting: _Waiting) -> None:
        if waiting.kind is Container.ZIP:
            self._open_zip(waiting)
        else:
            self._open_mail(waiting)

    def _open_zip(self, waiting: _Waiting) -> None:
        with waiting.path.open("rb") as stream, open_zip(stream, self._allowance) as pack:
            for info in files_of(pack):
                content = chunks(pack, info, self._allowance)
                self._keep(name_of(info), content, waiting.file.sha256, waiting.depth)

    def _open_mail(self, waiting: _Waiting) -> None:
        count, link = len(self._files), ""
        with _mapped(waiting.path) as mail:
            for number, part in enumerate(parts_of(mail), start=1):
                if part.name or not part.kind.startswith(_NO_FILES):
                    self._keep_part(part, number, waiting)
                elif part.kind.startswith("text/") and (found := _LINK.search(part.text())):
                    link = link or found[0]
        if link and all(file.name.lower().endswith(_PICTURES) for file in self._files[count:]):
            self._troubles.append(TakingTrouble("pack.link", link, waiting.file.name, waiting.file.sha256))

    def _keep_part(self, part: MailPart, number: int, waiting: _Waiting) -> None:
        self._allowance.take_files(1)
        name = part.name or f"附件{number}"
        try:
            self._keep(name, self._counted(part.chunks()), waiting.file.sha256, waiting.depth)
        except UnpackError as refused:
            if refused.code != "pack.unsafe":
                raise
            self._tell(refused, TakenFile(name, "", "", waiting.file.sha256))

    def _counted(self, content: Iterable[bytes]) -> Iterator[bytes]:
        for chunk in content:
            self._allowance.take_bytes(len(chunk))
            yield chunk

    def _keep(self, name: str, content: Iterable[bytes], container: str, depth: int) -> None:
        """Write a file into the folder; one that is a container waits to be opened, or is named."""
        stored, sha256 = self._write(name, content)
        file = TakenFile(name, stored, sha256, container)
        self._files.append(file)
        kind = container_of(self._folder / stored) or (Container.ZIP if stored.endswith(".zip") else None)
        if kind in OPENED:
            self._waiting.append(_Waiting(self._folder / stored, kind, file, depth + 1))
        elif kind:
            code, words = NOT_OPENED[kind]
            self._tell(UnpackError(words, code), file)

    def _write(self, name: str, content: Iterable[bytes]) -> tuple[str, str]:
        """Write a file whole or not at all; return what it is called, which ends as its name does, and its SHA-256."""
        suffix = re.fullmatch(r".*(\.[a-z0-9]{1,7})", name.lower(), re.DOTALL)
        stored, digest = f"{self._written}{suffix[1] if suffix else ''}", hashlib.sha256()
        self._written += 1
        try:
            with (self._folder / stored).open("wb") as out:
                for chunk in content:
                    digest.update(chunk)
                    out.write(chunk)
        except BaseException:
            (self._folder / stored).unlink()
            raise
        return stored, digest.hexdigest()

    def _tell(self, refused: UnpackError, file: TakenFile) -> None:
        self._troubles.append(TakingTrouble(refused.code, refused.reason, file.name, file.sha256))


def _read(path: Path) -> Iterator[bytes]:
    with path.open("rb") as stream:
        while chunk := stream.read(1 << 20):
            yield chunk


@contextmanager
def _mapped(path: Path) -> Iterator[bytes | mmap.mmap]:
    """Give a file as bytes that are read where they are looked at."""
    with path.open("rb") as stream:
        if not path.stat().st_size:
            yield b""
            return
        with mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ) as content:
            yield content
