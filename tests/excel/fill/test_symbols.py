"""QR codes on filled sheets: each is the code of its text, in its row, beside what the template has drawn."""

from datetime import datetime

import openpyxl
import pytest
import xlsxwriter

from tests.excel.packages import assert_sound, parts_of, png
from xlcheck.excel.fill import Symbol, fill_sheets
from xlcheck.excel.qr_code import is_code_of, modules_of
from xlcheck.excel.read.png import shades_of
from xlcheck.excel.write.qr_code import symbol_pixels

TEXTS = ("核对码 ABCD-1\n检查对象 示例甲", "核对码 ABCD-2\n检查对象 示例<乙>&")


@pytest.fixture
def template(tmp_path):
    """A function that makes a form with a place for a code below a repeated row, and perhaps a picture."""

    def make(*, logo=False, merged=False):
        path = tmp_path / "模板.xlsx"
        (tmp_path / "章.png").write_bytes(png())
        with xlsxwriter.Workbook(str(path)) as book:
            sheet = book.add_worksheet("表")
            sheet.write_column(0, 0, ["{{单位}}", "{{名称}}", "", "扫码：{{码}}"])
            if merged:
                sheet.merge_range("A5:C5", "{{码}}")
            else:
                sheet.write_string("A5", "{{码}}")
            if logo:
                sheet.insert_image("B1", str(tmp_path / "章.png"))
        return path

    return make


def filled(template, tmp_path):
    rows = {"明细": [{"名称": "一"}, {"名称": "二"}]}
    out = tmp_path / "结果.xlsx"
    sheets = [(f"第{n}户", {"单位": "示例局", "码": Symbol(text)}, rows) for n, text in enumerate(TEXTS, start=1)]
    fill_sheets(template, sheets, out, stamp=datetime(2021, 1, 4))
    assert_sound(out)
    return out


@pytest.mark.parametrize("logo", [False, True])
@pytest.mark.parametrize("merged", [False, True])
def test_each_sheet_has_the_code_of_its_text_in_the_row_of_its_place(template, tmp_path, logo, merged):
    book = openpyxl.load_workbook(filled(template(logo=logo, merged=merged), tmp_path))
    for sheet, text in zip(book.worksheets, TEXTS, strict=True):
        pictures = {picture.anchor._from.row: picture for picture in sheet._images}
        assert set(pictures) == ({0, 5} if logo else {5})  # the row of the template's fifth, moved down by one
        modules = modules_of(shades_of(pictures[5]._data()))
        assert is_code_of(modules, text)
        assert (sheet["A6"].value, sheet["A5"].value) == (None, "扫码：")
        assert sheet.row_dimensions[6].height >= symbol_pixels(text) * 0.75


def test_a_code_says_its_text_to_who_cannot_see_it(template, tmp_path):
    parts = parts_of(filled(template(), tmp_path))
    said = [part.decode() for name, part in parts.items() if name.startswith("xl/drawings/drawing")]
    assert len(said) == 2
    assert "核对码 ABCD-2&#10;检查对象 示例&lt;乙&gt;&amp;" in "".join(said)


def test_the_same_sheets_give_the_same_bytes(template, tmp_path):
    form = template(logo=True)
    first = filled(form, tmp_path).read_bytes()
    assert filled(form, tmp_path).read_bytes() == first
