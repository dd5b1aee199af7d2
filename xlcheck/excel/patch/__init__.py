"""A copy of somebody's workbook with cells marked, of which nothing else is lost.

The copy is made by editing the bytes of the package's parts, never by loading and saving: parts that need no
edit are the same byte for byte, and within the others everything beside the edit stands as it stood. So drawings,
controls, slicers, threaded comments, macros and whatever else a workbook may hold is kept, known to us or not.
Signatures are kept too, but they no longer fit: a marked copy is not the signed workbook.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TypeVar

from xlcheck.excel.patch.changes import Mark, Value
from xlcheck.excel.patch.draft import PackageDraft
from xlcheck.excel.patch.fixed_cells import formulas, table_headers
from xlcheck.excel.patch.headers import mark_practice
from xlcheck.excel.patch.legend import LEGEND_SHEET, LegendRow, add_legend
from xlcheck.excel.patch.lists import renew_lists
from xlcheck.excel.patch.notes import MOST_NOTES
from xlcheck.excel.patch.shapes import ShapeNumbers
from xlcheck.excel.patch.sheets import Patcher, layout_of
from xlcheck.excel.patch.styles import Styles
from xlcheck.excel.patch.workbook import PatchedWorkbook
from xlcheck.excel.places import Cell, cell_at
from xlcheck.excel.read.guard import Package
from xlcheck.model import XlcheckError

__all__ = ["LEGEND_SHEET", "MOST_NOTES", "CellKey", "LegendRow", "Mark", "held_cells", "patch_copy"]

CellKey = tuple[str, str]
"""Name of the sheet and of the cell: ``("名录库", "B7")``."""

_Given = TypeVar("_Given")


def patch_copy(  # noqa: PLR0913 - each thing that may be done to the copy, under its own name
    source: Path,
    out: Path,
    *,
    marks: Mapping[CellKey, Mark] | None = None,
    values: Mapping[CellKey, Value] | None = None,
    like: Mapping[str, int] | None = None,
    sources: Mapping[str, Mapping[str, str]] | None = None,
    legend: Sequence[LegendRow] = (),
    practice: bool = False,
) -> None:
    """Write a copy of ``source`` to ``out`` in which cells are marked, and some hold another value.

    A mark within a merged range goes to its first cell; a note is put after one that the cell already has, and
    left out beside a threaded comment and beyond 2,000 notes a sheet. A text makes its cell a text cell, a date
    is shown as ``yyyy-mm-dd``, an empty text empties its cell; a value is not written where other cells hang on
    the old one (the titles of a table's columns, a formula that is kept for several cells). ``sources`` says, by
    sheet and old formula, from where a drop-down takes its values instead. Sheets that are not there are passed
    over. Rows that are added look, by sheet, ``like`` the row of that number. ``legend`` rows go to a sheet of their
    own after the others. ``practice`` marks every printed page 【演练】. The same input gives the same bytes.

    Raises :class:`XlcheckError` ``book.missing``, ``book.unreadable`` and ``book.refused`` as reading does,
    ``output.locked`` where ``out`` cannot be written, ``output.too-long`` where a cell cannot hold a text.
    """
    by_sheet, new = _by_sheet(marks or {}), _by_sheet(values or {})
    with _open_patched(source) as book:
        styles = Styles(book)
        patcher = Patcher(book, styles, ShapeNumbers(book.draft))
        if practice:
            mark_practice(book)
        for sheet in book.sheets:
            patcher.patch(sheet, by_sheet.get(sheet.name, {}), new.get(sheet.name, {}), (like or {}).get(sheet.name, 0))
            if sources and sheet.name in sources:
                renew_lists(layout_of(book, sheet), sources[sheet.name])
        if legend:
            add_legend(book, styles, legend, practice)
        styles.finish()
        book.finish()
        book.draft.write(out)


def held_cells(source: Path, cells: Iterable[CellKey]) -> frozenset[CellKey]:
    """Return those of the cells that must not get another value: formulas, and the titles of a table's columns."""
    by_sheet = _by_sheet({key: key[1] for key in cells})
    held: set[CellKey] = set()
    with _open_patched(source) as book:
        for sheet in book.sheets:
            if names := by_sheet.get(sheet.name):
                cells_kept = table_headers(book, sheet, names) | formulas(layout_of(book, sheet), names)
                held |= {(sheet.name, names[cell]) for cell in cells_kept}
    return frozenset(held)


@contextmanager
def _open_patched(source: Path) -> Iterator[PatchedWorkbook]:
    if not source.is_file():
        raise XlcheckError("book.missing", book=source.name, folder=source.parent)
    with ExitStack() as stack:
        package = stack.enter_context(Package(source))
        yield PatchedWorkbook(PackageDraft(package, stack))


def _by_sheet(by_key: Mapping[CellKey, _Given]) -> dict[str, dict[Cell, _Given]]:
    sheets: dict[str, dict[Cell, _Given]] = {}
    for (sheet, cell), value in by_key.items():
        sheets.setdefault(sheet, {})[cell_at(cell)] = value
    return sheets
