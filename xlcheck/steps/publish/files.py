"""What the public reads, as workbook and page; read once more for personal numbers before it is published."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Sequence
from pathlib import Path

from xlcheck.excel.forms import Form, titled
from xlcheck.journal.disk import write_text
from xlcheck.model import Settings, XlcheckError
from xlcheck.reading.tables import YearBooks
from xlcheck.results.publish.page import public_page
from xlcheck.schema.table import RowCells, Table
from xlcheck.steps.desk.desk import Run
from xlcheck.steps.desk.forms import bureau_facts, fill_form
from xlcheck.steps.desk.known import KnownNumbers
from xlcheck.steps.desk.privacy import SEARCHING, check_clean
from xlcheck.steps.desk.rows import numbered


def write_book(run: Run, settings: Settings, draft: Path, form: Form, table: Table, rows: Sequence[RowCells]) -> None:
    """Fill the form of a table, which has one list."""
    run.progress(f"写出《{form.filename}》{len(rows)} 条")
    (name,) = form.lists
    fill_form(run, form, bureau_facts(settings, run), {name: titled(table, numbered(rows))}, draft / form.filename)


def write_page(run: Run, settings: Settings, draft: Path, table: Table, rows: Sequence[RowCells]) -> None:
    """Write the same rows as a page for the web site."""
    run.progress(f"写出《{table.sheet}.html》{len(rows)} 条")
    page = public_page(table, numbered(rows), settings.bureau, run.now.date().isoformat(), practice=run.desk.practice)
    write_text(draft / f"{table.sheet}.html", page)


def check_draft(run: Run, draft: Path, codes: Iterable[str], books: YearBooks | None = None) -> None:
    """Raise :class:`XlcheckError` ``publish.personal-data`` where a file holds a person's number, and leave nothing.

    The entities' ``codes`` are meant to be there; ``books`` are read where they are not given.
    """
    try:
        files = run.talk.each(SEARCHING, sorted(draft.iterdir()), lambda path: path.name)
        check_clean(files, KnownNumbers(run, books, codes))
    except XlcheckError:
        shutil.rmtree(draft, ignore_errors=True)
        raise
