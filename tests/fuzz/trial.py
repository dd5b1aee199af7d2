"""Reads one broken workbook after another; each is made again from its seed and number."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from unittest.mock import patch

from tests.builders import SETTINGS
from tests.fuzz.mutate import mutated
from tests.fuzz.shapes import Shape, shapes
from xlcheck.excel.read import other_formats
from xlcheck.excel.read.active import active_things
from xlcheck.excel.read.exports import read_export
from xlcheck.excel.read.workbook import read_book
from xlcheck.messages import error_text, problem
from xlcheck.model import XlcheckError
from xlcheck.reading.header import find_header
from xlcheck.reading.reading import type_table
from xlcheck.reading.settings import settings_from
from xlcheck.worker.limits import WorkerLimits
from xlcheck.worker.worker import Worker

_LONGEST = 20.0
"""Seconds that one may take to be read or refused."""
_MEMORY = 1 << 30
"""Bytes that the worker may have, all of them together."""


class UnexpectedError(Exception):
    """What is neither read nor refused with its sentence: which workbook, and what became of it."""


@contextmanager
def one_worker() -> Iterator[None]:
    """Have one worker read all files of other formats; to start one for each would take most of the time."""
    limits = WorkerLimits(_LONGEST, _MEMORY)
    with Worker("xlcheck.excel.read.other_formats_child", limits) as worker:

        @contextmanager
        def same(*_: object) -> Iterator[Worker]:
            yield worker

        with patch.object(other_formats, "Worker", same):
            yield


def trial(folder: Path, seed: int, number: int) -> str:
    """Break a workbook and read it; returns ``read`` or ``refused``, else raises :class:`UnexpectedError`."""
    rng = random.Random(f"{seed}/{number}")
    shape = rng.choice(shapes())
    name = f"seed {seed}, number {number}, {shape.name}"
    path = folder / shape.name
    path.write_bytes(mutated(shape.data, rng))
    start = time.monotonic()
    try:
        outcome = _read(path, shape)
    except Exception as error:
        raise UnexpectedError(name) from error
    if time.monotonic() - start > _LONGEST:
        raise UnexpectedError(f"{name}: over {_LONGEST} s")
    return outcome


def _read(path: Path, shape: Shape) -> str:
    try:
        if shape.export:
            _read_export(path, shape)
        else:
            _read_book(path, shape)
            active_things(path)
    except XlcheckError as error:
        error_text(error)
        return "refused"
    return "read"


def _read_book(path: Path, shape: Shape) -> None:
    tables, findings = read_book(path, shape.book, SETTINGS)
    for found in findings:
        problem(found)
    if shape.book.key == "settings":
        settings_from(tables)


def _read_export(path: Path, shape: Shape) -> None:
    table = shape.book.tables[0]
    for sheet in read_export(path):
        if header := find_header(table, sheet):
            type_table(table, path.name, [(sheet, header)], SETTINGS)
