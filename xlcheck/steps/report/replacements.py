"""Every replacement of a year, out of log and archive, held against the registries."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from xlcheck.checks.drop_outs import Agreement, agreement
from xlcheck.draws.replacement import drawn_task_of
from xlcheck.draws.seats import seats_again
from xlcheck.journal.draw_events import Draw, Replace
from xlcheck.model import DrawnTask, LoggedDropOut, Replacement, ReplacementLine
from xlcheck.reading.plan import plan_rows
from xlcheck.reading.tables import YearBooks
from xlcheck.results.report.replacements import replacement_line
from xlcheck.steps.desk.desk import Run
from xlcheck.steps.desk.known import KnownNumbers
from xlcheck.steps.draw.archive import Archive


def replacements_of(run: Run, books: YearBooks) -> tuple[ReplacementLine, ...]:
    """Return the replacements of all draws in the order of their time, those of draws that were drawn again too.

    Raises as :meth:`Archive.records`.
    """
    rows = plan_rows(books.plan, books.settings)[0] if books.plan is not None else ()
    lines, known = [], KnownNumbers(run, books)
    for task in _replaced_draws(Archive(run.desk)):
        for replacement in task.replacements:
            registry = agreement(books, _logged(task, replacement), rows)
            again = sorted({n for seat in seats_again(task, replacement.number) for n in seat.earlier})
            differs = registry is Agreement.DIFFERS
            lines.append(
                replacement_line(task, replacement, registry, differs=differs, again=tuple(again), known=known)
            )
    return tuple(sorted(lines, key=lambda line: (line.at, line.task_no, line.attempt, line.number)))


def _replaced_draws(archive: Archive) -> Iterator[DrawnTask]:
    """Yield the draws with replacements, whatever attempt they are; the records of others are not read."""
    draws = archive.desk.journal.draws()
    for draw in draws.of_kind(Draw):
        logged = [(event.drop_out, line) for event, line in draws.of_draw(Replace, *draw.mark)]
        if logged and not archive.is_lost(draw):
            yield drawn_task_of(archive.record(draw), logged)


def _logged(task: DrawnTask, replacement: Replacement) -> LoggedDropOut:
    request, drop_out = task.record.request, replacement.drop_out
    number, day = replacement.number, date.fromisoformat(drop_out.at[:10])
    return LoggedDropOut(request.plan.plan_no, request.plan.task_no, request.attempt, number, day, drop_out)
