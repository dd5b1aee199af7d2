"""Verification: a record is read, everything is recomputed, and every cell is compared."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import islice

from xlcheck.draws.blocks import flatten
from xlcheck.draws.cells import Grid
from xlcheck.draws.draw import draw
from xlcheck.draws.particulars import SHEET as DATA
from xlcheck.draws.printed import SHEET as PAGE
from xlcheck.draws.printed import print_content
from xlcheck.draws.record import FIRST_ROW, TABLES, Cells, grids, grids_of, record_from
from xlcheck.messages import error_text
from xlcheck.model import Difference, DrawRecord, Role, XlcheckError, column_letters

SHOWN = 20
"""How many differences are named."""

_ABSENT, _BLANK = "没有", "（空）"


def verify(
    read: Mapping[str, Cells], beside: Callable[[DrawRecord], Mapping[str, Cells]] | None = None
) -> tuple[Difference, ...]:
    """The first differences between a record as read and as recomputed from itself; empty where it is sound.

    ``beside`` gives, for the recomputed record, the cells that a layout adds to what
    :func:`all_cells` holds (formulas with their values). Never raises for what a workbook may hold.
    """
    try:
        record = record_from(grids_of(read))
        again = _redrawn(record)
        expected = all_cells(again, beside)
    except XlcheckError as error:
        return (_unreadable(error),)
    signed = _to_sign(again)
    differences = (
        Difference(_where(sheet, at, expected), found or _BLANK, wanted or _BLANK)
        for sheet in expected
        for at, found, wanted in _compared(read.get(sheet, {}), expected[sheet])
        if not (sheet == PAGE and at in signed)
    )
    return tuple(islice(_whole_sheets(read, expected), SHOWN)) or tuple(islice(differences, SHOWN))


def all_cells(
    record: DrawRecord, beside: Callable[[DrawRecord], Mapping[str, Cells]] | None = None
) -> dict[str, dict[tuple[int, int], str]]:
    """Every cell of a record's workbook that is not blank, sheet by sheet; 数据, from which all follows, first."""
    data = grids(record)
    sheets = {sheet: _cells(data[sheet]) for sheet in (DATA, *(table.sheet for table, _ in TABLES))}
    sheets[PAGE] = {(c.row, c.col): c.text for c in flatten(print_content(record)) if c.text}
    for sheet, cells in (beside(record) if beside else {}).items():
        sheets.setdefault(sheet, {}).update(cells)
    return sheets


def _redrawn(record: DrawRecord) -> DrawRecord:
    return draw(
        record.request,
        frozen_at=record.frozen_at,
        revealed_at=record.revealed_at,
        drawn_at=record.drawn_at,
        operator=record.operator,
        venue=record.venue,
        witnesses=record.witnesses,
        log_digest=record.log_digest,
        version=record.version,
    )


def _unreadable(error: XlcheckError) -> Difference:
    if error.code == "draw.record-damaged":
        return Difference(error.params["where"], error.params["found"] or _BLANK, error.params["expected"])
    return Difference("按记录重新抽取", error_text(error), "能够重新抽取")


def _whole_sheets(read: Mapping[str, Cells], expected: Mapping[str, Cells]) -> Iterator[Difference]:
    yield from (Difference(f"“{sheet}”工作表", _ABSENT, "应有") for sheet in expected if sheet not in read)
    yield from (Difference(f"“{sheet}”工作表", "多出", "不应有") for sheet in read if sheet not in expected)


def _to_sign(record: DrawRecord) -> frozenset[tuple[int, int]]:
    """Cells of the page that are filled in by hand."""
    return frozenset((c.row, c.col) for c in flatten(print_content(record)) if c.role is Role.BLANK)


def _compared(found: Cells, expected: Cells) -> Iterator[tuple[tuple[int, int], str, str]]:
    for at in sorted(found.keys() | expected.keys()):
        pair = found.get(at, ""), expected.get(at, "")
        if pair[0] != pair[1]:
            yield at, *pair


def _where(sheet: str, at: tuple[int, int], expected: Mapping[str, Cells]) -> str:
    """``“数据”工作表 B7（抽样框指纹）``: sheet, cell, and what the row or the column is about."""
    row, column = at
    label = expected[sheet].get((row, 1) if sheet == DATA else (FIRST_ROW - 1, column), "")
    about = f"（{label}）" if label and sheet != PAGE and row >= FIRST_ROW else ""
    return f"“{sheet}”工作表 {column_letters(column)}{row}{about}"


def _cells(grid: Grid) -> dict[tuple[int, int], str]:
    return {
        (r, c): str(cell) for r, row in enumerate(grid, start=1) for c, cell in enumerate(row, start=1) if cell != ""
    }
