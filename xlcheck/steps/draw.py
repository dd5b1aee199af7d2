"""抽取: freeze, reveal, draw; each task once, every further attempt with its reason."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from xlcheck import __version__
from xlcheck.draws.blocks import flatten
from xlcheck.draws.codec import request_to_json
from xlcheck.draws.draw import draw
from xlcheck.draws.frame import frame_digest, frame_text
from xlcheck.draws.freeze import Occasion, freeze
from xlcheck.draws.inspectors import inspectors_digest, inspectors_text
from xlcheck.draws.log import line_digest
from xlcheck.draws.printed import SHEET as PAGE
from xlcheck.draws.printed import print_content
from xlcheck.draws.record import grids
from xlcheck.draws.replace import standing_of
from xlcheck.draws.seed import check_revealed, encode, reveal, seed_line
from xlcheck.excel.read import check_not_open
from xlcheck.excel.record_book import write_record
from xlcheck.messages import Level, level, problem, urgency, where
from xlcheck.model import DrawRecord, DrawRequest, Filter, Finding, PlanRow, Source, XlcheckError
from xlcheck.schema.filter import read_filter
from xlcheck.schema.frames import YearBooks
from xlcheck.schema.inputs import INPUT_BOOKS, PLAN_BOOK
from xlcheck.schema.plan import plan_rows, round_of, visit_of
from xlcheck.schema.vocabularies import DIRECTED, EITHER, UNDIRECTED
from xlcheck.steps.archive import FROZEN_NAME, RECORD_NAME, SUMS_NAME, Archive, Revealed, identity_of, name_of
from xlcheck.steps.check import find_all
from xlcheck.steps.desk import Run
from xlcheck.steps.files import copy_into, digest, digest_list, set_aside, write_bytes, write_text
from xlcheck.steps.load import require
from xlcheck.steps.notice import write_notice
from xlcheck.steps.pages import page_path, write_page
from xlcheck.steps.standing import visits_of


@dataclass(frozen=True, slots=True)
class Room:
    """Who drew, where, and who watched; printed on the record."""

    operator: str = ""
    venue: str = ""
    witnesses: str = ""


@dataclass(frozen=True, slots=True)
class Frozen:
    """A task that is frozen: its request, its notice, and whether it was so before."""

    request: DrawRequest
    notice: Path
    left_alone: bool = False


@dataclass(frozen=True, slots=True)
class Drawn:
    """A task that is drawn: its record, where that was written, and its page."""

    record: DrawRecord
    path: Path
    page: Path


@dataclass(frozen=True, slots=True)
class Declared:
    """A source of tasks that wait to be drawn; its numbers as typed and when, where it was revealed before."""

    source: Source
    revealed: tuple[str, str] | None


@dataclass(frozen=True, slots=True)
class Choice:
    """What the plan leaves to the draw: 抽查类型 (定向抽查 or 不定向抽查), and 定向条件 as it was typed."""

    kind: str = ""
    filter: str = ""


_UNCHOSEN = Choice()


def tasks_of(books: YearBooks, wanted: Sequence[str] = (), round_name: str = "") -> list[PlanRow]:
    """The plan rows that are meant: by task or plan number, by 批次, or all.

    Raises :class:`XlcheckError` ``draw.no-such-task`` for a number that the plan has not.
    """
    rows, _ = plan_rows(books.plan, books.settings) if books.plan is not None else ((), ())
    known = {key: row for row in rows for key in (row.task_no, row.plan_no)}
    for name in wanted:
        if name not in known:
            raise XlcheckError("draw.no-such-task", name=name, known="、".join(r.task_no for r in rows))
    chosen = [row for row in rows if not wanted or {row.task_no, row.plan_no} & set(wanted)]
    if round_name:
        chosen = [row for row in chosen if round_of(row, books.settings) == round_name]
        if not chosen:
            names = "、".join(r.name for r in books.settings.rounds)
            raise XlcheckError("draw.no-such-round", name=round_name, known=names)
    return chosen


def ready_books(run: Run) -> YearBooks:
    """The year's books, closed in Excel and without a finding of level 错误.

    Raises :class:`XlcheckError` ``book.open`` or ``draw.has-errors``.
    """
    books, findings = find_all(run)
    _require_ready(run, findings)
    return books


def _require_ready(run: Run, findings: Sequence[Finding]) -> None:
    for book in INPUT_BOOKS:
        check_not_open(run.desk.book(book))
    errors = [f for f in findings if level(f) is Level.ERROR]
    if errors:
        first = min(errors, key=urgency)
        raise XlcheckError("draw.has-errors", count=len(errors), where=where(first.place), problem=problem(first))


@dataclass(frozen=True, slots=True)
class Meant:
    """The tasks that are meant, with the books as they were read and what is wrong with them."""

    books: YearBooks
    findings: Sequence[Finding]
    rows: Sequence[PlanRow]


def meant(run: Run, wanted: Sequence[str], round_name: str) -> Meant:
    """Read the desk once and find the tasks that are meant."""
    books, findings = find_all(run)
    require(run.desk, books, findings, PLAN_BOOK)
    return Meant(books, findings, tasks_of(books, wanted, round_name))


def undecided(run: Run, tasks: Meant) -> list[PlanRow]:
    """Those that are not frozen yet and of which the plan leaves open whether they are 定向抽查."""
    archive = Archive(run.desk)
    return [row for row in tasks.rows if row.kind == EITHER and not archive.attempt(row.plan_no)]


def freeze_tasks(
    run: Run, tasks: Meant, sources: Sequence[Source], again: str = "", choice: Choice = _UNCHOSEN
) -> list[tuple[PlanRow, Frozen | None]]:
    """Freeze every task that is meant; ``None`` stands for one that is drawn already.

    The workbooks must be closed and without errors only where something is to be frozen anew: what is
    frozen is drawn from its archived copy, whatever has happened to the workbooks since.
    """
    archive, rows = Archive(run.desk), tasks.rows
    waiting = [r.plan_no for r in rows if (n := archive.attempt(r.plan_no)) and not archive.is_drawn(r.plan_no, n)]
    if len(waiting) < len(rows):
        _require_ready(run, tasks.findings)
    return [(row, freeze_task(run, tasks.books, row, sources, again=again, choice=choice)) for row in rows]


def freeze_task(
    run: Run, books: YearBooks, plan: PlanRow, sources: Sequence[Source], *, again: str = "", choice: Choice = _UNCHOSEN
) -> Frozen | None:
    """Fix everything of one task before any randomness exists, and write its 抽取公告.

    A task that is frozen but not drawn is left as it is, whatever ``books`` say now. For one that is drawn
    ``None`` is returned, unless ``again`` gives the reason for another attempt.
    """
    archive = Archive(run.desk)
    archive.check_not_cut(plan.plan_no, plan.task_no)
    last = max((e["time"] for e in archive.events()), default="")
    if run.stamp < last:
        run.say(f"电脑时间 {run.stamp} 早于抽取日志中的 {last}，核验时会指出；请先校准时钟")
    attempt = archive.attempt(plan.plan_no)
    if attempt and not archive.is_drawn(plan.plan_no, attempt):
        request = archive.frozen(plan.task_no, attempt)
        return Frozen(request, _notice_path(run, request), left_alone=True)
    if attempt and not again:
        return None
    _check_not_known(archive, sources)
    kind = _kind(plan, choice)
    occasion = Occasion(
        drawn=archive.drawn_counts(plan.plan_no, _visits(books)),
        loads=archive.visit_counts(plan.plan_no),
        attempt=attempt + 1,
        reason=again,
        kind=kind,
        filter=_filter(books, plan, choice) if kind == DIRECTED else None,
    )
    request = freeze(books, plan, tuple(sources), occasion)
    run.say(f"{plan.task_no} 冻结：抽样框 {len(request.entities)} 户，检查人员 {len(request.inspectors)} 名")
    notice = _notice_path(run, request)
    _clear(run, f"{plan.task_no} 上次冻结", notice, archive.folder(plan.task_no, request.attempt))
    write_notice(run, request, notice)
    _archive_frozen(run, archive, request)
    return Frozen(request, notice)


def _visits(books: YearBooks) -> dict[str, str]:
    """By plan number, to which visit a task's draw belongs."""
    return {row.plan_no: visit_of(row, books.settings) for row in tasks_of(books)}


def _kind(plan: PlanRow, choice: Choice) -> str:
    """抽查类型 of this draw; where the plan leaves it open, 定向条件 decides."""
    if plan.kind != EITHER:
        if choice.kind not in ("", plan.kind) or (choice.filter and plan.kind != DIRECTED):
            raise XlcheckError("draw.kind-differs", task=plan.task_no, kind=plan.kind)
        return plan.kind
    return choice.kind or (DIRECTED if choice.filter else UNDIRECTED)


def check_filter(tasks: Meant, task_no: str, text: str) -> None:
    """Raise :class:`XlcheckError` where a text is no 定向条件."""
    plan = next(row for row in tasks.rows if row.task_no == task_no)
    _filter(tasks.books, plan, Choice(DIRECTED, text))


def _filter(books: YearBooks, plan: PlanRow, choice: Choice) -> Filter:
    """定向条件 of a directed draw: as typed for it, else as the plan has it."""
    text = choice.filter or plan.filter
    if not text:
        raise XlcheckError("draw.filter-missing", task=plan.task_no)
    read = read_filter(books, text)
    if not isinstance(read, Filter):
        raise XlcheckError("draw.filter-unreadable", task=plan.task_no, part=read[1], text=text)
    return read


def _check_not_known(archive: Archive, sources: Sequence[Source]) -> None:
    """Randomness must not exist before the freeze: a result that served another task is known already."""
    for source in sources:
        before = archive.result_of(source.name)
        if before:
            raise XlcheckError("draw.source-known", name=source.name, time=before.time, task=before.task_no)


def _archive_frozen(run: Run, archive: Archive, request: DrawRequest) -> None:
    """Copies of the inputs, the frame files and their digests; the log line comes last and makes it count."""
    folder = archive.folder(request.plan.task_no, request.attempt)
    copies = copy_into([run.desk.book(book) for book in INPUT_BOOKS], folder / "输入")
    text = request_to_json(request)
    files = {
        FROZEN_NAME: text,
        f"抽样框-{request.task}.txt": frame_text(request.entities),
        f"检查人员-{request.task}.txt": inspectors_text(request.inspectors),
    }
    for name, content in files.items():
        write_text(folder / name, content)
    write_text(folder / SUMS_NAME, digest_list([*copies, *(folder / name for name in files)], folder))
    archive.append(
        {
            "event": "freeze",
            "time": run.stamp,
            **identity_of(request),
            "reason": request.reason,
            "frame": frame_digest(request.entities),
            "inspectors": inspectors_digest(request.inspectors),
            "request": line_digest(text),
            "sources": [{"key": s.key, "name": s.name} for s in request.sources],
        }
    )


def system_source() -> Source:
    """The computer's own randomness, for practice or where the bureau insists."""
    return Source("system1", "本机随机数")


def system_numbers() -> str:
    """96 bits of the operating system's randomness as decimal digits."""
    return str(secrets.randbits(96))


def check_number(source: Source, text: str) -> None:
    """Raise :class:`XlcheckError` where a text is no number of a source."""
    reveal(source, text)


def declared_in(run: Run, waiting: Sequence[Frozen]) -> list[Declared]:
    """The sources of frozen tasks, each name once.

    A number is known where a run was interrupted after the reveal, or where a lottery served another task.
    """
    archive, found = Archive(run.desk), dict[str, Declared]()
    for request in (frozen.request for frozen in waiting):
        before = archive.revealed(request.task, request.attempt)
        for source in request.sources:
            result = archive.result_of(source.name)
            known = (result.numbers, result.time) if result else None
            if before:
                known = (before.numbers[source.key], before.time)
            if source.name not in found or known:
                found[source.name] = Declared(source, known)
    return list(found.values())


def draw_task(run: Run, frozen: Frozen, numbers: Mapping[str, str], room: Room) -> Drawn:
    """Reveal the numbers (typed texts by source key), draw, and write and archive the record.

    Numbers that were revealed before, in a run that was interrupted, stay as they are: nobody gets
    a second try. Raises :class:`XlcheckError` where a number is missing or unreadable; nothing is logged then.
    """
    archive = Archive(run.desk)
    request, revealed = _reveal(run, archive, frozen.request, numbers)
    record = draw(
        request,
        frozen_at=_frozen_at(archive, request),
        revealed_at=revealed.time,
        drawn_at=run.stamp,
        operator=room.operator,
        venue=room.venue,
        witnesses=room.witnesses,
        log_digest=revealed.digest,
        version=__version__,
    )
    return _issue(run, archive, record)


def _reveal(
    run: Run, archive: Archive, request: DrawRequest, numbers: Mapping[str, str]
) -> tuple[DrawRequest, Revealed]:
    """The request with its numbers, logged for good before anything is drawn."""
    before = archive.revealed(request.task, request.attempt)
    typed = before.numbers if before else numbers
    request = replace(request, sources=tuple(reveal(s, typed.get(s.key, "")) for s in request.sources))
    check_revealed(request.sources)
    _check_same_numbers(archive, request, typed)
    if before is not None:
        run.say(f"{request.plan.task_no} 上次抽取中断，号码已在 {before.time} 揭晓，按当时的号码完成")
        return request, before
    kept = {s.key: typed[s.key] for s in request.sources}
    logged = archive.append(
        {"event": "reveal", "time": run.stamp, **identity_of(request), "numbers": kept, "seed": _seed(request)}
    )
    return request, Revealed(kept, run.stamp, logged)


def _issue(run: Run, archive: Archive, record: DrawRecord) -> Drawn:
    """The record and its page; the log line comes last and makes them count."""
    plan, attempt = record.request.plan, record.request.attempt
    path = archive.record_path(plan.task_no, attempt)
    kept = archive.folder(plan.task_no, attempt) / RECORD_NAME
    _clear(run, f"{plan.task_no} 上次抽取", kept, path, page_path(archive, record.request))
    write_record(kept, PAGE, flatten(print_content(record)), grids(record), practice=run.desk.practice)
    write_bytes(path, kept.read_bytes())
    page = write_page(run, archive, standing_of(record))
    drawn = [d.code for d in record.sample]
    happened = {"record": digest(kept), "drawn": drawn, "visits": visits_of(standing_of(record))}
    archive.append({"event": "draw", "time": run.stamp, **identity_of(record.request), **happened})
    run.say(f"{plan.task_no} 抽取：抽中 {len(drawn)} 户")
    return Drawn(record, path, page)


def _clear(run: Run, what: str, *unfinished: Path) -> None:
    """Set aside what a run left that was interrupted before it could log it."""
    left = [path.name for path in unfinished if set_aside(path, run.now)]
    if left:
        run.say(f"{what}中断，没有完成；留下的“{'”“'.join(left)}”移入旁边的“旧版”")


def _check_same_numbers(archive: Archive, request: DrawRequest, typed: Mapping[str, str]) -> None:
    """A source that served another task of the year has the same numbers here; a lottery draws only once."""
    for source in request.sources:
        result = archive.result_of(source.name, (request.task, request.attempt))
        if result and _encoded(reveal(source, result.numbers)) != _encoded(source):
            before = result.numbers
            raise XlcheckError("draw.numbers-differ", name=source.name, typed=typed[source.key], before=before)


def _encoded(source: Source) -> str:
    return encode(source.numbers, source.ordered)


def _seed(request: DrawRequest) -> str:
    frame, inspectors = frame_digest(request.entities), inspectors_digest(request.inspectors)
    return seed_line(request.task, request.attempt, frame, inspectors, request.sources)


def _frozen_at(archive: Archive, request: DrawRequest) -> str:
    mark = ("freeze", request.task, request.attempt)
    return str(next(e["time"] for e in archive.events() if (e["event"], e["task"], e["attempt"]) == mark))


def _notice_path(run: Run, request: DrawRequest) -> Path:
    return run.desk.draws / f"抽取公告-{name_of(request.plan.task_no, request.attempt)}.xlsx"
