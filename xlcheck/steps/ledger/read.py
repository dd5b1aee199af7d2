"""What staff have typed into the ledgers, with everything that is wrong with it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from xlcheck.excel.read.workbook import check_not_open, read_book
from xlcheck.messages import Level, level
from xlcheck.model import DrawnTask, DrawRecord, Finding, Place, Settings, finding
from xlcheck.reading.tables import TypedTable
from xlcheck.results.ledger.ledger import check_ledger, standing_rows
from xlcheck.results.publish.corrections import Published, check_published
from xlcheck.results.publish.rows import unapproved, withheld
from xlcheck.results.publish.withdrawals import Retracted, check_retracted, without_stale_days
from xlcheck.schema.outputs import LEDGER
from xlcheck.schema.table import Book
from xlcheck.steps.desk.desk import Desk, Run
from xlcheck.steps.draw.archive import Archive
from xlcheck.steps.draw.standing import standings
from xlcheck.steps.ledger.prepare import ledger_paths
from xlcheck.steps.publish.log import PublicationEvent, logged, publications, retractions, standing_out


@dataclass(frozen=True, slots=True)
class TaskLedger:
    """One ledger of a task as staff have left it, that of its draw or of a replacement.

    Beside it: what went out of the task, and what was taken back.

    ``number`` is that of the replacement which it belongs to, 0 for the draw. ``table`` has the rows of the entities
    that are to be inspected, ``whole`` all rows as they were typed; ``None`` where nothing could be read.
    """

    standing: DrawnTask
    path: Path
    published: Published
    retracted: Retracted
    number: int = 0
    whole: TypedTable | None = None
    table: TypedTable | None = None
    findings: tuple[Finding, ...] = ()

    @property
    def record(self) -> DrawRecord:
        """The record of the task's draw."""
        return self.standing.record

    @property
    def plan_no(self) -> str:
        """The task's plan number."""
        return self.record.request.plan.plan_no


def read_ledgers(run: Run, settings: Settings) -> list[TaskLedger]:
    """Every ledger of the drawn tasks with its findings; raises as :func:`task_ledgers`."""
    drawn = standings(Archive(run.desk)).values()
    return [ledger for standing in drawn for ledger in task_ledgers(run, settings, standing)]


def task_ledgers(run: Run, settings: Settings, standing: DrawnTask) -> list[TaskLedger]:
    """The ledgers of one task: that of the draw, then those of its replacements.

    Raises :class:`XlcheckError` ``book.open`` where one is open in Excel: what is typed may not be saved yet.
    """
    entries, request = logged(run.desk), standing.record.request
    went, gone = publications(entries, request), retractions(entries, request)
    paths = ledger_paths(run.desk, standing)
    read = [_read(run, settings, TaskLedger(standing, path, went, gone, number)) for number, path in paths.items()]
    return [replace(read[0], findings=(*read[0].findings, *_of_earlier_draws(read[0], entries))), *read[1:]]


def _of_earlier_draws(ledger: TaskLedger, entries: Sequence[PublicationEvent]) -> Iterator[Finding]:
    """Rows of earlier draws of a task that the public still reads, though they count no more."""
    request = ledger.record.request
    out = Counter(e.attempt for e in standing_out(entries) if e.task == request.task and not e.is_of(request))
    for attempt, count in sorted(out.items()):
        place, task = Place(ledger.path.name), request.plan.task_no
        yield finding("ledger.earlier-draw-out", place, task=task, count=count, attempt=attempt)


def _read(run: Run, settings: Settings, ledger: TaskLedger) -> TaskLedger:
    """The ledger with what was read of it."""
    path, standing = ledger.path, ledger.standing
    if not path.exists():
        missing = finding("ledger.missing-book", Place(path.name), task=standing.record.request.plan.task_no)
        return replace(ledger, findings=(missing,))
    check_not_open(path)
    run.say(f"读取《{path.name}》")
    tables, cells = read_book(path, Book("ledger", path.name, (LEDGER,)), settings)
    if "ledger" not in tables:
        return replace(ledger, findings=cells)
    whole = tables["ledger"]
    table = without_stale_days(whole, ledger.retracted)
    left = standing_rows(table, standing)
    found = (
        *cells,
        *check_ledger(table, standing, settings, run.now.date(), ledger.published, ledger.number),
        *check_published(left, ledger.published),
        *check_retracted(standing_rows(whole, standing), ledger.retracted),
        *withheld(left),
        *unapproved(left, ledger.published),
    )
    return replace(ledger, whole=whole, table=left, findings=found)


def by_task(ledgers: Iterable[TaskLedger]) -> dict[str, list[TaskLedger]]:
    """The ledgers of each task, that of its draw first, by plan number."""
    found: dict[str, list[TaskLedger]] = {}
    for ledger in ledgers:
        found.setdefault(ledger.plan_no, []).append(ledger)
    return found


def strays(desk: Desk, ledgers: Sequence[TaskLedger]) -> Iterator[Finding]:
    """Workbooks among the ledgers that no valid draw has: copies, renamed ones, those of an earlier attempt."""
    known = {ledger.path for ledger in ledgers}
    for path in sorted(desk.ledgers.glob("*.xlsx")):
        if path not in known and not path.name.startswith(("~", ".")):
            yield finding("ledger.stray", Place(path.name))


def is_misshapen(findings: Iterable[Finding]) -> bool:
    """Whether a column or a sheet of a ledger is not what it should be."""
    return any(f.code.startswith(("header.", "sheet.")) and level(f) is Level.ERROR for f in findings)


def faulty_rows(table: TypedTable, findings: Sequence[Finding]) -> set[int]:
    """The rows with an error; every row of a ledger that is misshapen."""
    errors = [f for f in findings if level(f) is Level.ERROR]
    if is_misshapen(findings):
        return set(table.frame.index)
    places = {(f.place.sheet, f.place.row) for f in errors}
    where = ((row, table.place(row, "code")) for row in table.frame.index)
    return {row for row, place in where if (place.sheet, place.row) in places}
