"""QR codes on a record's page: the same text gives the same picture, in a cell that has room for it."""

import re
import zipfile

import openpyxl
import pytest

from tests.draws.cases import drawn, rich_request
from tests.draws.layouts import page_alone
from xlcheck.draws.formats.one.printed import SHEET, print_content
from xlcheck.draws.formats.one.qr_code import LONGEST
from xlcheck.draws.record.blocks import flatten
from xlcheck.excel.write.draw import write_record
from xlcheck.excel.write.qr_code import QUIET, symbol_picture, symbol_pixels
from xlcheck.excel.write.table import PIXELS

CELLS = flatten(print_content(drawn(rich_request())))
(SYMBOL,) = (cell for cell in CELLS if cell.symbol)


@pytest.fixture
def written(tmp_path):
    path = tmp_path / "record.xlsx"
    write_record(path, page_alone(SHEET, CELLS))
    return path


def part(path, name):
    with zipfile.ZipFile(path) as package:
        return package.read(name)


def test_the_picture_is_that_of_the_text_and_of_no_other(written):
    assert part(written, "xl/media/image1.png") == symbol_picture(SYMBOL.symbol)
    assert symbol_picture(SYMBOL.symbol) != symbol_picture(SYMBOL.symbol[:-1])


def test_the_picture_stands_in_its_cell(written):
    drawing = part(written, "xl/drawings/drawing1.xml").decode()
    ends = [list(map(int, re.findall(rf"<xdr:{end}>(\d+)<", drawing))) for end in ("col", "row")]
    assert ends[1] == [SYMBOL.row - 1, SYMBOL.row - 1]
    assert SYMBOL.col - 1 <= min(ends[0]) <= max(ends[0]) < SYMBOL.col - 1 + SYMBOL.span


def test_the_longest_text_has_room(written):
    sheet = openpyxl.load_workbook(written)[SHEET]
    width = sheet.column_dimensions["A"].width * SYMBOL.span * PIXELS
    assert symbol_pixels("a" * LONGEST) < width
    assert symbol_pixels(SYMBOL.symbol) < sheet.row_dimensions[SYMBOL.row].height / 0.75


def test_the_quiet_zone_is_that_of_the_standard():
    assert (symbol_pixels("1") - 2 * 2 * QUIET) / 2 == 21  # modules of the smallest symbol
