"""抽取: what is frozen gets its numbers and is drawn; each attempt once."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from xlcheck import __version__
from xlcheck.draws.draw import draw
from xlcheck.draws.formats import FORMATS, format_of
from xlcheck.draws.formats.two.seed import DICE, SYSTEM, issue_of, numbers_in_words
from xlcheck.draws.randomness.dice import THROWS
from xlcheck.draws.randomness.games import GAMES
from xlcheck.draws.replacement import drawn_task_of
from xlcheck.draws.verification.draw import book_of
from xlcheck.excel.write.draw import write_record
from xlcheck.journal.disk import write_bytes
from xlcheck.journal.draw_events import Correction, Draw, Freeze, Reveal, identity_of
from xlcheck.model import FIRST_FORMAT, SECOND_FORMAT, DrawRecord, DrawRequest, Source, XlcheckError
from xlcheck.steps.desk.desk import Run
from xlcheck.steps.desk.files import digest, set_aside
from xlcheck.steps.desk.lock import exclusive
from xlcheck.steps.desk.privacy import refuse_numbers
from xlcheck.steps.draw.archive import RECORD_NAME, Archive
from xlcheck.steps.draw.clock import log_upgrade, require_clock
from xlcheck.steps.draw.drawn_tasks import visits_of
from xlcheck.steps.draw.freeze import FrozenTask, clear
from xlcheck.steps.draw.lodge import proofs_of
from xlcheck.steps.draw.marks import Circumstances, marks_of, remarks_of
from xlcheck.steps.draw.source import require_revealable
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
class WaitingSource:
    """A source of tasks that wait to be drawn; its numbers as typed and when, where it was revealed before."""

    source: Source
    format: str
    revealed: tuple[str, str] | None = None

    @property
    def is_typed(self) -> bool:
        """Whether a person types the numbers; the computer's own are never typed."""
        return not self.source.key.startswith(SYSTEM.key)

    @property
    def how(self) -> str:
        """How the numbers are typed; empty where there is nothing to say of it."""
        if self.format != SECOND_FORMAT:
            return ""
        if self.source.key == DICE.key:
            return f"{THROWS} 次，按掷出的先后，如 3 0 7 …"
        return f"如 {GAMES[issue_of(self.source).game].example}"

    def check(self, text: str) -> str:
        """Return a text as the numbers that are read from it; raises :class:`XlcheckError` where it is none of them."""
        revealed = FORMATS[self.format].reveal(self.source, text)
        return numbers_in_words(revealed) if self.format == SECOND_FORMAT else text


def waiting_sources(run: Run, waiting: Sequence[FrozenTask]) -> list[WaitingSource]:
    """Return the sources of frozen tasks, each name once.

    A number is known where a run was interrupted after the reveal, or where a lottery served another task.
    Raises :class:`XlcheckError` ``draw.too-early`` before 22:00 of the day of their numbers.
    """
    draws, sources = run.desk.journal.draws(), dict[str, WaitingSource]()
    for request in (task.request for task in waiting):
        require_revealable(run, request)
        reveal_line = draws.revealed(request.task, request.attempt)
        for source in request.sources:
            result = draws.result_of(source.name)
            revelation = (result.numbers, result.time) if result else None
            if reveal_line:
                revelation = (reveal_line[0].numbers[source.key], reveal_line[0].time)
            if source.name not in sources or revelation:
                sources[source.name] = WaitingSource(source, request.format, revelation)
    return list(sources.values())


@exclusive("抽取")
def draw_task(run: Run, task: FrozenTask, numbers: Mapping[str, str], room: Attendance) -> DrawResult:
    """Reveal the numbers (typed texts by source key), draw, and write and archive the record.

    Numbers that were revealed before, in a run that was interrupted, stay as they are: nobody gets
    a second try. Raises :class:`XlcheckError` where a number is missing or unreadable, and ``draw.meanwhile`` where
    somebody else has drawn the task, or given up its freeze, since it was read, and as :func:`refuse_room`; nothing is
    logged then.
    """
    _check_still_waiting(run, task.request)
    require_clock(run)
    require_revealable(run, task.request)
    refuse_room(run, room, numbers.values())
    log_upgrade(run)
    return complete(run, *_reveal(run, task.request, numbers), room)


def refuse_room(run: Run, room: Attendance, numbers: Iterable[str] = ()) -> None:
    """Refuse a person's number in what is said of who is there, and where; raises as :func:`refuse_numbers`."""
    refuse_numbers(run, {"操作人": room.operator, "抽取地点": room.venue, "监督人": room.witnesses}, numbers)


def complete(run: Run, request: DrawRequest, revelation: Reveal, line_hash: str, room: Attendance) -> DrawResult:
    """Draw by numbers that are logged: ``revelation`` is their event, ``line_hash`` that of its line."""
    draws = run.desk.journal.draws()
    circumstances = Circumstances(Archive(run.desk), draws, request, run.now, room.operator)
    is_first = request.format == FIRST_FORMAT
    record = draw(
        request,
        frozen_at=_freeze_time(run, request),
        revealed_at=revelation.time,
        drawn_at=run.stamp,
        operator=room.operator,
        venue=room.venue,
        witnesses=room.witnesses,
        log_digest=line_hash,
        version=__version__,
        proofs=proofs_of(draws, request, room.operator),
        marks=() if is_first else marks_of(circumstances),
        remarks=() if is_first else remarks_of(circumstances),
    )
    return _issue(run, Archive(run.desk), record)


def _check_still_waiting(run: Run, request: DrawRequest) -> None:
    """See that nothing became of a freeze while a person was asked for the numbers."""
    draws = run.desk.journal.draws()
    if draws.attempt(request.task) != request.attempt or not draws.is_waiting(request.task):
        raise XlcheckError("draw.meanwhile", task=request.plan.task_no)


def _reveal(run: Run, request: DrawRequest, numbers: Mapping[str, str]) -> tuple[DrawRequest, Reveal, str]:
    """Return the request with its numbers, logged before anything is drawn, and the hash of the log line."""
    reveal_line = run.desk.journal.draws().revealed(request.task, request.attempt)
    texts = reveal_line[0].numbers if reveal_line else {**numbers, **_own_numbers(request)}
    drawn_by = format_of(request)
    request = replace(request, sources=tuple(drawn_by.reveal(s, texts.get(s.key, "")) for s in request.sources))
    drawn_by.check_revealed(request.sources)
    if reveal_line is None or not isinstance(reveal_line[0], Correction):
        _check_same_numbers(run, request, texts)
    if reveal_line is not None:
        run.say(f"{request.plan.task_no} 上次抽取中断，号码已在 {reveal_line[0].time} 揭晓，按当时的号码完成")
        return request, *reveal_line
    by_key = {s.key: texts[s.key] for s in request.sources}
    event = Reveal(run.stamp, *identity_of(request), numbers=by_key, seed=drawn_by.seed_of(request))
    return request, event, run.desk.journal.add_draw_event(event)


def _own_numbers(request: DrawRequest) -> dict[str, str]:
    """Return the computer's own numbers for the sources that are so: 96 bits as decimal digits."""
    return {s.key: str(secrets.randbits(96)) for s in request.sources if s.key.startswith(SYSTEM.key)}


def _issue(run: Run, archive: Archive, record: DrawRecord) -> DrawResult:
    """Write the record and its page; the log line comes last and makes them count."""
    plan, attempt = record.request.plan, record.request.attempt
    for number, void in enumerate(run.desk.journal.draws().corrected(plan.plan_no, attempt), start=1):
        archive.shelve(void.draw, number)
        set_aside(page_path(archive, record.request), run.now)
    path = archive.record_path(plan.task_no, attempt)
    archived_path = archive.folder(plan.task_no, attempt) / RECORD_NAME
    clear(run, f"{plan.task_no} 上次抽取", archived_path, path, page_path(archive, record.request))
    write_record(archived_path, book_of(record), practice=run.desk.practice)
    write_bytes(path, archived_path.read_bytes())
    page = write_page(run, archive, drawn_task_of(record))
    codes = tuple(d.code for d in record.sample)
    visits = visits_of(drawn_task_of(record))
    run.desk.journal.add_draw_event(
        Draw(
            run.stamp,
            *identity_of(record.request),
            record=digest(archived_path),
            drawn=codes,
            visits=visits,
            operator=record.operator,
            venue=record.venue,
            witnesses=record.witnesses,
            version=record.version,
            marks=record.marks,
            remarks=record.remarks,
        )
    )
    run.say(f"{plan.task_no} 抽取：抽中 {len(codes)} 户")
    return DrawResult(record, path, page)


def _check_same_numbers(run: Run, request: DrawRequest, texts: Mapping[str, str]) -> None:
    """See that a source that served another task has the same numbers here; a lottery draws only once."""
    for source in request.sources:
        result = run.desk.journal.draws().result_of(source.name, (request.task, request.attempt))
        if result and format_of(request).reveal(source, result.numbers) != source:
            earlier_numbers = result.numbers
            raise XlcheckError("draw.numbers-differ", name=source.name, typed=texts[source.key], before=earlier_numbers)


def _freeze_time(run: Run, request: DrawRequest) -> str:
    return next(freeze.time for freeze, _ in run.desk.journal.draws().of_draw(Freeze, request.task, request.attempt))
