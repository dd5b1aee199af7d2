"""Rows that are written past openpyxl are what openpyxl would have written."""

import re
from datetime import date, datetime
from io import BytesIO
from zipfile import ZipFile

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText
from openpyxl.comments import Comment
from openpyxl.styles import Font

from xlcheck.excel.fill.plain_rows import put_back, take_out

PLAIN = (
    "示例",
    " 两边有空 ",
    "<&>\"'",
    "第一行\n第二行",
    "=1+1",
    None,
    0,
    -3,
    10**14,
    date(2021, 3, 1),
    datetime(2021, 3, 1, 9, 30),
)


def book_of(rows):
    book = openpyxl.Workbook()
    for r, row in enumerate([["首行"], *rows, ["末行"]], start=1):
        for c, value in enumerate(row, start=1):
            cell = book.active.cell(r, c, value)
            if isinstance(value, str):
                cell.data_type = "s"
            if c % 2:
                cell.font = Font(bold=True)
    return book


def part_of(book):
    raw = BytesIO()
    book.save(raw)
    return ZipFile(raw).read("xl/worksheets/sheet1.xml").decode("utf-8")


def values(part, book):
    """The cells of a sheet as openpyxl reads them, with ``part`` in the place of the book's own."""
    raw = BytesIO()
    book.save(raw)
    with ZipFile(raw) as source, ZipFile(again := BytesIO(), "w") as target:
        for name in source.namelist():
            target.writestr(name, part if name == "xl/worksheets/sheet1.xml" else source.read(name))
    read = openpyxl.load_workbook(again).active
    return [[(c.value, c.data_type, c.number_format, c.font.b) for c in row] for row in read.iter_rows()]


def test_plain_rows_are_written_alike__ok():
    rows = [PLAIN, PLAIN[::-1], PLAIN]
    expected, book = part_of(book_of(rows)), book_of(rows)
    taken = take_out(book.active)
    assert sorted(taken.rows) == [1, 2, 3, 4, 5]
    part = put_back(part_of(book), taken)
    assert values(part, book_of(rows)) == values(expected, book_of(rows))
    assert re.findall("<dimension[^>]*>", part) == re.findall("<dimension[^>]*>", expected)


def test_the_height_of_a_row_is_kept():
    book = book_of([PLAIN])
    book.active.row_dimensions[2].height = 33
    taken = take_out(book.active)
    assert 'ht="33"' in re.search(r'<row r="2"[^>]*>', put_back(part_of(book), taken))[0]


@pytest.mark.parametrize("special", ["formula", "link", "note", "rich", "merged", "truth"])
def test_rows_with_anything_else_are_left_to_openpyxl(special):
    book = book_of([["示例", "示例"], ["示例", "示例"]])
    cell = book.active["A2"]
    match special:
        case "formula":
            cell.value = "=1+1"
        case "link":
            cell.hyperlink = "#A1"
        case "note":
            cell.comment = Comment("示例", "示例")
        case "rich":
            cell.value = CellRichText("示例")
        case "merged":
            book.active.merge_cells("A2:B2")
        case "truth":
            cell.value = True
    assert sorted(take_out(book.active).rows) == [1, 3, 4]
