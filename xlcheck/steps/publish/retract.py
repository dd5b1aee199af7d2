"""收回: a batch that nobody has seen yet is taken back whole; its rows come out again in the next batch.

The log keeps it, with a line of its own; its folder is set aside. What the public may have read is withdrawn or
corrected instead, with a notice: so no row of the batch may have its 公示日期.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from xlcheck.excel.patch import held_cells
from xlcheck.journal.publication_events import PublicationEvent, PublicationState, Retraction
from xlcheck.model import XlcheckError
from xlcheck.reading.folding import clean
from xlcheck.reading.who import gives_reason
from xlcheck.schema.outputs.ledger import LEDGER
from xlcheck.steps.desk.desk import Desk, Run
from xlcheck.steps.desk.lock import exclusive
from xlcheck.steps.desk.privacy import refuse_numbers
from xlcheck.steps.desk.standing import folders_of_batch
from xlcheck.steps.publish.batches import check_log_whole, finish_batches, set_retracted_aside
from xlcheck.steps.publish.publication_day import DayCell, debut_cells

_NAMED = 3
"""So many rows are named in a refusal."""


@dataclass(frozen=True, slots=True)
class LoggedBatch:
    """A batch that the log has and that was not taken back: the name of its folder, and how many rows of each kind."""

    name: str
    new: int
    corrected: int
    withdrawn: int

    @property
    def number(self) -> str:
        """The name without the day: 第1批."""
        return number_of(self.name)

    @property
    def rows(self) -> int:
        """How many lines the log has of it."""
        return self.new + self.corrected + self.withdrawn


@dataclass(frozen=True, slots=True)
class RetractResult:
    """The batch that was taken back, how many lines it had, where its folder went; staff may have moved it before."""

    batch: str
    rows: int
    folders: tuple[Path, ...]


def number_of(batch: str) -> str:
    """Return the name of a batch without the day: 第1批."""
    return batch.partition("_")[0]


def logged_batches(desk: Desk) -> list[LoggedBatch]:
    """Return the batches that count, the oldest first."""
    state = desk.journal.publications()
    return [_logged_batch(state, name) for name in dict.fromkeys(event.batch for event in state.events)]


def _logged_batch(state: PublicationState, name: str) -> LoggedBatch:
    events = [event for event in state.events if event.batch == name]
    new, withdrawn = len(state.debuts_of(name)), sum(bool(event.withdrawn) for event in events)
    return LoggedBatch(name, new, len(events) - new - withdrawn, withdrawn)


def batch_to_retract(run: Run, name: str) -> LoggedBatch:
    """Return the batch of a name or number that may be taken back; nothing is written.

    Raises :class:`XlcheckError` ``retract.nothing``, ``retract.no-such-batch``; ``retract.built-on`` where later ones
    tell of its rows; ``retract.dated`` where a row has its 公示日期; ``retract.unseen`` where no ledger shows it;
    and as :func:`~xlcheck.steps.publish.publication_day.published_batches`.
    """
    batches = logged_batches(run.desk)
    if not batches:
        raise XlcheckError("retract.nothing")
    batch = next((one for one in batches if name in (one.name, one.number)), None)
    if batch is None:
        numbers = "、".join(one.number for one in batches)
        raise XlcheckError("retract.no-such-batch", batch=name, known=numbers)
    if later := run.desk.journal.publications().built_on(batch.name):
        raise XlcheckError("retract.built-on", batch=batch.number, batches="、".join(map(number_of, later)))
    _require_undated(run, batch)
    return batch


def _require_undated(run: Run, batch: LoggedBatch) -> None:
    """Require a cell for 公示日期 with nothing in it of each row that a batch has made public."""
    debuts = run.desk.journal.publications().debuts_of(batch.name)
    if not debuts:
        return
    cells = {_key(event): of_row for event, of_row in debut_cells(run)}
    dated = _dated_cells(cell for event in debuts for cell in cells.get(_key(event), ()))
    if with_day := [e for e in debuts if any(cell in dated for cell in cells.get(_key(e), ()))]:
        raise XlcheckError("retract.dated", batch=batch.number, count=len(with_day), names=_names(with_day))
    seen = {key for key, of_row in cells.items() if all(cell.place is not None for cell in of_row)}
    if unseen := [event for event in debuts if _key(event) not in seen]:
        raise XlcheckError("retract.unseen", batch=batch.number, count=len(unseen), names=_names(unseen))


def _key(event: PublicationEvent) -> tuple[str, int, str]:
    return event.task, event.attempt, event.code


def _dated_cells(cells: Iterable[DayCell]) -> set[DayCell]:
    """Return the cells in which anything stands that may be the day: a formula shows one without having it."""
    by_ledger: dict[Path, dict[tuple[str, str], DayCell]] = {}
    for cell in cells:
        if cell.place is not None:
            by_ledger.setdefault(cell.ledger, {})[cell.place.sheet, cell.place.cell] = cell
    held = {path: held_cells(path, of_ledger) for path, of_ledger in by_ledger.items()}
    return {
        cell
        for path, of_ledger in by_ledger.items()
        for key, cell in of_ledger.items()
        if not cell.is_blank or key in held[path]
    }


def _names(events: Sequence[PublicationEvent]) -> str:
    names = [str(event.fact(LEDGER.name)) or event.code for event in events]
    return "、".join(names[:_NAMED]) + ("等" if len(names) > _NAMED else "")


@exclusive("收回")
def retract(run: Run, name: str, reason: str) -> RetractResult:
    """Log a batch as taken back, then set its folder aside.

    Raises :class:`XlcheckError` ``retract.reason-missing``, as :func:`batch_to_retract`, or as
    :func:`~xlcheck.steps.publish.publish.publish`; nothing is written or logged then.
    """
    if not gives_reason(reason):
        raise XlcheckError("retract.reason-missing")
    refuse_numbers(run, {"收回的原因": reason})
    unfinished = _unfinished(run.desk, name)
    folders = set_retracted_aside(run)
    finish_batches(run)
    check_log_whole(run.desk)
    if unfinished is not None:
        return RetractResult(unfinished.batch, unfinished.rows, tuple(folders))
    batch = batch_to_retract(run, name)
    run.desk.journal.add_retraction(Retraction(run.now.date(), batch.name, batch.rows, clean(reason)))
    return RetractResult(batch.name, batch.rows, tuple(set_retracted_aside(run)))


def _unfinished(desk: Desk, name: str) -> Retraction | None:
    """Return what a run has logged of this batch before it was interrupted, with its folder where it was."""
    for one in desk.journal.publications().retractions:
        if name in (one.batch, number_of(one.batch)) and folders_of_batch(desk, one.batch):
            return one
    return None
