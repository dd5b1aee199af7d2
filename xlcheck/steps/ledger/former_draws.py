"""The draws whose ledgers count no more, by wrong numbers or drawn again; and those that wait for a lost record."""

from __future__ import annotations

from collections.abc import Iterator

from xlcheck.draws.replacement import drawn_task_of
from xlcheck.journal.draw_events import Draw, Freeze
from xlcheck.model import XlcheckError
from xlcheck.results.remind.errands import FormerDraw
from xlcheck.steps.desk.desk import Desk
from xlcheck.steps.draw.archive import Archive, read_record
from xlcheck.steps.draw.drawn_tasks import drop_outs


def former_draws(desk: Desk) -> Iterator[FormerDraw]:
    """Yield the draws that count no more, with their replacements: those of wrong numbers, then those drawn again.

    Raises :class:`XlcheckError` as :meth:`Archive.records`, and where the record of a void one cannot be read.
    """
    archive, draws = Archive(desk), desk.journal.draws()
    last = {event.task: event.mark for event in draws.of_kind(Draw)}
    for event in draws.of_kind(Freeze):
        for number, _ in enumerate(draws.corrected(*event.mark), start=1):
            shelf, _ = archive.corrected_paths(event.task_no, event.attempt, number)
            if shelf.exists():  # else a correction was interrupted, and what it makes void is still told as it was
                yield FormerDraw(drawn_task_of(read_record(shelf)), "号码更正")
    for earlier in (draw for draw in draws.of_kind(Draw) if draw.mark != last[draw.task] and not archive.is_lost(draw)):
        record = archive.record(earlier)
        yield FormerDraw(drawn_task_of(record, drop_outs(archive, *earlier.mark)), "再次抽取")


def lost_draws(desk: Desk) -> dict[str, XlcheckError]:
    """Return the drawn tasks whose records are lost, as :meth:`Archive.lost`."""
    return Archive(desk).lost()
