"""核验存档: whether log, archive and records of a desk tell one story."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from xlcheck.draws.log import check_chain, check_order, line_digest
from xlcheck.draws.record.record import content_digest
from xlcheck.model import Difference, DrawRecord, XlcheckError
from xlcheck.steps.draw.archive import FROZEN_NAME, RECORD_NAME, SUMS_NAME, Archive, Event, read_record
from xlcheck.steps.verify.files import EXPECTED, MISSING, named, of_file
from xlcheck.steps.verify.issued import anchors_of, issued_records, issued_replacements
from xlcheck.steps.verify.replacements import audit_replacements

_UNLOGGED = "抽取日志中没有记载（上次运行中断，或日志被删改）"


def audit(archive: Archive) -> tuple[Difference, ...]:
    """What does not fit; an issued record that cannot be read is for its own verification to tell.

    The chain of the log, anchored by the hash that each record prints, and its order; each frozen file, frame file
    and input by its SHA-256; each archived record by that in the log; each issued record by the archived one.
    """
    lines = archive.lines()
    issued, replaced = issued_records(archive.desk), issued_replacements(archive.desk)
    broken = check_chain(lines, anchors_of(issued.values(), replaced.values()))
    if broken is not None:
        return (broken,)
    events = archive.events()
    frozen = {archive.folder(e["task_no"], e["attempt"]) for e in events if e["event"] == "freeze"}
    strays = {p.parent for p in archive.desk.archive.glob(f"*/第*次/{FROZEN_NAME}")} - frozen
    return (
        *check_order(lines),
        *(Difference(named(archive, s), _UNLOGGED, EXPECTED) for s in sorted(strays)),
        *_of_freezes(archive, events),
        *_of_draws(archive, events),
        *_of_issued(archive, events, issued),
        *audit_replacements(archive, events, replaced),
    )


def _of_freezes(archive: Archive, events: list[Event]) -> Iterator[Difference]:
    for event in events:
        if event["event"] != "freeze":
            continue
        folder = archive.folder(event["task_no"], event["attempt"])
        frozen = folder / FROZEN_NAME
        found = line_digest(frozen.read_text("utf-8")) if frozen.exists() else MISSING
        if found != event["request"]:
            yield Difference(named(archive, frozen), found, event["request"])
        yield from _of_sums(archive, folder)
        for name, key in ((f"抽样框-{event['task']}.txt", "frame"), (f"检查人员-{event['task']}.txt", "inspectors")):
            yield from of_file(archive, folder / name, event[key])


def _of_sums(archive: Archive, folder: Path) -> Iterator[Difference]:
    """Every file that the digest list of a freeze names."""
    sums = folder / SUMS_NAME
    if not sums.exists():
        yield Difference(named(archive, sums), MISSING, EXPECTED)
        return
    for line in sums.read_text("utf-8").splitlines():
        expected, _, name = line.partition("  ")
        yield from of_file(archive, folder / name, expected)


def _of_draws(archive: Archive, events: list[Event]) -> Iterator[Difference]:
    """Archived records are the ones that were logged, and say what the log says."""
    seeds = {(e["task"], e["attempt"]): e["seed"] for e in events if e["event"] == "reveal"}
    times = {(e["event"], e["task"], e["attempt"]): e["time"] for e in events}
    for event in events:
        if event["event"] != "draw":
            continue
        path = archive.folder(event["task_no"], event["attempt"]) / RECORD_NAME
        wrong = tuple(of_file(archive, path, event["record"]))
        if wrong:
            yield from wrong
            continue
        record = read_record(path)
        for what, found, expected in (
            ("种子行", record.seed, seeds.get((event["task"], event["attempt"]), MISSING)),
            ("抽中名单", "、".join(d.code for d in record.sample), "、".join(event["drawn"])),
            *(
                (what, found, times.get((kind, event["task"], event["attempt"]), MISSING))
                for what, found, kind in (
                    ("冻结时间", record.frozen_at, "freeze"),
                    ("揭晓时间", record.revealed_at, "reveal"),
                    ("抽取时间", record.drawn_at, "draw"),
                )
            ),
        ):
            if found != expected:
                yield Difference(f"抽取日志 {event['task_no']} {what}", expected, found)


def _of_issued(archive: Archive, events: list[Event], issued: dict[Path, DrawRecord]) -> Iterator[Difference]:
    """Each draw has its record in 抽取/, under its own name and with the content that was archived."""
    logged = {archive.record_path(e["task_no"], e["attempt"]): e for e in events if e["event"] == "draw"}
    for path, event in logged.items():
        kept = archive.folder(event["task_no"], event["attempt"]) / RECORD_NAME
        if not path.exists():
            yield Difference(named(archive, path), MISSING, EXPECTED)
        elif path in issued and kept.is_file():
            found, expected = content_digest(issued[path]), _content(kept)
            if found != expected:
                yield Difference(f"{named(archive, path)} 内容摘要", found, expected)
    for path in issued.keys() - logged.keys():
        yield Difference(named(archive, path), _UNLOGGED, EXPECTED)


def _content(path: Path) -> str:
    try:
        return content_digest(read_record(path))
    except XlcheckError:
        return MISSING
