"""到期提醒: what is due, due soon or overdue today, from the plan, the draws and the ledgers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from xlcheck.checks.findings import grouped_findings
from xlcheck.excel.write.remind import write_reminders
from xlcheck.journal.disk import write_bytes
from xlcheck.journal.draw_events import Draw, Freeze
from xlcheck.journal.registry_age import ages_today
from xlcheck.messages import error_text
from xlcheck.model import Finding, PlanRow, Reading, Reminder, Reminders, Settings, TaskReminders, XlcheckError
from xlcheck.reading.calendar.deadlines import is_known
from xlcheck.reading.calendar.notes import calendar_notes
from xlcheck.reading.plan import plan_rows
from xlcheck.reading.plan_readings import plan_readings
from xlcheck.reading.tables import YearBooks
from xlcheck.results.remind.calendar_file import calendar_file
from xlcheck.results.remind.reminders import Horizon, names_of, reminders, reminders_after_draw, reminders_before_draw
from xlcheck.schema.inputs import PLAN, PLAN_BOOK
from xlcheck.steps.desk.desk import Desk, Run
from xlcheck.steps.desk.files import OLD, set_aside
from xlcheck.steps.desk.known import attempt_folder
from xlcheck.steps.desk.load import read_tables
from xlcheck.steps.desk.lock import exclusive
from xlcheck.steps.ledger.former_draws import lost_draws
from xlcheck.steps.ledger.read import TaskLedger, YearEntries, by_task, read_entries, read_ledgers
from xlcheck.steps.remind.drop_outs import notes_of_drop_outs
from xlcheck.steps.remind.visits import notes_of_visits

BOOK_NAME, CALENDAR_NAME = "到期提醒.xlsx", "到期提醒.ics"


@dataclass(frozen=True, slots=True)
class StatusResult:
    """The workbook, the calendar, what is in them, and what is wrong with the ledgers.

    There is no calendar where nothing is due, and nothing was that it would have to cancel.
    """

    book: Path
    calendar: Path | None
    reminders: Reminders
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class CurrentReminders:
    """What is due, what the ledgers hold and how the plan was read, just now; nothing is written.

    ``beside`` is what is wrong or odd about rows of 其他检查; ``lost`` are the tasks whose records are, ``unplanned``
    those that are frozen and wait though the plan has no row of them, both by number.
    """

    settings: Settings
    reminders: Reminders
    ledgers: tuple[TaskLedger, ...]
    readings: tuple[Reading, ...] = ()
    beside: tuple[Finding, ...] = ()
    lost: tuple[str, ...] = ()
    unplanned: tuple[str, ...] = ()


def current_reminders(run: Run, soon: int, *, as_saved: bool = False, odd: bool = False) -> CurrentReminders:
    """Find what is due; ``soon`` working days count as 即将到期; ledgers may be open where ``as_saved``.

    Of visits what cannot have been is among the findings, and what is only ``odd`` where that is asked for. Raises as
    :func:`read_tables` and :func:`read_ledgers`.
    """
    tables, settings = read_tables(run.desk, PLAN_BOOK)
    planned, lost = plan_rows(tables[PLAN.key], settings)[0], lost_draws(run.desk)
    rows = [row for row in planned if row.plan_no not in lost]
    left = [freeze for freeze in _waiting(run.desk) if freeze.task not in {row.plan_no for row in planned}]
    entries = read_entries(run, settings) if odd else YearEntries(read_ledgers(run, settings, as_saved=as_saved))
    ledgers = entries.ledgers
    horizon = Horizon(run.now.date(), soon, settings)
    tasks = _tasks(rows, ledgers, horizon)
    notes = (
        *map(error_text, lost.values()),
        *(_note_of_left(run.desk, freeze) for freeze in left),
        *_notes_of_undated(tasks),
        *calendar_notes(_unknown_years([task for task, _ in tasks], horizon)),
    )
    readings = tuple(plan_readings(YearBooks(settings, plan=tables[PLAN.key])))
    return CurrentReminders(
        settings,
        reminders(tasks, horizon, notes),
        tuple(ledgers),
        readings,
        entries.beside,
        lost=tuple(str(one.params["task"]) for one in lost.values()),
        unplanned=tuple(freeze.task_no for freeze in left),
    )


@exclusive("到期提醒")
def status(run: Run, soon: int) -> StatusResult:
    """Write 到期提醒.xlsx and .ics of what is due; say which rows, registries and dice sheets are awaited.

    Earlier files are set aside. Raises as :func:`current_reminders`.
    """
    now = current_reminders(run, soon, odd=True)
    more = (
        *_notes_of_withdrawn(now.reminders.tasks),
        *_notes_of_sheets(run.desk),
        *notes_of_drop_outs(run),
        _note_of_registries(run),
        *notes_of_visits(run, now.settings, now.ledgers),
    )
    due = replace(now.reminders, notes=(*now.reminders.notes, *more))
    settings = now.settings
    book, calendar = run.desk.reminders / BOOK_NAME, run.desk.reminders / CALENDAR_NAME
    set_aside(book, run.now)
    write_reminders(book, due, settings, run.stamp, practice=run.desk.practice)
    events = calendar_file(due, settings, run.now, _earlier(calendar), practice=run.desk.practice)
    set_aside(calendar, run.now)
    if events:
        write_bytes(calendar, events)
    findings = YearEntries([*now.ledgers], now.beside).findings
    return StatusResult(book, calendar if events else None, due, grouped_findings(findings))


def _earlier(calendar: Path) -> bytes:
    """Return the calendar that was written last, here or among the earlier ones; nothing where none was."""
    there = [calendar] if calendar.is_file() else list((calendar.parent / OLD).glob(f"{calendar.stem}_*.ics"))
    latest = max(there, key=lambda path: path.name, default=None)
    return latest.read_bytes() if latest is not None else b""


def _notes_of_withdrawn(tasks: Sequence[TaskReminders]) -> Iterator[str]:
    """Yield a sentence for each task that has rows which were taken back and not corrected."""
    for task in tasks:
        if task.withdrawn:
            yield error_text(XlcheckError("status.withdrawn", task=task.plan.task_no, count=task.withdrawn))


def _notes_of_sheets(desk: Desk) -> Iterator[str]:
    """Yield a sentence for each freeze run that was drawn by dice, and of which no signed sheet is archived."""
    draws = desk.journal.draws()
    numbers = {event.mark: event.task_no for event in draws.of_kind(Draw)}
    for slip in draws.slips_without_sheet:
        tasks = "、".join(task_no for mark, task_no in numbers.items() if slip.holds(*mark))
        yield error_text(XlcheckError("status.dice-sheet", tasks=tasks))


def _waiting(desk: Desk) -> list[Freeze]:
    """Return the freezes that wait to be drawn, whatever decides them, in the order of the log."""
    draws = desk.journal.draws()
    last = {freeze.task: freeze for freeze in draws.of_kind(Freeze)}
    return [freeze for freeze in last.values() if draws.is_waiting(freeze.task)]


def _note_of_left(desk: Desk, freeze: Freeze) -> str:
    """Say that a task is frozen and waits, though the plan has no row of it any more."""
    folder = attempt_folder(desk, freeze.task_no, freeze.attempt).relative_to(desk.root).as_posix()
    return error_text(XlcheckError("status.unplanned", task=freeze.task_no, folder=folder))


def _note_of_registries(run: Run) -> str:
    """Say how many days ago each registry was brought up to date."""
    ages = ages_today(run.desk.journal.draws().updates, run.now.date())
    return error_text(XlcheckError("status.registries", ages=ages))


def _tasks(
    rows: Sequence[PlanRow], ledgers: Sequence[TaskLedger], horizon: Horizon
) -> list[tuple[TaskReminders, Sequence[Reminder]]]:
    """Return every task of the plan, and those drawn tasks that have left it."""
    by_plan_no = by_task(ledgers)
    names = names_of(of_task[0].task for of_task in by_plan_no.values())
    tasks = [reminders_before_draw(row, horizon) for row in rows if row.plan_no not in by_plan_no]
    for of_task in by_plan_no.values():
        lines = [line for ledger in of_task for line in ledger.lines]
        withdrawn = frozenset[str]().union(*(ledger.uncorrected for ledger in of_task))
        tasks.append(reminders_after_draw(of_task[0].task, lines, of_task[0].publications, horizon, names, withdrawn))
    return sorted(tasks, key=lambda task: task[0].plan.plan_no)


def _notes_of_undated(tasks: Sequence[tuple[TaskReminders, Sequence[Reminder]]]) -> Iterator[str]:
    """Yield a sentence for each task of which nothing can be reminded, since its 抽查日期 could not be read."""
    for task, dues in tasks:
        if not dues:
            yield error_text(XlcheckError("status.undated", task=task.plan.task_no or task.plan.plan_no))


def _unknown_years(tasks: Sequence[TaskReminders], horizon: Horizon) -> set[int]:
    """Return the years of today and of the last publications whose holidays are not known."""
    years = {horizon.today.year, *(task.publish_by.year for task in tasks if task.publish_by)}
    return {year for year in years if not is_known(year, horizon.settings)}
