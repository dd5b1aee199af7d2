"""What staff have typed into the ledgers, with everything that is wrong with it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from xlcheck.excel.read.workbook import check_not_open, read_book
from xlcheck.journal.publication_events import PublicationState
from xlcheck.messages import Level, level
from xlcheck.model import (
    DrawnTask,
    DrawRecord,
    Finding,
    Inspection,
    Place,
    Publication,
    Settings,
    Withdrawal,
    XlcheckError,
    finding,
)
from xlcheck.reading.inspections import LedgerSheet, ledger_sheet
from xlcheck.results.ledger.check import check_ledger, without_drop_outs
from xlcheck.results.ledger.terms import with_days_of_terms
from xlcheck.results.publish.corrections import check_published
from xlcheck.results.publish.rows import unapproved, withheld
from xlcheck.results.publish.withdrawals import check_withdrawn, unchanged, without_stale_days
from xlcheck.schema.outputs.ledger import LEDGER
from xlcheck.schema.table import Book
from xlcheck.steps.desk.answering import BOOK_SUFFIXES, AnsweringFiles, answering_files
from xlcheck.steps.desk.desk import Desk, Run
from xlcheck.steps.desk.known import KnownNumbers
from xlcheck.steps.desk.load import Tables
from xlcheck.steps.draw.archive import Archive
from xlcheck.steps.draw.drawn_tasks import drawn_tasks, say_lost
from xlcheck.steps.ledger.items import off_the_list
from xlcheck.steps.ledger.prepare import ledger_paths
from xlcheck.steps.ledger.visits import implausible, impossible


@dataclass(frozen=True, slots=True)
class TaskLedger:
    """One ledger of a task as staff have left it, that of its draw or of a replacement.

    Beside it: what was published of the task, what was taken back, and from which day on a row that ever was can have
    its 公示日期, by code.

    ``number`` is that of the replacement which it belongs to, 0 for the draw. ``whole`` is the ledger with all its
    lines, ``sheet`` with those of the entities that are to be inspected; ``None`` where nothing could be read.
    """

    task: DrawnTask
    path: Path
    publications: Mapping[str, Publication]
    withdrawals: Mapping[str, Withdrawal]
    first_days: Mapping[str, date]
    number: int = 0
    whole: LedgerSheet | None = None
    sheet: LedgerSheet | None = None
    findings: tuple[Finding, ...] = ()

    @property
    def record(self) -> DrawRecord:
        """The record of the task's draw."""
        return self.task.record

    @property
    def plan_no(self) -> str:
        """The task's plan number."""
        return self.record.request.plan.plan_no

    @property
    def uncorrected(self) -> frozenset[str]:
        """The entities whose rows were taken back and say the same still; none where nothing could be read."""
        return unchanged(self.sheet, self.withdrawals) if self.sheet is not None else frozenset()

    @property
    def lines(self) -> tuple[Inspection, ...]:
        """The lines of the entities that are to be inspected; none where nothing could be read."""
        return self.sheet.lines if self.sheet else ()


@dataclass(frozen=True, slots=True)
class YearEntries:
    """The ledgers of a year, and ``beside`` them what is wrong or odd about rows of 其他检查."""

    ledgers: list[TaskLedger]
    beside: tuple[Finding, ...] = ()

    @property
    def findings(self) -> tuple[Finding, ...]:
        """The findings of all ledgers, then those of 其他检查."""
        return (*(found for ledger in self.ledgers for found in ledger.findings), *self.beside)


def read_entries(run: Run, settings: Settings) -> YearEntries:
    """Read every ledger of the drawn tasks with its findings, those of all of them together with 其他检查 too.

    Raises as :func:`task_ledgers`.
    """
    return with_visits(run, settings, _read_every(run, settings, as_saved=False))


def read_ledgers(run: Run, settings: Settings, *, as_saved: bool = False) -> list[TaskLedger]:
    """Read every ledger of the drawn tasks with its findings; of its visits those that cannot have been.

    Raises as :func:`task_ledgers`.
    """
    ledgers = _read_every(run, settings, as_saved=as_saved)
    parts = _parts(ledgers)
    findings = (*off_the_list(run, settings, parts), *impossible(run, settings, parts))
    return _with_findings(ledgers, findings).ledgers


def _read_every(run: Run, settings: Settings, *, as_saved: bool) -> list[TaskLedger]:
    run.progress("读取抽取记录")
    say_lost(run)
    tasks = drawn_tasks(Archive(run.desk)).values()
    each = run.talk.each("读取 {} 的台账", tasks, lambda task: task.record.request.plan.task_no)
    return [ledger for task in each for ledger in task_ledgers(run, settings, task, as_saved=as_saved)]


def with_visits(run: Run, settings: Settings, ledgers: Sequence[TaskLedger]) -> YearEntries:
    """Add to each ledger what its visits look like beside all others of the year, those of 其他检查 too."""
    parts = _parts(ledgers)
    return _with_findings(ledgers, (*off_the_list(run, settings, parts), *implausible(run, settings, parts)))


def _parts(ledgers: Sequence[TaskLedger]) -> list[tuple[DrawnTask, LedgerSheet]]:
    return [(one.task, one.sheet) for one in ledgers if one.sheet is not None]


def _with_findings(ledgers: Sequence[TaskLedger], findings: Iterable[Finding]) -> YearEntries:
    """Add findings to the ledgers in which they stand; the others stand beside these."""
    of_book: dict[str, list[Finding]] = {}
    for found in findings:
        of_book.setdefault(found.place.book, []).append(found)
    told = [replace(one, findings=(*one.findings, *of_book.pop(one.path.name, ()))) for one in ledgers]
    return YearEntries(told, tuple(found for of in of_book.values() for found in of))


def task_ledgers(run: Run, settings: Settings, task: DrawnTask, *, as_saved: bool = False) -> list[TaskLedger]:
    """Read the ledgers of one task: that of the draw, then those of its replacements.

    Raises :class:`XlcheckError` ``book.open`` where one is open in Excel: what is typed may not be saved yet. Where it
    is read ``as_saved``, that is enough, as long as it can be read.
    """
    state, request = run.desk.journal.publications(), task.record.request
    public = state.publications(request), state.withdrawals(request), state.first_days(request)
    paths = ledger_paths(run.desk, task)
    unread = [TaskLedger(task, path, *public, number) for number, path in paths.items()]
    ledgers = [_read_ledger(run, settings, ledger, as_saved=as_saved) for ledger in unread]
    return [replace(ledgers[0], findings=(*ledgers[0].findings, *_of_earlier_draws(ledgers[0], state))), *ledgers[1:]]


def _of_earlier_draws(ledger: TaskLedger, state: PublicationState) -> Iterator[Finding]:
    """Yield a finding for rows of earlier draws of a task that the public still reads, though they count no more."""
    request = ledger.record.request
    public = Counter(e.attempt for e in state.still_public() if e.task == request.task and not e.is_of(request))
    for attempt, count in sorted(public.items()):
        place, task = Place(ledger.path.name), request.plan.task_no
        yield finding("ledger.earlier-draw-out", place, task=task, count=count, attempt=attempt)


def _read_ledger(run: Run, settings: Settings, ledger: TaskLedger, *, as_saved: bool) -> TaskLedger:
    """Return the ledger with what was read of it."""
    path, task = ledger.path, ledger.task
    beside = tuple(_beside(ledger))
    if any(f.code in _UNREAD for f in beside):
        return replace(ledger, findings=beside)
    tables, of_cells = _read_tables(path, settings, as_saved=as_saved)
    cells = (*beside, *of_cells)
    if LEDGER.key not in tables:
        return replace(ledger, findings=cells)
    whole = ledger_sheet(tables[LEDGER.key])
    counted = without_stale_days(whole, ledger.first_days)
    current = without_drop_outs(counted, task)
    findings = (
        *with_days_of_terms(cells, whole, settings),
        *check_ledger(counted, task, settings, run.now.date(), ledger.publications, ledger.number),
        *check_published(current, ledger.publications),
        *check_withdrawn(without_drop_outs(whole, task), ledger.withdrawals, ledger.first_days),
        *withheld(current, KnownNumbers(run)),
        *unapproved(current, ledger.publications),
    )
    return replace(ledger, whole=whole, sheet=current, findings=findings)


_UNREAD = ("ledger.missing-book", "ledger.several")
"""What is said of a ledger that was not read."""


def _beside(ledger: TaskLedger) -> Iterator[Finding]:
    """Yield what is to be said of the files that are there for a ledger: none, several, or copies that are the same."""
    path, task = ledger.path, ledger.task.record.request.plan.task_no
    files = files_for(path)
    if not path.exists():
        yield finding("ledger.missing-book", Place(path.name), task=task)
    elif files.rivals:
        yield finding("ledger.several", Place(path.name), book=path.name, files=files.dated)
    else:
        yield from (f for f in files.findings() if f.code == "book.same-copy")  # others are told of as strays


def files_for(ledger: Path) -> AnsweringFiles:
    """Return the file that is read for a ledger, with those that may be meant as well."""
    return answering_files(ledger.with_suffix(".xlsx"))


def require_chosen(ledgers: Iterable[TaskLedger]) -> None:
    """Raise :class:`XlcheckError` ``ledger.several`` where a person has to choose between files for a ledger."""
    for ledger in ledgers:
        for several in (f for f in ledger.findings if f.code == "ledger.several"):
            raise XlcheckError(several.code, **dict(several.params))


def _read_tables(path: Path, settings: Settings, *, as_saved: bool) -> tuple[Tables, tuple[Finding, ...]]:
    if not as_saved:
        check_not_open(path)
    try:
        return read_book(path, Book("ledger", path.name, (LEDGER,)), settings)
    except XlcheckError:
        check_not_open(path)  # whoever has it open may be saving it
        raise


def inspected_codes(run: Run, settings: Settings, task: DrawnTask) -> Collection[str]:
    """Return the codes of the entities whose result is typed in a ledger of a task, or was published.

    Raises :class:`XlcheckError` ``book.open`` where a ledger is open in Excel, and as :func:`require_chosen`.
    """
    codes: set[str] = set()
    ledgers = task_ledgers(run, settings, task)
    require_chosen(ledgers)
    for ledger in ledgers:
        codes.update(ledger.publications)
        codes.update(line.code for line in ledger.lines if line.result)
    return codes


def by_task(ledgers: Iterable[TaskLedger]) -> dict[str, list[TaskLedger]]:
    """Return the ledgers of each task, that of its draw first, by plan number."""
    groups: dict[str, list[TaskLedger]] = {}
    for ledger in ledgers:
        groups.setdefault(ledger.plan_no, []).append(ledger)
    return groups


def strays(desk: Desk, ledgers: Sequence[TaskLedger]) -> Iterator[Finding]:
    """Yield a finding for each ledger that no valid draw has: renamed ones, those of an earlier attempt.

    Copies of those that are read, and rivals, are told of with them.
    """
    files = [files_for(ledger.path) for ledger in ledgers]
    told = {path for one in files for path in (one.path, *one.rivals, *one.same)}
    lost = tuple(f"检查台账-{name}" for name in Archive(desk).lost_names())  # they wait until the record is back
    for path in sorted(desk.ledgers.glob("*")):
        if path.suffix.lower() in BOOK_SUFFIXES and path not in told and not path.name.startswith(("~", ".", *lost)):
            yield finding("ledger.stray", Place(path.name))


def is_misshapen(findings: Iterable[Finding]) -> bool:
    """Say whether a column or a sheet of a ledger is not what it should be."""
    return any(f.code.startswith(("header.", "sheet.")) and level(f) is Level.ERROR for f in findings)


def without_faults(sheet: LedgerSheet, findings: Sequence[Finding]) -> LedgerSheet:
    """Return the lines without an error; none of a ledger that is misshapen."""
    if is_misshapen(findings):
        return sheet.only(lambda _: False)
    wrong = {(f.place.sheet, f.place.row) for f in findings if level(f) is Level.ERROR}

    def is_right(line: Inspection) -> bool:
        place = sheet.table.place(line.row, LEDGER.code)
        return (place.sheet, place.row) not in wrong

    return sheet.only(is_right)
