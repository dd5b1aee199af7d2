"""冻结: everything of a task is fixed before any randomness exists, or given up with a reason."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from xlcheck.draws.codec import request_to_json
from xlcheck.draws.frame.frame import frame_digest, frame_text
from xlcheck.draws.frame.inspectors import inspectors_digest, inspectors_text
from xlcheck.draws.freeze import FreezeContext, freeze
from xlcheck.journal.chain import line_digest
from xlcheck.journal.disk import write_text
from xlcheck.journal.draw_events import Abandon, Freeze, NamedSource, identity_of
from xlcheck.journal.draw_state import DrawState
from xlcheck.model import DrawRequest, Filter, PlanRow, Source, XlcheckError
from xlcheck.reading.expressions.filter import read_filter
from xlcheck.reading.plan import visit_of
from xlcheck.reading.tables import YearBooks
from xlcheck.schema.inputs import INPUT_BOOKS
from xlcheck.schema.vocabularies import DIRECTED, EITHER, UNDIRECTED
from xlcheck.steps.desk.desk import Run
from xlcheck.steps.desk.files import copy_into, digest_list, set_aside
from xlcheck.steps.desk.lock import exclusive
from xlcheck.steps.draw.archive import FROZEN_NAME, SUMS_NAME, Archive, name_of
from xlcheck.steps.draw.notice import page_of, write_notice
from xlcheck.steps.draw.tasks import ChosenTasks, require_ready, tasks_of


@dataclass(frozen=True, slots=True)
class FrozenTask:
    """A task that is frozen: its request, its notice, and whether it was so before."""

    request: DrawRequest
    notice: Path
    left_alone: bool = False

    @property
    def notices(self) -> tuple[Path, Path]:
        """抽取公告 for print and for the web site."""
        return self.notice, page_of(self.notice)


@dataclass(frozen=True, slots=True)
class KindChoice:
    """What the plan leaves to the draw: 抽查类型 (定向抽查 or 不定向抽查), and 定向条件 as it was typed."""

    kind: str = ""
    filter: str = ""


_UNCHOSEN = KindChoice()


def undecided(run: Run, tasks: ChosenTasks, again: str = "") -> list[PlanRow]:
    """Return the tasks to be frozen now of which the plan leaves open whether they are 定向抽查."""
    draws = run.desk.journal.draws()
    return [row for row in tasks.rows if row.kind == EITHER and _is_new(draws, row.plan_no, again)]


def _is_new(draws: DrawState, plan_no: str, again: str) -> bool:
    """Say whether a task is to be frozen: for the first time, since it was abandoned, or drawn but ``again``."""
    has_attempt = draws.attempt(plan_no) and not draws.abandoned(plan_no)
    return not draws.is_waiting(plan_no) and (not has_attempt or bool(again))


@exclusive("冻结")
def freeze_tasks(
    run: Run, tasks: ChosenTasks, sources: Sequence[Source], again: str = "", choice: KindChoice = _UNCHOSEN
) -> list[tuple[PlanRow, FrozenTask | None]]:
    """Freeze every task that is meant; ``None`` stands for one that is drawn already.

    The workbooks must be closed and without errors only where something is to be frozen anew: what is
    frozen is drawn from its archived copy, whatever has happened to the workbooks since.
    """
    rows, draws = tasks.rows, run.desk.journal.draws()
    if not all(draws.is_waiting(row.plan_no) for row in rows):
        require_ready(run, tasks.findings)
    complete = _drawn_again(draws, rows, again)
    return [
        (
            row,
            freeze_task(run, tasks.books, row, sources, again="" if row.plan_no in complete else again, choice=choice),
        )
        for row in rows
    ]


def _drawn_again(draws: DrawState, rows: Sequence[PlanRow], again: str) -> set[str]:
    """Return the tasks that an interrupted run drew ``again``, for this reason, while it left others waiting."""
    frozen = {row.plan_no for row in rows if draws.frozen_for(row.plan_no) == again}
    waiting = {plan_no for plan_no in frozen if draws.is_waiting(plan_no)}
    return frozen - waiting if again and waiting else set()


@exclusive("冻结")
def freeze_task(
    run: Run,
    books: YearBooks,
    plan: PlanRow,
    sources: Sequence[Source],
    *,
    again: str = "",
    choice: KindChoice = _UNCHOSEN,
) -> FrozenTask | None:
    """Fix everything of one task before any randomness exists, and write its 抽取公告.

    A task that is frozen but not drawn is left as it is, whatever ``books`` say now. For one that is drawn
    ``None`` is returned, unless ``again`` gives the reason for another attempt; one that was abandoned has its reason.
    """
    archive, draws = Archive(run.desk), run.desk.journal.draws()
    archive.check_not_cut(plan.plan_no, plan.task_no)
    if run.stamp < draws.last_time:
        run.say(f"电脑时间 {run.stamp} 早于抽取日志中的 {draws.last_time}，核验时会指出；请先校准时钟")
    if draws.is_waiting(plan.plan_no):
        request = archive.frozen(plan.task_no, draws.attempt(plan.plan_no))
        return FrozenTask(request, _notice_path(run, request), left_alone=True)
    if not _is_new(draws, plan.plan_no, again):
        return None
    _check_not_known(draws, sources)
    kind = _kind(plan, choice)
    occasion = FreezeContext(
        drawn=draws.drawn_counts(plan.plan_no, _visits(books)),
        loads=draws.visit_counts(plan.plan_no),
        attempt=archive.last_attempt(plan) + 1,
        reason=again or draws.abandoned(plan.plan_no) or archive.reason_of_repair(plan),
        kind=kind,
        filter=_filter(books, plan, choice) if kind == DIRECTED else None,
    )
    request = freeze(books, plan, tuple(sources), occasion)
    run.say(f"{plan.task_no} 冻结：抽样框 {len(request.entities)} 户，检查人员 {len(request.inspectors)} 名")
    notice = _notice_path(run, request)
    clear(run, f"{plan.task_no} 上次冻结", notice, page_of(notice), archive.folder(plan.task_no, request.attempt))
    write_notice(run, request, notice, books.settings.open_phones)
    _archive_frozen(run, archive, request)
    return FrozenTask(request, notice)


def _visits(books: YearBooks) -> dict[str, str]:
    """Return by plan number to which visit a task's draw belongs."""
    return {row.plan_no: visit_of(row, books.settings) for row in tasks_of(books)}


@exclusive("放弃冻结")
def abandon(run: Run, tasks: ChosenTasks, reason: str) -> list[str]:
    """Give up what is frozen but not revealed, for good and with the reason in the log; returns the task numbers.

    Raises :class:`XlcheckError` ``draw.nothing-to-abandon``, and ``draw.revealed`` where the numbers are known
    already: then the draw can only be completed. Nothing is logged then.
    """
    draws = run.desk.journal.draws()
    waiting = [row for row in tasks.rows if draws.abandoned(row.plan_no) != reason]
    for row in waiting or tasks.rows:  # what a run abandoned before it was killed needs no more than the rest
        if not draws.is_waiting(row.plan_no):
            raise XlcheckError("draw.nothing-to-abandon", task=row.task_no)
        if draws.revealed(row.plan_no, draws.attempt(row.plan_no)):
            raise XlcheckError("draw.revealed", task=row.task_no)
    for row in waiting:
        request = Archive(run.desk).frozen(row.task_no, draws.attempt(row.plan_no))
        run.desk.journal.add_draw_event(Abandon(run.stamp, *identity_of(request), reason=reason))
    return [row.task_no for row in tasks.rows]


def _kind(plan: PlanRow, choice: KindChoice) -> str:
    """Return 抽查类型 of this draw; where the plan leaves it open, 定向条件 decides."""
    if plan.kind != EITHER:
        if choice.kind not in ("", plan.kind) or (choice.filter and plan.kind != DIRECTED):
            raise XlcheckError("draw.kind-differs", task=plan.task_no, kind=plan.kind)
        return plan.kind
    return choice.kind or (DIRECTED if choice.filter else UNDIRECTED)


def check_filter(tasks: ChosenTasks, task_no: str, text: str) -> None:
    """Raise :class:`XlcheckError` where a text is no 定向条件."""
    plan = next(row for row in tasks.rows if row.task_no == task_no)
    _filter(tasks.books, plan, KindChoice(DIRECTED, text))


def _filter(books: YearBooks, plan: PlanRow, choice: KindChoice) -> Filter:
    """Read 定向条件 of a directed draw: as typed for it, else as the plan has it."""
    text = choice.filter or plan.filter
    if not text:
        raise XlcheckError("draw.filter-missing", task=plan.task_no)
    read = read_filter(books, text)
    if not isinstance(read, Filter):
        raise XlcheckError("draw.filter-unreadable", task=plan.task_no, part=dict(read.params)["part"], text=text)
    return read


def _check_not_known(draws: DrawState, sources: Sequence[Source]) -> None:
    """See that no source has a result that served another task: randomness must not exist before the freeze."""
    for source in sources:
        before = draws.result_of(source.name)
        if before:
            raise XlcheckError("draw.source-known", name=source.name, time=before.time, task=before.task_no)


def _archive_frozen(run: Run, archive: Archive, request: DrawRequest) -> None:
    """Archive copies of the inputs, the frame files and their digests; the log line comes last and makes it count."""
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
    event = Freeze(
        run.stamp,
        *identity_of(request),
        reason=request.reason,
        frame=frame_digest(request.entities),
        inspectors=inspectors_digest(request.inspectors),
        request=line_digest(text),
        sources=tuple(NamedSource(s.key, s.name) for s in request.sources),
    )
    run.desk.journal.add_draw_event(event)


def clear(run: Run, what: str, *unfinished: Path) -> None:
    """Set aside what a run left that was interrupted before it could log it."""
    names = [path.name for path in unfinished if set_aside(path, run.now)]
    if names:
        run.say(f"{what}中断，没有完成；留下的“{'”“'.join(names)}”移入旁边的“旧版”")


def _notice_path(run: Run, request: DrawRequest) -> Path:
    return run.desk.draws / f"抽取公告-{name_of(request.plan.task_no, request.attempt)}.xlsx"
