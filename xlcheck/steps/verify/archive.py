"""核验存档: whether log, archive and records of a desk tell one story."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path

from xlcheck.draws.record.record import content_digest
from xlcheck.journal.chain import line_digest
from xlcheck.journal.disk import read_chain
from xlcheck.journal.draw_events import Draw, Freeze
from xlcheck.journal.draw_log import check_chain, check_order
from xlcheck.journal.draw_state import DrawState
from xlcheck.model import Difference, DrawRecord, XlcheckError
from xlcheck.steps.draw.archive import FROZEN_NAME, RECORD_NAME, SUMS_NAME, Archive, read_record
from xlcheck.steps.verify.files import EXPECTED, MISSING, named, of_file
from xlcheck.steps.verify.issued import anchors_of, issued_records, issued_replacements
from xlcheck.steps.verify.replacements import audit_replacements

UNLOGGED = "抽取日志中没有记载（上次运行中断，或日志被删改）"


def audit(archive: Archive) -> tuple[Difference, ...]:
    """Return what does not fit; an issued record that cannot be read is left to its own verification.

    The chain of the log, anchored by the hash that each record prints, and its order; each frozen file, frame file
    and input by its SHA-256; each archived record by that in the log; each issued record by the archived one.
    """
    records, replacements = issued_records(archive.desk), issued_replacements(archive.desk)
    chain = read_chain(archive.desk.journal.draw_log)
    broken = check_chain(chain.lines, anchors_of(records.values(), replacements.values()))
    if broken is not None:
        return (broken,)
    draws = archive.desk.journal.draws()
    return (
        *check_order(chain.lines),
        *(Difference(named(archive, s), UNLOGGED, EXPECTED) for s in stray_folders(archive, draws)),
        *_of_freezes(archive, draws),
        *_of_draws(archive, draws),
        *_of_issued(archive, draws, records),
        *audit_replacements(archive, draws, replacements),
    )


def stray_folders(archive: Archive, draws: DrawState) -> list[Path]:
    """Return the archived attempts that neither the log nor a repair of it names."""
    folders = {archive.folder(logged.event.task_no, logged.event.attempt) for logged in draws.events}
    archived = {path.parent for path in archive.desk.archive.glob(f"*/第*次/{FROZEN_NAME}")}
    return [path for path in sorted(archived - folders) if named(archive, path) not in draws.chain.unlogged]


def _of_freezes(archive: Archive, draws: DrawState) -> Iterator[Difference]:
    for event in draws.of_kind(Freeze):
        folder = archive.folder(event.task_no, event.attempt)
        frozen = folder / FROZEN_NAME
        digest = line_digest(frozen.read_text("utf-8")) if frozen.exists() else MISSING
        if digest != event.request:
            yield Difference(named(archive, frozen), digest, event.request)
        yield from _of_sums(archive, folder)
        yield from of_file(archive, folder / f"抽样框-{event.task}.txt", event.frame)
        yield from of_file(archive, folder / f"检查人员-{event.task}.txt", event.inspectors)


def _of_sums(archive: Archive, folder: Path) -> Iterator[Difference]:
    """Compare every file that the digest list of a freeze names."""
    sums = folder / SUMS_NAME
    if not sums.exists():
        yield Difference(named(archive, sums), MISSING, EXPECTED)
        return
    for line in sums.read_text("utf-8").splitlines():
        expected, _, name = line.partition("  ")
        yield from of_file(archive, folder / name, expected)


def _of_draws(archive: Archive, draws: DrawState) -> Iterator[Difference]:
    """Compare archived records with the ones that were logged, and with what the log says."""
    for event in draws.of_kind(Draw):
        path = archive.folder(event.task_no, event.attempt) / RECORD_NAME
        wrong = tuple(of_file(archive, path, event.record))
        yield from wrong or _of_draw(draws, event, read_record(path))


def _of_draw(draws: DrawState, event: Draw, record: DrawRecord) -> Iterator[Difference]:
    freeze = next(draws.of_draw(Freeze, *event.mark), None)
    reveal = draws.revealed(*event.mark)
    for what, printed, logged in (
        ("种子行", record.seed, reveal[0].seed if reveal else MISSING),
        ("抽中名单", "、".join(d.code for d in record.sample), "、".join(event.drawn)),
        ("冻结时间", record.frozen_at, freeze[0].time if freeze else MISSING),
        ("揭晓时间", record.revealed_at, reveal[0].time if reveal else MISSING),
        ("抽取时间", record.drawn_at, event.time),
    ):
        if printed != logged:
            yield Difference(f"抽取日志 {event.task_no} {what}", logged, printed)


def _of_issued(archive: Archive, draws: DrawState, issued: dict[Path, DrawRecord]) -> Iterator[Difference]:
    """Compare the record of each draw in 抽取/, under its own name, with the content that was archived."""
    events = {archive.record_path(e.task_no, e.attempt): e for e in draws.of_kind(Draw)}
    for path, event in events.items():
        archived_path = archive.folder(event.task_no, event.attempt) / RECORD_NAME
        if not path.exists():
            yield Difference(named(archive, path), MISSING, EXPECTED)
        elif path in issued and archived_path.is_file():
            actual, expected = content_digest(issued[path]), _content(archived_path)
            if actual != expected:
                yield Difference(f"{named(archive, path)} 内容摘要", actual, expected)
    for path in stray_records(archive, draws, issued):
        yield Difference(named(archive, path), UNLOGGED, EXPECTED)


def stray_records(archive: Archive, draws: DrawState, issued: Collection[Path]) -> list[Path]:
    """Return the issued records of draws that neither the log nor a repair of it names."""
    paths = {archive.record_path(logged.event.task_no, logged.event.attempt) for logged in draws.events}
    return [path for path in sorted(issued) if path not in paths and named(archive, path) not in draws.chain.unlogged]


def _content(path: Path) -> str:
    try:
        return content_digest(read_record(path))
    except XlcheckError:
        return MISSING
