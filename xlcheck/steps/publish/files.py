"""What the public reads, as workbook and page; read once more for personal numbers before it goes out."""

from __future__ import annotations

import shutil
from collections.abc import Collection, Sequence
from pathlib import Path

from xlcheck.excel.forms import Form, titled
from xlcheck.journal.disk import write_text
from xlcheck.model import Settings, XlcheckError
from xlcheck.results.publish.page import public_page
from xlcheck.schema.table import Row, Table, numbered
from xlcheck.steps.desk.desk import Run
from xlcheck.steps.desk.forms import bureau_facts, fill_form
from xlcheck.steps.desk.privacy import check_clean


def write_book(run: Run, settings: Settings, draft: Path, form: Form, table: Table, rows: Sequence[Row]) -> None:
    """Fill the form of a table, which has one list."""
    run.say(f"写出《{form.filename}》{len(rows)} 条")
    (name,) = form.lists
    fill_form(run, form, bureau_facts(settings, run), {name: titled(table, numbered(rows))}, draft / form.filename)


def write_page(run: Run, settings: Settings, draft: Path, table: Table, rows: Sequence[Row]) -> None:
    """Write the same rows as a page for the web site."""
    page = public_page(table, numbered(rows), settings.bureau, run.now.date().isoformat(), practice=run.desk.practice)
    write_text(draft / f"{table.sheet}.html", page)


def check_draft(settings: Settings, draft: Path, codes: Collection[str]) -> None:
    """Raise :class:`XlcheckError` ``publish.personal-data`` where a file holds a person's number, and leave nothing.

    The companies' codes and 公开电话 are meant to be there.
    """
    try:
        check_clean(sorted(draft.iterdir()), {*codes, *settings.open_phones})
    except XlcheckError:
        shutil.rmtree(draft, ignore_errors=True)
        raise
