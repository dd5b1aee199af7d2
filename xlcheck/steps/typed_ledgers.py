"""What staff have typed into the ledgers, with everything that is wrong with it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from xlcheck.excel.read import check_not_open, read_book
from xlcheck.messages import Level, level
from xlcheck.model import DrawRecord, Finding, Place, Settings, finding
from xlcheck.results.corrections import Published, check_published
from xlcheck.results.disclosure import withheld
from xlcheck.results.ledger import check_ledger
from xlcheck.schema.frames import TableFrame
from xlcheck.schema.kinds import Book
from xlcheck.schema.outputs import LEDGER
from xlcheck.steps.archive import Archive
from xlcheck.steps.desk import Desk, Run
from xlcheck.steps.ledger import ledger_path
from xlcheck.steps.publication_log import logged, publications


@dataclass(frozen=True, slots=True)
class TaskLedger:
    """A task's record, what went out of it, and its ledger as staff have left it; ``None`` where there is none."""

    record: DrawRecord
    published: Published
    table: TableFrame | None
    findings: tuple[Finding, ...]

    @property
    def plan_no(self) -> str:
        """The task's plan number."""
        return self.record.request.plan.plan_no


def read_ledgers(run: Run, settings: Settings) -> list[TaskLedger]:
    """The ledger of each drawn task with its findings.

    Raises :class:`XlcheckError` ``book.open`` where one is open in Excel: what is typed may not be saved yet.
    """
    entries = logged(run.desk)
    return [
        _read_ledger(run, settings, record, publications(entries, record.request))
        for record in Archive(run.desk).records().values()
    ]


def _read_ledger(run: Run, settings: Settings, record: DrawRecord, published: Published) -> TaskLedger:
    path = ledger_path(run.desk, record)
    if not path.exists():
        place, task = Place(path.name), record.request.plan.task_no
        missing = finding("ledger.missing-book", place, task=task, book=path.name)
        return TaskLedger(record, published, None, (missing,))
    check_not_open(path)
    run.say(f"读取《{path.name}》")
    tables, cells = read_book(path, Book("ledger", path.name, (LEDGER,)), settings)
    table = tables.get("ledger")
    if table is None:
        return TaskLedger(record, published, None, cells)
    rules = check_ledger(table, record, settings, run.now.date(), published)
    found = (*cells, *rules, *check_published(table, published), *withheld(table))
    return TaskLedger(record, published, table, found)


def strays(desk: Desk, ledgers: Sequence[TaskLedger]) -> Iterator[Finding]:
    """Workbooks among the ledgers that no valid draw has: copies, renamed ones, those of an earlier attempt."""
    known = {ledger_path(desk, ledger.record) for ledger in ledgers}
    for path in sorted(desk.ledgers.glob("*.xlsx")):
        if path not in known and not path.name.startswith(("~", ".")):
            yield finding("ledger.stray", Place(path.name), book=path.name)


def faulty_rows(table: TableFrame, findings: Sequence[Finding]) -> set[int]:
    """The rows with an error; every row where a column or a sheet is not what it should be."""
    errors = [f for f in findings if level(f) is Level.ERROR]
    if any(f.code.startswith(("header.", "sheet.")) for f in errors):
        return set(table.frame.index)
    places = {(f.place.sheet, f.place.row) for f in errors}
    where = ((row, table.place(row, "code")) for row in table.frame.index)
    return {row for row, place in where if (place.sheet, place.row) in places}
