"""The workbooks that staff keep, blank or filled: drop-downs, hints, formats and a 填写说明 follow from the schema."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from xlcheck import __version__
from xlcheck.excel.untyped import XlsxSheet
from xlcheck.excel.write.measure import row_points, text_width
from xlcheck.excel.write.table import (
    HEAD_FONT,
    LaidTable,
    OutputBook,
    cell_range,
    put_head,
    put_table,
    put_text,
    put_title,
)
from xlcheck.model import Settings, column_letters
from xlcheck.reading.formats import format_line
from xlcheck.reading.vocabulary import vocabulary
from xlcheck.schema.formats import DESK_FORMAT
from xlcheck.schema.table import (
    CHOOSE_ONE,
    CHOOSE_SEVERAL,
    DATE_KINDS,
    GUIDE_SHEET,
    OPTIONS_SHEET,
    Book,
    Column,
    Kind,
    RowCells,
    Table,
)
from xlcheck.schema.vocabularies import CATEGORY

_FIRST_DAY = date(1949, 10, 1)
_GUIDE_WIDTHS = (20, 10, 58)
_LEAST_OPTION = 26
"""The width of a list of drop-downs, but where a value needs more."""
_NO_YEAR = "＿＿＿＿"
"""What the title of a blank plan has in the place of the year."""
_ADDED_SINCE = "不在下拉列表中。是“单位设置”中后来增加的类别，可以照录；否则请从列表中选择。"
_FILL_WORDS = {True: "必填", False: "可不填"}
_FILLED_BY_CHECK = "可不填，校验时由程序填好"
_NOTE = {"author": "xlcheck", "font_size": 9, "x_scale": 2}


@dataclass(frozen=True, slots=True)
class CellNote:
    """What is noted beside a cell: ``row`` 0 is the title, 1 the first row of the table."""

    row: int
    column: Column
    text: str


def write_desk_book(
    path: Path,
    book: Book,
    rows: Mapping[str, Sequence[RowCells]],
    settings: Settings,
    *,
    extra: Sequence[tuple[Table, Sequence[RowCells]]] = (),
    notes: Mapping[str, Sequence[CellNote]] | None = None,
) -> None:
    """Write one workbook of the desk: ``rows`` and ``notes`` by table key; ``extra`` sheets come after the tables."""
    words = {"bureau": settings.bureau, "short": settings.short_name, "year": settings.year or _NO_YEAR}
    book = replace(book, tables=tuple(table.as_offered for table in book.tables))
    lists = _lists(book, settings)
    with OutputBook(path) as out:
        for table in book.tables:
            sheet = out.sheet(table.sheet, landscape=table.landscape, paper=table.paper)
            place = put_table(out, sheet, table, rows.get(table.key, ()), table.title.format(**words))
            _prepare_typing(out, sheet, table, place, lists, settings.year)
            for note in (notes or {}).get(table.key, ()):
                sheet.write_comment(place.header + note.row, table.columns.index(note.column), note.text, _NOTE)
        for table, extra_rows in extra:
            sheet = out.sheet(table.sheet, landscape=table.landscape)
            put_table(out, sheet, table, extra_rows, table.title.format(**words))
        add_guide(out, book, settings.year)
        if lists:
            _add_options(out, lists)


def _lists(book: Book, settings: Settings) -> dict[str, tuple[str, ...]]:
    names = dict.fromkeys(c.vocabulary for t in book.tables for c in t.columns if c.vocabulary)
    return {name: vocabulary(name, settings) for name in names}


def _prepare_typing(
    out: OutputBook,
    sheet: XlsxSheet,
    table: Table,
    laid: LaidTable,
    lists: Mapping[str, tuple[str, ...]],
    year: int,
) -> None:
    """Add the filter, borders that follow the typing, and the validation of each column below the header."""
    last = max(laid.last, laid.first) + table.blank_rows
    sheet.autofilter(laid.header, 0, last, len(table.columns) - 1)
    right = column_letters(len(table.columns))
    first_row = laid.first + 1
    sheet.conditional_format(
        laid.first, 0, last, len(table.columns) - 1,
        {"type": "formula", "criteria": f"=COUNTA($A{first_row}:${right}{first_row})>0",
         "format": out.book.add_format({"border": 1})},
    )  # fmt: skip
    for index, column in enumerate(table.columns):
        validation = _validation(column, index, laid.first, last, lists, _hint(column, year))
        sheet.data_validation(laid.first, index, last, index, validation)


def _validation(
    column: Column, index: int, first: int, last: int, lists: Mapping[str, tuple[str, ...]], hint: str
) -> dict[str, object]:
    """Return the validation of one column: a drop-down, a date, a whole number or no repetition."""
    base: dict[str, object] = {
        "ignore_blank": True,
        "input_title": column.title[:32],
        "input_message": hint[:255],
        "error_title": "请核对",
        "error_message": hint[:255],
    }
    if column.vocabulary:
        at, size = list(lists).index(column.vocabulary), len(lists[column.vocabulary])
        base |= {"validate": "list", "source": f"={OPTIONS_SHEET}!{cell_range(at, 1, max(size, 1))}"}
        return base | _answer(column)
    if column.kind in DATE_KINDS:
        kind = "warning" if column.kind is Kind.EXPIRY else "stop"
        return base | {"validate": "date", "criteria": ">=", "value": _FIRST_DAY, "error_type": kind}
    if column.kind is Kind.INTEGER:
        return base | {"validate": "integer", "criteria": ">=", "value": 0}
    if column.unique:
        cell = f"{column_letters(index + 1)}{first + 1}"
        formula = f"=SUMPRODUCT(--({cell_range(index, first, last)}={cell}))<=1"  # COUNTIF cuts codes to 15 digits
        return base | {"validate": "custom", "value": formula, "error_type": "warning"}
    return base | {"validate": "any"}


def _answer(column: Column) -> dict[str, object]:
    """Return how a drop-down answers another text: several values, or a category added in 单位设置, may be right."""
    if column.kind is Kind.CHOICES:
        return {"error_type": "warning", "error_message": CHOOSE_SEVERAL}
    if column.vocabulary == CATEGORY:
        return {"error_type": "warning", "error_message": _ADDED_SINCE}
    return {"error_type": "stop", "error_message": CHOOSE_ONE}


def _hint(column: Column, year: int) -> str:
    """Say how a column is filled; a date is shown by one of the ``year``."""
    words = [_FILLED_BY_CHECK if column.derived else _FILL_WORDS[column.required]]
    if column.kind in DATE_KINDS:
        words.append(f"日期，如 {year or 2021}-04-30")
    if column.unique:
        words.append("不得重复")
    return "；".join(words) + "。" + column.hint


def add_guide(out: OutputBook, book: Book, year: int) -> None:
    """Add 填写说明 on one page: the rules of the workbook, then every column."""
    sheet = out.sheet(GUIDE_SHEET, landscape=False)
    sheet.fit_to_pages(1, 1)
    for index, width in enumerate(_GUIDE_WIDTHS):
        sheet.set_column(index, index, width)
    put_title(out, sheet, GUIDE_SHEET, len(_GUIDE_WIDTHS))
    for row, line in enumerate((*book.guide, format_line(DESK_FORMAT, __version__)), start=1):
        text = f"{row}. {line}"
        sheet.merge_range(row, 0, row, 2, text, out.style())
        sheet.set_row(row, row_points([(text, sum(_GUIDE_WIDTHS))], 20))
    row = len(book.guide) + 2
    for table in book.tables:
        row = _put_columns(out, sheet, table, row, year)


def _put_columns(out: OutputBook, sheet: XlsxSheet, table: Table, row: int, year: int) -> int:
    """List the columns of one table in the guide; returns the next free row."""
    put_text(sheet, row, 0, f"工作表“{table.sheet}”", out.style(font_name=HEAD_FONT, text_wrap=False))
    put_head(out, sheet, row + 1, ("列名", "类型", "怎样填"))
    columns = [column for column in table.columns if not column.hidden]
    for offset, column in enumerate(columns, start=2):
        also = f"（也认：{'、'.join(column.aliases)}）" if column.aliases else ""
        texts = (column.title, str(column.kind), _hint(column, year) + also)
        for index, text in enumerate(texts):
            put_text(sheet, row + offset, index, text, out.style(border=1, align="center" if index == 1 else "left"))
        sheet.set_row(row + offset, row_points(zip(texts, _GUIDE_WIDTHS, strict=True)))
    return row + len(columns) + 3


def _add_options(out: OutputBook, lists: Mapping[str, tuple[str, ...]]) -> None:
    """Add the values behind the drop-downs, one list a column."""
    sheet = out.sheet(OPTIONS_SHEET)
    put_head(out, sheet, 0, tuple(lists))
    for index, values in enumerate(lists.values()):
        widest = max(map(text_width, values), default=0.0)  # in full-width signs, of which each takes two
        sheet.set_column(index, index, max(_LEAST_OPTION, 2 * widest + 2))
        for row, value in enumerate(values, start=1):
            put_text(sheet, row, index, value, out.style(border=1))
