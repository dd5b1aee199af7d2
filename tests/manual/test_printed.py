"""The manual on paper: a book of a sensible size, with nothing wider than the page."""

import shutil
from html import escape

import pytest

from tests.browser.chromium import Chromium, missing
from tests.manual.render import MANUAL
from tests.office.office import PAPERS, read_pdf

WHY = missing() or ("" if shutil.which("pdfinfo") else "not installed: pdfinfo")
pytestmark = [pytest.mark.browser, pytest.mark.skipif(bool(WHY), reason=WHY)]

WIDTHS = {"paper": "174mm", "telephone": "390px"}
WIDE = """
function answer() {
  const page = document.querySelector("iframe").contentDocument;
  const right = page.body.getBoundingClientRect().right;
  const outside = (element) => element.getBoundingClientRect().right > right + 1;
  const wide = (element) => outside(element) || element.scrollWidth > element.clientWidth + 1;
  const blocks = Array.from(page.querySelectorAll("p, pre, table, td, th, li, img, figure, h1, h2, h3"));
  return [blocks.length, blocks.filter(wide).map((element) => element.textContent.slice(0, 60))];
}
"""


@pytest.fixture(scope="module")
def chromium(tmp_path_factory):
    return Chromium(tmp_path_factory.mktemp("chromium"))


def test_book_of_a4_pages(chromium, tmp_path):
    pages = read_pdf(chromium.printed(MANUAL.read_text("utf-8"), tmp_path / "manual.pdf"))
    assert 40 <= len(pages) <= 100
    assert {page.size for page in pages} == {PAPERS["A4", False]}
    assert "双随机抽查工具" in pages[0].text
    assert "目录" in pages[1].lines
    assert all(len(page.text) > 2 for page in pages)  # more than a page number


@pytest.mark.parametrize("width", WIDTHS.values(), ids=WIDTHS)
def test_nothing_is_wider_than_the_page(width, chromium):
    frame = f'<iframe style="width: {width}" srcdoc="{escape(MANUAL.read_text("utf-8"))}"></iframe>'
    count, wide = chromium.answer(WIDE, None, frame)
    assert count > 500
    assert wide == []
