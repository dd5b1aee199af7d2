"""What hides or disguises the content of a record, by comparison with one that was freshly written.

Only what a reader sees is compared; another program may save the same look in its own way.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from xlcheck.excel.appearance.overlays import Overlay
from xlcheck.excel.appearance.sheets import At, SheetAppearance, looks_of
from xlcheck.excel.qr_code import Modules, is_code_of
from xlcheck.messages import spans
from xlcheck.model import Finding, Place, PrintCell, column_letters, finding

_LEAST = 0.75
"""Share of its height or width below which a row or column no longer shows its content."""
_ALIKE = frozenset({"general", "0", "@"})
"""Formats that show texts and whole numbers as they are."""
_ON_SHEETS = {
    "comments": "批注",
    "threadedComment": "批注",
    "drawing": "图片、形状或图表",
    "image": "背景图片",
    "conditionalFormatting": "条件格式",
    "sparklineGroup": "迷你图",
    "control": "控件",
    "ctrlProp": "控件",
    "oleObject": "嵌入的对象",
    "package": "嵌入的对象",
}
_OTHER = "其他对象"
_HARMLESS = frozenset({"printerSettings", "hyperlink", "customProperty", "vmlDrawing", "drawing"})
"""Kinds of parts that lay nothing over the cells by themselves.

Drawn notes and controls have a part of their own; what is in a drawing is looked at object by object.
"""
_FEW = 6
_VIEWS = {"showFormulas": "显示公式", "showZeros": "不显示零值"}


def disguises(path: Path, fresh: Path, pages: Mapping[str, Sequence[PrintCell]]) -> tuple[Finding, ...]:
    """Return what in the look of a record differs from the ``fresh`` one of the same content; empty where nothing does.

    ``pages`` has the printed cells of each sheet over which a QR code may lie. Raises :class:`XlcheckError` as
    :func:`xlcheck.excel.appearance.sheets.looks_of`.
    """
    looks, expected = looks_of(path), looks_of(fresh)
    book = path.name
    strays = (finding("record.sheet-added", Place(book, name), sheet=name) for name in looks if name not in expected)
    return (
        *strays,
        *(
            difference
            for name in expected
            for difference in (
                *_of_sheet(Place(book, name), looks[name], expected[name]),
                *_of_additions(Place(book, name), looks[name], expected[name], pages.get(name, ())),
            )
        ),
    )


def _of_sheet(place: Place, read: SheetAppearance, expected: SheetAppearance) -> Iterator[Finding]:
    name = place.sheet
    if read.hidden and not expected.hidden:
        yield finding("record.sheet-hidden", place, sheet=name)
    if rows := _hidden_rows(read, expected):
        yield finding("record.rows-hidden", place, sheet=name, rows=_few(rows))
    if columns := _hidden_columns(read, expected):
        yield finding("record.columns-hidden", place, sheet=name, columns=_few(columns))
    if merges := read.merges ^ expected.merges:
        yield finding("record.merged", place, sheet=name, cells=_few(sorted(merges)))
    yield from _of_cells(place, read, expected)
    if view := read.view - expected.view:
        yield finding("record.view", place, sheet=name, what="、".join(_VIEWS[key] for key in sorted(view)))
    if read.print_area and not expected.print_area:
        yield finding("record.print-area", place, sheet=name)


def _of_additions(
    place: Place, read: SheetAppearance, expected: SheetAppearance, page: Iterable[PrintCell]
) -> Iterator[Finding]:
    """Yield what was added to a sheet, and a QR code of another text in the place of the record's own."""
    added = read.added - expected.added - _HARMLESS
    codes: dict[PrintCell, Modules] = {}
    for overlay in read.overlays:
        cell = _symbol_under(overlay, page)
        if cell is None or cell in codes or overlay.code is None:
            added |= {"drawing"}
        else:
            codes[cell] = overlay.code
    if added:
        what = dict.fromkeys(_ON_SHEETS.get(kind, _OTHER) for kind in sorted(added))
        yield finding("record.added", place, sheet=place.sheet, what="、".join(what))
    if not all(is_code_of(code, cell.symbol) for cell, code in codes.items()):
        yield finding("record.symbol", place, sheet=place.sheet)


def _symbol_under(overlay: Overlay, page: Iterable[PrintCell]) -> PrintCell | None:
    """Return the cell for a QR code within which an object lies; ``None`` where it covers any other."""
    cells = (cell for cell in page if cell.symbol)
    return next((c for c in cells if overlay.lies_within((c.row, c.col), (c.row, c.col + c.span - 1))), None)


def _of_cells(place: Place, read: SheetAppearance, expected: SheetAppearance) -> Iterator[Finding]:
    at = [cell for cell in expected.cells if cell in read.cells]  # the blanks in which people sign are not among them
    otherwise = [c for c in at if not _shows_alike(read.cells[c].shows, expected.cells[c].shows)]
    formulas = [c for c in at if not _same_formula(read.formulas.get(c), expected.formulas.get(c))]
    faint = [c for c in at if _is_fainter(read, expected, c)]
    if otherwise:
        yield finding("record.shown-otherwise", place, sheet=place.sheet, cells=_cells(place, otherwise))
    if formulas:
        yield finding("record.formula", place, sheet=place.sheet, cells=_cells(place, formulas))
    if faint:
        yield finding("record.faint", place, sheet=place.sheet, cells=_cells(place, faint))


def _hidden_rows(read: SheetAppearance, expected: SheetAppearance) -> list[str]:
    filled = sorted({row for row, _ in expected.cells})
    return [str(row) for row in filled if read.height(row) < _LEAST * expected.height(row)]


def _hidden_columns(read: SheetAppearance, expected: SheetAppearance) -> list[str]:
    last = max((last for _, last, _ in expected.columns), default=0)
    return [column_letters(c) for c in range(1, last + 1) if read.width(c) < _LEAST * expected.width(c)]


def _shows_alike(one: str, other: str) -> bool:
    return one == other or {one.lower(), other.lower()} <= _ALIKE


def _same_formula(read: str | None, expected: str | None) -> bool:
    """Say whether both are none or the same formula; one shared with another cell has no text of its own."""
    if read is None or expected is None:
        return read is expected
    return not read or "".join(read.split()) == "".join(expected.split())


def _is_fainter(read: SheetAppearance, expected: SheetAppearance, at: At) -> bool:
    one, other = read.cells[at], expected.cells[at]
    return (one.faint and not other.faint) or one.points < _LEAST * other.points or at in read.partly


def _cells(place: Place, at: Iterable[At]) -> str:
    by_column = sorted(at, key=lambda cell: (cell[1], cell[0]))
    return spans([Place(place.book, place.sheet, row, column) for row, column in by_column])


def _few(names: list[str]) -> str:
    """Join the first of several names, and say whether there are more."""
    return "、".join(names[:_FEW]) + ("……" if len(names) > _FEW else "")
