"""Where a year stands, and so which step comes next: read from the desk, decided without it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from xlcheck.excel.read.workbook import read_sheets
from xlcheck.messages import Level
from xlcheck.model import Matter, TaskReminders, XlcheckError
from xlcheck.results.publish.withdrawals import unchanged
from xlcheck.schema.inputs import INPUT_BOOKS
from xlcheck.schema.outputs.check import FINDINGS
from xlcheck.steps.check.check import REPORT_NAME
from xlcheck.steps.desk.desk import Desk, Run
from xlcheck.steps.ledger.read import TaskLedger
from xlcheck.steps.remind.status import CurrentReminders, current_reminders


class Stage(StrEnum):
    """The steps of a 批次, in their order."""

    CHECK = "校验"
    FREEZE = "冻结"
    DRAW = "抽取"
    LEDGER = "台账"
    RECORD = "登记"
    PUBLISH = "公示"
    SEND = "上报"
    DONE = "办结"


class CheckState(StrEnum):
    """What the last check of the year's workbooks says of them as they are now."""

    NEVER = "还没有校验过"
    STALE = "校验以后，工作簿又有改动"
    FAULTY = "上次校验还有错误"
    CLEAN = "已校验，没有错误"


@dataclass(frozen=True, slots=True)
class RoundState:
    """Where the tasks of a 批次 stand, by task number; ``name`` is empty for tasks that belong to none.

    ``running`` is whether today is between its first day and its last. ``to_visit`` counts the visits that are not
    made, ``to_publish`` those that are made and not public, ``publishable`` those of them that are entered completely,
    ``withdrawn`` those that were taken back and say the same still, which are none of these.
    """

    name: str
    tasks: tuple[str, ...]
    unfrozen: tuple[str, ...] = ()
    waiting: tuple[str, ...] = ()
    unprepared: tuple[str, ...] = ()
    running: bool = False
    to_visit: int = 0
    to_publish: int = 0
    publishable: int = 0
    withdrawn: int = 0


@dataclass(frozen=True, slots=True)
class YearState:
    """Where a year stands; ``unsent`` is whether something was published since the last pack was made."""

    check: CheckState
    rounds: tuple[RoundState, ...]
    unsent: bool = False

    @property
    def next_step(self) -> tuple[Stage, RoundState | None]:
        """The step to take now, and the 批次 that it is for.

        What was begun is brought to its end before anything new begins: numbers that are announced, ledgers that
        inspectors wait for, results whose deadline runs. A 批次 is frozen while its days run, or when nothing else is
        to be done; on the desk of a past year, that is one 批次 after the other.
        """
        for stage, which in (
            (Stage.DRAW, lambda r: r.waiting),
            (Stage.LEDGER, lambda r: r.unprepared),
            (Stage.PUBLISH, lambda r: r.publishable),
        ):
            if urgent := next(filter(which, self.rounds), None):
                return stage, urgent
        if self.unsent:
            return Stage.SEND, None
        busy = next((r for r in self.rounds if r.to_visit or r.to_publish), None)
        if new := next((r for r in self.rounds if r.unfrozen and (r.running or not busy)), None):
            return (Stage.FREEZE, new) if self.check is CheckState.CLEAN else (Stage.CHECK, None)
        if not self.rounds:
            return Stage.CHECK, None
        return (Stage.RECORD, busy) if busy else (Stage.DONE, None)


def year_state(run: Run) -> YearState:
    """Read where the year stands; nothing is written. Raises as :func:`.current_reminders`."""
    now = current_reminders(replace(run, say=lambda _: None), 3)
    return YearState(check_state(run.desk), tuple(_rounds(run, now)), _unsent(run.desk))


def _rounds(run: Run, now: CurrentReminders) -> Iterator[RoundState]:
    """Yield the rounds of the settings with the tasks of each, then the tasks that belong to none."""
    for name in (*(r.name for r in now.settings.rounds), ""):
        tasks = [task for task in now.reminders.tasks if task.round == name]
        if tasks:
            yield _round(run, now, name, tasks)


def _round(run: Run, now: CurrentReminders, name: str, tasks: Sequence[TaskReminders]) -> RoundState:
    draws = run.desk.journal.draws()
    lacking = {ledger.plan_no for ledger in now.ledgers if not ledger.path.exists()}
    plan_numbers = {task.plan.plan_no for task in tasks}
    waiting = [task for task in tasks if draws.is_waiting(task.plan.plan_no)]
    ledgers = [ledger for ledger in now.ledgers if ledger.plan_no in plan_numbers]
    withdrawn = {(ledger.plan_no, code) for ledger in ledgers for code in _withdrawn(ledger)}
    dues = [
        due for due in now.reminders.dues if due.plan_no in plan_numbers and (due.plan_no, due.code) not in withdrawn
    ]
    windows = [task.plan.window for task in tasks if task.plan.window is not None]
    return RoundState(
        name,
        _numbers(tasks),
        unfrozen=_numbers([task for task in tasks if not task.entities and task not in waiting]),
        waiting=_numbers(waiting),
        unprepared=_numbers([task for task in tasks if task.plan.plan_no in lacking]),
        running=any(window.start <= run.now.date() <= window.end for window in windows),
        to_visit=sum(due.matter is Matter.VISIT for due in dues),
        to_publish=sum(due.matter is Matter.PUBLISH for due in dues),
        publishable=sum(due.matter is Matter.PUBLISH and due.complete for due in dues),
        withdrawn=len(withdrawn),
    )


def _withdrawn(ledger: TaskLedger) -> frozenset[str]:
    """Return the entities of a ledger whose rows were withdrawn and have not been put right."""
    return unchanged(ledger.sheet, ledger.withdrawals) if ledger.sheet is not None else frozenset()


def _numbers(tasks: Sequence[TaskReminders]) -> tuple[str, ...]:
    return tuple(task.plan.task_no for task in tasks)


def check_state(desk: Desk) -> CheckState:
    """Return what the report of the last check says, and whether a workbook was saved since."""
    report = desk.checks / REPORT_NAME
    if not report.is_file():
        return CheckState.NEVER
    report_time = report.stat().st_mtime
    if any(_changed_at(desk.book(book)) > report_time for book in INPUT_BOOKS):
        return CheckState.STALE
    try:
        return CheckState.FAULTY if Level.ERROR in reported(report) else CheckState.CLEAN
    except XlcheckError:  # somebody has damaged it: it says nothing
        return CheckState.NEVER


def reported(report: Path) -> set[object]:
    """Return the levels of what a 校验报告 lists; raises as :func:`read_sheets`."""
    at = FINDINGS.keys.index("level")
    sheets = (sheet for sheet in read_sheets(report, heads=True) if sheet.name == FINDINGS.sheet)
    return {value for sheet in sheets for value in sheet.columns[at]}


def _unsent(desk: Desk) -> bool:
    publish_time = _changed_at(desk.journal.publication_log)
    return publish_time > max(map(_changed_at, desk.outbox.glob("*.zip")), default=0)


def _changed_at(path: Path) -> float:
    return path.stat().st_mtime if path.exists() else 0
