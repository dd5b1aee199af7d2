"""What a report of findings lists: by its words a problem is found again, since staff may have sorted the rows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from xlcheck.messages import problem
from xlcheck.model import Finding, RawSheet, XlcheckError
from xlcheck.reading.header import find_header
from xlcheck.schema.outputs.check import FINDINGS
from xlcheck.schema.table import Table

_SHOWN = (FINDINGS.book, FINDINGS.worksheet, FINDINGS.cell, FINDINGS.text)
"""The columns of a report by which a problem is found again."""


def ways_shown(whole: Finding) -> Iterator[tuple[str, ...]]:
    """Yield how a report shows a problem: as it is, and as it was before it was accepted."""
    place = whole.place
    for one in (whole, replace(whole, waiver="")):
        yield _clean(place.book, place.sheet, place.cell, problem(one))


def _clean(*texts: object) -> tuple[str, ...]:
    """Return texts without what a cell may have made of their blanks and line ends."""
    return tuple(" ".join(str(text).split()) for text in texts)


def listed_on(table: Table, sheet: RawSheet) -> dict[int, tuple[str, ...]]:
    """Return what a sheet of a report shows at each number; raises ``check.no-report`` where it has none."""
    header = find_header(table, sheet)
    if header is None or not {FINDINGS.no, *_SHOWN} <= header.columns.keys():
        raise XlcheckError("check.no-report")
    at = [header.columns[column] - 1 for column in (FINDINGS.no, *_SHOWN)]
    width = max(at) + 1
    rows = ((*cells, *[""] * width) for number, cells in sheet.rows if number > header.row)
    return {
        int(str(cells[at[0]])): _clean(*(cells[n] for n in at[1:])) for cells in rows if str(cells[at[0]]).isdigit()
    }
