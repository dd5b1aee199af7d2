"""Reads one broken workbook after another; each is made again from its seed and number."""

from __future__ import annotations

import random
import time
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from tests.builders import SETTINGS
from tests.fuzz.mutate import mutated
from xlcheck.excel.read.workbook import read_book
from xlcheck.messages import error_text, problem
from xlcheck.model import XlcheckError
from xlcheck.reading.settings import settings_from
from xlcheck.schema.inputs import INPUT_BOOKS
from xlcheck.schema.table import Book
from xlcheck.steps.desk.desk import shipped

_LARGEST = 60_000
"""Bytes of the largest workbook that is worth its time."""
_LONGEST = 60.0
"""Seconds that one may take to be read or refused."""


class UnexpectedError(Exception):
    """What is neither read nor refused with its sentence: which workbook, and what became of it."""


@cache
def _books() -> Mapping[Book, bytes]:
    books = {book: (shipped("workbooks") / "2021" / book.filename).read_bytes() for book in INPUT_BOOKS}
    return {book: data for book, data in books.items() if len(data) < _LARGEST}


def trial(folder: Path, seed: int, number: int) -> str:
    """Break a workbook and read it; returns ``read`` or ``refused``, else raises :class:`UnexpectedError`."""
    rng = random.Random(f"{seed}/{number}")
    book = rng.choice(list(_books()))
    name = f"seed {seed}, number {number}, {book.filename}"
    path = folder / book.filename
    path.write_bytes(mutated(_books()[book], rng))
    start = time.monotonic()
    try:
        outcome = _read(path, book)
    except Exception as error:
        raise UnexpectedError(name) from error
    if time.monotonic() - start > _LONGEST:
        raise UnexpectedError(f"{name}: over {_LONGEST} s")
    return outcome


def _read(path: Path, book: Book) -> str:
    try:
        tables, findings = read_book(path, book, SETTINGS)
        for found in findings:
            problem(found)
        if book.key == "settings":
            settings_from(tables)
    except XlcheckError as error:
        error_text(error)
        return "refused"
    return "read"
