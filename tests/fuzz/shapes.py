"""The workbooks that are broken: those of the shipped desk, and what they are in each other format and shape."""

from __future__ import annotations

import tempfile
import zipfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from html import escape
from io import BytesIO
from pathlib import Path

import xlsxwriter
import xlwt
from msoffcrypto.format.ooxml import OOXMLFile

from tests.excel.read.old_books import locked, look
from xlcheck.excel.read.workbook import read_cells
from xlcheck.schema.inputs import ENTITY_BOOK, INPUT_BOOKS
from xlcheck.schema.table import Book
from xlcheck.steps.desk.desk import shipped

_LARGEST = 60_000
"""Bytes of the largest workbook that is worth its time."""
_EXCELS_OWN = "VelvetSweatshop"
_ROWS = 30
_EXACT = 15
"""Digits of a number that a workbook keeps."""
_FORMATS = ("General", "00000000", '00"号"', '0;-0;"无"', "0%", "yyyy-mm-dd", 'yyyy"年"m"月"', '@"号"', "[Red]0.00_)")

Cells = dict[str, list[list[str]]]
"""The first rows of each sheet."""


@dataclass(frozen=True)
class Shape:
    """A file by its name and content; ``book`` is what it is read as, ``export`` whether as a platform's."""

    name: str
    data: bytes
    book: Book
    export: bool = False


@cache
def shapes() -> tuple[Shape, ...]:
    """Every file, always the same and in the same order."""
    books = {book: (shipped("workbooks") / "2021" / book.filename) for book in INPUT_BOOKS}
    made = [Shape(book.filename, path.read_bytes(), book) for book, path in books.items()]
    made = [shape for shape in made if len(shape.data) < _LARGEST]
    with tempfile.TemporaryDirectory() as folder:
        for book, path in books.items():
            made += _in_other_formats(Path(folder), book, _first_rows(path))
        made += _unusual(Path(folder))
    return tuple(made)


def _first_rows(path: Path) -> Cells:
    sheets: Cells = {}
    for name, cells in read_cells(path).items():
        width = max((column for _, column in cells), default=0)
        sheets[name] = [[cells.get((row, column), "") for column in range(1, width + 1)] for row in range(1, _ROWS)]
    return sheets


def _in_other_formats(folder: Path, book: Book, cells: Cells) -> Iterable[Shape]:
    first = next(iter(cells.values()))
    yield Shape(f"{book.key}.xls", _xls(folder, cells, styled=book is ENTITY_BOOK), book)
    yield Shape(f"{book.key}.ods", _ods(cells), book)
    if book is ENTITY_BOOK:
        yield Shape("a.csv", "\n".join(",".join(row) for row in first).encode("gb18030"), book, export=True)
        yield Shape("html.xls", _html(first), book, export=True)
        yield Shape("xml.xls", _xml(first), book, export=True)


def _xls(folder: Path, cells: Cells, *, styled: bool = True) -> bytes:
    book = xlwt.Workbook()
    looks = [look(shows, struck=at == 1) for at, shows in enumerate(_FORMATS if styled else ("General",))]
    for name, rows in cells.items():
        sheet = book.add_sheet(name)
        for at, row in enumerate(rows):
            for column, text in enumerate(row):
                sheet.write(
                    at,
                    column,
                    int(text) if text.isdigit() and len(text) < _EXACT else text,
                    looks[(at + column) % len(looks)],
                )
        sheet.write_merge(_ROWS, _ROWS + 1, 0, 2, "合并")
        sheet.write(_ROWS + 2, 0, xlwt.Formula('"甲"&"乙"'))
        sheet.row(3).hidden = sheet.col(2).hidden = True
    book.save(str(folder / "a.xls"))
    return (folder / "a.xls").read_bytes()


def _ods(cells: Cells) -> bytes:
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "table", "text", "style")
    )
    through = '<style:text-properties style:text-line-through-style="solid"/>'
    style = f'<style:style style:name="s" style:family="table-cell">{through}</style:style>'
    tables = "".join(_ods_table(name, rows) for name, rows in cells.items())
    body = f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body>"
    automatic = f"<office:automatic-styles>{style}</office:automatic-styles>"
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr(zipfile.ZipInfo("mimetype"), "application/vnd.oasis.opendocument.spreadsheet")
        package.writestr("META-INF/manifest.xml", "<manifest/>")
        package.writestr(
            "content.xml", f"<office:document-content {spaces}>{automatic}{body}</office:document-content>"
        )
    return out.getvalue()


def _ods_table(name: str, rows: list[list[str]]) -> str:
    lines = "".join(f"<table:table-row>{''.join(map(_ods_cell, row))}</table:table-row>" for row in rows)
    last = (
        '<table:table-row table:number-rows-repeated="3" table:visibility="collapse"><table:table-cell '
        'table:number-columns-spanned="2" table:number-rows-spanned="2" table:style-name="s"><office:annotation>'
        "<text:p>话</text:p></office:annotation><text:p>合<text:s text:c='2'/></text:p>"
        "</table:table-cell></table:table-row>"
    )
    column = '<table:table-column table:number-columns-repeated="3" table:visibility="filter"/>'
    return f'<table:table table:name="{escape(name)}">{column}{lines}{last}</table:table>'


def _ods_cell(text: str) -> str:
    kind = f'"float" office:value="{text}"' if text.isdigit() else '"string"'
    shown = f"00{text}" if text.isdigit() else escape(text)
    return f"<table:table-cell office:value-type={kind}><text:p>{shown}</text:p></table:table-cell>"


def _html(rows: list[list[str]]) -> bytes:
    lines = "".join("<tr>" + "".join(f"<td>{escape(text)}</td>" for text in row) + "</tr>" for row in rows)
    return f"<html><table><tr><td rowspan=2 colspan=3>标题</td></tr><tr></tr>{lines}</table></html>".encode()


def _xml(rows: list[list[str]]) -> bytes:
    lines = "".join(
        "<Row>" + "".join(f'<Cell><Data ss:Type="String">{escape(text)}</Data></Cell>' for text in row) + "</Row>"
        for row in rows
    )
    space = "urn:schemas-microsoft-com:office:spreadsheet"
    head = f'<?xml version="1.0"?><Workbook xmlns="{space}" xmlns:ss="{space}"><Worksheet ss:Name="名录"><Table>'
    last = '<Row ss:Index="90"><Cell ss:MergeDown="1" ss:Index="3"/></Row>'
    return f"{head}{lines}{last}</Table></Worksheet></Workbook>".encode()


def _unusual(folder: Path) -> Iterable[Shape]:
    """A registry with everything that a cell may be, and the same behind Excel's own lock."""
    path = folder / "b.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet(ENTITY_BOOK.tables[0].sheet)
        _fill(book, sheet)
    yield Shape("unusual.xlsx", path.read_bytes(), ENTITY_BOOK)
    behind = BytesIO()
    OOXMLFile(BytesIO(path.read_bytes())).encrypt(_EXCELS_OWN, behind)
    yield Shape("locked.xlsx", behind.getvalue(), ENTITY_BOOK)
    (folder / "c.xls").write_bytes(_xls(folder, {"名录": [["1", "甲"]] * 3}))
    yield Shape("locked.xls", locked(folder / "c.xls", _EXCELS_OWN).read_bytes(), ENTITY_BOOK)


def _fill(book: xlsxwriter.Workbook, sheet: xlsxwriter.worksheet.Worksheet) -> None:
    sheet.write_row(0, 0, ENTITY_BOOK.tables[0].titles)
    writers: list[Callable[[int, int, object], object]] = [
        lambda row, column, look: sheet.write_number(row, column, 12, look),
        lambda row, column, look: sheet.write_string(row, column, "甲", look),
        lambda row, column, look: sheet.write_string(row, column, '=DISPIMG("ID_1",1)', look),
        lambda row, column, look: sheet.write_boolean(row, column, True, look),
        lambda row, column, look: sheet.write_formula(row, column, "=1/0", look, "#DIV/0!"),
    ]
    for at, shows in enumerate(_FORMATS):
        shown = book.add_format({"num_format": shows, "font_strikeout": at % 2})
        for column, write in enumerate(writers):
            write(at + 1, column, shown)
    sheet.merge_range(20, 0, 21, 3, "合并")
    sheet.set_row(3, 0)
    sheet.set_column(4, 4, None, None, {"hidden": True})
    sheet.write_comment(1, 1, "批注")
