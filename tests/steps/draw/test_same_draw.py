"""However a registry was saved, its companies are the same, and so is the draw."""

import openpyxl
import pytest

from tests.cells import FIRST, cell
from tests.conftest import JANUARY
from tests.steps import registries
from tests.steps.registries import record_of, rewrite
from xlcheck.schema.inputs import ENTITIES, ENTITY_BOOK
from xlcheck.steps.desk.desk import Desk, Run

CHANGES = (
    registries.shuffle_rows,
    registries.turn_columns,
    registries.in_lower_case,
    registries.in_full_width,
    registries.dates_as_text,
    registries.names_decomposed,
)


@pytest.fixture(scope="module")
def usual(sample):
    """The record of the desk as it is shipped."""
    return record_of(Run(Desk(sample), JANUARY))


@pytest.mark.parametrize("change", CHANGES)
def test_another_shape_of_the_registries_changes_nothing(run, usual, change):
    rewrite(run, change)
    assert record_of(run) == usual


def test_all_at_once_change_nothing(run, usual):
    rewrite(run, *CHANGES)
    assert record_of(run) == usual


def test_one_company_less_changes_the_fingerprint(run, usual):
    path = run.desk.book(ENTITY_BOOK)
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    rows = range(FIRST, sheet.max_row)
    gone = next(row for row in rows if sheet[cell(ENTITIES, ENTITIES.code, row)].value == usual.order[0].code)
    sheet.delete_rows(gone)
    book.save(path)
    assert record_of(run).frame_digest != usual.frame_digest
