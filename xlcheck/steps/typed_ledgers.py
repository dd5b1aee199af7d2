"""What staff have typed into the ledgers, with everything that is wrong with it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from xlcheck.excel.read import check_not_open, read_book
from xlcheck.messages import Level, level
from xlcheck.model import DrawRecord, Finding, Place, Settings, Standing, finding
from xlcheck.results.corrections import Published, check_published
from xlcheck.results.disclosure import withheld
from xlcheck.results.ledger import check_ledger, standing_rows
from xlcheck.schema.frames import TableFrame
from xlcheck.schema.kinds import Book
from xlcheck.schema.outputs import LEDGER
from xlcheck.steps.archive import Archive
from xlcheck.steps.desk import Desk, Run
from xlcheck.steps.ledger import ledger_paths
from xlcheck.steps.publication_log import logged, publications
from xlcheck.steps.standing import standings


@dataclass(frozen=True, slots=True)
class TaskLedger:
    """One ledger of a task as staff have left it, that of its draw or of a replacement, and what went out of the task.

    ``table`` has the rows of the entities that are to be inspected; ``None`` where nothing could be read.
    """

    standing: Standing
    path: Path
    published: Published
    table: TableFrame | None
    findings: tuple[Finding, ...]

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


def task_ledgers(run: Run, settings: Settings, standing: Standing) -> list[TaskLedger]:
    """The ledgers of one task: that of the draw, then those of its replacements.

    Raises :class:`XlcheckError` ``book.open`` where one is open in Excel: what is typed may not be saved yet.
    """
    published = publications(logged(run.desk), standing.record.request)
    paths = ledger_paths(run.desk, standing)
    return [_read_ledger(run, settings, standing, number, path, published) for number, path in paths.items()]


def _read_ledger(
    run: Run, settings: Settings, standing: Standing, number: int, path: Path, published: Published
) -> TaskLedger:
    if not path.exists():
        place, task = Place(path.name), standing.record.request.plan.task_no
        missing = finding("ledger.missing-book", place, task=task)
        return TaskLedger(standing, path, published, None, (missing,))
    check_not_open(path)
    run.say(f"读取《{path.name}》")
    tables, cells = read_book(path, Book("ledger", path.name, (LEDGER,)), settings)
    table = tables.get("ledger")
    if table is None:
        return TaskLedger(standing, path, published, None, cells)
    rules = check_ledger(table, standing, settings, run.now.date(), published, number)
    left = standing_rows(table, standing)
    found = (*cells, *rules, *check_published(left, published), *withheld(left))
    return TaskLedger(standing, path, published, left, found)


def strays(desk: Desk, ledgers: Sequence[TaskLedger]) -> Iterator[Finding]:
    """Workbooks among the ledgers that no valid draw has: copies, renamed ones, those of an earlier attempt."""
    known = {ledger.path for ledger in ledgers}
    for path in sorted(desk.ledgers.glob("*.xlsx")):
        if path not in known and not path.name.startswith(("~", ".")):
            yield finding("ledger.stray", Place(path.name))


def faulty_rows(table: TableFrame, findings: Sequence[Finding]) -> set[int]:
    """The rows with an error; every row where a column or a sheet is not what it should be."""
    errors = [f for f in findings if level(f) is Level.ERROR]
    if any(f.code.startswith(("header.", "sheet.")) for f in errors):
        return set(table.frame.index)
    places = {(f.place.sheet, f.place.row) for f in errors}
    where = ((row, table.place(row, "code")) for row in table.frame.index)
    return {row for row, place in where if (place.sheet, place.row) in places}
