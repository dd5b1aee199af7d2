"""What the played year has published stands in columns that are marked so, and in no other."""

import re

import openpyxl
import pytest

from xlcheck.schema.outputs.draw import DRAW_TABLES
from xlcheck.schema.outputs.publish import PUBLISH_TABLES

PUBLISHED = {column.title for table in (*PUBLISH_TABLES, *DRAW_TABLES) for column in table if column.published}
KEPT = {column.title for table in DRAW_TABLES for column in table if not column.published} - PUBLISHED


@pytest.fixture(scope="module")
def published(whole_year):
    return sorted((whole_year.folder / "公示").rglob("*.*"))


def headings(page):
    return set(re.findall(r'<th scope="col"[^>]*>([^<]*)</th>', page.read_text("utf-8")))


def test_workbooks_have_the_columns_of_a_published_table(published):
    books = [path for path in published if path.suffix == ".xlsx" and path.parent.name.startswith("第")]
    assert books
    tables = {table.sheet: table for table in PUBLISH_TABLES}
    for path in books:
        sheet = openpyxl.load_workbook(path).worksheets[0]
        head = next(row for row in sheet.iter_rows(values_only=True) if "统一社会信用代码" in row)
        titles = [column.title for column in tables[path.stem] if column.published]
        assert [cell for cell in head if cell] == titles, path.name


def test_pages_of_results_have_published_columns_only(published):
    pages = [path for path in published if path.suffix == ".html"]
    assert pages
    assert all(headings(page) <= PUBLISHED for page in pages)


def test_pages_of_draws_show_nothing_of_inspectors_that_is_not_published(whole_year):
    pages = sorted((whole_year.folder / "抽取").rglob("*.html"))
    assert pages
    assert {"请假", "执法证有效期至", "年内已检查户数"} <= KEPT
    assert all(not headings(page) & KEPT for page in pages)
