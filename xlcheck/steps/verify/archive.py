"""核验存档: whether log, archive and records of a desk tell one story."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from xlcheck.draws.formats.two.howto import rules_filename
from xlcheck.draws.formats.two.wording import proof_in_words
from xlcheck.draws.record.rebuilt import as_drawn
from xlcheck.draws.verification.draw import book_of, content_digest, differences
from xlcheck.excel.read.workbook import read_cells
from xlcheck.journal.chain import Chain, line_digest
from xlcheck.journal.draw_events import Draw, Freeze
from xlcheck.journal.draw_log import check_chain, check_order
from xlcheck.journal.draw_state import DrawState, draw_state
from xlcheck.model import FIRST_FORMAT, Difference, DrawRecord, Proof, XlcheckError
from xlcheck.reading.stamps import STAMP
from xlcheck.steps.desk.known import FROZEN_NAME
from xlcheck.steps.draw.archive import (
    NOTICE_NAME,
    OPENING_NAME,
    RECORD_NAME,
    STATE_NAME,
    SUMS_NAME,
    Archive,
    moves_name,
    read_record,
)
from xlcheck.steps.draw.lodge import mark_of, proofs_of
from xlcheck.steps.draw.marks import Circumstances, marks_of, remarks_of, settings_book
from xlcheck.steps.draw.movement import last_state
from xlcheck.steps.verify.files import EXPECTED, MISSING, named, of_file, of_strays
from xlcheck.steps.verify.formulas import formulas_beside
from xlcheck.steps.verify.issued_records import anchors_of, issued_records, issued_replacements
from xlcheck.steps.verify.lodged import audit_lodged
from xlcheck.steps.verify.log_contents import contradictions
from xlcheck.steps.verify.lost import is_lost, notices
from xlcheck.steps.verify.published_papers import audit_published_papers
from xlcheck.steps.verify.rebuilt import LOST, audit_rebuilt, is_lost_for_good, of_mark, of_record_file
from xlcheck.steps.verify.receipts import audit_receipts
from xlcheck.steps.verify.replacements import audit_replacements
from xlcheck.steps.verify.updates import audit_updates
from xlcheck.steps.verify.visits import audit_visits

_FEW = 5
"""Cells that are named one by one."""

UNLOGGED = "抽取日志中没有记载（上次运行中断，或日志被删改）"


def audit(archive: Archive, chain: Chain) -> tuple[Difference, ...]:
    """Return what does not fit; an issued record that cannot be read is left to its own verification.

    ``chain`` is 抽取日志 as it was read. Compared are: the chain, anchored by the hash that each record prints,
    and its order; each frozen file, frame file and input by its SHA-256; each archived record by that in the log; each
    issued record by the archived one.
    """
    records, replacements = issued_records(archive.desk), issued_replacements(archive.desk)
    broken = check_chain(chain.lines, anchors_of(records.values(), replacements.values()))
    if broken is not None:
        return (broken,)
    draws = draw_state(chain, chain.void)
    differences = (
        *check_order(chain.lines),
        *contradictions(chain),
        *(Difference(named(archive, s), UNLOGGED, EXPECTED) for s in stray_folders(archive, draws)),
        *_of_opening(archive, draws),
        *_of_notices(archive, draws),
        *_of_freezes(archive, draws),
        *_of_draws(archive, draws),
        *_of_corrected(archive, draws),
        *audit_rebuilt(archive, draws),
        *_of_issued(archive, draws, records),
        *audit_replacements(archive, draws, replacements),
        *audit_published_papers(archive, draws),
        *audit_lodged(archive, draws),
        *audit_receipts(archive, draws),
        *audit_updates(archive, draws),
        *audit_visits(archive, draws),
    )
    return tuple(dict.fromkeys(differences))  # what the log and a list beside the file both say is said once


def stray_folders(archive: Archive, draws: DrawState) -> list[Path]:
    """Return the archived attempts that neither the log nor a repair of it names."""
    folders = {archive.folder(logged.event.task_no, logged.event.attempt) for logged in draws.events}
    archived = {path.parent for path in archive.desk.archive.glob(f"*/第*次/{FROZEN_NAME}")}
    return [path for path in sorted(archived - folders) if named(archive, path) not in draws.chain.unlogged]


def _of_freezes(archive: Archive, draws: DrawState) -> Iterator[Difference]:
    lost = {mark for event in draws.restorations for mark in event.tasks}
    for event in draws.of_kind(Freeze):
        folder = archive.folder(event.task_no, event.attempt)
        if mark_of(event.task, event.attempt) in lost and not (folder / SUMS_NAME).exists():
            continue  # it came back without its inputs; a draw of it is verified by its record
        frozen = folder / FROZEN_NAME
        digest = line_digest(frozen.read_text("utf-8", "replace")) if frozen.exists() else MISSING
        if digest != event.request:
            yield Difference(named(archive, frozen), digest, event.request)
        yield from _of_sums(archive, folder)
        yield from of_fingerprints(archive, event)
        if event.moved:
            yield from of_file(archive, folder / moves_name(event.task), event.moved)
        if event.notice:
            yield from of_file(archive, folder / NOTICE_NAME, event.notice)


def of_fingerprints(archive: Archive, event: Freeze) -> Iterator[Difference]:
    """Compare the files of a freeze, of which notice and record print the fingerprints, with what was logged."""
    folder = archive.folder(event.task_no, event.attempt)
    yield from of_file(archive, folder / f"抽样框-{event.task}.txt", event.frame)
    yield from of_file(archive, folder / f"检查人员-{event.task}.txt", event.inspectors)
    if event.rules:
        yield from of_file(archive, folder / rules_filename(event.task), event.rules)


def _of_opening(archive: Archive, draws: DrawState) -> Iterator[Difference]:
    if draws.opening is not None:
        yield from of_file(archive, archive.desk.archive / OPENING_NAME, draws.opening.digest)
    if (state := last_state(archive.desk)) and not draws.restorations:
        yield from of_file(archive, archive.desk.archive / STATE_NAME, state)


def _of_notices(archive: Archive, draws: DrawState) -> Iterator[Difference]:
    """Compare the files that show what happened to an issue, and signed dice sheets, with what was logged of them."""
    for number, path, expected in notices(archive, draws):
        if not is_lost(draws, number, path):
            yield from of_file(archive, path, expected)


def _of_sums(archive: Archive, folder: Path) -> Iterator[Difference]:
    """Compare every file that the digest list of a freeze names."""
    sums = folder / SUMS_NAME
    if not sums.exists():
        yield Difference(named(archive, sums), MISSING, EXPECTED)
        return
    for line in sums.read_text("utf-8", "replace").splitlines():
        expected, _, name = line.partition("  ")
        yield from of_file(archive, folder / name, expected)


def _of_draws(archive: Archive, draws: DrawState) -> Iterator[Difference]:
    """Compare archived records with the ones that were logged, and with what the log says."""
    for event in draws.of_kind(Draw):
        path = archive.folder(event.task_no, event.attempt) / RECORD_NAME
        if not is_lost_for_good(archive, draws, event):
            wrong = tuple(of_record_file(archive, draws, event, path))
            yield from wrong or _of_archived_record(archive, draws, event, read_record(path))


def _of_archived_record(archive: Archive, draws: DrawState, event: Draw, record: DrawRecord) -> Iterator[Difference]:
    """Compare what a record prints with the log, its red marks and remarks with what they follow from."""
    yield from of_record(draws, event, record)
    request, record = record.request, as_drawn(record)
    if request.format == FIRST_FORMAT or not settings_book(archive, request).exists():
        return  # the first format has none; after a restoration the holidays of then are not at hand
    number = next(logged.number for logged in draws.events if logged.event is event)
    now = datetime.strptime(event.time, STAMP)
    above = draws.above(number)
    if next(above.of_draw(Freeze, *event.mark), None) is None:
        yield Difference(f"抽取日志 {event.task_no} 抽取以前的冻结", MISSING, EXPECTED)
        return
    told = Circumstances(archive, above, request, now, record.operator)
    for what, printed, follow in (
        ("红字", record.marks, marks_of(told)),
        ("附注", record.remarks, remarks_of(told)),
    ):
        if printed != follow:
            found, expected = ("；".join(texts) or MISSING for texts in (printed, follow))
            yield Difference(f"抽取记录 {event.task_no} {what}", found, expected)


def _of_corrected(archive: Archive, draws: DrawState) -> Iterator[Difference]:
    """Compare the records that corrections made void with the ones that were logged."""
    for number, event in draws.void_draws:
        shelf, _ = archive.corrected_paths(event.task_no, event.attempt, number)
        standing = archive.folder(event.task_no, event.attempt) / RECORD_NAME
        is_moved = shelf.exists() or any(draws.of_draw(Draw, *event.mark))  # a run that was killed has not moved it
        yield from of_record_file(archive, draws, event, shelf if is_moved else standing)
    yield from of_issued_corrected(archive, draws)


def of_issued_corrected(archive: Archive, draws: DrawState) -> Iterator[Difference]:
    """Compare the void records in 抽取/ with the ones that were logged."""
    for number, event in draws.void_draws:
        if any(draws.of_draw(Draw, *event.mark)):
            _, issued = archive.corrected_paths(event.task_no, event.attempt, number)
            yield from of_record_file(archive, draws, event, issued)


def of_record(draws: DrawState, event: Draw, record: DrawRecord) -> Iterator[Difference]:
    """Compare what a record prints with what was logged of its draw."""
    freeze = next(draws.of_draw(Freeze, *event.mark), None)
    reveal = draws.revealed(*event.mark)
    for what, printed, logged in (
        ("种子行", record.seed, reveal[0].seed if reveal else MISSING),
        ("抽中名单", "、".join(d.code for d in record.sample), "、".join(event.drawn)),
        ("冻结时间", record.frozen_at, freeze[0].time if freeze else MISSING),
        ("揭晓时间", record.revealed_at, reveal[0].time if reveal else MISSING),
        ("抽取时间", record.drawn_at, event.time),
        ("收存", _proofs_in_words(record.proofs), _proofs_in_words(proofs_of(draws, record.request, record.operator))),
    ):
        if printed != logged:
            yield Difference(f"抽取日志 {event.task_no} {what}", logged, printed)
    yield from of_mark(draws, event, record)
    yield from _of_what_no_other_line_has(event, as_drawn(record))


def _of_what_no_other_line_has(event: Draw, record: DrawRecord) -> Iterator[Difference]:
    """Compare who drew, where and with whom, and the sentences of the record; logs of the first version have none."""
    for what, printed, logged in (
        ("操作人", record.operator, event.operator),
        ("抽取地点", record.venue, event.venue),
        ("监督人", record.witnesses, event.witnesses),
        ("程序版本", record.version, event.version),
        ("红字", "；".join(record.marks), "；".join(event.marks)),
        ("附注", "；".join(record.remarks), "；".join(event.remarks)),
    ):
        if event.operator is not None and printed != logged:
            yield Difference(f"抽取日志 {event.task_no} {what}", logged or MISSING, printed or MISSING)


def _proofs_in_words(proofs: Iterable[Proof]) -> str:
    return "；".join(map(proof_in_words, proofs)) or MISSING


def _of_issued(archive: Archive, draws: DrawState, issued: dict[Path, DrawRecord]) -> Iterator[Difference]:
    """Compare the record of each draw in 抽取/, under its own name, with the content that was archived."""
    events = {archive.record_path(e.task_no, e.attempt): e for e in draws.of_kind(Draw)}
    for path, event in events.items():
        archived_path = archive.folder(event.task_no, event.attempt) / RECORD_NAME
        if not path.exists():
            if not is_lost_for_good(archive, draws, event):
                yield Difference(named(archive, path), LOST, EXPECTED)
        elif path in issued and archived_path.is_file():
            yield from _of_contents(archive, path, issued[path], archived_path)
    yield from of_strays(archive, stray_records(archive, draws, issued), UNLOGGED, EXPECTED)


def _of_contents(archive: Archive, path: Path, issued: DrawRecord, archived_path: Path) -> Iterator[Difference]:
    """Compare an issued record with the archived one: by its cells where a few differ, else by its content digest."""
    actual, expected = content_digest(issued), _content(archived_path)
    if actual == expected:
        return
    with suppress(XlcheckError):
        sheets = read_cells(path)
        wrong = differences(sheets, book_of(read_record(archived_path)), formulas_beside(sheets))
        if 0 < len(wrong) <= _FEW:
            yield from (Difference(f"{named(archive, path)} {one.where}", one.found, one.expected) for one in wrong)
            return
    yield Difference(f"{named(archive, path)} 内容摘要", actual, expected)


def stray_records(archive: Archive, draws: DrawState, issued: Collection[Path]) -> list[Path]:
    """Return the issued records of draws that neither the log nor a repair of it names."""
    paths = {archive.record_path(logged.event.task_no, logged.event.attempt) for logged in draws.events}
    paths |= {archive.corrected_paths(e.task_no, e.attempt, number)[1] for number, e in draws.void_draws}
    return [path for path in sorted(issued) if path not in paths and named(archive, path) not in draws.chain.unlogged]


def _content(path: Path) -> str:
    try:
        return content_digest(read_record(path))
    except XlcheckError:
        return MISSING
