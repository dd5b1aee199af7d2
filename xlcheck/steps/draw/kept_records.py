"""The records that a desk keeps, as its log has them: which are lost, and one computed again from log and freeze."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from xlcheck.draws.draw import draw
from xlcheck.draws.formats import format_of
from xlcheck.draws.record.book import RecordBook
from xlcheck.draws.record.rebuilt import marked_as_rebuilt, rebuilt_in_words
from xlcheck.draws.replacement import drawn_task_of
from xlcheck.draws.verification.draw import book_of
from xlcheck.draws.verification.replacement import replacement_book
from xlcheck.journal.draw_events import Draw, Freeze, Rebuild, Replace
from xlcheck.journal.draw_state import DrawState
from xlcheck.journal.rebuilds import rebuild_of
from xlcheck.model import FIRST_FORMAT, DrawRecord, XlcheckError
from xlcheck.steps.draw.archive import RECORD_NAME, Archive
from xlcheck.steps.draw.drawn_tasks import REPLACED_NAME, paths_of
from xlcheck.steps.draw.lodge import proofs_of

_SAID_NOTHING = "0.1.0"
"""The version whose log lines do not say which version wrote them."""


@dataclass(frozen=True, slots=True)
class KeptRecord:
    """A record by name, where it is archived and where issued, and its SHA-256; the log has none of a replacement's.

    ``line`` is the number of the line that logs its ``draw``, ``replacement`` the event of a replacement.
    """

    title: str
    archived: Path
    issued: Path
    digest: str
    draw: Draw
    line: int
    replacement: Replace | None = None

    @property
    def paths(self) -> tuple[Path, Path]:
        """Where it is archived, and where it is issued."""
        return self.archived, self.issued


def kept_records(archive: Archive, draws: DrawState) -> Iterator[KeptRecord]:
    """Yield the records of the draws that count, of those that corrections made void, and of the replacements."""
    lines = {id(logged.event): logged.number for logged in draws.events}
    for one in draws.of_kind(Draw):
        archived = archive.folder(one.task_no, one.attempt) / RECORD_NAME
        issued = archive.record_path(one.task_no, one.attempt)
        yield KeptRecord(_title(one, "的抽取记录"), archived, issued, one.record, one, lines[id(one)])
    for number, one in draws.void_draws:
        if any(draws.of_draw(Draw, *one.mark)):  # a correction that was interrupted has not moved it yet
            paths = archive.corrected_paths(one.task_no, one.attempt, number)
            yield KeptRecord(_title(one, f"作废的抽取记录{number}"), *paths, one.record, one, lines[id(one)])
    for event in draws.of_kind(Replace):
        folder, issued = paths_of(archive, event)
        for of, _ in draws.of_draw(Draw, *event.mark):  # none in a log that was forged
            title = _title(of, f"的补抽记录{event.number}")
            yield KeptRecord(title, folder / REPLACED_NAME, issued, "", of, lines[id(of)], event)


def _title(one: Draw, what: str) -> str:
    return f"{one.task_no} 第{one.attempt}次{what}"


def lost_records(archive: Archive) -> list[KeptRecord]:
    """Return the records that do not stand where they are archived, or not where they are issued."""
    kept = kept_records(archive, archive.desk.journal.draws())
    return [one for one in kept if not all(path.is_file() for path in one.paths)]


def digests_of(archive: Archive, draws: DrawState, one: KeptRecord) -> tuple[str, ...]:
    """Return the SHA-256 that a record may have: that of the first one, where logged, and that of the rebuilt one."""
    event = rebuild_of(draws, archive.name_of(one.archived))
    return tuple(filter(None, (one.digest, event.record if event else "")))


def recomputed(archive: Archive, draws: DrawState, one: KeptRecord, event: Rebuild) -> RecordBook:
    """Return a record as it is computed again from what was frozen and logged, marked as ``event`` says.

    Raises :class:`XlcheckError`: ``archive.missing`` or ``archive.changed`` as :meth:`Archive.frozen`,
    ``rebuild.room-unknown``, and ``rebuild.differs`` where what follows is not what was logged.
    """
    record = _record_of(archive, draws, one)
    sentence = rebuilt_in_words(event.time, event.reason, one.digest)
    if one.replacement is None:
        return book_of(marked_as_rebuilt(record, sentence))
    number = one.replacement.number
    logged = [(replaced.drop_out, line) for replaced, line in draws.of_draw(Replace, *one.draw.mark)]
    task = drawn_task_of(record, logged[:number])
    return replacement_book(replace(task, record=marked_as_rebuilt(record, sentence)))


def _record_of(archive: Archive, draws: DrawState, one: KeptRecord) -> DrawRecord:
    """Return the record of the draw: as it is archived, for a replacement where it is; else computed again."""
    standing = archive.folder(one.draw.task_no, one.draw.attempt) / RECORD_NAME
    if one.replacement is not None and standing.is_file():
        return archive.record(one.draw)
    return _drawn_again(archive, draws, one)


def _drawn_again(archive: Archive, draws: DrawState, one: KeptRecord) -> DrawRecord:
    logged, above = one.draw, draws.above(one.line)
    frozen = archive.frozen(logged.task_no, logged.attempt)
    if frozen.format != FIRST_FORMAT and logged.operator is None:
        # without the operator nobody can tell whether who kept the slip is somebody else
        raise XlcheckError("rebuild.room-unknown", record=one.title)
    operator = logged.operator or ""
    revealed, freeze = above.revealed(*logged.mark), next(above.of_draw(Freeze, *logged.mark), None)
    if revealed is None or freeze is None:
        raise XlcheckError("rebuild.differs", record=one.title, what="冻结或揭晓的记载")
    numbers, line_hash = revealed
    reveal = format_of(frozen).reveal
    sources = tuple(reveal(source, numbers.numbers.get(source.key, "")) for source in frozen.sources)
    request = replace(frozen, sources=sources)
    record = draw(
        request,
        frozen_at=freeze[0].time,
        revealed_at=numbers.time,
        drawn_at=logged.time,
        operator=operator,
        venue=logged.venue,
        witnesses=logged.witnesses,
        log_digest=line_hash,
        version=logged.version or _SAID_NOTHING,
        proofs=() if frozen.format == FIRST_FORMAT else proofs_of(above, request, operator),
        marks=logged.marks,
        remarks=logged.remarks,
    )
    _check(one, record, freeze[0], numbers.seed)
    return record


def _check(one: KeptRecord, record: DrawRecord, freeze: Freeze, seed: str) -> None:
    """Raise :class:`XlcheckError` ``rebuild.differs`` where a record does not say what was logged of its draw."""
    for what, found, logged in (
        ("种子行", record.seed, seed),
        ("抽样框指纹", record.frame_digest, freeze.frame),
        ("人员名单指纹", record.inspectors_digest, freeze.inspectors),
        ("抽取规则指纹", record.rules_digest, freeze.rules),
        ("抽中名单", tuple(drawn.code for drawn in record.sample), one.draw.drawn),
    ):
        if found != logged and (logged or what != "抽取规则指纹"):
            raise XlcheckError("rebuild.differs", record=one.title, what=what)
