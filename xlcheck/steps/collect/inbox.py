"""The files that many bureaus have sent, out of saved mails, zips and folders, each opened by a worker process."""

from __future__ import annotations

import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TypedDict, cast

from xlcheck.mail.head import MailHead
from xlcheck.model import Finding, Place, finding
from xlcheck.steps.collect.outside import answer_of
from xlcheck.steps.collect.room import Room
from xlcheck.worker.limits import WorkerLimits
from xlcheck.worker.refused import UnpackError
from xlcheck.worker.worker import Worker

LIMITS = WorkerLimits(seconds=120, memory=512 << 20)
MOST_BYTES = 1_024 << 20
"""What may come out of one mail or zip, with all that lies in it."""
_WORK = "xlcheck.steps.collect.taking"


@dataclass(frozen=True, slots=True)
class ReceivedFile:
    """One file: from which mail, zip or folder, when that came, its path in there, and its SHA-256.

    ``container`` is the SHA-256 of the mail or zip in which it lay; that is a file that was received as well.
    """

    source: str
    received: datetime | None
    name: str
    sha256: str
    container: str = ""


@dataclass(slots=True)
class Inbox:
    """Everything that arrived; files of the same content are kept once: ``kept`` by digest.

    ``mails`` has the heads of those sources that are mails. ``doubts`` are findings about files, by their digests, that
    were not opened: nobody's business where a pack lists the file, which then need not be opened.
    """

    kept: dict[str, Path] = field(default_factory=dict)
    files: list[ReceivedFile] = field(default_factory=list)
    sources: dict[str, datetime | None] = field(default_factory=dict)
    mails: dict[str, MailHead] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    doubts: list[tuple[str, Finding]] = field(default_factory=list)
    _together: dict[tuple[str, str], list[ReceivedFile]] = field(default_factory=dict)
    _named: dict[str, list[ReceivedFile]] = field(default_factory=dict)

    def keep(self, path: Path, file: ReceivedFile) -> None:
        """Keep one file that arrived; a copy of one that is kept already is removed."""
        if self.kept.setdefault(file.sha256, path) != path:
            path.unlink()
        self.add(file)

    def add(self, file: ReceivedFile) -> None:
        """Add a file of which the content is kept."""
        self.files.append(file)
        self._together.setdefault((file.source, file.container), []).append(file)
        self._named.setdefault(file.name, []).append(file)

    def together_with(self, file: ReceivedFile) -> Sequence[ReceivedFile]:
        """Return the files that came in the same mail, zip or folder, and not in what lay in that."""
        return self._together.get((file.source, file.container), ())

    def named(self, name: str) -> Sequence[ReceivedFile]:
        """Return the files of a path, from whichever source."""
        return self._named.get(name, ())


class _Taken(TypedDict):
    """The answer of the worker, see :func:`xlcheck.steps.collect.taking.work`."""

    kind: str
    head: Mapping[str, object] | None
    files: list[tuple[str, str, str, str]]
    troubles: list[tuple[str, str, str, str]]


def open_inbox(inbox: Path, folder: Path) -> Inbox:
    """Read all that lies in ``inbox`` into ``folder``; nothing in ``inbox`` is changed.

    A mail and a zip, whatever they are called, are sources of their own, of other files the folder at the top in which
    they lie. What is not opened gives a finding that says why, whatever it did to the process that opened it. Where
    all of it is too much for the disk or the memory, the largest ones are left.
    """
    received, room = Inbox(), Room(folder)
    arrived = (p for p in inbox.rglob("*") if p.is_file() and not p.is_symlink() and p.name[0] not in "~.")
    opened: dict[int, tuple[Path, _Taken]] = {}
    with Worker(_WORK, LIMITS) as worker:
        for number, path in enumerate(sorted(arrived)):
            into = folder / f"{number}"
            into.mkdir()
            try:
                taken = _taken(worker, path, into)
            except UnpackError as refused:
                _refuse(received, path.relative_to(inbox), into, refused)
                continue
            opened[number] = path, taken
            for largest in room.take(number, into):
                too_much = UnpackError(room.words, "pack.inbox-full")
                _refuse(received, opened.pop(largest)[0].relative_to(inbox), folder / f"{largest}", too_much)
    for path in _no_files(inbox):
        source = path.relative_to(inbox).as_posix()
        received.sources.setdefault(source, None)
        received.findings.append(_finding(source, "pack.unread", path.name, "不是文件，是指向别处的链接"))
    for number, (path, taken) in opened.items():
        _keep_all(received, path, path.relative_to(inbox), folder / f"{number}", taken)
    return received


def _no_files(inbox: Path) -> list[Path]:
    """Return what is neither a file nor a folder: a link may lead out of the inbox, a pipe would never end."""
    others = (path for path in inbox.rglob("*") if path.is_symlink() or not (path.is_file() or path.is_dir()))
    return sorted(path for path in others if path.name[0] not in "~.")


def _refuse(received: Inbox, source: Path, into: Path, refused: UnpackError) -> None:
    """Throw away what came out of a file, and say why."""
    shutil.rmtree(into)
    received.sources.setdefault(source.as_posix(), None)
    received.findings.append(_finding(source.as_posix(), refused.code, source.name, refused.reason))


def _taken(worker: Worker, path: Path, into: Path) -> _Taken:
    """Have a file taken apart; raises :class:`UnpackError`, whatever became of the process."""
    request = {"path": str(path.resolve()), "folder": str(into.resolve()), "bytes": MOST_BYTES}
    return cast(_Taken, answer_of(worker, request))


def _keep_all(received: Inbox, path: Path, arrived: Path, into: Path, taken: _Taken) -> None:
    head = _head(taken["head"])
    at, loose = head.at if head else None, taken["kind"] == "file"
    source = arrived.parts[0] if loose else arrived.as_posix()
    received.sources.setdefault(source, at)
    if head:
        received.mails[source] = head
        if head.received and at is None:
            line = head.received[0].rpartition(";")[2].strip()
            received.findings.append(_finding(source, "pack.time", arrived.name, line[:50]))
    for name, stored, sha256, container in taken["files"]:
        file = ReceivedFile(source, at, name if container else arrived.as_posix(), sha256, container)
        received.keep(into / stored if stored else path, file)
    for code, reason, name, sha256 in taken["troubles"]:
        received.doubts.append((sha256, _finding(source, code, name, reason)))


def _finding(source: str, code: str, name: str, reason: str) -> Finding:
    return finding(code, Place(source), name=name, reason=reason)


def _head(given: Mapping[str, object] | None) -> MailHead | None:
    """Return the head of a mail as the worker wrote it down."""
    if given is None:
        return None
    at, said = (datetime.fromisoformat(str(given[key])) if given[key] else None for key in ("at", "said"))
    received = cast(list[str], given["received"])
    sender, address, subject = (str(given[key]) for key in ("sender", "address", "subject"))
    return MailHead(sender, address, subject, at, said, tuple(received))
