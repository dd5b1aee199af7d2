"""冻结: everything of a task is fixed before any randomness exists, or given up with a reason."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from xlcheck.draws.frame.caps import visits_in_words, visits_text
from xlcheck.draws.freeze import FreezeContext, freeze
from xlcheck.draws.kind import UNCHOSEN, KindChoice, filter_of, filter_reason, kind_of
from xlcheck.draws.randomness.hours import Phase
from xlcheck.journal.draw_events import Abandon
from xlcheck.journal.draw_state import DrawState
from xlcheck.journal.registry_age import ages_at_freeze
from xlcheck.model import DrawRequest, PlanRow, Settings, XlcheckError
from xlcheck.reading.plan import visit_of
from xlcheck.reading.tables import YearBooks
from xlcheck.reading.who import gives_reason
from xlcheck.schema.vocabularies import DIRECTED, EITHER
from xlcheck.steps.desk.desk import Run
from xlcheck.steps.desk.files import set_aside
from xlcheck.steps.desk.known import KnownNumbers, texts_in
from xlcheck.steps.desk.lock import exclusive
from xlcheck.steps.desk.privacy import refuse_numbers
from xlcheck.steps.draw.archive import Archive, keep_notice, moves_name, name_of
from xlcheck.steps.draw.clock import log_upgrade, require_clock
from xlcheck.steps.draw.keep import archive_frozen
from xlcheck.steps.draw.movement import keep_state, late_codes, year_moves
from xlcheck.steps.draw.notice import page_of, write_notice
from xlcheck.steps.draw.searched import refuse_frozen, refuse_typed
from xlcheck.steps.draw.source import DeclaredSource, phase_of, require_open
from xlcheck.steps.draw.tasks import ChosenTasks, require_ready, tasks_of
from xlcheck.steps.draw.visits import CountedYear, visits_name


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


def undecided(run: Run, tasks: ChosenTasks, again: str = "") -> list[PlanRow]:
    """Return the tasks to be frozen now of which the plan leaves open whether they are 定向抽查."""
    return [row for row in new_tasks(run, tasks, again) if row.kind == EITHER]


def new_tasks(run: Run, tasks: ChosenTasks, again: str = "") -> list[PlanRow]:
    """Return the tasks to be frozen now."""
    draws = run.desk.journal.draws()
    return [row for row in tasks.rows if _is_new(draws, row.plan_no, again)]


def _is_new(draws: DrawState, plan_no: str, again: str) -> bool:
    """Say whether a task is to be frozen: for the first time, since it was abandoned, or drawn but ``again``."""
    has_attempt = draws.attempt(plan_no) and not draws.abandoned(plan_no)
    return not draws.is_waiting(plan_no) and (not has_attempt or bool(again))


@exclusive("冻结")
def freeze_tasks(
    run: Run,
    tasks: ChosenTasks,
    declared: DeclaredSource | None,
    again: str = "",
    choice: KindChoice = UNCHOSEN,
) -> list[tuple[PlanRow, FrozenTask | None]]:
    """Freeze every task that is meant; ``None`` stands for one that is drawn already.

    The workbooks must be closed and without errors only where something is to be frozen anew: what is
    frozen is drawn from its archived copy, whatever has happened to the workbooks since.
    """
    rows, draws = tasks.rows, run.desk.journal.draws()
    year = CountedYear(run, tasks.books)
    if not all(draws.is_waiting(row.plan_no) for row in rows):
        require_ready(run, tasks.findings)
    complete = _draws_of_interrupted(draws, rows, again)
    reasons = {row.plan_no: "" if row.plan_no in complete else again for row in rows}
    for row in rows:
        if _is_new(draws, row.plan_no, reasons[row.plan_no]):
            year.before(row)  # what keeps one of them from being frozen is said before any is
    return [
        (row, freeze_task(run, tasks.books, row, declared, again=reasons[row.plan_no], choice=choice, year=year))
        for row in rows
    ]


def _draws_of_interrupted(draws: DrawState, rows: Sequence[PlanRow], again: str) -> set[str]:
    """Return the tasks that an interrupted run drew ``again``, for this reason, while it left others waiting."""
    plan_numbers = {row.plan_no for row in rows if draws.frozen_for(row.plan_no) == again}
    waiting = {plan_no for plan_no in plan_numbers if draws.is_waiting(plan_no)}
    return plan_numbers - waiting if again and waiting else set()


@exclusive("冻结")
def freeze_task(
    run: Run,
    books: YearBooks,
    plan: PlanRow,
    declared: DeclaredSource | None,
    *,
    again: str = "",
    choice: KindChoice = UNCHOSEN,
    year: CountedYear | None = None,
) -> FrozenTask | None:
    """Fix everything of one task before any randomness exists, and write its 抽取公告.

    ``year`` has the inspections for a run of several tasks.

    A task that is frozen but not drawn is left as it is, whatever ``books`` say now. For one that is drawn
    ``None`` is returned, unless ``again`` gives the reason for another attempt; one that was abandoned has its reason.
    """
    archive, draws = Archive(run.desk), run.desk.journal.draws()
    archive.check_not_cut(plan.plan_no, plan.task_no)
    if draws.is_waiting(plan.plan_no):
        request = _waiting(archive, plan, draws.attempt(plan.plan_no))
        return FrozenTask(request, _notice_path(run, request), left_alone=True)
    if not _is_new(draws, plan.plan_no, again):
        return None
    require_clock(run)
    declared = _usable(run, declared, books.settings)
    refuse_typed(run, declared, again, choice)
    kind, visits = kind_of(plan, choice), (year or CountedYear(run, books)).before(plan)
    attempt = archive.last_attempt(plan) + 1
    if again and not gives_reason(again):
        raise XlcheckError("draw.reason-missing", task=plan.task_no, attempt=attempt)
    occasion = FreezeContext(
        drawn=draws.drawn_counts(plan.plan_no, _visits(books)),
        loads=draws.visit_counts(plan.plan_no),
        attempt=attempt,
        # a reason is given for several tasks at once: one that is frozen for the first time among them needs none
        reason=(again or draws.abandoned(plan.plan_no) or archive.reason_of_repair(plan)) if attempt > 1 else "",
        kind=kind,
        filter=filter_of(books, plan, choice) if kind == DIRECTED else None,
        practice=run.desk.practice,
        day=declared.day,
        source_reason=declared.reason,
        filter_reason=filter_reason(plan, choice) if kind == DIRECTED else "",
        visits=visits or {},
        today=run.now.date(),
    )
    request = freeze(books, plan, declared.source, occasion)
    refuse_frozen(run, books, request)
    log_upgrade(run)
    moved = year_moves(run, books, plan, request.attempt, choice.moved_reason)
    request = replace(
        request,
        opening=moved.listing.opening.digest,
        follows=moved.listing.opening.follows,
        moved=moved.digest,
        moved_counts=moved.counted,
        moved_reason=moved.reason,
        late=late_codes(run, request, moved),
        updated=ages_at_freeze(draws.updates, run.now.date()),
        visits=visits_in_words(visits) if visits is not None else "",
    )
    run.say(f"{plan.task_no} 冻结：抽样框 {len(request.entities)} 户，检查人员 {len(request.inspectors)} 名")
    notice = _notice_path(run, request)
    clear(run, f"{plan.task_no} 上次冻结", notice, page_of(notice), archive.folder(plan.task_no, request.attempt))
    write_notice(run, request, notice, KnownNumbers(run, books, texts_in(request)))
    lists = {moves_name(request.task): moved.text}
    if visits is not None:
        lists[visits_name(request.task)] = visits_text(visits)
    archive_frozen(run, request, notice, lists, state=keep_state(run, books))
    return FrozenTask(request, notice)


def _waiting(archive: Archive, plan: PlanRow, attempt: int) -> DrawRequest:
    """Return what waits to be drawn; raises ``draw.freeze-lost`` where it went with a disk, else as the archive."""
    try:
        return archive.frozen(plan.task_no, attempt)
    except XlcheckError as error:
        if error.code != "archive.missing":
            raise
        raise XlcheckError("draw.freeze-lost", task=plan.task_no, file=error.params["file"]) from None


def _visits(books: YearBooks) -> dict[str, str]:
    """Return by plan number to which visit a task's draw belongs."""
    return {row.plan_no: visit_of(row, books.settings) for row in tasks_of(books)}


@exclusive("放弃冻结")
def abandon(run: Run, tasks: ChosenTasks, reason: str, notice: Path | None = None) -> list[str]:
    """Give up what is frozen but not revealed, for good and with the reason in the log; returns the task numbers.

    ``notice`` is a file that shows that the issue was cancelled; it is kept beside what was frozen.

    Raises :class:`XlcheckError` ``draw.abandon-reason``, ``draw.nothing-to-abandon``, ``desk.personal-number``, and
    ``draw.revealed`` where the numbers are known: then the draw can only be completed. Nothing is logged then.
    """
    if not gives_reason(reason):
        raise XlcheckError("draw.abandon-reason")
    refuse_numbers(run, {"放弃的理由": reason})
    archive, draws = Archive(run.desk), run.desk.journal.draws()
    waiting = [row for row in tasks.rows if draws.abandoned(row.plan_no) != reason]
    for row in waiting or tasks.rows:  # what a run abandoned before it was killed needs no more than the rest
        if not draws.is_waiting(row.plan_no):
            raise XlcheckError("draw.nothing-to-abandon", task=row.task_no)
        if draws.revealed(row.plan_no, draws.attempt(row.plan_no)):
            raise XlcheckError("draw.revealed", task=row.task_no)
    for row in waiting:
        # by the log alone: what was frozen may be lost with a disk
        attempt = draws.attempt(row.plan_no)
        notice_name = keep_notice(notice, archive.folder(row.task_no, attempt), "取消通知") if notice else ""
        abandoned = Abandon(run.stamp, row.plan_no, row.task_no, attempt, reason=reason, notice=notice_name)
        run.desk.journal.add_draw_event(abandoned)
    return [row.task_no for row in tasks.rows]


def _usable(run: Run, declared: DeclaredSource | None, settings: Settings) -> DeclaredSource:
    """Return the source where nobody can know its numbers yet, nor those of a draw that is due.

    Raises :class:`XlcheckError`: ``draw.source-missing``, ``draw.source-known``, ``draw.due-waits``, or what
    :func:`require_open` raises.
    """
    if declared is None:
        raise XlcheckError("draw.source-missing")
    if earlier := run.desk.journal.draws().result_of(declared.source.name):
        raise XlcheckError("draw.source-known", name=declared.source.name, time=earlier.time, task=earlier.task_no)
    require_open(run, declared, settings)
    require_nothing_due(run)
    return declared


def require_nothing_due(run: Run) -> None:
    """Raise :class:`XlcheckError` ``draw.due-waits`` where tasks wait although their numbers can be known.

    Whoever freezes another task now could choose, knowing what they draw, who is in its frame.
    """
    if due := due_tasks(run):
        raise XlcheckError("draw.due-waits", tasks="、".join(due))


def due_tasks(run: Run) -> list[str]:
    """Return the numbers of the tasks that wait although their numbers can be known."""
    draws = run.desk.journal.draws()
    phases = (Phase.CLOSED, Phase.REVEALABLE, Phase.OVERDUE)
    days = [(event, date.fromisoformat(draws.day_of(event.sources[0].key, event.day))) for event in draws.awaited]
    return [event.task_no for event, day in days if phase_of(run, day, lambda _: True) in phases]


def clear(run: Run, what: str, *unfinished: Path) -> None:
    """Set aside what a run left that was interrupted before it could log it."""
    names = [path.name for path in unfinished if set_aside(path, run.now)]
    if names:
        run.say(f"{what}中断，没有完成；留下的“{'”“'.join(names)}”移入旁边的“旧版”")


def _notice_path(run: Run, request: DrawRequest) -> Path:
    return run.desk.draws / f"抽取公告-{name_of(request.plan.task_no, request.attempt)}.xlsx"
