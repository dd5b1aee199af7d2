"""Filling forms: a template that staff may restyle in Excel, with ``{{字段}}`` where values go."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from types import MappingProxyType

from openpyxl.workbook import Workbook

from xlcheck.excel.fill.copy import copies_of_first, mark_practice, sheet_names
from xlcheck.excel.fill.expand import expand
from xlcheck.excel.fill.fields import Supply, TemplateLayout, read_layout
from xlcheck.excel.fill.follow import follow
from xlcheck.excel.fill.graft import Artwork
from xlcheck.excel.fill.heights import wraps
from xlcheck.excel.fill.open import open_template
from xlcheck.excel.fill.pack import save
from xlcheck.excel.fill.pictures import pictures_of
from xlcheck.excel.fill.rowmap import References, RowMap
from xlcheck.excel.fill.values import FormRow, FormRows, Formula, RowList, Symbol, Value
from xlcheck.excel.fill.write import Places, Written, write
from xlcheck.excel.places import require_rows
from xlcheck.model import XlcheckError

__all__ = ["FormRow", "FormRows", "Formula", "RowList", "SheetFilling", "Symbol", "Value", "fill", "fill_sheets"]

SheetFilling = tuple[str, Mapping[str, Value], FormRows]
"""Sheet name, facts and row lists of one form."""


def fill(  # noqa: PLR0913 - what a form is filled with, and four ways in which it may differ
    template: Path,
    facts: Mapping[str, Value],
    rows: FormRows,
    out: Path,
    *,
    practice: bool = False,
    sheets: Sequence[str] = (),
    stamp: datetime | None = None,
    growing: bool = False,
) -> None:
    """Fill all sheets of ``template`` and write the result to ``out``, replacing what is there.

    A cell may hold several placeholders. A row with a field of one of the lists in ``rows`` is repeated for
    each row of that list (once and blank for none). Everything else on the sheet is kept and moves
    along: styles, merges, heights, print set-up, drop-downs, formats, names, formulas, pictures and shapes. A
    template may lack any field.

    ``sheets`` names the sheets that must be there. ``practice`` marks every printed page 【演练】. ``stamp`` becomes
    the date of creation and change. Repeated rows that staff will type into are ``growing``: they have the height of
    the template, and office programs raise it with what is typed. Raises :class:`XlcheckError` ``form.*`` for a
    template that cannot be filled or holds what would be lost (charts, controls), a value that a cell cannot hold, and
    an ``out`` that cannot be written; ``output.too-many-rows``.
    """
    book = open_template(template, sheets)
    supply = Supply.of(facts, rows)
    layouts = [read_layout(sheet, template.name, supply) for sheet in book.worksheets]
    for layout in layouts:
        require_rows(layout.sheet.title, layout.sheet.max_row + layout.rowmap.added)
    pictures = pictures_of(template)
    written = _fill_layouts(book, layouts, [layouts])
    drawn = {layout.sheet.title: Artwork(pictures.get(layout.sheet.title, ()), layout.rowmap) for layout in layouts}
    rows_to_grow = {layout.sheet.title: _repeated(layout.rowmap) for layout in layouts} if growing else {}
    _finish(book, out, practice, stamp, written, drawn, rows_to_grow)


def _repeated(rowmap: RowMap) -> frozenset[int]:
    """Return the rows that were repeated, each of their copies."""
    return frozenset(now for row, _ in rowmap.repeats for now in rowmap.span(row))


def fill_sheets(
    template: Path,
    fillings: Sequence[SheetFilling],
    out: Path,
    *,
    practice: bool = False,
    stamp: datetime | None = None,
    each: Callable[[Sequence[SheetFilling]], Iterable[SheetFilling]] = iter,
) -> None:
    """Fill the first sheet of ``template`` once for each of ``fillings``, all in the workbook ``out``.

    The sheets take the names of the fillings, made legal and unlike each other. Further sheets of the template
    stay as they are. ``each`` passes the fillings on, and so knows how far it is. Otherwise as :func:`fill`; raises
    ``form.no-records`` where there is nothing to fill.
    """
    if not fillings:
        raise XlcheckError("form.no-records", template=template.name)
    book = open_template(template)
    pictures = pictures_of(template)
    first = pictures.pop(book.worksheets[0].title, ())
    names = sheet_names((name for name, _, _ in fillings), book.sheetnames[1:])
    layouts = [
        read_layout(sheet, template.name, Supply.of(facts, rows))
        for sheet, (_, facts, rows) in zip(copies_of_first(book, names), each(fillings), strict=True)
    ]
    written = _fill_layouts(book, layouts, [[layout] for layout in layouts])
    drawn = {layout.sheet.title: Artwork(first, layout.rowmap) for layout in layouts}
    drawn |= {title: Artwork(others, RowMap()) for title, others in pictures.items()}
    _finish(book, out, practice, stamp, written, drawn)


def _fill_layouts(
    book: Workbook, layouts: Sequence[TemplateLayout], groups: Sequence[Sequence[TemplateLayout]]
) -> Written:
    """Repeat, move and write; the formulas of a group see the fields of that group only."""
    refs = References({layout.sheet.title: layout.rowmap for layout in layouts})
    rooms = [wraps(layout.sheet, layout.spots) for layout in layouts]
    for layout in layouts:
        expand(layout.sheet, refs)
    follow(book, refs)
    places = [Places(group) for group in groups for _ in group]
    written = Written()
    for layout, place, room in zip(layouts, places, rooms, strict=True):
        write(layout, place, room, written)
    return written


def _finish(
    book: Workbook,
    out: Path,
    practice: bool,
    stamp: datetime | None,
    written: Written,
    drawn: Mapping[str, Artwork],
    growing: Mapping[str, Collection[int]] = MappingProxyType({}),
) -> None:
    if practice:
        mark_practice(book)
    book.calculation.fullCalcOnLoad = True
    drawn = {title: replace(art, symbols=written.symbols.get(title, ())) for title, art in drawn.items()}
    save(book, out, stamp, written.results, drawn, growing)
