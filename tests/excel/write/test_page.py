"""Pages by themselves: 冻结收存单 and 掷骰记录单 as workbooks, on so many sheets of paper and whole."""

from __future__ import annotations

from io import BytesIO

import openpyxl
import pytest
import zxingcpp
from numpy import asarray
from PIL import Image

from tests.draws.lodging.slips import dice_slip, slip
from tests.excel.write.test_draw import PAPERS, starts
from tests.excel.write.test_qr_code import part
from xlcheck.draws.lodging.code import lodging_code
from xlcheck.draws.lodging.dice import DICE_SHEET, dice_page
from xlcheck.draws.lodging.printed import SHEET, slip_page
from xlcheck.excel.write.page import write_page
from xlcheck.excel.write.qr_code import symbol_picture
from xlcheck.model import PrintCell, PrintedPage, Role

SLIPS, DICE = (1, 2, 5, 6, 7, 10, 15), (1, 2, 3, 5, 15)
"""How many tasks."""


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    """By kind and number of tasks, the page and its sheet."""
    folder, pages = tmp_path_factory.mktemp("pages"), {}
    made = {("slip", n): slip_page(slip(n)) for n in SLIPS} | {("dice", n): dice_page(dice_slip(n)) for n in DICE}
    for (kind, n), page in made.items():
        path = folder / f"{kind}{n}.xlsx"
        write_page(path, page)
        pages[kind, n] = page, openpyxl.load_workbook(path)[page.sheet]
    return pages


EVERY = [*(("slip", n) for n in SLIPS), *(("dice", n) for n in DICE)]


@pytest.mark.parametrize("height", PAPERS)
@pytest.mark.parametrize(
    ("kind", "tasks", "papers"),
    [
        *(("slip", n, 1) for n in SLIPS if n <= 6),
        *(("slip", n, 2) for n in SLIPS if n > 6),
        *(("dice", n, 1) for n in DICE if n <= 2),
        *(("dice", n, 2) for n in DICE if n > 2),
    ],
)
def test_it_takes_so_many_sheets_of_paper(written, kind, tasks, papers, height):
    _, sheet = written[kind, tasks]
    assert len(starts(sheet, height)) == papers


@pytest.mark.parametrize("height", PAPERS)
@pytest.mark.parametrize(("kind", "tasks"), EVERY)
def test_no_sheet_begins_within_the_tasks_without_their_header(written, kind, tasks, height):
    page, sheet = written[kind, tasks]
    rows = {cell.row for cell in page.cells if cell.role is Role.NOTE and cell.col == 1}
    assert len(rows) == tasks
    assert not rows & set(starts(sheet, height))


@pytest.mark.parametrize("height", PAPERS)
@pytest.mark.parametrize(("kind", "tasks"), EVERY)
def test_what_is_cut_off_and_what_it_is_compared_with_stay_on_one_sheet(written, kind, tasks, height):
    page, sheet = written[kind, tasks]
    cut = next(cell.row for cell in page.cells if cell.role is Role.CUT)
    heading = max(cell.row for cell in page.cells if cell.role is Role.HEADING and cell.row < cut)
    assert starts(sheet, height)[-1] <= heading
    if kind == "slip":
        assert starts(sheet, height)[-1] <= next(cell.row for cell in page.cells if cell.text == "摘要")


@pytest.mark.parametrize(("kind", "tasks"), EVERY)
def test_it_is_set_up_as_an_upright_page_of_a4(written, kind, tasks):
    _, sheet = written[kind, tasks]
    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "portrait")
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (None, 0)  # one page wide is the default
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.print_title_rows.split("!")[-1] == "$1:$1"


def test_the_code_stands_in_the_print_footer_beside_the_page_number(written):
    _, sheet = written["slip", 15]
    assert sheet.oddFooter.center.text == "第 &P 页 共 &N 页"
    assert sheet.oddFooter.right.text.strip() == f"收存码 {lodging_code(slip(15))}"


def test_a_page_without_a_foot_has_its_number_alone(tmp_path):
    cell = PrintCell(1, 1, 12, "题", Role.TITLE)
    write_page(tmp_path / "plain.xlsx", PrintedPage("页", (cell,)))
    sheet = openpyxl.load_workbook(tmp_path / "plain.xlsx")["页"]
    assert (sheet.oddFooter.center.text, sheet.oddFooter.right.text) == ("第 &P 页 共 &N 页", None)


def test_a_foot_is_no_code_of_the_print_footer(tmp_path):
    cell = PrintCell(1, 1, 12, "题", Role.TITLE)
    write_page(tmp_path / "odd.xlsx", PrintedPage("页", (cell,), "甲&P乙"))
    assert openpyxl.load_workbook(tmp_path / "odd.xlsx")["页"].oddFooter.right.text.strip() == "甲&&P乙"


@pytest.mark.parametrize("page", [slip_page(slip(2)), dice_page(dice_slip(2))])
def test_every_cell_stands_where_the_page_has_it(tmp_path, page):
    write_page(tmp_path / "page.xlsx", page)
    book = openpyxl.load_workbook(tmp_path / "page.xlsx")
    assert book.sheetnames == [page.sheet]
    sheet = book[page.sheet]
    assert [sheet.cell(c.row, c.col).value or "" for c in page.cells] == [c.text for c in page.cells]
    assert page.sheet in (SHEET, DICE_SHEET)


@pytest.mark.parametrize("kind", ["slip", "dice"])
def test_practice_is_marked_on_every_sheet_of_paper(tmp_path, kind):
    page = slip_page(slip(15, practice=True)) if kind == "slip" else dice_page(dice_slip(15, practice=True))
    write_page(tmp_path / "practice.xlsx", page, practice=True)
    assert "【演练】" in openpyxl.load_workbook(tmp_path / "practice.xlsx")[page.sheet].oddHeader.center.text


def test_boxes_are_large_and_have_thick_lines(written):
    page, sheet = written["dice", 1]
    boxes = [cell for cell in page.cells if cell.role is Role.BOX]
    assert len(boxes) == 24
    for box in boxes:
        assert sheet.row_dimensions[box.row].height >= 48
        assert sheet.cell(box.row, box.col).border.top.style == "medium"


def test_the_line_to_cut_along_is_dashed(written):
    page, sheet = written["slip", 1]
    cut = next(cell for cell in page.cells if cell.role is Role.CUT)
    assert sheet.cell(cut.row, cut.col).border.bottom.style == "dashed"


def test_fingerprints_are_in_signs_of_one_width_and_the_code_in_large_type(written):
    page, sheet = written["slip", 6]
    fonts = {cell.role: sheet.cell(cell.row, cell.col).font for cell in page.cells}
    assert (fonts[Role.DIGEST].name, fonts[Role.CODE].name) == ("Courier New", "Courier New")
    assert fonts[Role.CODE].size >= 22
    assert fonts[Role.DIGEST].size >= 9


def scanned(content):
    [found] = zxingcpp.read_barcodes(asarray(Image.open(BytesIO(content)).convert("L")))
    return found.text


@pytest.mark.parametrize("tasks", [1, 6])
def test_the_symbol_scans(tmp_path, tasks):
    page = slip_page(slip(tasks))
    write_page(tmp_path / "slip.xlsx", page)
    [symbol] = (cell.symbol for cell in page.cells if cell.symbol)
    assert scanned(part(tmp_path / "slip.xlsx", "xl/media/image1.png")) == symbol


@pytest.mark.parametrize("text", ["交通", "示例市示例区交通运输局", "道路货物运输", "双色球2026018期"])
def test_chinese_is_packed_as_utf_8_never_as_japanese(text):
    """Signs that Japanese has too would otherwise be packed two bytes each, which not every scanner unpacks."""
    picture = asarray(Image.open(BytesIO(symbol_picture(text))).convert("L"))
    [found] = zxingcpp.read_barcodes(picture)
    assert found.bytes == text.encode()


def test_the_same_slip_gives_the_same_bytes(tmp_path):
    paths = [tmp_path / name for name in ("a.xlsx", "b.xlsx")]
    for path in paths:
        write_page(path, slip_page(slip(3)))
    assert paths[0].read_bytes() == paths[1].read_bytes()
