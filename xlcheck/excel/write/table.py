"""A table laid out by the tool: title, header, rows, formats, drop-downs, print set-up.

Every workbook that is not filled from a form goes through here, so that they look alike.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from pathlib import Path
from types import TracebackType

import xlsxwriter

from xlcheck.excel.places import cell_name, require_rows
from xlcheck.excel.untyped import Options, XlsxFormat, XlsxSheet
from xlcheck.excel.write.measure import row_points
from xlcheck.model import FOREVER, XlcheckError, column_letters
from xlcheck.model.practice import PRACTICE
from xlcheck.reading.expressions.shares import percent
from xlcheck.schema.table import DATE_KINDS, NAME, REMARK, Column, Content, Kind, Table

Shown = Content | Fraction
"""What a cell shows: an exact share as a percentage."""

ShownRow = Mapping[Column, Shown]
"""The cells of a row as it is written here, by column."""

CREATED = datetime(2021, 1, 1)
"""Pinned creation time: the same content gives the same bytes."""

TITLE_FONT, BODY_FONT, HEAD_FONT = "方正小标宋简体", "宋体", "黑体"
HEAD_FILL = "#DDE7F0"
PRACTICE_HEADER = f'&"黑体,Bold"&24{PRACTICE}'
"""The mark as a print header has it."""
PAGE_NUMBERS = "&C&10第 &P 页 共 &N 页"
"""The print footer of every sheet."""
PAPERS = {"A4": 9, "A3": 8}
PIXELS = 8
"""Pixels of a unit of column width: the digit of 宋体 11, which Chinese Excel takes as default font."""

OPTIONS: Options = {
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "default_format_properties": {"font_name": BODY_FONT, "font_size": 11, "font_scheme": False},
    "default_column_width": 9 * PIXELS,
}
_LONGEST = 32_767
_SHORT = 14
"""Columns up to this width hold short words, which are centred as in any printed table."""
_TITLE_ROWS = 1
"""Rows above the header."""
_SCREEN = 160
"""Units of column width that an office screen shows."""


class OutputBook:
    """A new workbook, written beside its place and moved there when it is whole.

    ``practice`` puts 演练 into the print header of every page.
    """

    def __init__(self, path: Path, *, practice: bool = False, created: datetime = CREATED) -> None:
        self.path, self.practice = path, practice
        self._draft = path.with_name(f".{path.name}.tmp")
        path.parent.mkdir(parents=True, exist_ok=True)
        self.book = xlsxwriter.Workbook(str(self._draft), OPTIONS)
        self.book.set_properties({"created": created, "author": "xlcheck", "comments": PRACTICE if practice else ""})
        self.book.set_calc_mode("auto")
        self._formats: dict[tuple[tuple[str, object], ...], XlsxFormat] = {}

    def __enter__(self) -> OutputBook:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None) -> None:
        if kind is not None:
            self._draft.unlink(missing_ok=True)
            return
        try:
            self.book.close()
            self._draft.replace(self.path)
        # a folder that is read-only; on Windows also a file that a program has open
        except (PermissionError, xlsxwriter.exceptions.FileCreateError):
            self._draft.unlink(missing_ok=True)
            raise XlcheckError("output.locked", file=self.path) from None

    def style(self, **properties: object) -> XlsxFormat:
        """Return a cell format; body type, centred vertically and wrapped unless said otherwise."""
        whole = {"font_name": BODY_FONT, "font_size": 10, "valign": "vcenter", "text_wrap": True} | properties
        key = tuple(sorted(whole.items(), key=lambda item: item[0]))
        if key not in self._formats:
            self._formats[key] = self.book.add_format(whole)
        return self._formats[key]

    def sheet(self, name: str, *, landscape: bool = True, paper: str = "A4") -> XlsxSheet:
        """Add a worksheet set up to print one page wide, with page numbers."""
        sheet = self.book.add_worksheet(name)
        sheet.set_paper(PAPERS[paper])
        if landscape:
            sheet.set_landscape()
        sheet.set_margins(0.5, 0.5, 0.75, 0.6)
        sheet.center_horizontally()
        sheet.fit_to_pages(1, 0)
        sheet.set_footer(PAGE_NUMBERS)
        if self.practice:
            sheet.set_header(f"&C{PRACTICE_HEADER}")
        return sheet


def put_text(sheet: XlsxSheet, row: int, column: int, text: str, style: XlsxFormat) -> None:
    """Write a text as text, whatever it begins with; a text or row that Excel cannot hold is refused, not cut."""
    if len(text) > _LONGEST:
        raise XlcheckError("output.too-long", text=text[:20], longest=_LONGEST)
    require_rows(sheet.get_name(), row + 1)
    if text:
        sheet.write_string(row, column, text, style)
    else:
        sheet.write_blank(row, column, None, style)


@dataclass(frozen=True, slots=True)
class LaidTable:
    """Where a table came to stand: 0-based rows of the header, the first and the last data row."""

    header: int
    first: int
    last: int


def put_title(book: OutputBook, sheet: XlsxSheet, text: str, columns: int, at: int = 0) -> None:
    """Write a title in the 0-based row ``at``, centred over that many columns."""
    style = book.style(font_name=TITLE_FONT, font_size=18, align="center")
    sheet.merge_range(at, 0, at, max(columns - 1, 1), text, style)
    sheet.set_row(at, 36)


def head_style(book: OutputBook) -> XlsxFormat:
    """Return the format of a column title."""
    return book.style(font_name=HEAD_FONT, align="center", border=1, bg_color=HEAD_FILL)


def put_head(book: OutputBook, sheet: XlsxSheet, row: int, titles: Sequence[str]) -> None:
    """Write column titles in a 0-based row."""
    for index, title in enumerate(titles):
        put_text(sheet, row, index, title, head_style(book))


def put_table(
    book: OutputBook, sheet: XlsxSheet, table: Table, rows: Sequence[ShownRow], title: str, at: int = 0
) -> LaidTable:
    """Write title, header and rows from the 0-based row ``at``; returns where they stand."""
    put_title(book, sheet, title, len(table.columns), at)
    header = at + _TITLE_ROWS
    require_rows(table.sheet, header + 1 + len(rows))
    for index, column in enumerate(table.columns):
        sheet.set_column(index, index, column.width, book.style(**cell_format(column)), {"hidden": column.hidden})
    put_head(book, sheet, header, table.titles)
    sheet.set_row(header, row_points(((c.title, c.width) for c in table.columns), 30))
    for offset, row in enumerate(rows, start=1):
        put_row(book, sheet, table, row, header + offset)
    sheet.freeze_panes(header + 1, frozen_columns(table))
    sheet.repeat_rows(at, header)
    return LaidTable(header, header + 1, header + len(rows))


def record_cell(table: Table, column: Column, record: int) -> str:
    """Return the name of a cell of a table that :func:`put_table` has put on top of its sheet; records count from 1."""
    return cell_name(_TITLE_ROWS + 1 + record, 1 + table.columns.index(column))


def put_row(book: OutputBook, sheet: XlsxSheet, table: Table, row: ShownRow, number: int, **look: object) -> None:
    """Write one row of a table at a 0-based row number, with borders and a fitting height; ``look`` sets it apart."""
    texts = []
    for index, column in enumerate(table.columns):
        value = row.get(column)
        style = book.style(border=1, **cell_format(column) | number_format(value), **look)
        put_value(sheet, number, index, value, style)
        texts.append((_shown(value), column.width))
    sheet.set_row(number, row_points(texts, max(table.row_height, 18)))


def _shown(value: Shown) -> str:
    """Return a value as it is seen, of which the room that it takes follows."""
    if isinstance(value, Fraction):
        return percent(value)
    return "长期" if value == FOREVER else "" if value is None else str(value)


def number_format(value: object) -> dict[str, object]:
    """Return the number format that a value needs whatever its column says: that of a share."""
    return {"num_format": "0.0%"} if isinstance(value, Fraction) else {}


def put_value(sheet: XlsxSheet, row: int, column: int, value: object, style: XlsxFormat) -> None:
    """Write a value by its type: date, whole number, share, else text; ``None`` leaves the cell blank."""
    if value == FOREVER:
        put_text(sheet, row, column, "长期", style)
    elif isinstance(value, date):
        sheet.write_datetime(row, column, datetime(value.year, value.month, value.day), style)
    elif isinstance(value, Fraction) or (isinstance(value, int) and not isinstance(value, bool)):
        sheet.write_number(row, column, float(value) if isinstance(value, Fraction) else value, style)
    else:
        put_text(sheet, row, column, "" if value is None else str(value), style)


def frozen_columns(table: Table) -> int:
    """Count the columns that stay on the screen: up to the name, in a table that is wider than a screen."""
    widths = [column.width for column in table.columns]
    if sum(widths) <= _SCREEN or NAME not in table.columns:
        return 0
    count = table.columns.index(NAME) + 1
    return count if sum(widths[:count]) <= _SCREEN / 2 else 0


def cell_format(column: Column) -> dict[str, object]:
    """Return number format and alignment of a column: everything that is not a date or a count is text."""
    if column.kind in DATE_KINDS:
        return {"num_format": "yyyy-mm-dd", "align": "center"}
    if column.kind is Kind.INTEGER:
        return {"num_format": "0", "align": "center"}
    return {"num_format": "@", "align": "center" if centred(column) else "left"}


def centred(column: Column) -> bool:
    """Say whether a column's text stands in the middle: codes, choices, and whatever is short."""
    if column.kind in (Kind.TEXT, Kind.CHOICES, Kind.SCOPE):
        return column.width <= _SHORT and column != REMARK
    return True


def cell_range(column: int, first: int, last: int) -> str:
    """Return an absolute range within one column, from 0-based positions."""
    letters = column_letters(column + 1)
    return f"${letters}${first + 1}:${letters}${last + 1}"
