"""核验上报材料: whether a pack is as its lists say, and its log, records and frame files tell one story.

A pack holds less than a desk (no frozen requests, no inputs, no evidence), so what these prove is not asked of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

from xlcheck.draws.lodging.signed import OF_PACK, signer_of
from xlcheck.excel.read.workbook import read_book
from xlcheck.journal.chain import Chain
from xlcheck.journal.disk import read_chain
from xlcheck.journal.draw_events import Draw, Freeze
from xlcheck.journal.draw_log import check_chain, check_order
from xlcheck.journal.draw_state import draw_state
from xlcheck.messages import error_text
from xlcheck.model import Difference, XlcheckError
from xlcheck.reading.formats import later_format
from xlcheck.reading.tables import TypedTable
from xlcheck.samples.blank import blank_settings
from xlcheck.schema.outputs.send import (
    DIGESTS,
    DIGESTS_SM3,
    DISPATCH,
    DISPATCH_BOOK,
    DISPATCH_FILES,
    DISPATCH_ITEMS,
    SIGNATURE_FILE,
)
from xlcheck.steps.desk.desk import SILENT, Desk, Talk
from xlcheck.steps.desk.files import digest
from xlcheck.steps.desk.unpack import read_limited, unzip
from xlcheck.steps.draw.archive import NOTICE_NAME, Archive
from xlcheck.steps.verify.archive import (
    UNLOGGED,
    of_fingerprints,
    of_issued_corrected,
    of_record,
    stray_records,
)
from xlcheck.steps.verify.files import EXPECTED, MISSING, named, of_file, of_strays
from xlcheck.steps.verify.issued_records import anchors_of, issued_paths, issued_records, issued_replacements
from xlcheck.steps.verify.lodged import audit_lodged
from xlcheck.steps.verify.log_contents import contradictions
from xlcheck.steps.verify.published_papers import audit_published_papers
from xlcheck.steps.verify.rebuilt import LOST
from xlcheck.steps.verify.replacements import audit_issued, stray_replacements
from xlcheck.steps.verify.verify import VerifyResult, verify_file
from xlcheck.worker.refused import UnpackError

_LISTS = {DIGESTS: "sha256", DIGESTS_SM3: "sm3"}


def is_pack(path: Path) -> bool:
    """Say whether a path is a pack: a zip, or a folder with 上报单 in it."""
    return path.suffix.lower() == ".zip" if path.is_file() else (path / DISPATCH_BOOK.filename).is_file()


def verify_pack(path: Path, talk: Talk = SILENT) -> list[VerifyResult]:
    """Verify a pack as folder or zip: its lists, its log against its records, each record by itself.

    Raises :class:`XlcheckError` ``verify.no-pack`` for a zip that is none, or that cannot be opened without danger,
    ``verify.part`` for one that is part of a pack, and ``book.later-format`` for one of a later version of the program.
    """
    with _opened(path) as folder:
        _require_known_format(folder / DISPATCH_BOOK.filename)
        return [
            VerifyResult(folder / DISPATCH_BOOK.filename, tuple(_of_lists(folder))),
            *_of_log(Archive(Desk(folder))),
            *(verify_file(record) for record in talk.each("核验《{}》", issued_paths(Desk(folder)), lambda p: p.name)),
        ]


@contextmanager
def _opened(path: Path) -> Iterator[Path]:
    """Give the folder of a pack; that of a zip is there for as long as it is looked at."""
    if path.is_dir():
        yield path
        return
    with TemporaryDirectory() as place:
        try:
            for name, content in unzip(read_limited(path)):
                target = Path(place) / _safe(name)
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(content)
        except (UnpackError, OSError) as error:
            raise XlcheckError("verify.no-pack", file=path.name, reason=error) from None
        form = min(Path(place).rglob(DISPATCH_BOOK.filename), key=lambda found: len(found.parts), default=None)
        if form is None:
            raise XlcheckError("verify.no-pack", file=path.name, reason=f"里面没有《{DISPATCH_BOOK.filename}》")
        _require_whole(form.parent, path)
        yield form.parent


def _require_whole(folder: Path, archive: Path) -> None:
    """Refuse what looks like the first of several mails: all files up to one in the list, and none after it.

    Whoever takes the last files out of a pack gets no more than this sentence.
    """
    listed = list(_listed(folder / DIGESTS) or ())
    there = [(folder / name).is_file() for name in listed]
    missing = there.count(False)
    if 0 < missing < len(listed) and not any(there[-missing:]):
        raise XlcheckError("verify.part", file=archive.name, count=missing)


def _safe(name: str) -> Path:
    """Return a path in a zip that stays within the folder into which it is unpacked; raises ``UnpackError``."""
    parts = PurePosixPath(name.replace("\\", "/")).parts
    if not parts or any(part == ".." or ":" in part or "/" in part or "\0" in part for part in parts):
        raise UnpackError("里面的文件名不正常")
    return Path(*parts)


def _of_lists(folder: Path) -> Iterator[Difference]:
    """Compare every file with each list of digests that the pack has, and with 上报单."""
    lists = {name: _listed(folder / name) for name in _LISTS}
    lists[DISPATCH_BOOK.filename] = _dispatched(folder / DISPATCH_BOOK.filename)
    files = {path.relative_to(folder).as_posix(): path for path in sorted(folder.rglob("*")) if path.is_file()}
    yield from _of_signature(folder)
    for name, listed in lists.items():
        if listed is None:
            yield Difference(name, MISSING, EXPECTED)
            continue
        unlisted = files.keys() - listed.keys() - lists.keys() - {SIGNATURE_FILE}
        yield from (Difference(file, f"《{name}》中没有", EXPECTED) for file in sorted(unlisted))
        for file, expected in listed.items():
            actual = digest(files[file], _LISTS.get(name, "sha256")) if file in files else MISSING
            if actual != expected:
                yield Difference(file, actual, f"{expected}（{name}）")


def _of_signature(folder: Path) -> Iterator[Difference]:
    """Say that a signature is not one of the list of digests; that a pack has none is for its receiver to tell."""
    path = folder / SIGNATURE_FILE
    if path.is_file() and (folder / DIGESTS).is_file() and not pack_signer(folder):
        yield Difference(SIGNATURE_FILE, f"不是《{DIGESTS}》的签名", EXPECTED)


def pack_signer(folder: Path) -> str:
    """Return the fingerprint of the key that signed the list of a pack's files; empty where none did."""
    signature, listed = folder / SIGNATURE_FILE, folder / DIGESTS
    if not (signature.is_file() and listed.is_file()):
        return ""
    return signer_of(signature.read_text("utf-8", "replace"), OF_PACK, digest(listed))


def _listed(path: Path) -> dict[str, str] | None:
    """Return file -> digest of a list of digests; ``None`` where there is none."""
    if not path.is_file():
        return None
    lines = (line.partition("  ") for line in path.read_text("utf-8", "replace").splitlines())
    return {name: expected for expected, _, name in lines}


def _require_known_format(form: Path) -> None:
    tables, titles = _dispatch_tables(form), dict(DISPATCH_ITEMS)
    rows = tables[DISPATCH.key].rows(DISPATCH.item, DISPATCH.value) if DISPATCH.key in tables else ()
    said = {str(item): str(value) for _, item, value in rows}
    if later := later_format(said.get(titles["format"], ""), said.get(titles["version"], "")):
        raise XlcheckError("book.later-format", book=form.name, format=later.name, version=later.version)


def _dispatch_tables(path: Path) -> Mapping[str, TypedTable]:
    """Return the tables of 上报单; none where it cannot be read."""
    try:
        tables, _ = read_book(path, DISPATCH_BOOK, blank_settings())
    except XlcheckError:
        return {}
    return tables


def _dispatched(path: Path) -> dict[str, str] | None:
    """Return file -> SHA-256 as 上报单 has them; ``None`` where it cannot be read."""
    tables = _dispatch_tables(path)
    if DISPATCH_FILES.key not in tables:
        return None
    rows = tables[DISPATCH_FILES.key].rows(DISPATCH_FILES.file, DISPATCH_FILES.sha256)
    return {str(file): str(expected) for _, file, expected in rows}


def _of_log(archive: Archive) -> Iterator[VerifyResult]:
    """Verify the log of a pack against its records and frame files; a pack sent before any draw has none."""
    log = archive.desk.journal.draw_log
    if not log.is_file() and not issued_paths(archive.desk):
        return
    try:
        chain = read_chain(log)
    except XlcheckError as error:
        if error.code == "log.later-format":
            raise
        yield VerifyResult(log, (Difference("抽取日志", error_text(error), "可以读取"),))
        return
    yield VerifyResult(log, tuple(_audit(archive, chain)), repairs=chain.repairs)


def _of_notice(archive: Archive, freeze: Freeze) -> Iterator[Difference]:
    """Compare the notice as it was filled, which the one in 抽取/ is held against; packs of before have none."""
    filled = archive.folder(freeze.task_no, freeze.attempt) / NOTICE_NAME
    if freeze.notice and filled.is_file():
        yield from of_file(archive, filled, freeze.notice)


def _audit(archive: Archive, chain: Chain) -> Iterator[Difference]:
    records, replacements = issued_records(archive.desk), issued_replacements(archive.desk)
    broken = check_chain(chain.lines, anchors_of(records.values(), replacements.values()))
    if broken is not None:
        yield broken
        return
    draws = draw_state(chain, chain.void)
    yield from check_order(chain.lines)
    for freeze in draws.of_kind(Freeze):
        yield from of_fingerprints(archive, freeze)
        yield from _of_notice(archive, freeze)
    for draw in draws.of_kind(Draw):
        path = archive.record_path(draw.task_no, draw.attempt)
        if path in records:
            yield from of_record(draws, draw, records[path])
        elif not path.is_file():  # one that cannot be read is a difference already
            yield Difference(named(archive, path), LOST, EXPECTED)
    yield from audit_lodged(archive, draws)
    yield from of_issued_corrected(archive, draws)
    yield from audit_issued(archive, draws, records, replacements)
    yield from audit_published_papers(archive, draws, records)
    yield from contradictions(chain)
    strays = (*stray_records(archive, draws, records), *stray_replacements(archive, draws, replacements))
    yield from of_strays(archive, strays, UNLOGGED, EXPECTED)
