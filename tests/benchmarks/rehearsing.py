"""Rehearsing the year against drawing it, and against checking it: ``python -m tests.benchmarks.rehearsing [SCALE…]``.

The shipped year, its registry so many times as long (1 and 100 by default). The references, in the same run: fifteen
tasks frozen and drawn as the rehearsal found them, the sorting of their tickets alone, and the rules of the check with
the reading of the workbooks, which is a check without its report.
"""

import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any  # for whatever is measured

from xlcheck.draws.draw import draw
from xlcheck.draws.formats.two.seed import SYSTEM
from xlcheck.draws.freeze import FreezeContext, freeze
from xlcheck.draws.rehearsal.rehearsal import YearSoFar, rehearse
from xlcheck.draws.tickets import order
from xlcheck.excel.write.desk_books import write_desk_book
from xlcheck.model import DrawRequest, PlanRow, Source
from xlcheck.reading.plan import plan_rows
from xlcheck.reading.tables import YearBooks
from xlcheck.samples.entities import entities
from xlcheck.schema.inputs import ENTITY_BOOK
from xlcheck.steps.check.check import find_all
from xlcheck.steps.desk.desk import Desk, Run
from xlcheck.steps.desk.load import load_settings
from xlcheck.steps.practice.sample import write_sample_desk

JANUARY = datetime(2021, 1, 4, 9)
TRIES = 3
NUMBERS = (123456789,)


def seconds(work: Callable[[], Any]) -> tuple[float, Any]:
    """The least time that some work takes in a few tries, and what comes of it."""
    times = []
    for _ in range(TRIES):
        start = time.perf_counter()
        result = work()
        times.append(time.perf_counter() - start)
    return min(times), result


def year_of(folder: Path, scale: int) -> Run:
    """A desk of the shipped year with a longer registry."""
    write_sample_desk(folder)
    desk = Desk(folder)
    settings, _, _ = load_settings(desk)
    desk.book(ENTITY_BOOK).unlink()
    write_desk_book(desk.book(ENTITY_BOOK), ENTITY_BOOK, {"entities": entities(scale=scale)}, settings)
    return Run(desk, JANUARY)


def frozen(books: YearBooks, rows: tuple[PlanRow, ...]) -> Iterator[DrawRequest]:
    """The tasks as a freeze has them."""
    for row in rows:
        yield freeze(books, row, SYSTEM, FreezeContext(today=JANUARY.date()))


def drawn(requests: list[DrawRequest]) -> None:
    """Draw each task as a draw does, with the computer's own numbers."""
    texts = dict.fromkeys(("frozen_at", "revealed_at", "drawn_at"), "2021-01-04 09:00:00")
    texts |= dict.fromkeys(("operator", "venue", "witnesses", "log_digest", "version"), "")
    for request in requests:
        revealed = replace(request, sources=(Source(SYSTEM.key, SYSTEM.name, NUMBERS),))
        draw(revealed, **texts)


def sorted_tickets(requests: list[DrawRequest]) -> None:
    """Sort each frame into its drawn order, and do nothing else."""
    for request in requests:
        order([one.code for one in request.entities], request.task)


def measure(run: Run) -> None:
    """Measure the year of a desk and print what it costs."""
    checking, (books, _) = seconds(partial(find_all, run))
    rows = plan_rows(books.plan, books.settings)[0]
    rehearsing, _ = seconds(partial(rehearse, books, rows, YearSoFar(), JANUARY.date()))
    freezing, requests = seconds(lambda: list(frozen(books, rows)))
    drawing, _ = seconds(lambda: drawn(requests))
    sorting, _ = seconds(lambda: sorted_tickets(requests))
    print(f"rehearsal of {len(books.entities):,} companies and {len(rows)} tasks {rehearsing:.2f} s")
    for what, reference in (
        ("the draws themselves", freezing + drawing),
        ("their tickets alone", sorting),
        ("reading and checking", checking),
    ):
        print(f"  {what} {reference:.3f} s ratio {rehearsing / reference:.1f}")


def main(scales: list[int]) -> None:
    """Measure each scale."""
    for scale in scales:
        with tempfile.TemporaryDirectory() as folder:
            measure(year_of(Path(folder) / "2021", scale))


if __name__ == "__main__":
    main([int(a) for a in sys.argv[1:]] or [1, 100])
