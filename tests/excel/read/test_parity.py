"""One workbook as .xlsx, .xls and .ods gives the same cells, merges, hidden rows and remarks in each."""

import shutil
from datetime import datetime
from pathlib import Path

import pytest
import xlsxwriter

from tests.builders import SETTINGS
from tests.excel.read.test_other_formats import converted, needs_office
from xlcheck.excel.read.workbook import read_book, read_sheets
from xlcheck.model import ErrorValue, Formatted, Month, Number, Percent, YearlessDay
from xlcheck.schema.inputs import INPUT_BOOKS
from xlcheck.steps.desk.desk import shipped

pytestmark = [pytest.mark.office, needs_office]

CELLS = [
    (1, "00000000"),
    (1, '00"号"'),
    (0, '0;-0;"无"'),
    (7, "[Red]000"),
    ("甲", '@"号"'),
    (0.05, "0%"),
    (0.125, "0.0%"),
    (1234.5, "#,##0.00"),
    (1234.5, '"¥"#,##0.00'),
    (911406031234567, "0"),
    (3.25, "General"),
    (datetime(2021, 4, 30), "yyyy-mm-dd"),
    (datetime(2021, 5, 1), 'yyyy"年"m"月"'),
    (datetime(2021, 4, 30), 'm"月"d"日"'),
    (datetime(2021, 4, 30), '[$-804]yyyy"年"'),
    (datetime(2021, 4, 30), "[$-804]aaaa"),
    (datetime(2021, 4, 30), '[DBNum1][$-804]yyyy"年"m"月"d"日"'),
    (0.5, "# ?/?"),
    (1.5, "# ?/?"),
    (0.3, "# ??/??"),
    (105, "[DBNum1][$-804]General"),
    (20, '[DBNum2][$-804]General"元"'),
    (12345, "##0.0E+0"),
    (datetime(2021, 4, 30, 12, 30), "yyyy-mm-dd hh:mm"),
    (True, "General"),
    (" 前后有空 ", "General"),
    ("两\n行", "General"),
    ("=文字", "@"),
    ('=DISPIMG("ID_1",1)', "@"),
    ("00123", "@"),
    ("看不见", ";;;"),
    (12, ";;;"),
    (0, "0;-0;;@"),
]


@pytest.fixture(scope="module")
def source(tmp_path_factory):
    path = tmp_path_factory.mktemp("parity") / "原.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("表")
        for row, (value, shows) in enumerate(CELLS):
            look = book.add_format({"num_format": shows, "text_wrap": True})
            if isinstance(value, str):
                sheet.write_string(row, 0, value, look)
            elif isinstance(value, datetime):
                sheet.write_datetime(row, 0, value, look)
            else:
                sheet.write(row, 0, value, look)
            sheet.write_string(row, 4, f"第{row}行")
        sheet.write_formula(0, 5, "=1/0", value="#DIV/0!")
        sheet.write_formula(1, 5, "=NA()", value="#N/A")
        sheet.write_formula(2, 5, "=1+1", value=2)
        sheet.write_string(3, 5, "已注销", book.add_format({"font_strikeout": True}))
        sheet.merge_range(5, 2, 6, 3, "两行两列")
        sheet.merge_range(8, 2, 9, 2, "两行")
        sheet.set_row(10, None, None, {"hidden": True})
        sheet.set_row(11, 0)
        sheet.set_row(12, 0.75)  # one dot of the screen
        sheet.set_column(6, 6, None, None, {"hidden": True})
        sheet.write_string(0, 6, "隐藏的列")
        sheet.set_column(7, 7, 0.1)
        sheet.write_string(0, 7, "看不见的列")
        sheet.write_comment(4, 4, "批注", {"author": "示例"})
        book.add_worksheet("旧").hide()
    return path


@pytest.fixture(scope="module", params=["xls", "ods"])
def other(request, source):
    return converted(source, request.param)


def cells_of(path: Path):
    sheet = read_sheets(path)[0]
    return {
        (row, at): (type(cell), cell, getattr(cell, "shown", ""))
        for row, cells in sheet.rows
        for at, cell in enumerate(cells, start=1)
        if cell != ""
    }


def test_cells_are_the_same(source, other):
    assert cells_of(other) == cells_of(source)


def test_kinds_of_cells_are_those_that_were_written(source):
    kinds = [cells_of(source)[row, 1][0] for row in range(1, len(CELLS) + 1)]
    assert kinds[:9] == [Formatted, Formatted, Formatted, Formatted, str, Percent, Percent, Number, Formatted]
    assert kinds[11:16] == [datetime, Month, YearlessDay, Formatted, Formatted]
    assert cells_of(source)[1, 6][0] is ErrorValue


def test_sheets_are_the_same(source, other):
    for sheet, same in zip(read_sheets(source), read_sheets(other), strict=True):
        assert (same.name, same.hidden) == (sheet.name, sheet.hidden)
        assert sorted(same.merges) == sorted(sheet.merges)
        assert set(same.hidden_rows) == set(sheet.hidden_rows)
        assert same.hidden_columns == sheet.hidden_columns
        assert {(r.code, r.row, r.column, r.count) for r in same.remarks} == {
            (r.code, r.row, r.column, r.count) for r in sheet.remarks
        }


@pytest.mark.parametrize("suffix", ["xls", "ods"])
@pytest.mark.parametrize("book", INPUT_BOOKS, ids=[book.key for book in INPUT_BOOKS])
def test_findings_of_the_shipped_books_are_the_same(tmp_path, book, suffix):
    source = Path(shutil.copy(shipped("workbooks") / "2021" / book.filename, tmp_path))
    found, same = (
        sorted((f.code, f.place.sheet, f.place.cell, f.value) for f in read_book(path, book, SETTINGS)[1])
        for path in (source, converted(source, suffix))
    )
    assert [one for one in same if one[0] != "book.old-format"] == found
