"""The rows of a pack's tables in a file, a line of JSON each, between the process that read them and its parent."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields
from datetime import date
from pathlib import Path
from typing import Any

from xlcheck.draws.codec import hints_of, plain, typed
from xlcheck.model import Inspection, PackTask

_FIELDS = tuple(f.name for f in fields(Inspection) if f.name != "cells")
_DAYS = frozenset(name for name, hint in hints_of(Inspection).items() if hint == date | None)


def write_rows(path: Path, tasks: Sequence[PackTask], lines: Sequence[Inspection], most: int) -> bool:
    """Write the lines of 进度, then those of 台账摘要; say whether they have no more than so many bytes.

    A long text that a small file has once may stand in each of its cells.
    """
    with path.open("wb") as out:
        for row in _rows(tasks, lines):
            most -= len(row)
            if most < 0:
                return False
            out.write(row)
    return True


def _rows(tasks: Sequence[PackTask], lines: Sequence[Inspection]) -> Iterator[bytes]:
    yield b"%d\n" % len(tasks)
    for task in tasks:
        yield _as_line(plain(task))
    for line in lines:
        cells = {key: [str(cell)] if isinstance(cell, date) else cell for key, cell in line.cells.items()}
        yield _as_line([[getattr(line, name) for name in _FIELDS], cells])


def _as_line(value: object) -> bytes:
    return json.dumps(value, default=str).encode() + b"\n"


def read_rows(path: Path) -> tuple[tuple[PackTask, ...], tuple[Inspection, ...]]:
    """Read what :func:`write_rows` wrote."""
    with path.open("rb") as rows:
        tasks = typed(tuple[PackTask, ...], [json.loads(next(rows)) for _ in range(int(next(rows)))])
        assert isinstance(tasks, tuple)
        return tasks, tuple(_line(*json.loads(row)) for row in rows)


def _line(values: Sequence[Any], cells: Mapping[str, str | list[str]]) -> Inspection:  # of the types of the fields
    days = {key: date.fromisoformat(cell[0]) if isinstance(cell, list) else cell for key, cell in cells.items()}
    given: dict[str, Any] = {
        name: date.fromisoformat(value) if value and name in _DAYS else value
        for name, value in zip(_FIELDS, values, strict=True)
    }
    return Inspection(**given, cells=days)
