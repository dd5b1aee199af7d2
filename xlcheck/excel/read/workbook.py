"""A workbook into typed frames: the only way in which the tool reads what staff keep."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import closing
from dataclasses import replace
from itertools import islice
from pathlib import Path

from xlcheck.excel.drop_downs import with_offers
from xlcheck.excel.read.cell_types import CellTypes
from xlcheck.excel.read.guard import Limits, Package
from xlcheck.excel.read.kinds import FileKind, kind_of
from xlcheck.excel.read.notes import note_remarks
from xlcheck.excel.read.other_formats import is_foreign, is_mislabelled, read_foreign, unlocked
from xlcheck.excel.read.package import SheetEntry, contents_of
from xlcheck.excel.read.pieces import read_pieces
from xlcheck.excel.read.plain_rows import ROWS, PlainRows
from xlcheck.excel.read.rich_values import rich_values
from xlcheck.excel.read.shared_strings import SharedStrings, shared_strings
from xlcheck.excel.read.sheet_columns import SheetColumns
from xlcheck.excel.read.sheet_events import SheetEvents
from xlcheck.excel.read.styles import CellStyles, cell_styles
from xlcheck.excel.read.xml import PartParser
from xlcheck.model import Finding, Place, RawSheet, Settings, XlcheckError, finding
from xlcheck.reading.certs import certain_certs
from xlcheck.reading.formats import later_format_in
from xlcheck.reading.header import find_header
from xlcheck.reading.reading import type_table
from xlcheck.reading.tables import TypedTable, cell_text
from xlcheck.reading.taking_part import SheetChoice, choose_sheets, sheet_missing, told_of_sheets
from xlcheck.schema.inputs import ENTITIES, INSPECTORS
from xlcheck.schema.table import GUIDE_SHEET, OPTIONS_SHEET, Book, Table

_WITH_LEFT_OUT = (ENTITIES.key, INSPECTORS.key)
"""Tables of which those stand on the record who are on a sheet that takes no part."""

_HEAD = 2
"""Chunks of a part, half a megabyte: the header stands far above their end."""

_TOLD_ROWS = 100
"""Rows of a sheet among which its format is looked for."""

_LOCKS = ("~${name}", ".~{name}", "~.{name}", ".~lock.{name}#")


def read_sheets(path: Path, limits: Limits | None = None, *, heads: bool = False) -> tuple[RawSheet, ...]:
    """Read every worksheet of a workbook, in its order; with ``heads`` long ones only to some hundredth row.

    Raises :class:`XlcheckError` ``book.missing``, ``book.unreadable``, ``book.encrypted`` or ``book.refused``.
    """
    if not path.is_file():
        raise XlcheckError("book.missing", book=path.name, folder=path.parent)
    kind = kind_of(path)
    if kind is FileKind.LOCKED:
        with unlocked(path) as plain:
            return _read_package(plain, limits, heads)
    return read_foreign(path) if is_foreign(path) else _read_package(path, limits, heads)


def _read_package(path: Path, limits: Limits | None, heads: bool) -> tuple[RawSheet, ...]:
    with Package(path, limits) as package:
        contents = contents_of(package)
        targets = contents.targets
        strings = shared_strings(package, targets["sharedStrings"]) if "sharedStrings" in targets else SharedStrings()
        styles = cell_styles(package, targets["styles"]) if "styles" in targets else CellStyles()
        types = CellTypes(strings, styles, contents.epoch, rich_values(package, targets))
        return tuple(_sheet(package, entry, types, _HEAD if heads else None) for entry in contents.worksheets)


def _sheet(package: Package, entry: SheetEntry, types: CellTypes, most: int | None) -> RawSheet:
    """Read a worksheet, or what the first ``most`` chunks of its part hold."""
    columns = SheetColumns(package)
    events = SheetEvents(columns, types)
    parser = PartParser(package, entry.part, events.start, events.end, events.text)
    with closing(package.chunks(entry.part)) as chunks:
        read_pieces(parser, islice(chunks, most), ROWS, b"row", PlainRows(columns, types).take)
        if next(chunks, None) is None:
            parser.close()
    return columns.sheet(entry.name, entry.hidden, events.lists.drop_downs, note_remarks(package, entry.part))


def read_cells(path: Path) -> dict[str, dict[tuple[int, int], str]]:
    """Read every cell of a workbook as text: sheet name -> (row, column) -> text, both 1-based.

    Raises :class:`XlcheckError` as :func:`read_sheets`.
    """
    return {
        sheet.name: {
            (row, column): cell_text(cell)
            for row, cells in sheet.rows
            for column, cell in enumerate(cells, start=1)
            if cell != ""
        }
        for sheet in read_sheets(path)
    }


def lock_of(path: Path) -> Path | None:
    """Return the lock file that Excel, WPS or LibreOffice leave beside an open workbook."""
    candidates = (path.with_name(pattern.format(name=path.name)) for pattern in _LOCKS)
    return next((c for c in candidates if c.exists()), None)


def check_not_open(path: Path) -> None:
    """Raise :class:`XlcheckError` ``book.open`` where a lock file says that the workbook is open."""
    lock = lock_of(path)
    if lock is not None:
        raise XlcheckError("book.open", book=path.name, owner=lock_owner(lock), lock=lock.name)


def lock_owner(lock: Path) -> str:
    """Return the name in the lock file that Excel leaves, in quotes for the sentence; empty where unknown.

    The file holds the name twice: 54 bytes in the system's code page after one length byte, then,
    after a two-byte length, in UTF-16.
    """
    try:
        data = lock.read_bytes()[:512]
    except OSError:
        return ""
    if not lock.name.startswith("~$") or len(data) < 58:
        return ""
    name = data[57 : 57 + 2 * data[55]].decode("utf-16-le", "ignore").strip("\0 ")
    return f"“{name}”" if name.isprintable() and name else ""


def read_book(
    path: Path, book: Book, settings: Settings | None, limits: Limits | None = None
) -> tuple[Mapping[str, TypedTable], tuple[Finding, ...]]:
    """Read the tables of a workbook by key, with every finding of its sheets, headers and cells.

    A sheet is found by its name as folded. The first table of a workbook may also stand on a sheet
    of any name, or on several (one a category), where their headers have all its required columns.
    Raises :class:`XlcheckError` as :func:`read_sheets`, and ``book.later-format``.
    """
    sheets = read_sheets(path, limits)
    _require_known_format(path, sheets)
    tables: dict[str, TypedTable] = {}
    findings = _of_format(path)
    for table in book.tables:
        choice = choose_sheets(table, book, sheets, settings)
        table_sheets = choice.used
        left_out = _left_out(path.name, table, choice, settings)
        if not table_sheets:
            findings += [
                *sheet_missing(path.name, table, sheets),
                *told_of_sheets(path.name, table, book, choice, _counts(left_out)),
            ]
            continue
        sheets_with_header = [(sheet, header) for sheet in table_sheets if (header := find_header(table, sheet))]
        findings += [
            finding("sheet.no-header", Place(path.name, sheet.name), sheet=sheet.name)
            for sheet in table_sheets
            if not any(sheet is s for s, _ in sheets_with_header)
        ]
        if sheets_with_header:
            typed_table, of_cells = type_table(table, path.name, sheets_with_header, settings)
            tables[table.key] = with_offers(typed_table, table_sheets, sheets)
            findings += [
                *told_of_sheets(path.name, table, book, choice, _counts(tables[table.key], left_out)),
                *of_cells,
            ]
            if left_out is not None and table.key in _WITH_LEFT_OUT:
                tables[f"{table.key}_left"] = left_out
            if not len(tables[table.key]) and not table.optional:
                findings.append(
                    finding("sheet.empty", Place(path.name, table_sheets[0].name), sheet=table_sheets[0].name)
                )
    return tables, tuple(certain_certs(tables, findings))


def _left_out(book: str, table: Table, choice: SheetChoice, settings: Settings | None) -> TypedTable | None:
    """Read the sheets that take no part, whatever is wrong with their cells; ``None`` where there are none."""
    headed = [(s, header, why) for s, why in choice.left if (header := find_header(table, s))]
    if not headed:
        return None
    typed, _ = type_table(table, book, [(sheet, header) for sheet, header, _ in headed], settings)
    reasons = (why for _, _, why in headed)
    return replace(typed, parts=tuple(replace(p, left_out=w) for p, w in zip(typed.parts, reasons, strict=True)))


def _counts(*tables: TypedTable | None) -> dict[str, int]:
    """Return the rows of each sheet of some tables, by its name."""
    return {part.sheet: t.rows_of(n) for t in tables if t is not None for n, part in enumerate(t.parts)}


def _require_known_format(path: Path, sheets: tuple[RawSheet, ...]) -> None:
    """Raise where a line on 填写说明 or 选项 says that a later version wrote the workbook in a format of its own."""
    told = (sheet for sheet in sheets if sheet.name in (GUIDE_SHEET, OPTIONS_SHEET))
    texts = (cell_text(cell) for sheet in told for _, cells in islice(sheet.rows, _TOLD_ROWS) for cell in cells)
    if later := later_format_in(texts):
        raise XlcheckError("book.later-format", book=path.name, format=later.name, version=later.version)


def _of_format(path: Path) -> list[Finding]:
    locked = kind_of(path) is FileKind.LOCKED
    codes = (
        ("book.old-format", is_foreign(path)),
        ("book.unlocked", locked),
        ("book.mislabelled", is_mislabelled(path)),
    )
    return [finding(code, Place(path.name)) for code, applies in codes if applies]
