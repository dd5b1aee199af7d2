"""Packs as they arrived: each 上报单 with the files that it lists, wherever these came from, and what is wrong."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from dataclasses import fields, replace
from functools import cache
from pathlib import Path, PurePosixPath
from typing import Any

from xlcheck.excel.read.guard import Limits
from xlcheck.excel.read.workbook import read_book
from xlcheck.mail.head import printable
from xlcheck.messages import Level, error_text, level, problem, where
from xlcheck.model import Finding, ListedFile, Pack, PackTask, Place, XlcheckError, finding
from xlcheck.reading.formats import later_format
from xlcheck.reading.inspections import ledger_sheet
from xlcheck.reading.personal import personal_data
from xlcheck.reading.stamps import stamped_time
from xlcheck.reading.tables import TypedTable
from xlcheck.samples.blank import blank_settings
from xlcheck.schema.outputs.collect import PROGRESS_BOOK, READ_EXTRACT, READ_EXTRACT_BOOK, READ_PROGRESS
from xlcheck.schema.outputs.send import (
    DISPATCH,
    DISPATCH_BOOK,
    DISPATCH_FILES,
    DISPATCH_ITEMS,
    LATER_DISPATCH_ITEMS,
    UNLISTED_FILES,
)
from xlcheck.schema.table import Book, Kind
from xlcheck.steps.collect.arrivals import is_slip_file
from xlcheck.steps.collect.inbox import Inbox, ReceivedFile
from xlcheck.steps.desk.desk import SILENT, Talk
from xlcheck.steps.desk.files import NOT_IN_NAMES, digest

EXTRACT_FILE, PROGRESS_FILE = READ_EXTRACT_BOOK.filename, f"统计/{PROGRESS_BOOK.filename}"
_MB = 1 << 20
_LIMITS = Limits(file_bytes=100 * _MB, total_bytes=500 * _MB, cells=8_000_000, memory_bytes=500 * _MB)
"""Of a workbook in a pack: the ledger of a county has some ten thousand rows."""
_FEW, _SHOWN = 5, 20
_LONGEST = 200
"""Signs of a listed path, and bytes of each of its parts, as every disk takes them."""
_OF_THE_SENDER = {
    PROGRESS_BOOK.key: ("code.",),
    READ_EXTRACT_BOOK.key: ("code.", "date.", "integer."),
}
"""Findings about cells that are the sender's own matter: their text is kept as it is written there."""


class _UnreadableError(Exception):
    """Why a workbook of a pack cannot be read, in words."""


def packs_of(inbox: Inbox, talk: Talk = SILENT) -> list[Pack]:
    """Return a pack for each 上报单 that arrived."""
    forms = [file for file in inbox.files if PurePosixPath(file.name).name == DISPATCH_BOOK.filename]
    return [_pack(inbox, form) for form in talk.each("核对“{}”", forms, lambda form: form.source)]


def kept_pack(folder: Path, expected: str, source: str) -> Pack:
    """Return the pack that is kept in a folder, by the SHA-256 of its 上报单; its files are read where they stand.

    Raises :class:`XlcheckError` ``collect.archive-changed`` where it is not there any more, or is not what was kept.
    """
    inbox = Inbox()
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        sha256 = digest(path)
        inbox.kept[sha256] = path
        inbox.files.append(ReceivedFile(source, None, path.relative_to(folder).as_posix(), sha256))
    pack = next((pack for pack in packs_of(inbox) if pack.digest == expected), None)
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
    lodged = {file.source for file in inbox.files if is_slip_file(file.name)}
    for source in inbox.sources:
        if source not in refused | lodged:
            yield from _of_source(source, [file for file in inbox.files if file.source == source], listed)


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


def _pack(inbox: Inbox, dispatch: ReceivedFile) -> Pack:
    """Return the pack of one 上报单; what it holds is read only where all its files are there, as they were listed."""
    place, pack = Place(dispatch.source), Pack(dispatch.source, dispatch.received, dispatch.sha256)
    try:
        pack = _read_dispatch(pack, inbox.kept[dispatch.sha256])
    except _UnreadableError as unread:
        return replace(pack, findings=(finding("pack.dispatch", place, reason=unread),))
    troubles = (*_check_list(pack), *_not_whole(inbox, pack, PurePosixPath(dispatch.name).parent))
    return replace(pack, findings=troubles) if troubles else _with_rows(inbox, pack)


def _read_dispatch(pack: Pack, path: Path) -> Pack:
    """Read from 上报单 what it says of its pack; raises ``_UnreadableError``."""
    tables = _tables(path, DISPATCH_BOOK, 0)
    items = dict(pair[1:] for pair in tables[DISPATCH.key].rows(DISPATCH.item, DISPATCH.value))
    answers = {key: str(items.get(item, "")) for key, item in DISPATCH_ITEMS}
    if later := later_format(answers["format"], answers["version"]):
        raise _UnreadableError(f"按“{later.name}”写出，现在的程序读不懂，请换用 {later.version} 版或更新的程序汇总")
    if missing := [item for key, item in DISPATCH_ITEMS if not answers[key] and key not in LATER_DISPATCH_ITEMS]:
        raise _UnreadableError(f"没有填写{'、'.join(missing)}")
    if not re.fullmatch(r"20\d\d", answers["year"]):
        raise _UnreadableError(f"年度应为四位数字，写的是“{_beginning(answers['year'])}”")
    if not re.fullmatch(r"[1-9]\d{0,3}", answers["number"]):
        raise _UnreadableError(f"上报次数应为 1 至 9999 的数字，写的是“{_beginning(answers['number'])}”")
    if stamped_time(answers["made"]) is None:
        raise _UnreadableError(f"上报时间的写法不对，写的是“{_beginning(answers['made'])}”")
    if personal_data(answers["bureau"]):
        raise _UnreadableError("单位名称里有个人号码")
    files = tables[DISPATCH_FILES.key].rows(*map(DISPATCH_FILES.column, ListedFile._fields))
    return replace(
        pack,
        bureau=answers["bureau"],
        region=answers["region"],
        year=int(answers["year"]),
        number=int(answers["number"]),
        made=answers["made"],
        practice=answers["practice"] == "是",
        files=tuple(ListedFile(file, int(size), sha256.lower(), sm3.lower()) for _, file, size, sha256, sm3 in files),
    )


def _check_list(pack: Pack) -> Iterator[Finding]:
    """Yield a finding for each file that every pack must have and this one does not list."""
    listed = {file.file for file in pack.files}
    for name in (EXTRACT_FILE, PROGRESS_FILE):
        if name not in listed:
            yield finding("pack.not-listed", Place(pack.source), file=PurePosixPath(name).stem)
    for name in (name for name in listed if not _is_safe(name)):
        yield finding("pack.unsafe-name", Place(pack.source), file=_beginning(name))
    for name in _in_each_others_way([*listed, DISPATCH_BOOK.filename, *UNLISTED_FILES]):
        yield finding("pack.unsafe-name", Place(pack.source), file=_beginning(name))


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
    arrived = {file.name for file in inbox.files}
    sm3 = cache(_sm3)  # a pack may list one file a million times
    wrong = [file.file for file in pack.files if not _is_there(inbox, file, sm3)]
    changed = [name for name in wrong if (root / name).as_posix() in arrived]
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


def _with_rows(inbox: Inbox, pack: Pack) -> Pack:
    """Return the pack with the rows of its tables, or with what is wrong with them."""
    paths = {file.file: inbox.kept[file.sha256] for file in pack.files}
    tables: dict[str, TypedTable] = {}
    troubles = []
    for name, book in ((PROGRESS_FILE, PROGRESS_BOOK), (EXTRACT_FILE, READ_EXTRACT_BOOK)):
        try:
            tables |= _tables(paths[name], book, pack.year)
        except _UnreadableError as unread:
            troubles.append(finding("pack.table", Place(pack.source), file=book.filename, reason=unread))
    if troubles:
        return replace(pack, findings=tuple(troubles))
    inspections = ledger_sheet(tables[READ_EXTRACT.key]).lines
    return replace(pack, tasks=tuple(_tasks(tables[READ_PROGRESS.key])), inspections=inspections)


def _tables(path: Path, book: Book, year: int) -> Mapping[str, TypedTable]:
    """Read the tables of a workbook from outside by the same guarded reader; raises ``_UnreadableError``."""
    try:
        tables, findings = read_book(path, book, blank_settings(year), _LIMITS)
    except XlcheckError as error:
        raise _UnreadableError(error_text(error).replace(path.name, book.filename).rstrip("。")) from None
    own_matter = _OF_THE_SENDER.get(book.key, ())
    errors = [f for f in findings if level(f) is Level.ERROR and not f.code.startswith(own_matter)]
    if errors:
        place = replace(errors[0].place, book=book.filename)
        raise _UnreadableError(f"{where(place)}{problem(errors[0])}")
    return tables


def _tasks(progress: TypedTable) -> Iterator[PackTask]:
    """Yield the lines of 进度, with whole numbers of Python's own: others would be written as text."""
    columns = [progress.table.column(f.name) for f in fields(PackTask)]
    for _, *row in progress.rows(*columns):
        cells: dict[str, Any] = {  # of the type that their column has
            column.key: int(cell) if column.kind is Kind.INTEGER else cell
            for column, cell in zip(columns, row, strict=True)
        }
        yield PackTask(**cells)


def _beginning(text: str) -> str:
    return text[:_SHOWN] + ("……" if len(text) > _SHOWN else "")


def _few(names: Sequence[str]) -> str:
    return "、".join(names[:_FEW]) + ("……" if len(names) > _FEW else "")
