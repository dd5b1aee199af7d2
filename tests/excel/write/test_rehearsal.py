"""全年预演 in 校验报告.xlsx: four blocks on one sheet, and nobody who was drawn named."""

import openpyxl
import pytest

from tests.draws.rehearsal.years import companies, rehearsed, staff, year_of
from xlcheck.excel.write.check import write_findings
from xlcheck.model import PlanView
from xlcheck.schema.outputs.check import REHEARSAL_TABLES, REHEARSED_TASKS

YEAR = ({"responsible_office": "运输科"}, {"departments": "公安局"}, {})


@pytest.fixture
def book(tmp_path):
    rehearsal = rehearsed(year_of(*YEAR, inspectors=staff(4, office="运输科")))
    write_findings(tmp_path / "报告.xlsx", (), {}, "2021-01-05 09:00", plan=PlanView(rehearsal=rehearsal))
    return openpyxl.load_workbook(tmp_path / "报告.xlsx")


def lines(book):
    """The cells of each row, those that are blank left out."""
    return [[cell for cell in row if cell is not None] for row in book[REHEARSED_TASKS.sheet].values]


def test_blocks_stand_below_each_other(book):
    titles = [cells[0] for cells in lines(book) if len(cells) == 1 and cells[0].startswith("全年预演：")]
    assert titles == [table.title for table in REHEARSAL_TABLES]
    headers = [tuple(cells) for cells in lines(book)]
    assert all(table.titles in headers for table in REHEARSAL_TABLES)


def test_blocks_share_the_widths_of_their_columns():
    assert len({tuple(column.width for column in table) for table in REHEARSAL_TABLES}) == 1


def test_barrier_stands_in_its_row_and_is_red(book):
    sheet = book[REHEARSED_TASKS.sheet]
    row = next(row for row in sheet.iter_rows() if row[0].value == "02号")
    assert "公安局" in row[-1].value
    assert row[-1].fill.fgColor.rgb == "FFF4B0B0"
    sound = next(row for row in sheet.iter_rows() if row[0].value == "01号")
    assert (sound[-1].value, sound[-1].fill.fill_type) == ("可以抽取，派 4 人", None)


def test_no_company_is_named(book):
    said = str(lines(book))
    assert not any(company["name"] in said or company["code"] in said for company in companies(10))
