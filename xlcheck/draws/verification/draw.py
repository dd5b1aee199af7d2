"""Verification: a record is read, everything is recomputed, and every cell is compared."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice

from xlcheck.draws.draw import draw
from xlcheck.draws.record.blocks import flatten
from xlcheck.draws.record.cells import Grid
from xlcheck.draws.record.particulars import SHEET as DATA
from xlcheck.draws.record.printed import SHEET as PAGE
from xlcheck.draws.record.printed import print_content
from xlcheck.draws.record.record import DATA_TITLES, FIRST_ROW, TABLES, Cells, grids, grids_of, record_from
from xlcheck.messages import error_text
from xlcheck.model import Difference, DrawRecord, PrintCell, Role, XlcheckError, column_letters

SHOWN = 20
"""How many differences are named."""

Beside = Callable[[DrawRecord], Mapping[str, Cells]]
"""Gives, for a recomputed record, the cells that a layout adds to its data: formulas with their values."""

_ABSENT, _BLANK = "没有", "（空）"


def is_record(read: Mapping[str, Cells]) -> bool:
    """Say whether a workbook is a record, sound or not: it has at least half of the data sheets by their names."""
    sheets = {DATA, *(table.sheet for table, _ in TABLES)}
    return 2 * len(sheets & read.keys()) >= len(sheets)


def verify(read: Mapping[str, Cells], beside: Beside | None = None) -> tuple[Difference, ...]:
    """Return the first differences between a record as read and as recomputed from itself; empty where it is sound.

    Never raises for what a workbook may hold.
    """
    try:
        again = redrawn(record_from(grids_of(read)))
        expected = all_cells(again, beside)
    except XlcheckError as error:
        return (unreadable(error),)
    return differences(read, expected, PAGE, flatten(print_content(again)))


def all_cells(record: DrawRecord, beside: Beside | None = None) -> dict[str, dict[tuple[int, int], str]]:
    """Return every cell of a record's workbook that is not blank, sheet by sheet.

    数据, from which all follows, comes first.
    """
    data = grids(record)
    ordered = {sheet: data[sheet] for sheet in (DATA, *(table.sheet for table, _ in TABLES))}
    return laid_out(ordered, PAGE, flatten(print_content(record)), beside(record) if beside else {})


def laid_out(
    data: Mapping[str, Grid], page: str, printed: Iterable[PrintCell], beside: Mapping[str, Cells]
) -> dict[str, dict[tuple[int, int], str]]:
    """Lay out every cell that is not blank, by sheet.

    The data sheets, the ``printed`` cells of the sheet ``page``, what is beside.
    """
    sheets = {sheet: _cells(grid) for sheet, grid in data.items()}
    sheets[page] = {(c.row, c.col): c.text for c in printed if c.text}
    for sheet, cells in beside.items():
        sheets.setdefault(sheet, {}).update(cells)
    return sheets


def differences(
    read: Mapping[str, Cells], expected: Mapping[str, Cells], page: str, printed: Iterable[PrintCell]
) -> tuple[Difference, ...]:
    """Return the first differences between a workbook as read and as it should be; signatures may be filled in."""
    blanks = {(c.row, c.col) for c in printed if c.role is Role.BLANK}
    by_cell = (
        Difference(_where(sheet, at, expected, page), text or _BLANK, right or _BLANK)
        for sheet in expected
        for at, text, right in _compared(read.get(sheet, {}), expected[sheet])
        if not (sheet == page and at in blanks)
    )
    return tuple(islice(_whole_sheets(read, expected), SHOWN)) or tuple(islice(by_cell, SHOWN))


def redrawn(record: DrawRecord) -> DrawRecord:
    """Draw once more, from the request and the numbers of a record; raises :class:`XlcheckError`."""
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


def unreadable(error: XlcheckError) -> Difference:
    """Return the difference of a record from which nothing can be recomputed."""
    if error.code == "draw.record-damaged":
        return Difference(error.params["where"], error.params["found"] or _BLANK, error.params["expected"])
    return Difference("按记录重新抽取", error_text(error), "能够重新抽取")


def _whole_sheets(read: Mapping[str, Cells], expected: Mapping[str, Cells]) -> Iterator[Difference]:
    yield from (Difference(f"“{sheet}”工作表", _ABSENT, "应有") for sheet in expected if sheet not in read)
    yield from (Difference(f"“{sheet}”工作表", "多出", "不应有") for sheet in read if sheet not in expected)


def _compared(cells: Cells, expected: Cells) -> Iterator[tuple[tuple[int, int], str, str]]:
    for at in sorted(cells.keys() | expected.keys()):
        pair = cells.get(at, ""), expected.get(at, "")
        if pair[0] != pair[1]:
            yield at, *pair


def _where(sheet: str, at: tuple[int, int], expected: Mapping[str, Cells], page: str) -> str:
    """Name a place: ``“数据”工作表 B7（抽样框指纹）``: sheet, cell, and what the row or the column is about."""
    row, column = at
    by_row = expected[sheet].get((FIRST_ROW - 1, 1)) == DATA_TITLES[0]
    label = expected[sheet].get((row, 1) if by_row else (FIRST_ROW - 1, column), "")
    about = f"（{label}）" if label and sheet != page and row >= FIRST_ROW else ""
    return f"“{sheet}”工作表 {column_letters(column)}{row}{about}"


def _cells(grid: Grid) -> dict[tuple[int, int], str]:
    return {
        (r, c): str(cell) for r, row in enumerate(grid, start=1) for c, cell in enumerate(row, start=1) if cell != ""
    }
