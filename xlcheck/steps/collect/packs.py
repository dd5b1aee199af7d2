"""Packs as they arrived: each 上报单 with the files that it lists, wherever these came from, and what is wrong."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from dataclasses import replace
from functools import cache
from pathlib import Path, PurePosixPath

from xlcheck.mail.head import printable
from xlcheck.messages import Level, level
from xlcheck.model import Finding, ListedFile, Pack, Place, XlcheckError, finding
from xlcheck.schema.outputs.collect import PROGRESS_BOOK, READ_EXTRACT_BOOK, READ_VISITS_BOOK
from xlcheck.schema.outputs.send import (
    DISPATCH_BOOK,
    UNLISTED_FILES,
)
from xlcheck.steps.collect.arrivals import is_slip_file
from xlcheck.steps.collect.inbox import Inbox, ReceivedFile
from xlcheck.steps.collect.outside import PackReader, beginning, unread
from xlcheck.steps.collect.room import too_many
from xlcheck.steps.desk.desk import SILENT, Talk
from xlcheck.steps.desk.files import NOT_IN_NAMES, digest
from xlcheck.worker.refused import UnpackError

VISITS_FILE = READ_VISITS_BOOK.filename
EXTRACT_FILE, PROGRESS_FILE = READ_EXTRACT_BOOK.filename, f"统计/{PROGRESS_BOOK.filename}"
_MB = 1 << 20
_FEW, _SHOWN = 5, 20
_LONGEST = 200
"""Signs of a listed path, and bytes of each of its parts, as every disk takes them."""


def packs_of(inbox: Inbox, reader: PackReader, talk: Talk = SILENT) -> list[Pack]:
    """Return a pack for each 上报单 that arrived; their rows stay with the reader."""
    forms = [file for file in inbox.files if PurePosixPath(file.name).name == DISPATCH_BOOK.filename]
    crowded = too_many([form.source for form in forms], "上报单")
    forms = [form for form in forms if form.source not in crowded]
    refused = [Pack(source, inbox.sources[source], "", findings=(why,)) for source, why in crowded.items()]
    packs = [_pack(inbox, form, reader) for form in talk.each("核对“{}”", forms, lambda form: form.source)]
    return refused + packs


def kept_pack(folder: Path, expected: str, source: str, reader: PackReader) -> Pack:
    """Return the pack that is kept in a folder, by the SHA-256 of its 上报单; its files are read where they stand.

    Raises :class:`XlcheckError` ``collect.archive-changed`` where it is not there any more, or is not what was kept.
    """
    inbox = Inbox()
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        sha256 = digest(path)
        inbox.kept[sha256] = path
        inbox.add(ReceivedFile(source, None, path.relative_to(folder).as_posix(), sha256))
    pack = next((pack for pack in packs_of(inbox, reader) if pack.digest == expected), None)
    if pack is None or pack.findings:
        raise XlcheckError("collect.archive-changed", file=folder)
    return pack


def unlisted(inbox: Inbox, packs: Sequence[Pack]) -> Iterator[Finding]:
    """Yield what was not opened and is in no pack, then sources of which no pack knows a file, and files in no pack.

    Of sources that are refused nothing more is said.
    """
    listed = {file.sha256 for pack in packs for file in pack.files} | {pack.digest for pack in packs}
    doubts = [doubt for sha256, doubt in inbox.doubts if sha256 not in listed]
    yield from doubts
    troubles = [trouble for trouble in (*inbox.findings, *doubts) if level(trouble) is Level.ERROR]
    refused = {trouble.place.book for trouble in troubles} | {pack.source for pack in packs if pack.findings}
    quiet = refused | {file.source for file in inbox.files if is_slip_file(file.name)}
    files: dict[str, list[ReceivedFile]] = {source: [] for source in inbox.sources if source not in quiet}
    for file in inbox.files:
        files.get(file.source, []).append(file)
    for source, its_own in files.items():
        yield from _of_source(source, its_own, listed)


def _of_source(source: str, files: Sequence[ReceivedFile], listed: Set[str]) -> Iterator[Finding]:
    """Yield a finding where no file is listed, or some are not: not digests, nor what was opened."""
    if not any(file.sha256 in listed for file in files):
        yield finding("pack.none", Place(source))
        return
    known = {*listed, *(file.container for file in files)}
    spare = [file for file in files if file.sha256 not in known and file.container not in listed]
    names = [file.name for file in spare if PurePosixPath(file.name).name not in UNLISTED_FILES]
    if names:
        yield finding("pack.spare-files", Place(source), count=len(names), files=_few(names))


def _pack(inbox: Inbox, dispatch: ReceivedFile, reader: PackReader) -> Pack:
    """Return the pack of one 上报单; what it holds is read only where all its files are there, as they were listed."""
    place, pack = Place(dispatch.source), Pack(dispatch.source, dispatch.received, dispatch.sha256)
    try:
        pack = _said(pack, *reader.form(inbox.kept[dispatch.sha256]))
    except UnpackError as refused:
        return replace(pack, findings=(unread(place, DISPATCH_BOOK.filename, refused),))
    troubles = (*_check_list(pack), *_not_whole(inbox, pack, PurePosixPath(dispatch.name).parent))
    return replace(pack, findings=troubles or tuple(_of_tables(inbox, pack, reader)))


def _said(pack: Pack, said: Mapping[str, str], files: tuple[ListedFile, ...]) -> Pack:
    """Return a pack with what its 上报单 says."""
    return replace(
        pack,
        bureau=said["bureau"],
        region=said["region"],
        year=int(said["year"]),
        number=int(said["number"]),
        made=said["made"],
        practice=said["practice"] == "是",
        files=files,
    )


def _check_list(pack: Pack) -> Iterator[Finding]:
    """Yield a finding for each file that every pack must have and this one does not list."""
    listed = {file.file for file in pack.files}
    for name in (EXTRACT_FILE, PROGRESS_FILE):
        if name not in listed:
            yield finding("pack.not-listed", Place(pack.source), file=PurePosixPath(name).stem)
    for name in (name for name in listed if not _is_safe(name)):
        yield finding("pack.unsafe-name", Place(pack.source), file=beginning(name))
    for name in _in_each_others_way([*listed, DISPATCH_BOOK.filename, *UNLISTED_FILES]):
        yield finding("pack.unsafe-name", Place(pack.source), file=beginning(name))


def _is_safe(name: str) -> bool:
    """Say whether a listed path stays within the folder of its pack, and can be written, on every system."""
    parts = name.replace("\\", "/").split("/")
    fits = printable(name) == name and len(name) <= _LONGEST and all(len(part.encode()) <= _LONGEST for part in parts)
    return fits and all(part.strip(" .") and not set(part) & set(NOT_IN_NAMES) for part in parts)


def _in_each_others_way(names: Sequence[str]) -> Iterator[str]:
    """Yield names that are those of folders of others, or of other files where the disk knows no capitals."""
    folded = [name.casefold() for name in names]
    folders = {parent.as_posix() for name in folded for parent in PurePosixPath(name).parents}
    counts = Counter(folded)
    yield from (name for name, low in zip(names, folded, strict=True) if low in folders or counts[low] > 1)


def _not_whole(inbox: Inbox, pack: Pack, root: PurePosixPath) -> Iterator[Finding]:
    """Yield a finding for files that did not arrive, or otherwise than listed; ``root`` is the pack's folder."""
    sm3 = cache(_sm3)  # a pack may list one file a million times
    wrong = [file.file for file in pack.files if not _is_there(inbox, file, sm3)]
    changed = [name for name in wrong if inbox.named((root / name).as_posix())]
    missing = [name for name in wrong if name not in changed]
    for code, names in (("pack.missing-files", missing), ("pack.changed-files", changed)):
        if names:
            yield finding(code, Place(pack.source), count=len(names), files=_few(names))


def _is_there(inbox: Inbox, file: ListedFile, sm3: Callable[[Path], str]) -> bool:
    path = inbox.kept.get(file.sha256)
    if path is None or path.stat().st_size != file.size:
        return False
    return sm3(path) == file.sm3


def _sm3(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sm3").hexdigest()


def _of_tables(inbox: Inbox, pack: Pack, reader: PackReader) -> Iterator[Finding]:
    """Have the tables of a pack read, and yield what is wrong with them."""
    paths = {file.file: inbox.kept[file.sha256] for file in pack.files}
    try:
        for book, reason in reader.read(pack, paths[PROGRESS_FILE], paths[EXTRACT_FILE], paths.get(VISITS_FILE)):
            yield finding("pack.table", Place(pack.source), file=book, reason=reason)
    except UnpackError as refused:
        yield unread(Place(pack.source), f"{PROGRESS_BOOK.filename}、{READ_EXTRACT_BOOK.filename}", refused)


def _few(names: Sequence[str]) -> str:
    return "、".join(names[:_FEW]) + ("……" if len(names) > _FEW else "")
