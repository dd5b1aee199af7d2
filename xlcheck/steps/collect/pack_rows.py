"""The rows of a pack's tables in a file, a line of JSON each, between the process that read them and its parent."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path
from typing import Any, cast

from xlcheck.draws.codec import hints_of, plain, typed
from xlcheck.model import Inspection, OtherInspection, PackTask, VisitReason

_FIELDS = tuple(f.name for f in fields(Inspection) if f.name != "cells")
_DAYS = frozenset(name for name, hint in hints_of(Inspection).items() if hint == date | None)


@dataclass(frozen=True, slots=True)
class PackRows:
    """The rows of 进度 and 台账摘要, and of the two sheets of 检查说明."""

    tasks: tuple[PackTask, ...]
    inspections: tuple[Inspection, ...]
    others: tuple[OtherInspection, ...] = ()
    reasons: tuple[VisitReason, ...] = ()


def write_rows(path: Path, rows: PackRows, most: int) -> bool:
    """Write the rows of a pack, those of 台账摘要 last; say whether they have no more than so many bytes.

    A long text that a small file has once may stand in each of its cells.
    """
    with path.open("wb") as out:
        for row in _rows(rows):
            most -= len(row)
            if most < 0:
                return False
            out.write(row)
    return True


def _rows(rows: PackRows) -> Iterator[bytes]:
    whole = (rows.tasks, rows.others, rows.reasons)
    yield _as_line([len(part) for part in whole])
    for part in whole:
        yield from (_as_line(plain(row)) for row in part)
    for line in rows.inspections:
        cells = {key: [str(cell)] if isinstance(cell, date) else cell for key, cell in line.cells.items()}
        yield _as_line([[getattr(line, name) for name in _FIELDS], cells])


def _as_line(value: object) -> bytes:
    return json.dumps(value, default=str).encode() + b"\n"


def read_rows(path: Path) -> PackRows:
    """Read what :func:`write_rows` wrote."""
    with path.open("rb") as rows:
        counts = json.loads(next(rows))
        parts = [[json.loads(next(rows)) for _ in range(count)] for count in counts]
        kinds = (tuple[PackTask, ...], tuple[OtherInspection, ...], tuple[VisitReason, ...])
        tasks, others, reasons = (typed(kind, part) for kind, part in zip(kinds, parts, strict=True))
        lines = tuple(_line(*json.loads(row)) for row in rows)
        return PackRows(
            cast(tuple[PackTask, ...], tasks),
            lines,
            cast(tuple[OtherInspection, ...], others),
            cast(tuple[VisitReason, ...], reasons),
        )


def _line(values: Sequence[Any], cells: Mapping[str, str | list[str]]) -> Inspection:  # of the types of the fields
    days = {key: date.fromisoformat(cell[0]) if isinstance(cell, list) else cell for key, cell in cells.items()}
    given: dict[str, Any] = {
        name: date.fromisoformat(value) if value and name in _DAYS else value
        for name, value in zip(_FIELDS, values, strict=True)
    }
    return Inspection(**given, cells=days)
