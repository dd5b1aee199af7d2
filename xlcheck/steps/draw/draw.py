"""抽取: what is frozen gets its numbers and is drawn; each attempt once."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from xlcheck import __version__
from xlcheck.draws.draw import draw
from xlcheck.draws.frame.frame import frame_digest
from xlcheck.draws.frame.inspectors import inspectors_digest
from xlcheck.draws.record.blocks import flatten
from xlcheck.draws.record.printed import SHEET as PAGE
from xlcheck.draws.record.printed import print_content
from xlcheck.draws.record.record import grids
from xlcheck.draws.replacement.replace import drawn_task_of
from xlcheck.draws.seed import check_revealed, encode, reveal, seed_line
from xlcheck.excel.write.draw import write_record
from xlcheck.journal.disk import write_bytes
from xlcheck.journal.draw_events import Draw, Freeze, Reveal, identity_of
from xlcheck.model import DrawRecord, DrawRequest, Source, XlcheckError
from xlcheck.steps.desk.desk import Run
from xlcheck.steps.desk.files import digest
from xlcheck.steps.desk.lock import exclusive
from xlcheck.steps.draw.archive import RECORD_NAME, Archive
from xlcheck.steps.draw.drawn_tasks import visits_of
from xlcheck.steps.draw.freeze import FrozenTask, clear
from xlcheck.steps.draw.web_page import page_path, write_page


@dataclass(frozen=True, slots=True)
class Attendance:
    """Who drew, where, and who watched; printed on the record."""

    operator: str = ""
    venue: str = ""
    witnesses: str = ""


@dataclass(frozen=True, slots=True)
class DrawResult:
    """A task that is drawn: its record, where that was written, and its page."""

    record: DrawRecord
    path: Path
    page: Path


@dataclass(frozen=True, slots=True)
class DeclaredSource:
    """A source of tasks that wait to be drawn; its numbers as typed and when, where it was revealed before."""

    source: Source
    revealed: tuple[str, str] | None


def system_source() -> Source:
    """Return the computer's own randomness as a source, for practice or where the bureau insists."""
    return Source("system1", "本机随机数")


def system_numbers() -> str:
    """Return 96 bits of the operating system's randomness as decimal digits."""
    return str(secrets.randbits(96))


def check_number(source: Source, text: str) -> None:
    """Raise :class:`XlcheckError` where a text is no number of a source."""
    reveal(source, text)


def declared_sources(run: Run, waiting: Sequence[FrozenTask]) -> list[DeclaredSource]:
    """Return the sources of frozen tasks, each name once.

    A number is known where a run was interrupted after the reveal, or where a lottery served another task.
    """
    draws, sources = run.desk.journal.draws(), dict[str, DeclaredSource]()
    for request in (frozen.request for frozen in waiting):
        before = draws.revealed(request.task, request.attempt)
        for source in request.sources:
            result = draws.result_of(source.name)
            revelation = (result.numbers, result.time) if result else None
            if before:
                revelation = (before[0].numbers[source.key], before[0].time)
            if source.name not in sources or revelation:
                sources[source.name] = DeclaredSource(source, revelation)
    return list(sources.values())


@exclusive("抽取")
def draw_task(run: Run, frozen: FrozenTask, numbers: Mapping[str, str], room: Attendance) -> DrawResult:
    """Reveal the numbers (typed texts by source key), draw, and write and archive the record.

    Numbers that were revealed before, in a run that was interrupted, stay as they are: nobody gets
    a second try. Raises :class:`XlcheckError` where a number is missing or unreadable, and ``draw.meanwhile`` where
    somebody else has drawn the task, or given up its freeze, since it was read; nothing is logged then.
    """
    archive = Archive(run.desk)
    _check_still_waiting(run, frozen.request)
    request, revealed, line_hash = _reveal(run, frozen.request, numbers)
    record = draw(
        request,
        frozen_at=_frozen_at(run, request),
        revealed_at=revealed.time,
        drawn_at=run.stamp,
        operator=room.operator,
        venue=room.venue,
        witnesses=room.witnesses,
        log_digest=line_hash,
        version=__version__,
    )
    return _issue(run, archive, record)


def _check_still_waiting(run: Run, request: DrawRequest) -> None:
    """See that nothing became of a freeze while a person was asked for the numbers."""
    draws = run.desk.journal.draws()
    if draws.attempt(request.task) != request.attempt or not draws.is_waiting(request.task):
        raise XlcheckError("draw.meanwhile", task=request.plan.task_no)


def _reveal(run: Run, request: DrawRequest, numbers: Mapping[str, str]) -> tuple[DrawRequest, Reveal, str]:
    """Return the request with its numbers, logged for good before anything is drawn, and the hash of the line."""
    before = run.desk.journal.draws().revealed(request.task, request.attempt)
    texts = before[0].numbers if before else numbers
    request = replace(request, sources=tuple(reveal(s, texts.get(s.key, "")) for s in request.sources))
    check_revealed(request.sources)
    _check_same_numbers(run, request, texts)
    if before is not None:
        run.say(f"{request.plan.task_no} 上次抽取中断，号码已在 {before[0].time} 揭晓，按当时的号码完成")
        return request, *before
    by_key = {s.key: texts[s.key] for s in request.sources}
    event = Reveal(run.stamp, *identity_of(request), numbers=by_key, seed=_seed(request))
    return request, event, run.desk.journal.add_draw_event(event)


def _issue(run: Run, archive: Archive, record: DrawRecord) -> DrawResult:
    """Write the record and its page; the log line comes last and makes them count."""
    plan, attempt = record.request.plan, record.request.attempt
    path = archive.record_path(plan.task_no, attempt)
    archived_path = archive.folder(plan.task_no, attempt) / RECORD_NAME
    clear(run, f"{plan.task_no} 上次抽取", archived_path, path, page_path(archive, record.request))
    write_record(archived_path, PAGE, flatten(print_content(record)), grids(record), practice=run.desk.practice)
    write_bytes(path, archived_path.read_bytes())
    page = write_page(run, archive, drawn_task_of(record))
    codes = tuple(d.code for d in record.sample)
    visits = visits_of(drawn_task_of(record))
    run.desk.journal.add_draw_event(
        Draw(run.stamp, *identity_of(record.request), record=digest(archived_path), drawn=codes, visits=visits)
    )
    run.say(f"{plan.task_no} 抽取：抽中 {len(codes)} 户")
    return DrawResult(record, path, page)


def _check_same_numbers(run: Run, request: DrawRequest, texts: Mapping[str, str]) -> None:
    """See that a source that served another task has the same numbers here; a lottery draws only once."""
    for source in request.sources:
        result = run.desk.journal.draws().result_of(source.name, (request.task, request.attempt))
        if result and _encoded(reveal(source, result.numbers)) != _encoded(source):
            before = result.numbers
            raise XlcheckError("draw.numbers-differ", name=source.name, typed=texts[source.key], before=before)


def _encoded(source: Source) -> str:
    return encode(source.numbers, source.ordered)


def _seed(request: DrawRequest) -> str:
    frame, inspectors = frame_digest(request.entities), inspectors_digest(request.inspectors)
    return seed_line(request.task, request.attempt, frame, inspectors, request.sources)


def _frozen_at(run: Run, request: DrawRequest) -> str:
    return next(freeze.time for freeze, _ in run.desk.journal.draws().of_draw(Freeze, request.task, request.attempt))
