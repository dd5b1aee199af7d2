"""公示日期: the day on which a batch was put on the web, written into the ledgers of all its rows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from xlcheck.excel.patch import held_cells, patch_copy
from xlcheck.journal.publication_events import PublicationEvent
from xlcheck.model import Place, XlcheckError
from xlcheck.results.publish.withdrawals import day_counts_no_more
from xlcheck.schema.outputs.ledger import LEDGER
from xlcheck.steps.desk.desk import Run
from xlcheck.steps.desk.files import put_in_place
from xlcheck.steps.desk.load import load_settings
from xlcheck.steps.desk.lock import exclusive
from xlcheck.steps.ledger.read import TaskLedger, by_task, read_ledgers, require_chosen


@dataclass(frozen=True, slots=True)
class DayCell:
    """The cell for 公示日期 of a row that is public, and what is typed there.

    Where the ledger, its row or its column is not there, ``place`` is ``None``. What is typed is ``stale`` where it is
    the day of a publication that was withdrawn.
    """

    name: str
    code: str
    ledger: Path
    place: Place | None = None
    typed: str | date = ""
    stale: bool = False

    @property
    def is_blank(self) -> bool:
        """Whether there is a cell, and nothing in it that counts."""
        return self.place is not None and (self.typed == "" or self.stale)


@dataclass(frozen=True, slots=True)
class PublishedBatch:
    """A batch by the name of its folder, the day on which it was made, and the rows that it made public."""

    name: str
    made: date
    cells: tuple[DayCell, ...]

    @property
    def number(self) -> str:
        """The name without the day: 第1批."""
        return self.name.partition("_")[0]

    @property
    def blank(self) -> tuple[DayCell, ...]:
        """The cells that are still to be filled."""
        return tuple(cell for cell in self.cells if cell.is_blank)

    @property
    def typed_day(self) -> date | None:
        """The day that all rows have which have one; ``None`` where none has, or they differ."""
        days = {cell.typed for cell in self.cells if cell.typed != "" and not cell.stale}
        return next((day for day in days if len(days) == 1 and isinstance(day, date)), None)


@dataclass(frozen=True, slots=True)
class DatedBatch:
    """What was filled, what was left as it stands, and the ledgers as they were before."""

    filled: tuple[DayCell, ...]
    left: tuple[DayCell, ...]
    backups: tuple[Path, ...]


def published_batches(run: Run) -> list[PublishedBatch]:
    """Return the batches with rows that are public still, the oldest first.

    A row belongs to the batch by which it became public. Raises :class:`XlcheckError` ``book.open`` where a ledger is
    open in Excel, ``ledger.several`` where it is open which file is one.
    """
    cells: dict[tuple[str, date], list[DayCell]] = {}
    for event, of_row in debut_cells(run):
        cells.setdefault((event.batch, event.day), []).extend(of_row)
    order = {event.batch: number for number, event in enumerate(run.desk.journal.publications().events)}
    by_number = sorted(cells.items(), key=lambda item: order[item[0][0]])
    return [PublishedBatch(*key, tuple(of_batch)) for key, of_batch in by_number]


def debut_cells(run: Run) -> list[tuple[PublicationEvent, list[DayCell]]]:
    """Return the line by which each row of the valid draws became public, with its cells.

    Raises as :func:`published_batches`.
    """
    settings, _, _ = load_settings(run.desk)
    every = read_ledgers(run, settings)
    require_chosen(every)
    return [
        (event, _cells(event, ledgers))
        for ledgers in by_task(every).values()
        for event in run.desk.journal.publications().debuts(ledgers[0].record.request).values()
    ]


def _cells(event: PublicationEvent, ledgers: Sequence[TaskLedger]) -> list[DayCell]:
    """Return the cell of a row; it has several where staff have copied its line."""
    cells = [
        DayCell(
            line.name,
            line.code,
            ledger.path,
            place if place.cell else None,
            line.cell(LEDGER.published.key),
            stale=day_counts_no_more(line),
        )
        for ledger in ledgers
        if ledger.sheet is not None
        for line in ledger.lines
        if line.code == event.code
        for place in (ledger.sheet.table.place(line.row, LEDGER.published),)
    ]
    return cells or [DayCell(event.facts.get("name", ""), event.code, ledgers[0].path)]


def batch_named(batches: Iterable[PublishedBatch], name: str) -> PublishedBatch:
    """Return the batch of a name or number, as 第1批; raises :class:`XlcheckError` ``publish.no-such-batch``."""
    batches = list(batches)
    for batch in batches:
        if name in (batch.name, batch.number):
            return batch
    numbers = "、".join(batch.number for batch in batches) or "（无）"
    raise XlcheckError("publish.no-such-batch", batch=name, known=numbers)


def check_day(run: Run, batch: PublishedBatch, day: date) -> None:
    """Require a day on which a batch can have been put on the web.

    Raises :class:`XlcheckError` ``publish.day-early`` before the batch was made, ``publish.day-future`` after today.
    """
    if day < batch.made:
        raise XlcheckError("publish.day-early", day=day, batch=batch.number, made=batch.made)
    if day > run.now.date():
        raise XlcheckError("publish.day-future", day=day, today=run.now.date())


@exclusive("公示日期")
def date_batch(run: Run, name: str, day: date) -> DatedBatch:
    """Write a day into the blank cells for 公示日期 of all rows of a batch; each ledger is backed up before.

    It takes the place of the day of a publication that was withdrawn. What was typed meanwhile stays, and so does a
    cell that holds another day or a formula. Killed between two
    ledgers, the next run fills the others. Raises as :func:`published_batches`, :func:`batch_named`,
    :func:`check_day`; then nothing is changed. Raises ``output.locked`` where a ledger cannot be replaced.
    """
    batch = batch_named(published_batches(run), name)
    check_day(run, batch, day)
    other_cells = [cell for cell in batch.cells if not cell.is_blank and cell.typed != day]
    filled: list[DayCell] = []
    backups: list[Path] = []
    for path in dict.fromkeys(cell.ledger for cell in batch.blank):
        cells = {_key(cell): cell for cell in batch.blank if cell.ledger == path}
        protected = held_cells(path, cells)
        other_cells += [cells[key] for key in cells if key in protected]
        keys = [key for key in cells if key not in protected]
        if keys:
            run.say(f"填写《{path.name}》的公示日期")
            draft = path.with_name(f".{path.name}.dated")
            patch_copy(path, draft, values=dict.fromkeys(keys, day))
            backups.append(put_in_place(draft, path, run.now))
            filled += [cells[key] for key in keys]
    return DatedBatch(tuple(filled), tuple(other_cells), tuple(backups))


def _key(cell: DayCell) -> tuple[str, str]:
    assert cell.place is not None
    return cell.place.sheet, cell.place.cell
