"""The files that many bureaus have sent, out of saved mails, zips and folders, each guarded before it is opened."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from xlcheck.mail.head import MailHead
from xlcheck.mail.received import read_mail
from xlcheck.model import Finding, Place, finding
from xlcheck.steps.desk.files import bytes_digest
from xlcheck.steps.desk.unpack import UnpackError, read_limited, unzip


@dataclass(frozen=True, slots=True)
class ReceivedFile:
    """One file: from which mail, zip or folder, when that came, its path in there, and its SHA-256."""

    source: str
    received: datetime | None
    name: str
    sha256: str


@dataclass(slots=True)
class Inbox:
    """Everything that arrived; files of the same content are kept once, in ``folder``: ``kept`` by digest.

    ``mails`` has the heads of those sources that are mails.
    """

    folder: Path
    kept: dict[str, Path] = field(default_factory=dict)
    files: list[ReceivedFile] = field(default_factory=list)
    sources: dict[str, datetime | None] = field(default_factory=dict)
    mails: dict[str, MailHead] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    def keep(self, source: str, received: datetime | None, name: str, content: bytes) -> None:
        """Keep one file that arrived."""
        sha256 = bytes_digest(content)
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
        except UnpackError as refused:
            name, why = path.name, str(refused)
            received.findings.append(finding("pack.unsafe", Place(source), name=name, reason=why))
    return received


def _open(received: Inbox, inbox: Path, path: Path, source: str) -> None:
    data = read_limited(path)
    if path.suffix.lower() == ".eml":
        _open_mail(received, source, data)
    elif path.suffix.lower() == ".zip":
        received.sources[source] = None
        _keep_all(received, source, None, unzip(data))
    else:
        top = path.relative_to(inbox).parts[0]
        received.sources.setdefault(top, None)
        received.keep(top, None, source, data)


def _open_mail(opened: Inbox, source: str, data: bytes) -> None:
    mail = read_mail(data)
    opened.sources[source], opened.mails[source] = mail.head.at, mail.head
    for name, content in mail.attachments:
        if name.lower().endswith(".zip"):
            try:
                _keep_all(opened, source, mail.head.at, unzip(content))
            except UnpackError as refused:
                opened.findings.append(finding("pack.unsafe", Place(source), name=name, reason=refused))
        else:
            opened.keep(source, mail.head.at, name, content)


def _keep_all(opened: Inbox, source: str, received: datetime | None, files: Sequence[tuple[str, bytes]]) -> None:
    for name, content in files:
        opened.keep(source, received, name, content)
