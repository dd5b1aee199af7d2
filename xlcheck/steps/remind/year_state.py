"""Where a year stands, and so which step comes next: read from the desk, decided without it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from pathlib import Path

from xlcheck.draws.randomness.hours import Phase, phase_at_the_desk
from xlcheck.excel.read.workbook import lock_of
from xlcheck.journal.draw_events import Freeze
from xlcheck.journal.mail_events import GONE
from xlcheck.model import Matter, Reading, TaskReminders
from xlcheck.schema.inputs import INPUT_BOOKS
from xlcheck.steps.desk.desk import Desk, Run
from xlcheck.steps.desk.files import saved_at
from xlcheck.steps.ledger.prepare import prepared_files
from xlcheck.steps.ledger.read import TaskLedger, files_for
from xlcheck.steps.remind.check_state import CheckState, check_state
from xlcheck.steps.remind.ledger_lines import count_faulty, count_open_cases, count_undated, publishable
from xlcheck.steps.remind.notify import told_at
from xlcheck.steps.remind.status import CurrentReminders, current_reminders


class Stage(StrEnum):
    """The steps of a 批次, in their order."""

    CHECK = "校验"
    FREEZE = "冻结"
    LODGE = "收存"
    WAIT = "等开奖"
    DRAW = "抽取"
    LEDGER = "台账"
    TELL = "消息"
    RECORD = "登记"
    CHOOSE = "选定文件"
    CLOSE = "关闭台账"
    PUBLISH = "公示"
    FOLLOW_UP = "后续处置"
    SEND = "上报"
    MAIL = "发件"
    DATE = "公示日期"
    SHEET = "骰单存档"
    REBUILD = "重建记录"
    DONE = "办结"


_WITHOUT_LEDGERS = (
    Stage.CHECK,
    Stage.FREEZE,
    Stage.LODGE,
    Stage.WAIT,
    Stage.DRAW,
    Stage.LEDGER,
    Stage.MAIL,
    Stage.SHEET,
    Stage.REBUILD,
)
"""Steps that can be taken while ledgers are open in Excel."""
_WITHOUT_CHOICE = (Stage.LODGE, Stage.WAIT, Stage.MAIL, Stage.SHEET, Stage.REBUILD)
"""Steps that can be taken while a person has not said which of several files a workbook is."""


@dataclass(frozen=True, slots=True)
class RoundState:
    """Where the tasks of a 批次 stand, by task number; ``name`` is empty for tasks that belong to none.

    Of those that are ``waiting`` to be drawn, the numbers of ``later`` ones cannot be known yet, they come on
    ``draw_day``; and nobody holds the slip of ``unlodged`` ones, which could still be lodged. ``unprepared`` lack a
    ledger, or forms of a replacement that are still needed; of ``untold`` ones nobody has written the texts for those
    who visit since the task was drawn or somebody was replaced. ``running`` is whether today is between its first day
    and its last. ``to_visit`` counts the visits that are not made, ``to_publish`` those that are made and not public,
    ``publishable`` those of them that are entered completely, ``to_follow_up`` those whose 整改, 移送 or 抄告 is open,
    ``withdrawn`` those that were taken back and say the same still, which are none of these; ``faulty`` the lines that
    an error keeps from being published, ``undated`` those that are public without their 公示日期.
    """

    name: str
    tasks: tuple[str, ...]
    unfrozen: tuple[str, ...] = ()
    waiting: tuple[str, ...] = ()
    later: tuple[str, ...] = ()
    unlodged: tuple[str, ...] = ()
    draw_day: date | None = None
    unprepared: tuple[str, ...] = ()
    untold: tuple[str, ...] = ()
    running: bool = False
    to_visit: int = 0
    to_publish: int = 0
    publishable: int = 0
    to_follow_up: int = 0
    withdrawn: int = 0
    faulty: int = 0
    undated: int = 0

    @property
    def due(self) -> tuple[str, ...]:
        """The tasks that can be drawn now."""
        return tuple(task for task in self.waiting if task not in self.later)

    @property
    def is_done(self) -> bool:
        """Whether nothing is open."""
        tasks = self.unfrozen or self.waiting or self.unprepared
        rows = self.to_visit or self.to_publish or self.to_follow_up or self.withdrawn or self.undated
        return not (tasks or rows)


@dataclass(frozen=True, slots=True)
class YearState:
    """Where a year stands, and its plan as read; ``unsent`` says whether the last pack lacks publications.

    Of the ``open_ledgers``, names of files that are open in Excel, what was saved last counts. ``several`` are the
    workbooks and ledgers for which there is more than one file: a person has to choose before anything goes on.
    Of ``lost`` tasks the record of the draw is not there; ``unplanned`` ones wait to be drawn and have left the plan.
    What is left to the office: ``undated`` rows that are public without their 公示日期, ``unmailed`` mails
    of the last pack of which nothing says that they went out, ``unscanned`` dice sheets that are not archived.
    """

    check: CheckState
    rounds: tuple[RoundState, ...]
    unsent: bool = False
    lost: tuple[str, ...] = ()
    unplanned: tuple[str, ...] = ()
    undated: int = 0
    unmailed: int = 0
    unscanned: int = 0
    open_ledgers: tuple[str, ...] = ()
    several: tuple[str, ...] = ()
    readings: tuple[Reading, ...] = ()

    @property
    def next_step(self) -> tuple[Stage, RoundState | None]:
        """The step to take now, and the 批次 that it is for; an open ledger is closed before one that reads it."""
        stage, which = self._step
        if self.several and stage not in _WITHOUT_CHOICE:
            return Stage.CHOOSE, None
        return (stage, which) if not self.open_ledgers or stage in _WITHOUT_LEDGERS else (Stage.CLOSE, None)

    @property
    def _step(self) -> tuple[Stage, RoundState | None]:
        """The step to take where no ledger is open, and the 批次 that it is for.

        What was begun is brought to its end before anything new begins: numbers that are announced, slips that must be
        lodged before theirs are, ledgers and texts that inspectors wait for, results whose deadline runs. A 批次 is
        frozen while its days run, or when nothing else is to be done; on the desk of a past year, that is one 批次
        after the other.
        Nothing is sent while visits are open. What the office itself can end comes before 整改, which takes weeks: what
        is public gets its day, the last pack goes out, signed dice sheets are archived. A year is done when nothing of
        all this is open.
        """
        if self.lost:
            return Stage.REBUILD, None
        for stage, which in (
            (Stage.DRAW, lambda r: r.due),
            (Stage.LODGE, lambda r: r.unlodged),
            (Stage.LEDGER, lambda r: r.unprepared),
            (Stage.TELL, lambda r: r.untold),
            (Stage.PUBLISH, lambda r: r.publishable),
        ):
            if urgent := next(filter(which, self.rounds), None):
                return stage, urgent
        busy = next((r for r in self.rounds if r.to_visit or r.to_publish), None)
        if self.unsent and busy is None:
            return Stage.SEND, None
        coming = next((r for r in self.rounds if r.later), None)
        if new := next((r for r in self.rounds if r.unfrozen and (r.running or not (busy or coming))), None):
            return (Stage.FREEZE, new) if self.check is CheckState.CLEAN else (Stage.CHECK, None)
        if not self.rounds:
            return Stage.CHECK, None
        unfinished = next((r for r in self.rounds if r.to_follow_up), None)
        left = ((Stage.DATE, self.undated), (Stage.MAIL, self.unmailed), (Stage.SHEET, self.unscanned))
        office = next(((stage, None) for stage, count in left if count), None)
        if busy or coming:
            return (Stage.RECORD, busy) if busy else (Stage.WAIT, coming)
        return office or ((Stage.FOLLOW_UP, unfinished) if unfinished else (Stage.DONE, None))


def year_state(run: Run) -> YearState:
    """Read where the year stands; nothing is written. Raises as :func:`.current_reminders`."""
    now = current_reminders(run.quiet, 3, as_saved=True)
    journal = run.desk.journal
    return YearState(
        check_state(run.desk),
        tuple(_rounds(run, now)),
        _is_unsent(run.desk),
        lost=now.lost,
        unplanned=now.unplanned,
        undated=sum(map(count_undated, now.ledgers)),
        unmailed=sum(mail.status not in GONE for mail in journal.mails().last_pack),
        unscanned=len(journal.draws().slips_without_sheet),
        open_ledgers=tuple(ledger.path.name for ledger in now.ledgers if lock_of(ledger.path) is not None),
        several=tuple(_several(run.desk, now.ledgers)),
        readings=now.readings,
    )


def _several(desk: Desk, ledgers: Sequence[TaskLedger]) -> Iterator[str]:
    """Yield the workbooks, and the ledgers, for which more than one file may be meant."""
    files = (*map(desk.answering, INPUT_BOOKS), *(files_for(ledger.path) for ledger in ledgers))
    return (one.path.stem for one in files if one.rivals)


def _rounds(run: Run, now: CurrentReminders) -> Iterator[RoundState]:
    """Yield the rounds of the settings with the tasks of each, then the tasks that belong to none."""
    for name in (*(r.name for r in now.settings.rounds), ""):
        tasks = [task for task in now.reminders.tasks if task.round == name]
        if tasks:
            yield _round(run, now, name, tasks)


def _round(run: Run, now: CurrentReminders, name: str, tasks: Sequence[TaskReminders]) -> RoundState:
    draws = run.desk.journal.draws()
    plan_numbers = {task.plan.plan_no for task in tasks}
    waiting = [task for task in tasks if draws.is_waiting(task.plan.plan_no)]
    ledgers = [ledger for ledger in now.ledgers if ledger.plan_no in plan_numbers]
    dues = [due for due in now.reminders.dues if due.plan_no in plan_numbers]
    visiting = {due.plan_no for due in dues if due.matter is Matter.VISIT}
    told = told_at(run.desk)
    untold = {plan_no for plan_no in visiting if draws.changed_at(plan_no) > told}
    lacking = {one.plan_no for one in ledgers if not all(p.exists() for p in _needed(run.desk, one, visiting))}
    ready = {key for ledger in ledgers for key in publishable(ledger)}
    later = {task.plan.plan_no: day for task in waiting if (day := _day_to_come(run, task.plan.plan_no))}
    windows = [task.plan.window for task in tasks if task.plan.window is not None]
    return RoundState(
        name,
        _numbers(tasks),
        unfrozen=_numbers([task for task in tasks if not task.entities and task not in waiting]),
        waiting=_numbers(waiting),
        later=_numbers([task for task in waiting if task.plan.plan_no in later]),
        unlodged=_numbers([task for task in waiting if _can_be_lodged(run, task.plan.plan_no)]),
        draw_day=min(later.values(), default=None),
        unprepared=_numbers([task for task in tasks if task.plan.plan_no in lacking]),
        untold=_numbers([task for task in tasks if task.plan.plan_no in untold]),
        running=any(window.start <= run.now.date() <= window.end for window in windows),
        to_visit=sum(due.matter is Matter.VISIT for due in dues),
        to_publish=sum(due.matter is Matter.PUBLISH for due in dues),
        publishable=sum(
            due.matter is Matter.PUBLISH and due.complete and (due.plan_no, due.code) in ready for due in dues
        ),
        to_follow_up=count_open_cases(ledgers, now.settings, run.now.date()),
        withdrawn=sum(task.withdrawn for task in tasks),
        faulty=sum(map(count_faulty, ledgers)),
        undated=sum(map(count_undated, ledgers)),
    )


def _needed(desk: Desk, ledger: TaskLedger, visiting: Collection[str]) -> Iterator[Path]:
    """Yield a ledger, and the forms that replacements have added where there are visits to make."""
    yield ledger.path
    if ledger.plan_no in visiting:
        of_the_draw = prepared_files(desk, replace(ledger.task, replacements=()))
        yield from (path for path in prepared_files(desk, ledger.task) if path not in of_the_draw)


def _frozen_day(run: Run, plan_no: str) -> date | None:
    """Return the day of the numbers of a task's latest freeze; ``None`` where they come from no public game."""
    draws = run.desk.journal.draws()
    freezes = (event for event, _ in draws.of_draw(Freeze, plan_no, draws.attempt(plan_no)))
    days = [draws.day_of(event.sources[0].key, event.day) for event in freezes if event.day]
    return date.fromisoformat(days[-1]) if days else None


def _phase(run: Run, day: date) -> Phase:
    return phase_at_the_desk(run.now, day, lambda _: True)


def _day_to_come(run: Run, plan_no: str) -> date | None:
    """Return the day of a frozen task's numbers, where these cannot be known yet."""
    day = _frozen_day(run, plan_no)
    return day if day and _phase(run, day) in (Phase.OPEN, Phase.CLOSED) else None


def _can_be_lodged(run: Run, plan_no: str) -> bool:
    """Say whether nobody holds the slip of a frozen task, or none was written, and it is not too late for that."""
    draws, day = run.desk.journal.draws(), _frozen_day(run, plan_no)
    if day is None or _phase(run, day) is not Phase.OPEN:
        return False
    slips = {slip.number for slip in draws.slips if slip.holds(plan_no, draws.attempt(plan_no))}
    return not any(event.slip in slips for event in draws.lodgings)


def _numbers(tasks: Sequence[TaskReminders]) -> tuple[str, ...]:
    return tuple(task.plan.task_no for task in tasks)


def _is_unsent(desk: Desk) -> bool:
    publish_time = saved_at(desk.journal.publication_log)
    return publish_time > max(map(saved_at, desk.outbox.glob("*.zip")), default=0)
