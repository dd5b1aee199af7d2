"""Notes of who fell away after a draw, and is not found so in the registries."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from xlcheck.checks.drop_outs import disagreements
from xlcheck.messages import error_text, problem, remedy, where
from xlcheck.model import Finding, LoggedDropOut, XlcheckError
from xlcheck.reading.plan import plan_rows
from xlcheck.reading.tables import TypedTable, YearBooks
from xlcheck.schema.inputs import ENTITY_BOOK, INSPECTOR_BOOK, PLAN_BOOK, WAIVERS
from xlcheck.schema.table import Book
from xlcheck.steps.check.drop_outs import logged_drop_outs
from xlcheck.steps.desk.desk import Run
from xlcheck.steps.desk.load import load_settings, read_tables

_SHOWN = 8
"""So many are said one by one; 校验报告 has all."""


def notes_of_drop_outs(run: Run) -> tuple[str, ...]:
    """Return a sentence for each drop-out that the registries do not show and that nobody has accepted.

    A registry is read only where somebody of it fell away; one that cannot be read is said. Raises as
    :func:`logged_drop_outs`.
    """
    fallen = logged_drop_outs(run.desk)
    if not fallen:
        return ()
    findings, notes = _disagreements(run, fallen)
    said = [f"{where(f.place)}：{problem(f)}。{remedy(f)}。" for f in findings]
    rest = (f"另有 {len(said) - _SHOWN} 处，请选“校验”，见《校验报告》。",) if len(said) > _SHOWN else ()
    return (*notes, *said[:_SHOWN], *rest)


def _disagreements(run: Run, fallen: Sequence[LoggedDropOut]) -> tuple[list[Finding], list[str]]:
    """Return what the registries do not show, and a sentence for each registry that cannot be read."""
    settings, of_settings, _ = load_settings(run.desk)
    tables: dict[str, TypedTable] = {}
    notes: list[str] = []
    for book in (PLAN_BOOK, *_needed(fallen)):
        run.progress(f"读取《{run.desk.book(book).name}》")
        try:
            tables |= read_tables(run.desk, book)[0]
        except XlcheckError as error:
            notes.append(error_text(error))
    books = YearBooks(settings, **tables)
    rows = plan_rows(books.plan, settings)[0] if books.plan is not None else ()
    findings = disagreements(books, fallen, rows, of_settings.get(WAIVERS.key))
    return [f for f in findings if not f.waiver], notes


def _needed(fallen: Sequence[LoggedDropOut]) -> Iterator[Book]:
    """Yield the registries of those who fell away."""
    if any(not one.drop_out.cert for one in fallen):
        yield ENTITY_BOOK
    if any(one.drop_out.cert for one in fallen):
        yield INSPECTOR_BOOK
