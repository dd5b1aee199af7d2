"""抽查事项 that the list knows under another wording: asked once, the answer is kept as an alias of the item."""

import shutil

import openpyxl
import pytest

from tests.cells import FIRST, cell
from tests.steps.helpers import put
from xlcheck.messages import Level
from xlcheck.schema.inputs import ITEM_BOOK, ITEMS, PLAN, PLAN_BOOK
from xlcheck.steps.check.adopt import adopt
from xlcheck.steps.check.check import check

WORDS = "机动车驾驶员培训机构经营资质"
OF_DRIVING = FIRST + 2
ITEM_ROW = FIRST + 8


@pytest.fixture
def reworded(run):
    """The desk with a wording that the list does not have, in one task."""
    put(run.desk.book(PLAN_BOOK), {cell(PLAN, PLAN.items, OF_DRIVING): WORDS})
    return run


def codes(result):
    return {f.code for f in result.findings}


def test_wording_is_asked_once_and_kept_as_an_alias(reworded):
    first = check(reworded, with_repairs=True)
    assert "items.alias-wanted" in codes(first)
    assert first.count(Level.ERROR) == 1
    adopt(reworded, first.adoptable)
    sheet = openpyxl.load_workbook(reworded.desk.book(ITEM_BOOK)).worksheets[0]
    assert sheet[cell(ITEMS, ITEMS.name, ITEM_ROW)].value == "机动车驾驶员培训机构经营资格检查"
    assert sheet[cell(ITEMS, ITEMS.aliases, ITEM_ROW)].value == WORDS
    again = check(reworded)
    assert again.count(Level.ERROR) == 0
    (reading,) = [r for r in again.readings if r.place.row == OF_DRIVING and r.place.title == PLAN.items.title]
    assert (reading.text, reading.reading) == (WORDS, "机动车驾驶员培训机构经营资格检查")


def test_plan_that_somebody_sent_is_told_of_its_unclear_words(reworded, tmp_path):
    """The report of a sent plan tells of the plan alone: what is kept in the list is ours."""
    sent = shutil.copy2(reworded.desk.book(PLAN_BOOK), tmp_path / "来件.xlsx")
    assert "plan.items-unclear" in codes(check(reworded, sent, into=tmp_path / "结果"))


def test_remedy_of_unclear_words_leads_out_where_the_list_has_no_alias_column(reworded):
    """A list of 0.1.0 lacks the column: staff add its title and type the words below it."""
    book = openpyxl.load_workbook(reworded.desk.book(ITEM_BOOK))
    sheet = book.worksheets[0]
    sheet.delete_cols(ITEMS.as_offered.columns.index(ITEMS.aliases) + 1)
    book.save(reworded.desk.book(ITEM_BOOK))
    assert "plan.items-unclear" in codes(check(reworded))
    last = sheet.max_column + 1
    sheet.cell(FIRST - 1, last, ITEMS.aliases.title)
    sheet.cell(ITEM_ROW, last, WORDS)
    book.save(reworded.desk.book(ITEM_BOOK))
    assert check(reworded).count(Level.ERROR) == 0


def test_shipped_plan_is_read_by_the_shipped_list(run):
    result = check(run)
    readings = [r for r in result.readings if r.place.title == PLAN.items.title]
    assert len(readings) == 15
    assert all(reading.reading for reading in readings)
    assert {f.code for f in result.findings if f.code.startswith(("items.", "plan.item"))} == set()
