"""冻结收存单 and 掷骰记录单, printed by a real office program."""

from __future__ import annotations

import pytest
import zxingcpp

from tests.draws.lodging.slips import dice_slip, slip
from tests.office.office import PAPERS, Office, missing, picture
from xlcheck.draws.lodging.code import lodging_code
from xlcheck.draws.lodging.dice import dice_page
from xlcheck.draws.lodging.printed import slip_page
from xlcheck.excel.write.page import write_page
from xlcheck.model import Role

pytestmark = [pytest.mark.office, pytest.mark.skipif(bool(missing()), reason=missing())]

MADE = {
    "收存1": slip(1),
    "收存6": slip(6),
    "收存15": slip(15, practice=True),
    "掷骰1": dice_slip(1),
    "掷骰2": dice_slip(2),
    "掷骰5": dice_slip(5),
    "掷骰15": dice_slip(15, practice=True),
}
PAGES = {name: slip_page(made) if name.startswith("收存") else dice_page(made) for name, made in MADE.items()}
SHEETS = {"收存1": 1, "收存6": 1, "收存15": 2, "掷骰1": 1, "掷骰2": 1, "掷骰5": 2, "掷骰15": 2}
"""How many sheets of paper each takes."""


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    return Office(tmp_path_factory.mktemp("office"))


@pytest.fixture(scope="module")
def books(tmp_path_factory):
    folder = tmp_path_factory.mktemp("books")
    for name, page in PAGES.items():
        write_page(folder / f"{name}.xlsx", page, practice=MADE[name].practice)
    return [folder / f"{name}.xlsx" for name in PAGES]


@pytest.fixture(scope="module")
def paper(tmp_path_factory):
    return tmp_path_factory.mktemp("pdf")


@pytest.fixture(scope="module")
def printed(office, books, paper):
    return office.print(books, paper)


def squeezed(text):
    return "".join(text.split())


@pytest.mark.parametrize("name", PAGES)
def test_it_takes_so_many_upright_sheets_of_a4(printed, name):
    assert [page.size for page in printed[name]] == [PAPERS["A4", False]] * SHEETS[name]


@pytest.mark.parametrize("name", PAGES)
def test_nothing_is_cut(printed, name):
    said = "".join(page.text for page in printed[name])
    assert [cell.text for cell in PAGES[name].cells if squeezed(cell.text) not in said] == []


def test_no_row_is_too_low_for_its_text(office, books, tmp_path):
    assert office.low_rows(books, tmp_path) == []


@pytest.mark.parametrize("name", PAGES)
def test_the_last_sheet_has_what_is_signed_and_what_is_cut_off(printed, name):
    last = printed[name][-1].text
    [cut] = (cell.text for cell in PAGES[name].cells if cell.role is Role.CUT)
    for words in (cut, lodging_code(MADE[name]).replace("-", "" if name.startswith("收存") else "-"), "监督人（签名）"):
        assert squeezed(words) in last


@pytest.mark.parametrize("name", PAGES)
def test_every_sheet_has_title_and_code_and_says_what_is_practice(printed, name):
    for page in printed[name]:
        assert squeezed(PAGES[name].cells[0].text) in page.text
        assert squeezed(PAGES[name].foot) in page.text
        assert ("【演练】" in page.text) is MADE[name].practice


@pytest.mark.parametrize("name", [name for name in PAGES if name.startswith("收存")])
def test_the_symbol_scans_from_paper(printed, paper, name):
    [symbol] = (cell.symbol for cell in PAGES[name].cells if cell.symbol)
    [found] = zxingcpp.read_barcodes(picture(paper / f"{name}.pdf", len(printed[name])))
    assert (found.format, found.text) == (zxingcpp.BarcodeFormat.QRCode, symbol)
