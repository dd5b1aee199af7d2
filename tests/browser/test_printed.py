"""Pages on paper: what is for practice says so on each of them."""

import shutil
from datetime import date

import pytest

from tests.browser.chromium import missing
from tests.draws.cases import drawn, entities, page_of, request
from tests.office.office import read_pdf
from xlcheck.results.publish.page import public_page
from xlcheck.schema.outputs.publish import PORTAL

LACKING = missing() or ("" if shutil.which("pdftotext") else "not installed: pdftotext")
pytestmark = [pytest.mark.browser, pytest.mark.skipif(bool(LACKING), reason=LACKING)]

ROW = dict.fromkeys(PORTAL, "示例") | {PORTAL.inspected: date(2021, 3, 1)}
PAGES = {
    "draw": lambda practice: page_of(drawn(request(entities(60))), practice=practice),
    "publication": lambda practice: public_page(PORTAL, [ROW] * 60, "示例局", "2021-03-05", practice=practice),
}


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("practice", [True, False])
def test_every_printed_page_of_practice_says_so(chromium, tmp_path, page, practice):
    pages = read_pdf(chromium.printed(PAGES[page](practice), tmp_path / "page.pdf"))
    assert len(pages) > 2
    assert {"演练" in page.text for page in pages} == {practice}
